package agc_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// ephemeral declares a token and checks it from inside, for nothing outside may see it.
func ephemeral(name, arguments, condition string) string {
	return fmt.Sprintf(`
ephemeral "storeauth_agc_access_token" %q {
%s
  lifecycle {
    postcondition {
      condition     = self.token_type == "Bearer" && self.headers["Authorization"] == "Bearer ${self.access_token}" && %s
      error_message = "the token is not what it should be"
    }
  }
}
`, name, arguments, condition)
}

func TestEphemeralTokensOfACredentialShareOneMint(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	c, other, a := sb.CreateAGCClient(t), sb.CreateAGCClient(t), sb.CreateAGCServiceAccount(t)
	ofClient := fmt.Sprintf("self.headers[\"client_id\"] == %q && timecmp(self.expires_at, %q) > 0", c.ID, time.Now().Add(47*time.Hour).UTC().Format(time.RFC3339))
	ofAccount := fmt.Sprintf("length(self.headers) == 1 && timecmp(self.expires_at, %q) < 0", time.Now().Add(2*time.Hour).UTC().Format(time.RFC3339))
	cli := acctest.NewCLI(t, acctest.Provider(sb.URL, clientBlock(c))+
		ephemeral("block", "  count = 3", ofClient)+
		ephemeral("same", fmt.Sprintf("  client_id = %q", c.ID), ofClient)+
		ephemeral("secret", fmt.Sprintf("  client_secret = %q", c.Secret), ofClient)+
		ephemeral("other", fmt.Sprintf("  client_id = %q\n  client_secret = %q", other.ID, other.Secret), fmt.Sprintf("self.headers[\"client_id\"] == %q", other.ID))+
		ephemeral("account", fmt.Sprintf("  service_account_key = %q", a.KeyFile), ofAccount)+
		"data \"storeauth_agc_app_ids\" \"test\" {\n  package_names = [\"a.b\"]\n}\n")
	cli.Plan(t).Expect(t, 0)
	if mints := sb.Count(t, "POST", tokenPath); mints != 2 {
		t.Errorf("%d mints, expected one for each of two API clients", mints)
	}
}

func TestEphemeralTokenWorksAtTheVendor(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	a := sb.CreateAGCServiceAccount(t)
	// The token of one instance is validated in a check of the other kind: a data source cannot take an ephemeral value, so the
	// vendor's own journal tells who called.
	cli := acctest.NewCLI(t, acctest.Provider(sb.URL, accountBlock(a))+ephemeral("test", "", "length(self.access_token) > 100")+
		"data \"storeauth_agc_token_validation\" \"test\" {}\n")
	cli.Apply(t)
	if attributes := cli.State(t); !regexp.MustCompile(`"valid": true`).MatchString(attributes) {
		t.Errorf("the token is not valid: %s", attributes)
	}
}

func TestRefusedEphemeralTokenIsExplained(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	c := sb.CreateAGCClient(t)
	sb.DeleteAGCClient(t, c.ID)
	cli := acctest.NewCLI(t, acctest.Provider(sb.URL, clientBlock(c))+ephemeral("test", "", "true"))
	cli.Plan(t).Expect(t, 1, "Could not open the AppGallery Connect access token", "203882498", connectAPI)
}

const validation = "data.storeauth_agc_token_validation.test"

func TestTokenValidationAnswersAndDoesNotFail(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	c, a := sb.CreateAGCClient(t), sb.CreateAGCServiceAccount(t)
	byClient, byAccount := acctest.Provider(sb.URL, clientBlock(c)), acctest.Provider(sb.URL, accountBlock(a))
	validate := func(arguments string) string {
		return "data \"storeauth_agc_token_validation\" \"test\" {\n" + arguments + "\n}\n"
	}
	answer := func(valid, status, reason string) resource.TestCheckFunc {
		checks := []resource.TestCheckFunc{resource.TestCheckResourceAttr(validation, "valid", valid), resource.TestCheckResourceAttr(validation, "status", status)}
		if reason == "" {
			checks = append(checks, resource.TestCheckNoResourceAttr(validation, "reason"))
		} else {
			checks = append(checks, resource.TestMatchResourceAttr(validation, "reason", regexp.MustCompile(reason)))
		}
		return resource.ComposeAggregateTestCheckFunc(checks...)
	}
	acctest.Test(t,
		resource.TestStep{Config: byClient + validate(""), Check: resource.ComposeAggregateTestCheckFunc(
			answer("true", "active", ""),
			resource.TestCheckResourceAttr(validation, "client_id", c.ID),
			resource.TestMatchResourceAttr(validation, "expires_in", regexp.MustCompile(`^17(2800|27\d\d)$`)),
			resource.TestCheckNoResourceAttr(validation, "access_token"),
		)},
		resource.TestStep{Config: byAccount + validate(""), Check: resource.ComposeAggregateTestCheckFunc(
			answer("true", "active", ""),
			resource.TestCheckNoResourceAttr(validation, "client_id"),
			resource.TestMatchResourceAttr(validation, "expires_in", regexp.MustCompile(`^34\d\d$`)),
		)},
		resource.TestStep{Config: byClient + validate("  access_token = \"eyJ.not.a.token\""), Check: resource.ComposeAggregateTestCheckFunc(
			answer("false", "rejected", "205524993: client token auth failed"),
			resource.TestCheckResourceAttr(validation, "client_id", c.ID),
			resource.TestCheckNoResourceAttr(validation, "expires_in"),
		)},
		resource.TestStep{PreConfig: func() { sb.SetAGCClientRoles(t, c.ID, "Operations") }, Config: byClient + validate(""),
			Check: answer("false", "denied", "403 client token authorization fail")},
		resource.TestStep{PreConfig: func() { sb.DeleteAGCClient(t, c.ID) }, Config: byClient + validate(""),
			Check: answer("false", "rejected", "203882498")},
		resource.TestStep{PreConfig: func() { sb.SetFault(t, sandboxtest.Fault{Vendor: "agc", Kind: "html", Status: 503}) },
			Config: byClient + validate(""), ExpectError: regexp.MustCompile(`Could not validate the AppGallery Connect access token`)},
	)
}

// mintAtVendor gets a token as another program would.
func mintAtVendor(t *testing.T, sb *sandboxtest.Sandbox, c sandboxtest.AGCClient) string {
	t.Helper()
	body := fmt.Sprintf(`{"grant_type":"client_credentials","client_id":%q,"client_secret":%q}`, c.ID, c.Secret)
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, sb.URL+tokenPath, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	var answer struct {
		AccessToken string `json:"access_token"`
	}
	if err := json.Unmarshal(text, &answer); err != nil || answer.AccessToken == "" {
		t.Fatalf("no token: %v", err)
	}
	return answer.AccessToken
}

func TestTokenThatIsGivenIsValidatedForTheClientIDBesideIt(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	c, other := sb.CreateAGCClient(t), sb.CreateAGCClient(t)
	token := mintAtVendor(t, sb, c)
	config := func(id string) string {
		return acctest.Provider(sb.URL, clientBlock(other)) + fmt.Sprintf("data \"storeauth_agc_token_validation\" \"test\" {\n  access_token = %q\n%s\n}\n", token, id)
	}
	acctest.Test(t,
		resource.TestStep{Config: config(fmt.Sprintf("  client_id = %q", c.ID)), Check: resource.TestCheckResourceAttr(validation, "valid", "true")},
		resource.TestStep{Config: config(""), Check: resource.ComposeAggregateTestCheckFunc(
			resource.TestCheckResourceAttr(validation, "valid", "false"),
			resource.TestCheckResourceAttr(validation, "client_id", other.ID),
		)},
		resource.TestStep{PreConfig: func() { sb.AdvanceClock(t, 49*time.Hour) }, Config: config(fmt.Sprintf("  client_id = %q", c.ID)),
			Check: resource.TestCheckResourceAttr(validation, "status", "rejected")},
	)
}

func TestCredentialFileIsParsed(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	team, project := sb.CreateAGCClient(t), sb.AddAGCClient(t, sandboxtest.AGCClient{ProjectID: "9105385871708200535"})
	a := sb.CreateAGCServiceAccount(t)
	outputs := ""
	for name, file := range map[string]string{"team": string(team.CredentialFile), "project": string(project.CredentialFile), "account": a.KeyFile} {
		outputs += fmt.Sprintf("output %q {\n  value = join(\" \", [for k in [\"kind\", \"level\", \"project_id\", \"client_id\", \"client_secret\", \"sub_account\", \"key_id\", \"region\"] : "+
			"provider::storeauth::parse_agc_credential(%q)[k] == null ? \"-\" : provider::storeauth::parse_agc_credential(%q)[k]])\n}\n", name, file, file)
	}
	acctest.Test(t, resource.TestStep{Config: outputs, Check: resource.ComposeAggregateTestCheckFunc(
		resource.TestCheckOutput("team", "api_client team - "+team.ID+" "+team.Secret+" - - CN"),
		resource.TestCheckOutput("project", "api_client project 9105385871708200535 "+project.ID+" "+project.Secret+" - - CN"),
		resource.TestCheckOutput("account", "service_account team - - - "+a.ID+" "+a.KeyID+" -"),
	)})
}
