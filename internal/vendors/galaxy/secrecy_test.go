package galaxy_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// secretBlock is the provider block's account with its key in a variable; more are further arguments.
func secretBlock(id string, more ...string) string {
	return fmt.Sprintf("  galaxy = {\n    service_account_id = %q\n    private_key = var.block_key\n    %s\n  }", id, strings.Join(more, "\n"))
}

func TestGalaxyObjectsLeakNoSecret(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	a, b, c := sb.CreateGalaxyAccount(t), sb.CreateGalaxyAccount(t), sb.CreateGalaxyAccount(t)
	sb.AddGalaxyApp(t, sandboxtest.GalaxyApp{ContentID: "000001234567"})
	s := acctest.NewSecrecy(t, sb, map[string]string{"block_key": a.PrivateKey, "own_key": b.PrivateKey, "held_key": c.PrivateKey})
	s.Write(t, acctest.Provider(s.URL, secretBlock(a.ID, fmt.Sprintf("secrets = { %q = var.held_key }", c.ID)))+fmt.Sprintf(`
resource "storeauth_galaxy_service_account" "own" {
  service_account_id = %q
  private_key_wo     = var.own_key
}
resource "storeauth_galaxy_service_account" "block" {
  service_account_id = %q
}
resource "storeauth_galaxy_service_account" "held" {
  service_account_id = %q
}
ephemeral "storeauth_galaxy_access_token" "test" {}
data "storeauth_galaxy_apps" "all" {}
data "storeauth_galaxy_app" "one" {
  content_id = "000001234567"
}
data "storeauth_galaxy_token_validation" "test" {}
`, b.ID, a.ID, c.ID))
	s.Live(t)
	s.Disturb(t, "/galaxy/auth/*")
	s.Disturb(t, "/galaxy/seller/*")
	sb.DeleteGalaxyAccount(t, a.ID)
	sb.ReplaceGalaxyKey(t, b)
	sb.ReplaceGalaxyKey(t, c)
	s.Run(t, "plan").Expect(t, 1)
	s.Run(t, "apply", "-auto-approve").Expect(t, 1)
	s.End(t, 3)
}

func TestManagedGalaxyTokenIsInNoTrace(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	a := sb.CreateGalaxyAccount(t)
	s := acctest.NewSecrecy(t, sb, map[string]string{"block_key": a.PrivateKey})
	s.Write(t, acctest.Provider(s.URL, secretBlock(a.ID))+"resource \"storeauth_galaxy_access_token\" \"test\" {}\n")
	s.Trace(t, "apply", "-auto-approve").Expect(t, 0)
	s.Trace(t, "plan").Expect(t, 0)
	sb.RevokeGalaxyTokens(t, a.ID)
	s.Trace(t, "plan").Expect(t, 0, "Invalid accessToken")
	s.Trace(t, "destroy", "-auto-approve", "-refresh=false").Expect(t, 0)
}
