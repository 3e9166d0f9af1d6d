package servicestage_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

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
	w.SetSwitch(t, "servicestage", "old_list", true)
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
	for kind, k := range secretKinds {
		for _, same := range []bool{true, false} {
			t.Run(fmt.Sprintf("%s same %t", kind, same), func(t *testing.T) {
				t.Parallel()
				w := newWorld(t)
				made := sandboxtest.NewAuthorization{Name: "build.repo", RepoType: "gitlab", TokenType: k.tokenType, User: "tom", Host: "https://git.example.com"}
				if kind == "password" {
					made.RepoType, made.Host = "bitbucket", ""
				}
				expected := []string{"0 to add, 1 to change, 0 to destroy"}
				if same && kind == "token" {
					made.Host = "https://api.git.example.com" // what the vendor reports is the address of the git host's API
				}
				if !same {
					made.User = "anna"
					if kind == "token" {
						made.Host = "https://other.example.com"
					}
					expected = append(expected, "differs", "correct the configuration, or plan with -replace")
				}
				w.TakeAuthorization(t, made)
				w.declare(t, k.declare("a-secret", ""))
				w.cli.Run(t, "import", k.address, "build.repo").Expect(t, 0)
				plan := w.cli.Plan(t)
				plan.Expect(t, 2, expected...)
				if same {
					lacks(t, plan, "differs")
				}
				w.cli.Apply(t)
				w.cli.Plan(t).Expect(t, 0)
				w.vendorHas(t, "")
				w.declare(t, k.declare("another-secret", ""))
				w.cli.Plan(t).Expect(t, 2, "0 to add, 1 to change, 0 to destroy", "will be deleted and created again")
				w.cli.Apply(t)
				w.vendorHas(t, "another-secret")
			})
		}
	}
}

func TestAnImportedAuthorizationThatDoesNotWorkIsReplacedByTheSecondPlan(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	k := secretKinds["token"]
	w.TakeAuthorization(t, sandboxtest.NewAuthorization{Name: "build.repo", RepoType: "gitlab", TokenType: k.tokenType, Host: "https://git.example.com"})
	w.ExpireAuthorization(t, "build.repo")
	w.declare(t, k.declare("a-secret", ""))
	w.cli.Run(t, "import", k.address, "build.repo").Expect(t, 0)
	w.cli.Plan(t).Expect(t, 2, "0 to add, 1 to change, 0 to destroy", "nothing is replaced yet")
	w.cli.Apply(t)
	w.vendorHas(t, "")
	w.cli.Plan(t).Expect(t, 2, "0 to add, 1 to change, 0 to destroy", "does not work any more")
	w.cli.Apply(t)
	w.vendorHas(t, "a-secret")
	w.cli.Plan(t).Expect(t, 0)
}

func TestImportRefusesWhatIsNotThereOrAnotherKind(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.TakeAuthorization(t, sandboxtest.NewAuthorization{Name: "by-token", TokenType: "personal"})
	w.declare(t, oauth()+secretKinds["password"].declare("a-secret", ""))
	w.cli.Run(t, "import", github, "by-token").Expect(t, 1, `token type "personal"`,
		"terraform import storeauth_servicestage_token_authorization.ADDRESS by-token")
	w.cli.Run(t, "import", secretKinds["password"].address, "by-token").Expect(t, 1, `token type "personal"`)
	w.cli.Run(t, "import", github, "nobody").Expect(t, 1, "has no authorization of this name", "by-token")
	if w.cli.State(t) != "" && w.cli.Attributes(t, github) != nil {
		t.Error("something was imported")
	}
	p := acctest.NewProtocol(t, map[string]any{"sandbox_url": w.URL, "servicestage": map[string]any{
		"access_key": w.key.AccessKey, "secret_key": w.key.SecretKey, "region": sandboxtest.ServiceStageRegion}})
	r := p.ImportByIdentity(t, "storeauth_servicestage_token_authorization", map[string]any{"region": "eu-west-9", "name": "by-token"})
	if said := strings.Join(r.Errors, "\n"); !strings.Contains(said, "region eu-west-9") || strings.Contains(said, "state rm") {
		t.Errorf("an identity of another region leads to %q", r.Errors)
	}
}

func TestImportedStateIsTheCreatedState(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	k := secretKinds["password"]
	config := w.provider() + k.declare("a-secret", "")
	w.PutGitAccount(t, "a-secret", "tom")
	acctest.Test(t,
		resource.TestStep{Config: config},
		resource.TestStep{Config: config, ResourceName: k.address, ImportState: true, ImportStateId: "build.repo", ImportStateVerify: true,
			ImportStateVerifyIdentifierAttribute: "name", ImportStateVerifyIgnore: []string{"password_wo_version"}},
	)
}

func TestImportByIdentityReplacesNothing(t *testing.T) {
	t.Parallel()
	if !acctest.Has(t, "1.12.0", "an import by identity") {
		return
	}
	w := newWorld(t)
	k := secretKinds["password"]
	w.TakeAuthorization(t, sandboxtest.NewAuthorization{Name: built, RepoType: "bitbucket", TokenType: k.tokenType, User: "tom"})
	w.declare(t, k.declare("a-secret", "")+fmt.Sprintf("import {\n  to       = %s\n  identity = {\n    region     = %q\n"+
		"    project_id = %q\n    name       = %q\n  }\n}\n", k.address, sandboxtest.ServiceStageRegion, sandboxtest.ServiceStageProject, built))
	w.cli.Plan(t).Expect(t, 2, "1 to import, 0 to add, 1 to change, 0 to destroy")
	w.cli.Apply(t)
	w.cli.Plan(t).Expect(t, 0)
	w.vendorHas(t, "")
}

func TestAGeneratedConfigurationLacksTheSecretAtMost(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.TakeAuthorization(t, sandboxtest.NewAuthorization{Name: name, RepoType: "github", TokenType: "oauth", User: "tom", Tag: "intl"})
	w.TakeAuthorization(t, sandboxtest.NewAuthorization{Name: "by-token", RepoType: "gitlab", TokenType: "personal", Host: "https://git.example.com"})
	w.TakeAuthorization(t, sandboxtest.NewAuthorization{Name: "by-password", RepoType: "bitbucket", TokenType: "password", User: "tom"})
	w.declare(t, acctest.Import(github, name)+acctest.Import("storeauth_servicestage_token_authorization.build", "by-token")+
		acctest.Import("storeauth_servicestage_password_authorization.build", "by-password"))
	w.cli.Plan(t, "-generate-config-out=generated.tf").Expect(t, 2, "3 to import, 0 to add, 0 to change, 0 to destroy")
	for _, secret := range []string{"token_wo", "password_wo"} {
		w.cli.Replace(t, "generated.tf", secret+" ", secret+` = "a-secret" # `)
	}
	// Terraform takes the argument only as long as it generates.
	w.cli.Replace(t, "main.tf", "  provider = storeauth\n", "")
	w.cli.Apply(t).Expect(t, 0, "3 imported, 0 added, 2 changed, 0 destroyed")
	w.cli.Plan(t).Expect(t, 0)
	w.vendorHas(t, "")
}
