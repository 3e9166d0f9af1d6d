package galaxy_test

import (
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

func TestGalaxyExamples(t *testing.T) {
	acctest.Examples(t, acctest.ExamplesOf{Vendor: "galaxy", Functions: []string{"public_key_sha256"},
		Prepare: func(t testing.TB, sb *sandboxtest.Sandbox, _ string) []string {
			a := sb.CreateGalaxyAccountWithKey(t, "0b6f7c1e-4a55-4d6c-9d0e-3f5b8a2c7d10", sandboxtest.RSAKey(), "publishing", "gss")
			sb.AddGalaxyApp(t, sandboxtest.GalaxyApp{ContentID: "000001234567", Title: "Weather"})
			return []string{"GALAXY_STORE_SERVICE_ACCOUNT_ID=" + a.ID, "GALAXY_STORE_PRIVATE_KEY=" + a.PrivateKey,
				"TF_VAR_galaxy_private_key=" + a.PrivateKey, "TF_VAR_leaked_galaxy_token=a-token-of-another-day", "TF_VAR_galaxy_public_key=" + sandboxtest.PublicPEM(&a.Key.PublicKey)}
		}})
}
