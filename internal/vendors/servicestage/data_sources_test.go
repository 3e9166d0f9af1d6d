package servicestage_test

import (
	"fmt"
	"regexp"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

func TestDataSourcesShowAndFilterAuthorizations(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for i, made := range []sandboxtest.NewAuthorization{
		{Name: "first", RepoType: "github", TokenType: "oauth", User: "tom", Tag: "intl"},
		{Name: "second", RepoType: "gitlab", TokenType: "personal", User: "anna"},
		{Name: "third", RepoType: "github", TokenType: "personal", User: "eve"},
	} {
		w.TakeAuthorization(t, made)
		if i == 1 {
			w.ExpireAuthorization(t, made.Name)
		}
	}
	const one, none = "data.storeauth_servicestage_authorization.one", "data.storeauth_servicestage_authorization.none"
	list := func(label, filter string) string {
		return fmt.Sprintf("data \"storeauth_servicestage_authorizations\" %q {\n  %s\n}\n", label, filter)
	}
	acctest.Test(t, resource.TestStep{
		Config: w.provider() + `
data "storeauth_servicestage_authorization" "one" {
  name = "first"
}
data "storeauth_servicestage_authorization" "none" {
  name = "nobody"
}
` + list("all", "") + list("github", `repo_type = "github"`) + list("overdue", `status = "overdue"`) +
			list("both", "repo_type = \"github\"\n  token_type = \"personal\""),
		Check: resource.ComposeAggregateTestCheckFunc(
			resource.TestCheckResourceAttr(one, "exists", "true"),
			resource.TestCheckResourceAttr(one, "status", "normal"),
			resource.TestCheckResourceAttr(one, "repo_user", "tom"),
			resource.TestCheckResourceAttr(one, "token_type", "oauth"),
			resource.TestCheckResourceAttr(one, "tag", "intl"),
			resource.TestCheckResourceAttr(one, "region", "cn-north-4"),
			resource.TestMatchResourceAttr(one, "created_at", regexp.MustCompile(`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$`)),
			resource.TestCheckResourceAttr(none, "exists", "false"),
			resource.TestCheckNoResourceAttr(none, "status"),
			resource.TestCheckResourceAttr("data.storeauth_servicestage_authorizations.all", "authorizations.#", "3"),
			resource.TestCheckResourceAttr("data.storeauth_servicestage_authorizations.github", "authorizations.#", "2"),
			resource.TestCheckResourceAttr("data.storeauth_servicestage_authorizations.overdue", "authorizations.#", "1"),
			resource.TestCheckResourceAttr("data.storeauth_servicestage_authorizations.overdue", "authorizations.0.name", "second"),
			resource.TestCheckResourceAttr("data.storeauth_servicestage_authorizations.both", "authorizations.0.name", "third"),
			resource.TestCheckResourceAttr("data.storeauth_servicestage_authorizations.both", "authorizations.#", "1"),
		),
	})
}

func TestRepositoriesProveThatTheGitHostAccepts(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.TakeAuthorization(t, sandboxtest.NewAuthorization{Name: name, RepoType: "github", TokenType: "oauth", User: "tom"})
	const repositories = "data.storeauth_servicestage_repositories.r"
	config := func(more string) string {
		return w.provider() + fmt.Sprintf("data \"storeauth_servicestage_repositories\" \"r\" {\n  authorization = %q\n  %s\n}\n", name, more)
	}
	acctest.Test(t,
		resource.TestStep{Config: config(""), Check: resource.ComposeAggregateTestCheckFunc(
			resource.TestCheckResourceAttrSet(repositories, "namespaces.0.name"),
			resource.TestMatchResourceAttr(repositories, "repositories.0.clone_url", regexp.MustCompile(`^https://github\.com/.+\.git$`)),
			resource.TestCheckResourceAttrPair(repositories, "repositories.0.namespace", repositories, "namespaces.0.name"),
		)},
		resource.TestStep{Config: config(`namespace = "tom"`), Check: resource.TestCheckResourceAttr(repositories, "repositories.0.namespace", "tom")},
		resource.TestStep{Config: config(`namespace = "nobody"`), ExpectError: regexp.MustCompile(`No namespace nobody`)},
		resource.TestStep{PreConfig: func() { w.UnauthenticateAuthorization(t, name) }, Config: config(""),
			ExpectError: regexp.MustCompile(`(?s)SVCSTG\.REPO\.0451.*-replace`)},
		resource.TestStep{PreConfig: func() { w.DeleteAuthorization(t, name) }, Config: config(""),
			ExpectError: regexp.MustCompile(`SVCSTG\.REPO\.0450`)},
	)
}

func TestCallbackIsParsedAndDecodedOnce(t *testing.T) {
	t.Parallel()
	const state, escaped = `$2a$10$.uQYThj5yKFs51w9s9aj+euQ0NSGsh/oAJ8B`, `%242a%2410%24.uQYThj5yKFs51w9s9aj%2BeuQ0NSGsh%2FoAJ8B`
	const base = "https://console.huaweicloud.com/servicestage/oauth?"
	for address, want := range map[string]string{
		base + "repo_type=github&code=04be&state=" + state:   "github 04be " + state,
		base + "repo_type=github&code=04be&state=" + escaped: "github 04be " + state,
		base + "code=04be&state=" + escaped:                  "none 04be " + state,
		"'" + base + "code=04be&state=" + escaped + "'":      "none 04be " + state,
	} {
		cli := acctest.NewCLI(t, `
locals {
  parsed = provider::storeauth::parse_oauth_callback("`+address+`")
}
output "parsed" {
  value = "${coalesce(local.parsed.repo_type, "none")} ${local.parsed.code} ${local.parsed.state}"
}
`)
		cli.Apply(t)
		if got := cli.Run(t, "output", "-raw", "parsed").Text; got != want {
			t.Errorf("%s is parsed to %q, expected %q", address, got, want)
		}
	}
	acctest.NewCLI(t, "output \"parsed\" {\n  value = provider::storeauth::parse_oauth_callback(\""+base+"state=x\")\n}\n").
		Run(t, "plan").Expect(t, 1, "url: it has no code")
}
