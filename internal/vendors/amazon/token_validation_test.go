package amazon_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// mintBeside mints a token without the provider, as a pipeline would.
func mintBeside(t *testing.T, sb *sandboxtest.Sandbox, p sandboxtest.AmazonProfile) string {
	t.Helper()
	resp, err := http.PostForm(sb.LWAURL()+"/auth/o2/token", url.Values{"grant_type": {"client_credentials"},
		"client_id": {p.ClientID}, "client_secret": {p.ClientSecret}, "scope": {submissionScope}})
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	var token struct {
		AccessToken string `json:"access_token"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&token); err != nil || token.AccessToken == "" {
		t.Fatalf("no token: %v", err)
	}
	return token.AccessToken
}

const dead = "Atc|AAAABBBBCCCCDDDD"

// validationAnswers are what the data source says of a token in each state of the world. $id stands for the client id.
var validationAnswers = map[string]struct {
	given     string
	arguments string
	happen    func(*testing.T, *sandboxtest.Sandbox, string)
	answer    string
	code      int
	phrases   []string
}{
	"own, told":             {answer: "true; active; <nil>; $id; true"},
	"own, user left out":    {happen: tokenInfoSwitch("omits_user"), answer: "true; active; <nil>; $id; true"},
	"own, not told":         {happen: tokenInfoSwitch("rejects"), answer: "true; active; <nil>; <nil>; true"},
	"own of the other API":  {arguments: reporting, happen: tokenInfoSwitch("rejects"), answer: "true; active; <nil>; <nil>; true"},
	"own, not attached":     {happen: detach, answer: "false; denied; invalid_scope: The request has an invalid parameter : scope; <nil>; false"},
	"own, wrong secret":     {happen: rotate, answer: "false; rejected; invalid_client: Client authentication failed; <nil>; false"},
	"given, told":           {given: "mint", answer: "true; active; <nil>; $id; true"},
	"given, not told":       {given: "mint", happen: tokenInfoSwitch("rejects"), answer: "true; active; <nil>; <nil>; false"},
	"given, of this client": {given: "mint", arguments: "client_id = %q", answer: "true; active; <nil>; $id; true"},
	"given, client not told": {given: "mint", arguments: "client_id = %q", happen: tokenInfoSwitch("rejects"), answer: "true; active; <nil>; <nil>; false",
		phrases: []string{"Not told whose token it is"}},
	"given, of another client": {given: "mint", arguments: `client_id = "amzn1.application-oa2-client.00000000000000000000000000000000"`,
		answer: `false; denied; the token was issued to the client "$id"; $id; true`},
	"given, dead":    {given: dead, answer: "false; rejected; Request is not authorized.; <nil>; false"},
	"given, expired": {given: "mint", happen: expire, answer: "false; rejected; Request is not authorized.; <nil>; false"},
	"given, tried, no tokeninfo": {given: "mint", happen: fault(sandboxtest.Fault{Prefix: "/lwa", Path: "/auth/o2/tokeninfo", Kind: "html", Status: 503}),
		answer: "true; active; <nil>; <nil>; false"},
	"given, nobody answers":                 {given: "mint", happen: fault(sandboxtest.Fault{Kind: "html", Status: 403}), code: 1, phrases: []string{"Could not validate", "an HTML page"}},
	"given, of an API that cannot be tried": {given: dead, arguments: reporting, code: 1, phrases: []string{"Could not validate", "invalid_token", "Leave access_token out"}},
	"own, named as another": {arguments: `client_id = "amzn1.application-oa2-client.00000000000000000000000000000000"`, code: 1,
		phrases: []string{"No token of client_id amzn1", "Give an access_token, or leave client_id out"}},
}

func tokenInfoSwitch(value string) func(*testing.T, *sandboxtest.Sandbox, string) {
	return func(t *testing.T, sb *sandboxtest.Sandbox, _ string) { sb.SetSwitch(t, "amazon", "tokeninfo", value) }
}

func fault(f sandboxtest.Fault) func(*testing.T, *sandboxtest.Sandbox, string) {
	f.Vendor = "amazon"
	return func(t *testing.T, sb *sandboxtest.Sandbox, _ string) { sb.SetFault(t, f) }
}

func detach(t *testing.T, sb *sandboxtest.Sandbox, id string) {
	sb.DetachAmazonProfile(t, id, "app_submission")
}
func rotate(t *testing.T, sb *sandboxtest.Sandbox, id string) { sb.RotateAmazonSecret(t, id, false) }
func expire(t *testing.T, sb *sandboxtest.Sandbox, _ string)  { sb.AdvanceClock(t, 61*time.Minute) }

func TestTokenValidationAnswersInsteadOfFailing(t *testing.T) {
	t.Parallel()
	for name, c := range validationAnswers {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sb := sandboxtest.Start(t)
			p := sb.CreateAmazonProfile(t, "app_submission", "reporting")
			arguments := c.arguments
			if strings.Contains(arguments, "%q") {
				arguments = fmt.Sprintf(arguments, p.ClientID)
			}
			switch c.given {
			case "":
			case "mint":
				arguments += fmt.Sprintf("\n  access_token = %q", mintBeside(t, sb, p))
			default:
				arguments += fmt.Sprintf("\n  access_token = %q", c.given)
			}
			if c.happen != nil {
				c.happen(t, sb, p.ClientID)
			}
			cli := acctest.NewCLI(t, acctest.Provider(sb.URL, providerBlock(p))+
				"data \"storeauth_amazon_token_validation\" \"test\" {\n  "+arguments+"\n}\n")
			cli.Run(t, "apply", "-auto-approve").Expect(t, c.code, c.phrases...)
			if c.code != 0 {
				return
			}
			got := cli.Attributes(t, "storeauth_amazon_token_validation.test")
			seconds, told := got["expires_in"].(float64)
			answer := fmt.Sprint(got["valid"], "; ", got["status"], "; ", got["reason"], "; ", got["audience"], "; ", told && seconds > 3000)
			if want := strings.ReplaceAll(c.answer, "$id", p.ClientID); answer != want {
				t.Errorf("the answer is %q, expected %q", answer, want)
			}
			if _, stored := got["access_token"].(string); stored != (c.given != "") {
				t.Errorf("a token in state: %t", stored)
			}
		})
	}
}
