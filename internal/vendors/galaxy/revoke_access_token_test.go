package galaxy_test

import (
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

func TestRevokeActionEndsTheTokenAndATokenThatIsDeadIsDone(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	a := sb.CreateGalaxyAccount(t)
	cli := acctest.NewCLI(t, tokenConfig(sb.URL, a, "january"))
	cli.Apply(t)
	token := cli.Attributes(t, managedToken)["access_token"]
	p := acctest.NewProtocol(t, map[string]any{"sandbox_url": sb.URL, "galaxy": map[string]any{"service_account_id": a.ID}})
	for range 2 {
		r := p.Invoke(t, "storeauth_galaxy_revoke_access_token", map[string]any{"access_token": token})
		if len(r.Errors) > 0 || len(r.Lines) != 1 {
			t.Errorf("%+v", r)
		}
		if live := sb.LiveGalaxyTokens(t, a.ID); live != 0 {
			t.Errorf("%d tokens live", live)
		}
	}
	sb.SetFault(t, sandboxtest.Fault{Vendor: "galaxy", Path: "/auth/revokeAccessToken", Kind: "html", Status: 401})
	r := p.Invoke(t, "storeauth_galaxy_revoke_access_token", map[string]any{"access_token": token})
	if len(r.Errors) != 1 || !strings.Contains(r.Errors[0], "Could not revoke") {
		t.Errorf("a proxy's page: %+v", r)
	}
}
