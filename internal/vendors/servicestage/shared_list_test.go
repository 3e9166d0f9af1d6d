package servicestage_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

func TestTwoHundredAuthorizationsPlanWithOneListCall(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	const count = 200
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

// What an own write returned is known without asking again.
func TestAnApplyOfManyCreationsReadsLittle(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	const count = 150
	w.declare(t, fmt.Sprintf("resource \"storeauth_servicestage_token_authorization\" \"many\" {\n  count = %d\n  name = \"repo-${count.index}\"\n"+
		"  repo_type = \"github\"\n  token_wo = \"ghp_0123456789\"\n}\n", count))
	w.cli.Apply(t)
	if made := len(w.Authorizations(t)); made != count {
		t.Errorf("%d were made", made)
	}
	if reads := w.Count(t, "GET", "/servicestage/*"); reads > 12 {
		t.Errorf("%d reads for %d creations", reads, count)
	}
	w.ClearJournal(t)
	w.cli.Run(t, "destroy", "-auto-approve").Expect(t, 0)
	if reads := w.Count(t, "GET", "/servicestage/*"); reads > 12 {
		t.Errorf("%d reads for %d deletions", reads, count)
	}
}

// Another tool, here a provider of another alias, makes an authorization within one apply.
func TestADataSourceInsideAnApplySeesWhatOthersMade(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	data := func(label, after string) string {
		return fmt.Sprintf("data \"storeauth_servicestage_authorization\" %q {\n  name = %q\n  depends_on = [%s]\n}\noutput %q {\n  value = "+
			"data.storeauth_servicestage_authorization.%s.exists\n}\n", label, built, after, label, label)
	}
	w.declare(t, strings.Replace(w.provider(), "sandbox_url", "alias = \"other\"\n  sandbox_url", 1)+
		"resource \"terraform_data\" \"start\" {}\n"+data("before", "terraform_data.start")+
		secretKinds["token"].declare("a-secret", "provider = storeauth.other\n  depends_on = [data.storeauth_servicestage_authorization.before]")+
		data("after", secretKinds["token"].address))
	w.cli.Apply(t)
	for output, want := range map[string]string{"before": "false", "after": "true"} {
		if got := w.cli.Run(t, "output", "-no-color", output).Text; strings.TrimSpace(got) != want {
			t.Errorf("%s is %s, expected %s", output, got, want)
		}
	}
}
