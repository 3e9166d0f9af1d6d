package galaxy_test

import (
	"fmt"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

func TestGalaxyBadInputIsRefusedAtPlan(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	a := sb.CreateGalaxyAccount(t)
	public := sandboxtest.PublicPEM(&a.Key.PublicKey)
	account := func(id, key, more string) string {
		return acctest.Provider(sb.URL) + fmt.Sprintf("resource \"storeauth_galaxy_service_account\" \"test\" {\n  service_account_id = %q\n  private_key_wo = %q\n  %s\n}\n", id, key, more)
	}
	token := func(arguments string) string {
		return acctest.Provider(sb.URL) + "resource \"storeauth_galaxy_access_token\" \"t\" {\n" + arguments + "\n}\n"
	}
	acctest.BadInput(t, sb, map[string][2]string{
		"malformed id":   {account("not-a-uuid", a.PrivateKey, ""), `service_account_id.*UUID`},
		"public key":     {account(a.ID, public, ""), `private_key_wo: it is a public key`},
		"not a key":      {account(a.ID, "hello", ""), `private_key_wo`},
		"unknown scope":  {account(a.ID, a.PrivateKey, `scopes = ["reviews"]`), `scopes`},
		"no scope":       {account(a.ID, a.PrivateKey, `scopes = []`), `scopes`},
		"plain http":     {"provider \"storeauth\" {\n  galaxy = { endpoint = \"http://devapi.samsungapps.com\" }\n}\n" + "data \"storeauth_galaxy_apps\" \"all\" {}\n", `galaxy.endpoint.*loopback`},
		"plain sandbox":  {acctest.Provider("http://sandbox.example.com") + "data \"storeauth_galaxy_apps\" \"all\" {}\n", `sandbox_url.*loopback`},
		"excluding":      {acctest.Provider(sb.URL, "  agc = {\n    client_id = \"1\"\n    client_secret = \"22222\"\n    service_account_key = \"{}\"\n  }") + "data \"storeauth_galaxy_apps\" \"all\" {}\n", `agc.client_id and agc.service_account_key`},
		"token's id":     {token(`service_account_id = "x"`), `service_account_id`},
		"token's scopes": {token(`scopes = ["x"]`), `scopes`},
		"missing settings": {acctest.Provider(sb.URL) + "data \"storeauth_galaxy_apps\" \"all\" {}\n",
			`galaxy.service_account_id.*GALAXY_STORE_SERVICE_ACCOUNT_ID`},
		"content id":  {acctest.Provider(sb.URL) + "data \"storeauth_galaxy_app\" \"a\" {\n  content_id = \"123\"\n}\n", `content_id.*twelve`},
		"null status": {acctest.Provider(sb.URL) + "data \"storeauth_galaxy_apps\" \"all\" {\n  statuses = [\"FOR_SALE\", null]\n}\n", `statuses.*(?i)null`},
		"timeout":     {"provider \"storeauth\" {\n  request_timeout = \"soon\"\n}\n" + "data \"storeauth_galaxy_apps\" \"all\" {}\n", `request_timeout`},
	})
}
