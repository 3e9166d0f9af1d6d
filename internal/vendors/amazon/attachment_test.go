package amazon_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

const (
	mint      = "/lwa/auth/o2/token"
	tokenInfo = "/lwa/auth/o2/tokeninfo"
	anyCall   = "*" // of both services: "/lwa/*" and "/appstore/*"

	attachment = "storeauth_amazon_security_profile_attachment.test"

	submissionScope = "appstore::apps:readwrite"
	reportingScope  = "adx_reporting::appstore:marketer"

	submission = `api = "app_submission"`
	reporting  = `api = "reporting"`
)

// attachmentConfig declares an attachment with the secret in the configuration.
func attachmentConfig(sandboxURL string, p sandboxtest.AmazonProfile, arguments string) string {
	return acctest.Provider(sandboxURL, "") + attachmentBlock("test", p.ClientID,
		fmt.Sprintf("client_secret_wo = %q\n  %s", p.ClientSecret, arguments))
}

// providerAttachmentConfig declares an attachment with the secret in the provider block only.
func providerAttachmentConfig(sandboxURL string, p sandboxtest.AmazonProfile, arguments string) string {
	return acctest.Provider(sandboxURL, providerBlock(p)) + attachmentBlock("test", p.ClientID, arguments)
}

func attachmentBlock(name, clientID, arguments string) string {
	return fmt.Sprintf("resource \"storeauth_amazon_security_profile_attachment\" %q {\n  client_id = %q\n  %s\n}\n", name, clientID, arguments)
}

func providerBlock(p sandboxtest.AmazonProfile) string {
	return fmt.Sprintf("  amazon = {\n    client_id = %q\n    client_secret = %q\n  }", p.ClientID, p.ClientSecret)
}

// calls counts all requests to Amazon.
func calls(t *testing.T, sb *sandboxtest.Sandbox) int {
	t.Helper()
	return sb.Count(t, "", "/lwa/"+anyCall) + sb.Count(t, "", "/appstore/"+anyCall)
}

func TestAttachmentIsAdoptedAndThenPlansNothing(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ declared, api, scope string }{
		"by api":        {submission, "app_submission", submissionScope},
		"the other api": {reporting, "reporting", reportingScope},
		"by scope":      {`scope = "` + reportingScope + `"`, "reporting", reportingScope},
		"unknown scope": {`scope = "messaging:push"`, "", "messaging:push"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sb := sandboxtest.Start(t)
			p := sb.CreateAmazonProfile(t, "app_submission", "reporting")
			sb.AttachAmazonScope(t, p.ClientID, "messaging:push")
			config := attachmentConfig(sb.URL, p, c.declared+"\n  security_profile_name = \"release\"")
			api := resource.TestCheckResourceAttr(attachment, "api", c.api)
			if c.api == "" {
				api = resource.TestCheckNoResourceAttr(attachment, "api")
			}
			acctest.Test(t,
				resource.TestStep{
					Config: config,
					Check: resource.ComposeAggregateTestCheckFunc(api,
						resource.TestCheckResourceAttr(attachment, "status", "active"),
						resource.TestCheckNoResourceAttr(attachment, "reason"),
						resource.TestCheckResourceAttr(attachment, "scope", c.scope),
						resource.TestCheckResourceAttr(attachment, "client_secret_wo_version", "1"),
						resource.TestCheckResourceAttr(attachment, "security_profile_name", "release"),
						resource.TestCheckNoResourceAttr(attachment, "client_secret_wo"),
					),
				},
				resource.TestStep{
					Config:           config,
					ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()}},
				},
			)
		})
	}
}

func TestPlanOfAnAttachmentCostsOneFreshMint(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	p := sb.CreateAmazonProfile(t, "app_submission")
	for name, config := range map[string]string{
		"secret in the configuration":  attachmentConfig(sb.URL, p, submission),
		"secret in the provider block": providerAttachmentConfig(sb.URL, p, submission),
	} {
		cli := acctest.NewCLI(t, config)
		cli.Apply(t)
		sb.ClearJournal(t)
		cli.Plan(t).Expect(t, 0, "No changes")
		if mints, all := sb.Count(t, "POST", mint), calls(t, sb); mints != 1 || all != 1 {
			t.Errorf("%s: %d mints in %d calls for a plan, expected 1 in 1", name, mints, all)
		}
	}
}

// A token that something else of the run holds may be older than a detach, so it is no proof.
func TestVerificationMintsAfreshBesideTokensInUse(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	p := sb.CreateAmazonProfile(t, "app_submission")
	cli := acctest.NewCLI(t, providerAttachmentConfig(sb.URL, p, submission)+ephemeralBlock("one", submissionScope, "  count = 2"))
	cli.Apply(t)
	sb.ClearJournal(t)
	cli.Plan(t).Expect(t, 0)
	if mints := sb.Count(t, "POST", mint); mints != 2 {
		t.Errorf("%d mints, expected one to verify and one to share", mints)
	}
}

func TestRefusalIsAnErrorAtPlan(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	p := sb.CreateAmazonProfile(t, "app_submission")
	wrong := p
	wrong.ClientSecret = sb.CreateAmazonProfile(t).ClientSecret
	stranger := p
	stranger.ClientID = "amzn1.application-oa2-client.00000000000000000000000000000000"
	barred := sb.CreateAmazonProfile(t, "app_submission")
	sb.SetAmazonUnauthorized(t, barred.ClientID, true)
	for name, c := range map[string]struct{ config, says string }{
		"wrong secret":                           {attachmentConfig(sb.URL, wrong, submission), `is rejected.*invalid_client: Client\s+authentication\s+failed.*HTTP 401.*says nothing\s+about\s+attachments.*Web\s+Settings`},
		"unknown client":                         {attachmentConfig(sb.URL, stranger, submission), `is rejected.*invalid_client`},
		"not attached":                           {attachmentConfig(sb.URL, p, reporting), `is\s+denied.*Reporting\s+API.*invalid_scope.*not\s+attached\s+to\s+this\s+API.*console/api-access/home.html`},
		"mistyped scope":                         {attachmentConfig(sb.URL, p, `scope = "appstore::apps:readwrit"`), `is\s+denied.*invalid_scope.*letter\s+by\s+letter`},
		"no client credentials for this profile": {attachmentConfig(sb.URL, barred, submission), `is\s+denied.*unauthorized_client`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			acctest.Test(t, resource.TestStep{Config: c.config, PlanOnly: true, ExpectError: regexp.MustCompile("(?s)" + c.says)})
		})
	}
}

func TestTokenOfAnotherScopeIsDenied(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	p := sb.CreateAmazonProfile(t, "app_submission")
	cli := acctest.NewCLI(t, attachmentConfig(sb.URL, p, submission))
	cli.Apply(t)
	sb.SetAmazonSwitch(t, "granted_scope", "messaging:push")
	cli.Run(t, "apply", "-auto-approve").Expect(t, 1, "is denied", `the token was issued for the scope "messaging:push"`)
	if got := cli.Attributes(t, attachment); got["status"] != "denied" || got["reason"] != `the token was issued for the scope "messaging:push"` {
		t.Errorf("the state says %v, %v", got["status"], got["reason"])
	}
}

func TestEachAPIIsAttachedByItself(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	p := sb.CreateAmazonProfile(t, "app_submission", "reporting")
	secret := fmt.Sprintf("client_secret_wo = %q\n  ", p.ClientSecret)
	cli := acctest.NewCLI(t, acctest.Provider(sb.URL, "")+attachmentBlock("submission", p.ClientID, secret+submission)+
		attachmentBlock("reporting", p.ClientID, secret+reporting))
	cli.Apply(t)
	cli.Plan(t).Expect(t, 0)
	sb.DetachAmazonProfile(t, p.ClientID, "reporting")
	plan := cli.Plan(t)
	plan.Expect(t, 2, "attachment.reporting will be updated", p.ClientID+"/reporting is denied", "0 to add, 1 to change, 0 to destroy")
	if strings.Contains(plan.Text, "attachment.submission will be") {
		t.Error("the plan changes the attachment that still holds")
	}
}

func TestWhitespaceAroundACredentialIsTrimmed(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	p := sb.CreateAmazonProfile(t, "app_submission")
	padded := p
	padded.ClientID, padded.ClientSecret = " "+p.ClientID+"\n", "\t"+p.ClientSecret+" \n"
	cli := acctest.NewCLI(t, attachmentConfig(sb.URL, padded, submission))
	cli.Apply(t)
	cli.Plan(t).Expect(t, 0)
	// Taking the whitespace away is no other credential.
	cli.Write(t, attachmentConfig(sb.URL, p, submission))
	cli.Plan(t).Expect(t, 2, "0 to add, 1 to change, 0 to destroy")
	// The provider block's secret belongs to the same id, whitespace or not.
	cli.Write(t, providerAttachmentConfig(sb.URL, padded, submission))
	cli.Apply(t)
	cli.Plan(t).Expect(t, 0)
}
