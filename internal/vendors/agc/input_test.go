package agc_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/protocoltest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

func TestAGCBadInputIsRefusedAtPlan(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	c, other := sb.CreateAGCClient(t), sb.CreateAGCClient(t)
	project := sb.AddAGCClient(t, sandboxtest.AGCClient{ProjectID: "9105385871708200535"})
	a := sb.CreateAGCServiceAccount(t)
	ofProject := sb.CreateAGCServiceAccountOf(t, "9105385871708200535", sandboxtest.RSAKey(), "App release")
	block := acctest.Provider(sb.URL)
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
	acctest.BadInput(t, sb, map[string][2]string{
		"project":                {block + client("test", c, "  project_id = \"9105385871708200535\""), `project_id is "9105385871708200535".*Project is N/A.*Connect API`},
		"project from the file":  {block + client("test", project, fmt.Sprintf("  project_id = provider::storeauth::parse_agc_credential(%q).project_id", project.CredentialFile)), `project_id is "9105385871708200535"`},
		"empty project":          {block + client("test", c, "  project_id = \"\""), `project_id is ""`},
		"line break in the key":  {block + client("test", with(c, "ABC\nDEF"), ""), `client_secret_wo: it has a line break`},
		"file of a project":      {block + client("test", with(project, string(project.CredentialFile)), ""), `client_secret_wo: it is the file of an API client of project 9105385871708200535.*Project set to N/A`},
		"file of another client": {block + client("test", with(c, string(other.CredentialFile)), ""), `client_secret_wo is the file of API client ` + other.ID},
		"account's file":         {block + client("test", with(c, a.KeyFile), ""), `client_secret_wo: it is a service account's file`},
		"block's project file":   {acctest.Provider(sb.URL, clientBlock(with(project, string(project.CredentialFile)))) + data("app", "  app_id = \"1\""), `agc.client_secret.*of project 9105385871708200535.*Project set to N/A`},
		"empty id":               {block + client("test", sandboxtest.AGCClient{Secret: c.Secret}, ""), `client_id: it is empty`},
		"site":                   {block + client("test", c, "  site = \"mars\""), `site: it is "mars".*china, europe, singapore, russia`},
		"blank app id":           {block + client("test", c, "  app_ids = [\" \"]"), `app_ids`},
		"project's account":      {keyed(ofProject.KeyFile), `key_wo: it is the key of a service account of project 9105385871708200535.*Service account`},
		"no file":                {keyed("private.json"), `key_wo: it is the path of a file`},
		"no key file":            {keyed("hello"), `key_wo: it is not the JSON file`},
		"client's file":          {keyed(string(project.CredentialFile)), `key_wo: it is an API client's file`},
		"damaged key":            {keyed(strings.Replace(a.KeyFile, "-----BEGIN", "-----BEGN", 1)), `key_wo: its private_key is not usable`},
		"two credentials":        {ephemeral(fmt.Sprintf("  client_id = \"1\"\n  client_secret = \"22222\"\n  service_account_key = %q", a.KeyFile)), `service_account_key`},
		"secret without an id":   {ephemeral("  client_secret = \"22222\""), `client_id`},
		"client of no block":     {ephemeral("  client_id = \"1\""), `No client_secret for AppGallery Connect API client 1`},
		"ephemeral site":         {ephemeral("  site = \"mars\""), `site: it is "mars"`},
		"missing settings":       {block + data("app_ids", "  package_names = [\"a.b\"]"), `agc.client_id and agc.client_secret are needed.*AGC_CLIENT_ID.*AGC_SERVICE_ACCOUNT_KEY`},
		"half the settings":      {acctest.Provider(sb.URL, "  agc = { client_id = \"1\" }") + data("app", "  app_id = \"1\""), `agc.client_secret is needed.*AGC_CLIENT_SECRET`},
		"neither app nor name":   {block + data("app", ""), `(?i)app_id.*package_name`},
		"both app and name":      {block + data("app", "  app_id = \"1\"\n  package_name = \"a.b\""), `(?i)app_id.*package_name`},
		"release type":           {block + data("app", "  app_id = \"1\"\n  release_type = \"beta\""), `release_type`},
		"list of names":          {block + data("app_ids", "  package_names = [\"a.b,c.d\"]"), `comma`},
		"block's site":           {acctest.Provider(sb.URL, "  agc = { site = \"mars\" }") + client("test", c, ""), `agc.site.*mars`},
		"block's key":            {acctest.Provider(sb.URL, "  agc = { service_account_key = \"{}\" }") + client("test", c, ""), `service_account_key`},
		"block's excluding":      {acctest.Provider(sb.URL, "  agc = {\n    client_id = \"1\"\n    service_account_key = \"{}\"\n  }") + client("test", c, ""), `exclude each other`},
		"block's project":        {acctest.Provider(sb.URL, accountBlock(ofProject)) + data("app", "  app_id = \"1\""), `Service account of a project.*developer level`},
		"block's project key":    {acctest.Provider(sb.URL, accountBlock(ofProject)) + "resource \"storeauth_agc_service_account\" \"test\" {}\n", `agc.service_account_key.*project 9105385871708200535`},
		"plain http":             {"provider \"storeauth\" {\n  agc = { endpoint = \"http://connect-api.cloud.huawei.com\" }\n}\n" + client("test", c, ""), `agc.endpoint.*loopback`},
		"function":               {"output \"x\" {\n  value = provider::storeauth::parse_agc_credential(\"hello\").kind\n}\n", `json: it is not the JSON file`},
		"token with a space":     {block + data("token_validation", "  access_token = \"a b\""), `access_token: it has whitespace`},
	})
}

// Both kinds may be exported for the resources; what reads with the one credential of the block must not guess.
func TestTwoCredentialsOfTheEnvironmentServeTheirResourcesOnly(t *testing.T) {
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

// What file() gives ends in a line break; the state keeps it, and no call has it.
func TestWhitespaceAroundAValueIsNoPartOfIt(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	c := sb.CreateAGCClient(t)
	app := sb.AddAGCApp(t, sandboxtest.AGCApp{PackageName: "org.example.app"})
	token := mintAtVendor(t, sb, c)
	spaced := sandboxtest.AGCClient{ID: c.ID + "\n", Secret: c.Secret + "\n"}
	data := func(kind, arguments, condition string) string {
		return fmt.Sprintf("data \"storeauth_agc_%s\" \"test\" {\n%s\n  lifecycle {\n    postcondition {\n      condition = %s\n"+
			"      error_message = jsonencode(nonsensitive(self))\n    }\n  }\n}\n", kind, arguments, condition)
	}
	cli := acctest.NewCLI(t, acctest.Provider(sb.URL, clientBlock(spaced))+
		client("test", spaced, fmt.Sprintf("  app_ids = [%q]", app+"\n"))+
		data("app", "  package_name = \"org.example.app\\n\"\n  language = \"en-US\\n\"", fmt.Sprintf("self.app_id == %q && self.name != null", app))+
		data("app_ids", "  package_names = [\"org.example.app\\n\"]", fmt.Sprintf("values(self.app_ids) == tolist([%q])", app))+
		data("token_validation", fmt.Sprintf("  client_id = %q\n  access_token = %q", spaced.ID, token+"\n"), "self.valid"))
	cli.Apply(t)
	if id := cli.Attributes(t, apiClient)["client_id"]; id != spaced.ID {
		t.Errorf("the id in state is %q", id)
	}
	cli.Plan(t).Expect(t, 0)
}

// A site in the provider block says where a credential of the environment lives.
func TestSiteOfTheBlockStandsBesideACredentialOfTheEnvironment(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	c, a := sb.CreateAGCClient(t), sb.CreateAGCServiceAccount(t)
	for name, with := range map[string]struct {
		config      string
		environment []string
	}{
		"API client": {fmt.Sprintf("resource \"storeauth_agc_api_client\" \"test\" {\n  client_id = %q\n}\n", c.ID),
			[]string{"AGC_CLIENT_ID=" + c.ID, "AGC_CLIENT_SECRET=" + c.Secret}},
		"service account": {"resource \"storeauth_agc_service_account\" \"test\" {}\n", []string{"AGC_SERVICE_ACCOUNT_KEY=" + a.KeyFile}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cli := acctest.NewCLI(t, acctest.Provider(sb.URL, "  agc = { site = \"europe\" }")+with.config+
				"data \"storeauth_agc_token_validation\" \"test\" {}\n").With(append(with.environment, "AGC_SITE=russia")...)
			cli.Apply(t)
			for _, address := range []string{apiClient, serviceAccount} {
				if got := cli.Attributes(t, address); got != nil && (got["site"] != "europe" || got["status"] != "active") {
					t.Errorf("%s: %v", address, got)
				}
			}
		})
	}
}

// A site is read like every other argument: the state keeps it as it was written, and whitespace makes no other site of it.
func TestWhitespaceAroundASiteIsNoPartOfIt(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	c, a := sb.CreateAGCClient(t), sb.CreateAGCServiceAccount(t)
	config := func(site string) string {
		argument := fmt.Sprintf("  site = %q", site)
		return acctest.Provider(sb.URL) + client("test", c, argument) + account("test", a, argument) + client("imported", c, argument)
	}
	cli := acctest.NewCLI(t, config("europe\n"))
	cli.Run(t, "import", "storeauth_agc_api_client.imported", " europe /\t"+c.ID+"\n").Expect(t, 0)
	if site := cli.Attributes(t, "storeauth_agc_api_client.imported")["site"]; site != "europe" {
		t.Errorf("the imported site is %q", site)
	}
	cli.Apply(t)
	cli.Plan(t).Expect(t, 0)
	cli.Write(t, config("europe"))
	cli.Plan(t).Expect(t, 2, "0 to add, 3 to change, 0 to destroy")
	cli.Apply(t)
	cli.Plan(t).Expect(t, 0)
	// No request leaves this machine: what matters is that the site has an address.
	alone := acctest.NewCLI(t, "provider \"storeauth\" {\n  max_retries = 0\n}\n"+client("test", c, "  site = \" europe\"")).With("HTTPS_PROXY=http://127.0.0.1:1")
	out := alone.Plan(t)
	out.Expect(t, 1, "Could not verify AppGallery Connect API client "+c.ID, "No answer")
}

func TestImportWaitsForNoSite(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	p := acctest.NewProtocol(t, map[string]any{"sandbox_url": sb.URL, "agc": map[string]any{"site": protocoltest.Unknown}})
	for _, kind := range []string{"storeauth_agc_api_client", "storeauth_agc_service_account"} {
		told := p.Import(t, kind, "1234567890123456789")
		acctest.ExpectPhrases(t, told.Words(), "settings are not known yet", "agc.site")
		if named := p.Import(t, kind, "europe/1234567890123456789"); len(named.Errors) > 0 || named.State["site"] != "europe" {
			t.Errorf("%s: %v, %v", kind, named.Errors, named.State)
		}
	}
}
