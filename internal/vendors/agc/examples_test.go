package agc_test

import (
	"encoding/json"
	"net/http"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

func TestAGCExamples(t *testing.T) {
	acctest.Examples(t, acctest.ExamplesOf{Vendor: "agc", Functions: []string{"parse_agc_credential"},
		Prepare: func(t testing.TB, sb *sandboxtest.Sandbox, _ string) []string {
			c := sb.AddAGCClient(t, sandboxtest.AGCClient{ID: "1234567890123456789"})
			sb.AddAGCApp(t, sandboxtest.AGCApp{AppID: "100000001", PackageName: "com.example.player"})
			return []string{"AGC_CLIENT_ID=" + c.ID, "AGC_CLIENT_SECRET=" + c.Secret, "TF_VAR_agc_api_client_file=" + string(c.CredentialFile),
				"TF_VAR_agc_credential_file=" + string(c.CredentialFile), "TF_VAR_agc_service_account_key=" + keyFileOf(t, sb, "1000000019")}
		}})
}

// keyFileOf is the key file of a new service account with the id that the examples import.
func keyFileOf(t testing.TB, sb *sandboxtest.Sandbox, id string) string {
	t.Helper()
	key := sandboxtest.RSAKey()
	var created struct {
		KeyFile map[string]string `json:"key_file"`
	}
	sb.Console(t, http.MethodPost, "/agc/service-accounts",
		map[string]any{"sub_account": id, "public_key": sandboxtest.PublicPEM(&key.PublicKey), "roles": []string{"App release"}}, &created)
	created.KeyFile["private_key"] = sandboxtest.PKCS8PEM(key)
	file, err := json.Marshal(created.KeyFile)
	if err != nil {
		t.Fatal(err)
	}
	return string(file)
}
