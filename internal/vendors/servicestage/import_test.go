package servicestage_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

func TestImportOfAnOAuthAuthorizationPlansNothing(t *testing.T) {
	t.Parallel()
	for _, tag := range []string{"", "intl"} {
		t.Run("tag "+tag, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.TakeAuthorization(t, sandboxtest.NewAuthorization{Name: name, RepoType: "github", TokenType: "oauth", User: "tom", Tag: tag})
			more := ""
			if tag != "" {
				more = fmt.Sprintf("tag = %q", tag)
			}
			w.declare(t, oauth(more))
			w.cli.Run(t, "import", github, name).Expect(t, 0)
			w.status(t, "normal")
			w.cli.Plan(t).Expect(t, 0)
		})
	}
}

// That the list tells the tag is inferred; where it does not, declaring one after an import must not replace.
func TestATagThatTheListDoesNotTellReplacesNothingAfterAnImport(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.SetServiceStageSwitch(t, "old_list", true)
	w.TakeAuthorization(t, sandboxtest.NewAuthorization{Name: name, RepoType: "github", TokenType: "oauth", User: "tom", Tag: "intl"})
	w.declare(t, oauth(`tag = "intl"`))
	w.cli.Run(t, "import", github, name).Expect(t, 0)
	w.cli.Plan(t).Expect(t, 2, "0 to add, 1 to change, 0 to destroy")
	w.cli.Apply(t)
	w.cli.Plan(t).Expect(t, 0)
	w.declare(t, oauth(`tag = "china"`))
	w.cli.Plan(t).Expect(t, 2, "1 to add, 0 to change, 1 to destroy")
}

func TestImportOfASecretAuthorizationReplacesNothing(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	// The others are of another user and at another host than declared.
	made := map[string]sandboxtest.NewAuthorization{
		"token":          {RepoType: "gitlab", User: "tom", Host: "https://git.example.com"},
		"other-token":    {RepoType: "gitlab", User: "anna", Host: "https://other.example.com"},
		"password":       {RepoType: "bitbucket", User: "tom"},
		"other-password": {RepoType: "bitbucket", User: "anna"},
	}
	declare := func(secret string) (config string) {
		for name := range made {
			config += secretKinds[strings.TrimPrefix(name, "other-")].declare(name, secret, "")
		}
		return config
	}
	imports := ""
	for name, authorization := range made {
		k := secretKinds[strings.TrimPrefix(name, "other-")]
		authorization.Name, authorization.TokenType = name, k.tokenType
		w.TakeAuthorization(t, authorization)
		imports += fmt.Sprintf("import {\n  to = %s\n  id = %q\n}\n", k.address(name), name)
	}
	w.declare(t, declare("a-secret")+imports)
	plan := w.cli.Plan(t)
	plan.Expect(t, 2, "4 to import, 0 to add, 4 to change, 0 to destroy")
	for name := range made {
		said := plan.Diagnostics(secretKinds[strings.TrimPrefix(name, "other-")].address(name))
		if strings.HasPrefix(name, "other-") {
			acctest.ExpectPhrases(t, said, "differs", "correct the configuration, or plan with -replace")
		} else if said != "" {
			t.Errorf("%s: the plan says %s", name, said)
		}
	}
	w.cli.Apply(t)
	w.cli.Plan(t).Expect(t, 0)
	w.declare(t, declare("another-secret"))
	w.cli.Plan(t).Expect(t, 2, "4 to add, 0 to change, 4 to destroy")
}

func TestAnImportedDeadAuthorizationIsReplacedBySecondPlan(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	k := secretKinds["token"]
	w.TakeAuthorization(t, sandboxtest.NewAuthorization{Name: "build-repo", RepoType: "gitlab", TokenType: k.tokenType, Host: "https://git.example.com"})
	w.ExpireAuthorization(t, "build-repo")
	w.declare(t, k.declare("build-repo", "a-secret", ""))
	w.cli.Run(t, "import", k.address("build-repo"), "build-repo").Expect(t, 0)
	w.cli.Plan(t).Expect(t, 2, "0 to add, 1 to change, 0 to destroy", "nothing is replaced yet")
	w.cli.Apply(t)
	w.cli.Plan(t).Expect(t, 2, "1 to add, 0 to change, 1 to destroy")
}

func TestImportRefusesWhatIsNotThereOrAnotherKind(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.TakeAuthorization(t, sandboxtest.NewAuthorization{Name: "by-token", TokenType: "personal"})
	w.declare(t, oauth()+secretKinds["password"].declare("by-token", "a-secret", ""))
	w.cli.Run(t, "import", github, "by-token").Expect(t, 1, `token type "personal"`,
		"terraform import storeauth_servicestage_token_authorization.ADDRESS by-token")
	w.cli.Run(t, "import", secretKinds["password"].address("by-token"), "by-token").Expect(t, 1, `token type "personal"`)
	w.cli.Run(t, "import", github, "nobody").Expect(t, 1, "has no authorization of this name", "by-token")
	if w.cli.State(t) != "" && w.cli.Attributes(t, github) != nil {
		t.Error("something was imported")
	}
}

func TestImportedStateIsTheCreatedState(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	k := secretKinds["password"]
	config := w.provider() + k.declare("build-repo", "a-secret", "")
	w.PutGitAccount(t, "a-secret", "tom")
	acctest.Test(t,
		resource.TestStep{Config: config},
		resource.TestStep{Config: config, ResourceName: k.address("build-repo"), ImportState: true, ImportStateId: "build-repo", ImportStateVerify: true,
			ImportStateVerifyIdentifierAttribute: "name", ImportStateVerifyIgnore: []string{"password_wo_version"}},
	)
}

func TestServiceStageImportByIdentity(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	k := secretKinds["password"]
	config := w.provider() + k.declare("build-repo", "a-secret", "")
	w.PutGitAccount(t, "a-secret", "tom")
	acctest.TestFrom(t, tfversion.Version1_12_0,
		resource.TestStep{Config: config},
		resource.TestStep{Config: config, ResourceName: k.address("build-repo"), ImportState: true, ImportStateKind: resource.ImportBlockWithResourceIdentity,
			ImportPlanChecks: resource.ImportPlanChecks{PreApply: []plancheck.PlanCheck{
				plancheck.ExpectResourceAction(k.address("build-repo"), plancheck.ResourceActionUpdate)}}},
	)
}
