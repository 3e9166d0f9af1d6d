package servicestage_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/querycheck"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

func TestListResources(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, made := range []sandboxtest.NewAuthorization{
		{Name: "oauth-1", RepoType: "github", TokenType: "oauth"}, {Name: "oauth-2", RepoType: "gitlab", TokenType: "oauth"},
		{Name: "token-1", RepoType: "github", TokenType: "personal"}, {Name: "pass-1", RepoType: "bitbucket", TokenType: "password"},
	} {
		w.TakeAuthorization(t, made)
	}
	w.ExpireAuthorization(t, "oauth-2")
	query := func(kind, filter string) string {
		return "list \"storeauth_servicestage_" + kind + "_authorization\" \"all\" {\n  provider = storeauth\n  config {\n" + filter + "\n  }\n}\n"
	}
	for name, test := range map[string]struct {
		kind, filter string
		found        int
	}{
		"oauth": {"oauth", "", 2}, "overdue": {"oauth", `status = "overdue"`, 1}, "host": {"oauth", `repo_type = "gitee"`, 0},
		"token": {"token", "", 1}, "password": {"password", "", 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			acctest.TestFrom(t, tfversion.Version1_14_0,
				resource.TestStep{Config: w.provider()},
				resource.TestStep{Query: true, Config: w.provider() + query(test.kind, test.filter),
					QueryResultChecks: []querycheck.QueryResultCheck{
						querycheck.ExpectLength("storeauth_servicestage_"+test.kind+"_authorization.all", test.found)}},
			)
		})
	}
}
