package galaxy_test

import (
	"fmt"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// TestNoSecretLeavesTheProvider walks every Galaxy object through its life and every way of failing, and looks for the
// private key, the assertions and the tokens in state, plan and trace.
func TestNoSecretLeavesTheProvider(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	a, b := sb.CreateGalaxyAccount(t), sb.CreateGalaxyAccount(t)
	sb.AddGalaxyApp(t, sandboxtest.GalaxyApp{ContentID: "000001234567"})
	tap := acctest.NewTap(t, sb.URL)
	cli := acctest.NewCLI(t, "")
	blockKey, blockVariable := cli.Secret("block_key", a.PrivateKey)
	ownKey, ownVariable := cli.Secret("own_key", b.PrivateKey)
	cli.Write(t, blockVariable+ownVariable+acctest.Provider(tap.URL, fmt.Sprintf("  galaxy = {\n    service_account_id = %q\n    private_key = %s\n  }", a.ID, blockKey))+
		fmt.Sprintf(`
resource "storeauth_galaxy_service_account" "own" {
  service_account_id = %q
  private_key_wo     = %s
}
resource "storeauth_galaxy_service_account" "block" {
  service_account_id = %q
}
ephemeral "storeauth_galaxy_access_token" "test" {}
data "storeauth_galaxy_apps" "all" {}
data "storeauth_galaxy_app" "one" {
  content_id = "000001234567"
}
data "storeauth_galaxy_token_validation" "test" {}
`, b.ID, ownKey, a.ID))
	canaries := acctest.NewCanaries(tap, map[string]string{
		"the provider block's private key": a.PrivateKey,
		"the resource's private key":       b.PrivateKey,
	})
	canaries.PlanJSON(t, cli)
	canaries.Run(t, cli, "apply", "-auto-approve").Expect(t, 0)
	canaries.Run(t, cli, "plan").Expect(t, 0)
	for _, fault := range []sandboxtest.Fault{
		{Kind: "status", Status: 500}, {Kind: "html", Status: 401}, {Kind: "truncated"}, {Kind: "reset"}, {Kind: "reset_after"}, {Kind: "empty"},
		{Kind: "redirect", Status: 307, Location: "http://127.0.0.1:1/elsewhere"},
	} {
		for _, path := range []string{"/auth/*", "/seller/*"} {
			fault.Vendor, fault.Path = "galaxy", path
			sb.SetFault(t, fault)
			canaries.Run(t, cli, "plan")
			sb.ClearFaults(t)
		}
	}
	sb.DeleteGalaxyAccount(t, a.ID)
	sb.ReplaceGalaxyKey(t, b)
	canaries.Run(t, cli, "plan").Expect(t, 1)
	canaries.Run(t, cli, "apply", "-auto-approve")
	canaries.Run(t, cli, "destroy", "-auto-approve", "-refresh=false")
}

func TestManagedTokenIsInItsOwnAttributeAndInNoTrace(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	a := sb.CreateGalaxyAccount(t)
	tap := acctest.NewTap(t, sb.URL)
	cli := acctest.NewCLI(t, tokenConfig(tap.URL, a, "january"))
	canaries := acctest.NewCanaries(tap, map[string]string{"the private key": a.PrivateKey})
	canaries.Trace(t, cli, "apply", "-auto-approve").Expect(t, 0)
	canaries.Trace(t, cli, "plan").Expect(t, 0)
	sb.RevokeGalaxyTokens(t, a.ID)
	canaries.Trace(t, cli, "plan").Expect(t, 0, "Invalid accessToken")
	canaries.Trace(t, cli, "destroy", "-auto-approve", "-refresh=false").Expect(t, 0)
	if len(tap.Seen()) < 2 {
		t.Errorf("the tap saw %d secrets; it cannot have looked", len(tap.Seen()))
	}
}
