package servicestage_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/querycheck"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"

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

func TestListResources(t *testing.T) {
	t.Parallel()
	w := newListedWorld(t)
	for name, test := range queries {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			filter := ""
			for argument, value := range test.filter {
				filter += fmt.Sprintf("    %s = %q\n", argument, value)
			}
			query := "list \"storeauth_servicestage_" + test.kind + "_authorization\" \"all\" {\n  provider = storeauth\n  config {\n" + filter + "  }\n}\n"
			acctest.TestFrom(t, tfversion.Version1_14_0,
				resource.TestStep{Config: w.provider()},
				resource.TestStep{Query: true, Config: w.provider() + query, QueryResultChecks: []querycheck.QueryResultCheck{
					querycheck.ExpectLength("storeauth_servicestage_"+test.kind+"_authorization.all", len(test.found))}},
			)
		})
	}
}

func TestListResourcesOverTheProtocol(t *testing.T) {
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
