package amazon_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

func TestImportByEitherIDPlansNothingHoweverTheAPIIsDeclared(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	p := sb.CreateAmazonProfile(t, "app_submission")
	for _, declared := range []string{submission, `scope = "` + submissionScope + `"`} {
		config := providerAttachmentConfig(sb.URL, p, declared)
		byAPI, byScope := p.ClientID+"/app_submission", p.ClientID+"/"+submissionScope
		verified := func(id string) resource.TestStep {
			return resource.TestStep{Config: config, ResourceName: attachment, ImportState: true, ImportStateId: id,
				ImportStateVerify: true, ImportStateVerifyIdentifierAttribute: "client_id"}
		}
		// An import block whose plan is not empty fails the step.
		planned := func(id string) resource.TestStep {
			return resource.TestStep{Config: config, ResourceName: attachment, ImportState: true, ImportStateId: id,
				ImportStateKind: resource.ImportBlockWithID}
		}
		acctest.Test(t, resource.TestStep{Config: config}, verified(byAPI), verified(byScope), planned(byAPI), planned(byScope))
	}
}

func TestImportByIdentity(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	p := sb.CreateAmazonProfile(t, "app_submission")
	config := providerAttachmentConfig(sb.URL, p, submission)
	acctest.TestFrom(t, tfversion.Version1_12_0,
		resource.TestStep{Config: config},
		resource.TestStep{
			Config: config, ResourceName: attachment, ImportState: true,
			ImportStateKind:  resource.ImportBlockWithResourceIdentity,
			ImportPlanChecks: resource.ImportPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()}},
		},
	)
}

func TestFirstPlanAfterAnImportUpdatesInPlace(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	p := sb.CreateAmazonProfile(t, "app_submission")
	cli := acctest.NewCLI(t, attachmentConfig(sb.URL, p, submission))
	cli.Run(t, "import", attachment, p.ClientID+"/"+submissionScope).Expect(t, 0)
	cli.Plan(t).Expect(t, 2, "0 to add, 1 to change, 0 to destroy", `status = "active"`)
	cli.Apply(t)
	cli.Plan(t).Expect(t, 0)
}

func TestMalformedImportIDSaysWhatItShouldBe(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	p := sb.CreateAmazonProfile(t, "app_submission")
	cli := acctest.NewCLI(t, attachmentConfig(sb.URL, p, submission))
	for _, id := range []string{p.ClientID, p.ClientID + "/", "/app_submission", p.ClientID + "/two scopes"} {
		cli.Run(t, "import", attachment, id).Expect(t, 1, "client_id/api or client_id/scope")
	}
}

func TestAnotherAPIOrClientIsAReplacementAndTheSameInOtherWordsIsNone(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	p, other := sb.CreateAmazonProfile(t, "app_submission", "reporting"), sb.CreateAmazonProfile(t, "app_submission")
	expect := func(action plancheck.ResourceActionType) resource.ConfigPlanChecks {
		return resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectResourceAction(attachment, action)}}
	}
	acctest.Test(t,
		resource.TestStep{Config: attachmentConfig(sb.URL, p, submission)},
		resource.TestStep{Config: attachmentConfig(sb.URL, p, `scope = "`+submissionScope+`"`), ConfigPlanChecks: expect(plancheck.ResourceActionNoop)},
		resource.TestStep{Config: attachmentConfig(sb.URL, p, reporting), ConfigPlanChecks: expect(plancheck.ResourceActionReplace)},
		resource.TestStep{Config: attachmentConfig(sb.URL, p, `scope = "`+submissionScope+`"`), ConfigPlanChecks: expect(plancheck.ResourceActionReplace)},
		resource.TestStep{Config: attachmentConfig(sb.URL, other, submission), ConfigPlanChecks: expect(plancheck.ResourceActionReplace)},
		resource.TestStep{Config: attachmentConfig(sb.URL, other, submission+"\n  security_profile_name = \"x\""), ConfigPlanChecks: expect(plancheck.ResourceActionUpdate)},
	)
}

func TestAttachmentOfWhatIsKnownOnlyAfterApply(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	p := sb.CreateAmazonProfile(t, "reporting")
	values := map[string]string{"client_id": p.ClientID, "api": "reporting", "client_secret_wo": p.ClientSecret}
	for _, late := range [][]string{{"client_id"}, {"api"}, {"client_secret_wo"}, {"client_id", "api", "client_secret_wo"}} {
		t.Run(strings.Join(late, ", "), func(t *testing.T) {
			config, arguments := acctest.Provider(sb.URL, ""), ""
			for name, value := range values {
				if !slices.Contains(late, name) {
					arguments += fmt.Sprintf("  %s = %q\n", name, value)
					continue
				}
				config += fmt.Sprintf("resource \"terraform_data\" %q {\n  input = %q\n}\n", name, value)
				arguments += fmt.Sprintf("  %s = terraform_data.%s.output\n", name, name)
			}
			cli := acctest.NewCLI(t, config+"resource \"storeauth_amazon_security_profile_attachment\" \"test\" {\n"+arguments+"}\n")
			sb.ClearJournal(t)
			cli.Plan(t).Expect(t, 2)
			if n := calls(t, sb); n != 0 {
				t.Errorf("a plan of unknown values made %d calls", n)
			}
			cli.Apply(t)
			if got := cli.Attributes(t, attachment); got["status"] != "active" || got["scope"] != reportingScope {
				t.Errorf("the state says %v, %v", got["status"], got["scope"])
			}
			cli.Plan(t).Expect(t, 0)
		})
	}
}

func TestBadInputIsRefusedAtPlanWithTheArgumentNamed(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	p := sb.CreateAmazonProfile(t, "app_submission")
	with := func(id, secret, arguments string) string {
		return attachmentConfig(sb.URL, sandboxtest.AmazonProfile{ClientID: id, ClientSecret: secret}, arguments)
	}
	token := func(arguments string) string {
		return acctest.Provider(sb.URL, providerBlock(p)) + "ephemeral \"storeauth_amazon_access_token\" \"t\" {\n" + arguments + "\n}\n"
	}
	app := "data \"storeauth_amazon_app\" \"a\" {\n  app_id = \"amzn1.devportal.mobileapp.00000000000000000000000000000000\"\n}\n"
	endpoint := func(arguments string) string {
		return "provider \"storeauth\" {\n  amazon = { client_id = \"" + p.ClientID + "\", client_secret = \"" + p.ClientSecret + "\", " + arguments + " }\n}\n" + app
	}
	for name, c := range map[string]struct{ config, expected string }{
		"line break in the id":     {with(p.ClientID[:20]+"\n"+p.ClientID[20:], p.ClientSecret, submission), `client_id: it\s+has\s+a\s+line\s+break`},
		"space in the id":          {with(p.ClientID+" "+p.ClientID, p.ClientSecret, submission), `client_id: it\s+has\s+whitespace`},
		"line break in the secret": {with(p.ClientID, p.ClientSecret[:20]+"\n"+p.ClientSecret[20:], submission), `client_secret_wo: it\s+has\s+a\s+line\s+break`},
		"space in the secret":      {with(p.ClientID, p.ClientSecret+" x", submission), `client_secret_wo: it\s+has\s+whitespace`},
		"empty secret":             {with(p.ClientID, " ", submission), `client_secret_wo: it\s+is\s+empty`},
		"neither api nor scope":    {with(p.ClientID, p.ClientSecret, ""), `api.*scope`},
		"api and scope":            {with(p.ClientID, p.ClientSecret, submission+"\n scope = \"x\""), `api\s+and\s+scope\s+contradict`},
		"unknown api":              {with(p.ClientID, p.ClientSecret, `api = "vitals"`), `api.*app_submission`},
		"two scopes":               {with(p.ClientID, p.ClientSecret, `scope = "a b"`), `scope: it\s+has\s+whitespace`},
		"no secret at all":         {acctest.Provider(sb.URL, "") + attachmentBlock("test", p.ClientID, submission), `Set\s+client_secret_wo.*amazon.client_id\s+and\s+amazon.client_secret`},
		"block's secret":           {acctest.Provider(sb.URL, "  amazon = {\n    client_id = \"x\"\n    client_secret = \"two words\"\n  }") + app, `amazon.client_secret: it\s+has\s+whitespace`},
		"host that ends alike":     {endpoint(`token_endpoint = "https://api.evilamazon.com"`), `amazon.token_endpoint.*evilamazon.com.*not\s+a\s+host\s+of`},
		"another host":             {endpoint(`endpoint = "https://amazon.com.example.org"`), `amazon.endpoint.*not\s+a\s+host\s+of`},
		"plain http":               {endpoint(`endpoint = "http://developer.amazon.com"`), `amazon.endpoint.*loopback`},
		"missing settings":         {acctest.Provider(sb.URL, "") + app, `amazon.client_id\s+and\s+amazon.client_secret.*AMAZON_APPSTORE_CLIENT_ID.*AMAZON_APPSTORE_CLIENT_SECRET`},
		"app id":                   {acctest.Provider(sb.URL, providerBlock(p)) + "data \"storeauth_amazon_app\" \"a\" {\n  app_id = \"a/b\"\n}\n", `app_id.*App\s+ID`},
		"token's api and scope":    {token("api = \"reporting\"\nscope = \"x\""), `scope`},
		"token's secret":           {token("client_secret = \"two words\""), `client_secret: it\s+has\s+whitespace`},
		"token of another client":  {token("client_id = \"amzn1.application-oa2-client.00000000000000000000000000000000\""), `No\s+client_secret\s+for\s+client_id`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			acctest.Test(t, resource.TestStep{Config: c.config, PlanOnly: true, ExpectError: regexp.MustCompile("(?s)" + c.expected)})
		})
	}
	t.Cleanup(func() {
		if n := calls(t, sb); n != 0 {
			t.Errorf("bad input led to %d calls", n)
		}
	})
}

func TestUnknownFormIsAWarningAndTheVendorIsAsked(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	odd := sandboxtest.AmazonProfile{ClientID: "amzn1.application.0123456789abcdef0123456789abcdef", ClientSecret: "a-secret-of-2031"}
	cli := acctest.NewCLI(t, attachmentConfig(sb.URL, odd, submission))
	cli.Plan(t).Expect(t, 1, "Unusual client_id", "it looks like the security profile's own id",
		"Unusual client_secret_wo", "client_secret_wo: it does not look like a client secret", "invalid_client")
	cli.Write(t, providerAttachmentConfig(sb.URL, odd, submission))
	cli.Plan(t).Expect(t, 1, "Unusual amazon.client_secret", "it does not look like a client secret", "invalid_client")
	if mints := sb.Count(t, "POST", mint); mints != 2 {
		t.Errorf("%d mints in two plans, expected 2", mints)
	}
}
