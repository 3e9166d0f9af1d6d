package galaxy_test

import (
	"fmt"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

func TestReadersNameGalaxySettingsThatAreNotKnown(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	a := sb.CreateGalaxyAccount(t)
	cli := acctest.NewCLI(t, fmt.Sprintf("resource \"terraform_data\" \"late\" {\n  input = %q\n}\n", a.PrivateKey)+
		acctest.Provider(sb.URL, fmt.Sprintf("  galaxy = {\n    service_account_id = %q\n    private_key = terraform_data.late.output\n  }", a.ID))+fmt.Sprintf(`
data "storeauth_galaxy_apps" "all" {}
ephemeral "storeauth_galaxy_access_token" "own" {
  service_account_id = %q
}
`, a.ID))
	out := cli.Plan(t)
	for _, address := range []string{"data.storeauth_galaxy_apps.all", "ephemeral.storeauth_galaxy_access_token.own"} {
		acctest.ExpectPhrases(t, out.Diagnostics(address), "Galaxy Store settings are not known yet", "galaxy.private_key")
	}
}
