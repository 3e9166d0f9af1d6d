package amazon_test

import (
	"fmt"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

func TestAmazonObjectsLeakNoSecret(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	own, other := sb.CreateAmazonProfile(t, "app_submission", "reporting"), sb.CreateAmazonProfile(t, "app_submission")
	held := sb.CreateAmazonProfile(t, "app_submission")
	id := sb.AddAmazonApp(t, sandboxtest.AmazonApp{})
	sb.OpenAmazonEdit(t, id, "")
	s := acctest.NewSecrecy(t, sb, map[string]string{"block_secret": own.ClientSecret, "own_secret": other.ClientSecret, "held_secret": held.ClientSecret})
	s.Write(t, acctest.Provider(s.URL, fmt.Sprintf("  amazon = {\n    client_id     = %q\n    client_secret = var.block_secret\n    secrets       = { %q = var.held_secret }\n  }",
		own.ClientID, held.ClientID))+fmt.Sprintf(`
resource "storeauth_amazon_security_profile_attachment" "own" {
  client_id        = %[1]q
  api              = "app_submission"
  client_secret_wo = var.own_secret
}
resource "storeauth_amazon_security_profile_attachment" "block" {
  client_id = %[2]q
  api       = "reporting"
}
resource "storeauth_amazon_security_profile_attachment" "held" {
  client_id = %[4]q
  api       = "app_submission"
}
ephemeral "storeauth_amazon_access_token" "test" {}
ephemeral "storeauth_amazon_access_token" "other" {
  client_id     = %[1]q
  client_secret = var.own_secret
}
data "storeauth_amazon_app" "one" {
  app_id = %[3]q
}
data "storeauth_amazon_token_validation" "test" {}
`, other.ClientID, own.ClientID, id, held.ClientID))
	s.Live(t)
	s.Disturb(t, "/lwa/*")
	s.Disturb(t, "/appstore/*")
	sb.SetSwitch(t, "amazon", "tokeninfo", "rejects")
	sb.SetFault(t, sandboxtest.Fault{Vendor: "amazon", Prefix: "/appstore", Kind: "status", Status: 403, Body: []byte(`{"Message":"Request is not authorized."}`)})
	s.Run(t, "plan").Expect(t, 1, "Request is not authorized.")
	sb.ClearFaults(t)
	sb.DetachAmazonProfile(t, own.ClientID, "app_submission")
	sb.RotateAmazonSecret(t, other.ClientID, false)
	sb.DeleteAmazonProfile(t, held.ClientID)
	s.Run(t, "plan").Expect(t, 1, "invalid_scope", "invalid_client")
	s.Run(t, "apply", "-auto-approve").Expect(t, 1)
	s.End(t, 3)
}
