package amazon_test

import (
	"fmt"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// TestNoSecretLeavesTheProvider walks every Amazon object through its life and every way of failing, and looks for client
// secrets and tokens in state, plan, output and trace.
func TestNoSecretLeavesTheProvider(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	own, other := sb.CreateAmazonProfile(t, "app_submission", "reporting"), sb.CreateAmazonProfile(t, "app_submission")
	id := sb.AddAmazonApp(t, sandboxtest.AmazonApp{})
	sb.OpenAmazonEdit(t, id, "")
	tap := acctest.NewTap(t, sb.URL)
	cli := acctest.NewCLI(t, "")
	ownSecret, declaredOwn := cli.Secret("own", own.ClientSecret)
	secret, declared := cli.Secret("other", other.ClientSecret)
	block := fmt.Sprintf("  amazon = {\n    client_id     = %q\n    client_secret = %s\n  }", own.ClientID, ownSecret)
	cli.Write(t, acctest.Provider(tap.URL, block)+declaredOwn+declared+fmt.Sprintf(`
resource "storeauth_amazon_security_profile_attachment" "own" {
  client_id        = %q
  api              = "app_submission"
  client_secret_wo = %s
}
resource "storeauth_amazon_security_profile_attachment" "block" {
  client_id = %q
  api       = "reporting"
}
ephemeral "storeauth_amazon_access_token" "test" {}
ephemeral "storeauth_amazon_access_token" "other" {
  client_id     = %q
  client_secret = %s
}
data "storeauth_amazon_app" "one" {
  app_id = %q
}
data "storeauth_amazon_token_validation" "test" {}
`, other.ClientID, secret, own.ClientID, other.ClientID, secret, id))
	canaries := acctest.NewCanaries(tap, map[string]string{
		"the provider block's client secret": own.ClientSecret,
		"the resource's client secret":       other.ClientSecret,
	})
	canaries.PlanJSON(t, cli)
	canaries.Run(t, cli, "apply", "-auto-approve").Expect(t, 0)
	for _, fault := range []sandboxtest.Fault{
		{Kind: "status", Status: 500}, {Kind: "html", Status: 401}, {Kind: "truncated"}, {Kind: "reset_after"},
		{Kind: "redirect", Status: 307, Location: "http://127.0.0.1:1/elsewhere"},
	} {
		for _, prefix := range []string{"/lwa", "/appstore"} {
			fault.Vendor, fault.Prefix = "amazon", prefix
			sb.SetFault(t, fault)
			canaries.Run(t, cli, "plan")
			sb.ClearFaults(t)
		}
	}
	sb.SetAmazonSwitch(t, "tokeninfo", "rejects")
	sb.SetFault(t, sandboxtest.Fault{Vendor: "amazon", Prefix: "/appstore", Kind: "status", Status: 403, Body: []byte(`{"Message":"Request is not authorized."}`)})
	canaries.Run(t, cli, "plan").Expect(t, 1, "Request is not authorized.")
	sb.ClearFaults(t)
	sb.DetachAmazonProfile(t, own.ClientID, "app_submission")
	sb.RotateAmazonSecret(t, other.ClientID, false)
	canaries.Run(t, cli, "plan").Expect(t, 1, "invalid_scope", "invalid_client")
	canaries.Run(t, cli, "apply", "-auto-approve")
	canaries.Run(t, cli, "destroy", "-auto-approve", "-refresh=false")
	if len(tap.Seen()) < 3 {
		t.Errorf("the tap saw %d tokens; it cannot have looked", len(tap.Seen()))
	}
}
