package servicestage_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// queries are list blocks and the names that each finds.
var queries = map[string]struct {
	kind   string
	filter map[string]any
	found  []string
}{
	"oauth":             {"oauth", nil, []string{"oauth-1", "oauth-2"}},
	"oauth and overdue": {"oauth", map[string]any{"status": "overdue"}, []string{"oauth-2"}},
	"oauth and host":    {"oauth", map[string]any{"repo_type": "gitee"}, nil},
	"token":             {"token", nil, []string{"token-1"}},
	"password":          {"password", nil, []string{"pass-1"}},
}

func newListedWorld(t *testing.T) *world {
	t.Helper()
	w := newWorld(t)
	for _, made := range []sandboxtest.NewAuthorization{
		{Name: "oauth-1", RepoType: "github", TokenType: "oauth"}, {Name: "oauth-2", RepoType: "gitlab", TokenType: "oauth"},
		{Name: "token-1", RepoType: "github", TokenType: "personal"}, {Name: "pass-1", RepoType: "bitbucket", TokenType: "password"},
	} {
		w.TakeAuthorization(t, made)
	}
	w.ExpireAuthorization(t, "oauth-2")
	return w
}

func TestQueryListsWhatItsFiltersSelect(t *testing.T) {
	t.Parallel()
	if !acctest.Has(t, "1.14.0", "terraform query") {
		return
	}
	w := newListedWorld(t)
	w.declare(t, "")
	var lists strings.Builder
	for name, test := range queries {
		filter := ""
		for argument, value := range test.filter {
			filter += fmt.Sprintf("    %s = %q\n", argument, value)
		}
		fmt.Fprintf(&lists, "list \"storeauth_servicestage_%s_authorization\" %q {\n  provider = storeauth\n  config {\n%s  }\n}\n",
			test.kind, strings.ReplaceAll(name, " ", "_"), filter)
	}
	if err := os.WriteFile(filepath.Join(w.cli.Dir, "all.tfquery.hcl"), []byte(lists.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	out := w.cli.Run(t, "query")
	out.Expect(t, 0)
	for name, test := range queries {
		var found []string
		for line := range strings.Lines(out.Text) {
			if words := strings.Fields(line); len(words) > 2 && words[0] == "list.storeauth_servicestage_"+test.kind+"_authorization."+strings.ReplaceAll(name, " ", "_") {
				found = append(found, words[len(words)-1])
			}
		}
		if !slices.Equal(found, test.found) {
			t.Errorf("%s: found %v, expected %v:\n%s", name, found, test.found, out.Text)
		}
	}
}

func TestListResourcesShareOneListCall(t *testing.T) {
	t.Parallel()
	w := newListedWorld(t)
	config := func() map[string]any {
		return map[string]any{"sandbox_url": w.URL, "max_retries": 0, "servicestage": map[string]any{
			"access_key": w.key.AccessKey, "secret_key": w.key.SecretKey, "region": sandboxtest.ServiceStageRegion}}
	}
	p := acctest.NewProtocol(t, config())
	for name, test := range queries {
		r := p.List(t, "storeauth_servicestage_"+test.kind+"_authorization", test.filter)
		if !slices.Equal(r.Lines, test.found) || len(r.Errors)+len(r.Warnings) > 0 {
			t.Errorf("%s: found %v, expected %v; %v", name, r.Lines, test.found, r)
		}
	}
	if lists := w.Count(t, "GET", listPath); lists != 1 {
		t.Errorf("%d list calls for %d queries", lists, len(queries))
	}
	w.fault(t, "GET", listCall, sandboxtest.Fault{Kind: "status", Status: 503})
	r := acctest.NewProtocol(t, config()).List(t, "storeauth_servicestage_oauth_authorization", nil)
	if len(r.Lines) > 0 || len(r.Errors) != 1 || !strings.Contains(r.Errors[0], "HTTP 503") {
		t.Errorf("a list that fails gives %v", r)
	}
}
