package servicestage_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

func TestManyAuthorizationsPlanWithOneListCall(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	const count = 60
	config := fmt.Sprintf(`
locals {
  names = toset([for i in range(%d) : "repo-${i}"])
}
resource "storeauth_servicestage_oauth_authorization" "many" {
  for_each  = local.names
  name      = each.key
  repo_type = "github"
}
import {
  for_each = local.names
  to       = storeauth_servicestage_oauth_authorization.many[each.key]
  id       = each.key
}
`, count)
	for i := range count {
		w.TakeAuthorization(t, sandboxtest.NewAuthorization{Name: fmt.Sprintf("repo-%d", i), RepoType: "github", TokenType: "oauth"})
	}
	w.declare(t, config)
	w.cli.Apply(t)
	w.SetLatency(t, "/servicestage", 100*time.Millisecond)
	w.ClearJournal(t)
	w.cli.Plan(t).Expect(t, 0)
	if lists := w.Count(t, "GET", listPath); lists != 1 {
		t.Errorf("%d list calls for %d authorizations", lists, count)
	}
	if calls := w.Count(t, "", "/servicestage/*"); calls != 1 {
		t.Errorf("%d calls in all", calls)
	}
	// A list that fails is one call too, and removes nothing.
	w.SetLatency(t, "/servicestage", 0)
	before := w.cli.State(t)
	w.fault(t, "GET", listCall, sandboxtest.Fault{Kind: "html", Status: 503})
	w.ClearJournal(t)
	w.cli.Plan(t).Expect(t, 1, "Could not read ServiceStage authorization repo-")
	if lists := w.Count(t, "GET", listPath); lists != 1 || w.cli.State(t) != before {
		t.Errorf("%d list calls", lists)
	}
}
