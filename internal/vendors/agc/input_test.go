package agc_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

func TestBadInputIsRefusedAtPlanWithTheArgumentNamedAndBeforeAnyCall(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	c, other := sb.CreateAGCClient(t), sb.CreateAGCClient(t)
	project := sb.AddAGCClient(t, sandboxtest.AGCClient{ProjectID: "9105385871708200535"})
	a := sb.CreateAGCServiceAccount(t)
	ofProject := sb.CreateAGCServiceAccountOf(t, "9105385871708200535", sandboxtest.RSAKey(), "App release")
	block := acctest.Provider(sb.URL, "")
	with := func(c sandboxtest.AGCClient, secret string) sandboxtest.AGCClient { c.Secret = secret; return c }
	keyed := func(file string) string {
		return block + account("test", sandboxtest.AGCServiceAccount{KeyFile: file}, "")
	}
	ephemeral := func(arguments string) string {
		return block + "ephemeral \"storeauth_agc_access_token\" \"test\" {\n" + arguments + "\n}\n"
	}
	data := func(kind, arguments string) string {
		return fmt.Sprintf("data \"storeauth_agc_%s\" \"test\" {\n%s\n}\n", kind, arguments)
	}
	for name, row := range map[string]struct{ config, expected string }{
		"project":                {block + client("test", c, "  project_id = \"9105385871708200535\""), `project_id is "9105385871708200535".*Project is N/A.*Connect\s+API`},
		"project from the file":  {block + client("test", project, fmt.Sprintf("  project_id = provider::storeauth::parse_agc_credential(%q).project_id", project.CredentialFile)), `project_id is "9105385871708200535"`},
		"empty project":          {block + client("test", c, "  project_id = \"\""), `project_id is ""`},
		"line break in the key":  {block + client("test", with(c, "ABC\nDEF"), ""), `client_secret_wo: it\s+has\s+a\s+line\s+break`},
		"file of a project":      {block + client("test", with(project, string(project.CredentialFile)), ""), `client_secret_wo: it\s+is\s+the\s+file\s+of\s+an\s+API\s+client\s+of\s+project\s+9105385871708200535.*Project\s+set\s+to\s+N/A`},
		"file of another client": {block + client("test", with(c, string(other.CredentialFile)), ""), `client_secret_wo\s+is\s+the\s+file\s+of\s+API\s+client\s+` + other.ID},
		"account's file":         {block + client("test", with(c, a.KeyFile), ""), `client_secret_wo: it\s+is\s+a\s+service\s+account's\s+file`},
		"block's project file":   {acctest.Provider(sb.URL, clientBlock(with(project, string(project.CredentialFile)))) + data("app", "  app_id = \"1\""), `agc.client_secret.*of\s+project\s+9105385871708200535.*Project\s+set\s+to\s+N/A`},
		"empty id":               {block + client("test", sandboxtest.AGCClient{Secret: c.Secret}, ""), `client_id: it\s+is\s+empty`},
		"site":                   {block + client("test", c, "  site = \"mars\""), `site: it\s+is\s+"mars".*china,\s+europe,\s+singapore,\s+russia`},
		"blank app id":           {block + client("test", c, "  app_ids = [\" \"]"), `app_ids`},
		"no key":                 {block + fmt.Sprintf("resource \"storeauth_agc_api_client\" \"test\" {\n  client_id = %q\n}\n", c.ID), `Set\s+client_secret_wo`},
		"project's account":      {keyed(ofProject.KeyFile), `key_wo: it\s+is\s+the\s+key\s+of\s+a\s+service\s+account\s+of\s+project\s+9105385871708200535.*Service\s+account`},
		"no file":                {keyed("private.json"), `key_wo: it\s+is\s+not\s+the\s+JSON\s+file`},
		"client's file":          {keyed(string(project.CredentialFile)), `key_wo: it\s+is\s+an\s+API\s+client's\s+file`},
		"damaged key":            {keyed(strings.Replace(a.KeyFile, "-----BEGIN", "-----BEGN", 1)), `key_wo: its\s+private_key\s+is\s+not\s+usable`},
		"two credentials":        {ephemeral(fmt.Sprintf("  client_id = \"1\"\n  client_secret = \"22222\"\n  service_account_key = %q", a.KeyFile)), `service_account_key`},
		"secret without an id":   {ephemeral("  client_secret = \"22222\""), `client_id`},
		"client of no block":     {ephemeral("  client_id = \"1\""), `No client_secret for AppGallery Connect API client 1`},
		"ephemeral site":         {ephemeral("  site = \"mars\""), `site: it\s+is\s+"mars"`},
		"missing settings":       {block + data("app_ids", "  package_names = [\"a.b\"]"), `agc.client_id\s+and\s+agc.client_secret\s+are\s+needed.*AGC_CLIENT_ID.*AGC_SERVICE_ACCOUNT_KEY`},
		"half the settings":      {acctest.Provider(sb.URL, "  agc = { client_id = \"1\" }") + data("app", "  app_id = \"1\""), `agc.client_secret\s+is\s+needed.*AGC_CLIENT_SECRET`},
		"neither app nor name":   {block + data("app", ""), `(?i)app_id.*package_name`},
		"both app and name":      {block + data("app", "  app_id = \"1\"\n  package_name = \"a.b\""), `(?i)app_id.*package_name`},
		"release type":           {block + data("app", "  app_id = \"1\"\n  release_type = \"beta\""), `release_type`},
		"list of names":          {block + data("app_ids", "  package_names = [\"a.b,c.d\"]"), `comma`},
		"block's site":           {acctest.Provider(sb.URL, "  agc = { site = \"mars\" }") + client("test", c, ""), `agc.site.*mars`},
		"block's key":            {acctest.Provider(sb.URL, "  agc = { service_account_key = \"{}\" }") + client("test", c, ""), `service_account_key`},
		"block's excluding":      {acctest.Provider(sb.URL, "  agc = {\n    client_id = \"1\"\n    service_account_key = \"{}\"\n  }") + client("test", c, ""), `exclude\s+each\s+other`},
		"block's project":        {acctest.Provider(sb.URL, accountBlock(ofProject)) + data("app", "  app_id = \"1\""), `Service\s+account\s+of\s+a\s+project.*developer\s+level`},
		"block's project key":    {acctest.Provider(sb.URL, accountBlock(ofProject)) + "resource \"storeauth_agc_service_account\" \"test\" {}\n", `agc.service_account_key.*project\s+9105385871708200535`},
		"plain http":             {"provider \"storeauth\" {\n  agc = { endpoint = \"http://connect-api.cloud.huawei.com\" }\n}\n" + client("test", c, ""), `agc.endpoint.*loopback`},
		"function":               {"output \"x\" {\n  value = provider::storeauth::parse_agc_credential(\"hello\").kind\n}\n", `json: it\s+is\s+not\s+the\s+JSON\s+file`},
		"token with a space":     {block + data("token_validation", "  access_token = \"a b\""), `access_token: it\s+has\s+whitespace`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			acctest.Test(t, resource.TestStep{Config: row.config, PlanOnly: true, ExpectError: regexp.MustCompile("(?s)" + row.expected)})
		})
	}
	t.Cleanup(func() {
		if calls := sb.Count(t, "", "/agc/*"); calls != 0 {
			t.Errorf("bad input led to %d calls", calls)
		}
	})
}

// TestCredentialsOfTheEnvironment: both kinds may be exported for the resources; what reads with the block's one credential must not guess.
func TestCredentialsOfTheEnvironment(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	c, a := sb.CreateAGCClient(t), sb.CreateAGCServiceAccount(t)
	resources := fmt.Sprintf("resource \"storeauth_agc_api_client\" \"test\" {\n  client_id = %q\n}\nresource \"storeauth_agc_service_account\" \"test\" {}\n", c.ID)
	cli := acctest.NewCLI(t, resources)
	cli.Env = append(cli.Env, "STOREAUTH_SANDBOX_URL="+sb.URL, "AGC_CLIENT_ID="+c.ID, "AGC_CLIENT_SECRET="+c.Secret, "AGC_SERVICE_ACCOUNT_KEY="+a.KeyFile, "AGC_SITE=singapore")
	cli.Apply(t)
	if site := cli.Attributes(t, apiClient)["site"]; site != "singapore" {
		t.Errorf("the site is %v", site)
	}
	cli.Write(t, resources+"ephemeral \"storeauth_agc_access_token\" \"test\" {}\n")
	cli.Plan(t).Expect(t, 1, "Conflicting AppGallery Connect settings", "AGC_SERVICE_ACCOUNT_KEY", "AGC_CLIENT_ID")
	cli.Env = append(cli.Env, "AGC_SITE=mars")
	cli.Write(t, resources)
	cli.Plan(t).Expect(t, 1, "agc.site (or AGC_SITE in the environment)", `"mars"`)
}
