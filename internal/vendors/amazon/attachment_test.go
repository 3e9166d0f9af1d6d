package amazon_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

const (
	mint      = "/lwa/auth/o2/token"
	tokenInfo = "/lwa/auth/o2/tokeninfo"

	attachment = "storeauth_amazon_security_profile_attachment.test"

	submissionScope = "appstore::apps:readwrite"
	reportingScope  = "adx_reporting::appstore:marketer"

	submission = `api = "app_submission"`
	reporting  = `api = "reporting"`
)

// attachmentConfig declares an attachment with the secret in the configuration.
func attachmentConfig(sandboxURL string, p sandboxtest.AmazonProfile, arguments string) string {
	return acctest.Provider(sandboxURL) + attachmentBlock("test", p.ClientID,
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
	return sb.Count(t, "", "/*")
}

func TestAttachmentIsDeclaredByAPIOrScope(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	p := sb.CreateAmazonProfile(t, "app_submission", "reporting")
	sb.AttachAmazonScope(t, p.ClientID, "messaging:push")
	rows := map[string]struct {
		declared, scope string
		api             any
	}{
		"by_api":        {reporting, reportingScope, "reporting"},
		"by_scope":      {`scope = "` + reportingScope + `"`, reportingScope, "reporting"},
		"unknown_scope": {`scope = "messaging:push"`, "messaging:push", nil},
	}
	config := acctest.Provider(sb.URL, providerBlock(p))
	for label, row := range rows {
		config += attachmentBlock(label, p.ClientID, row.declared+"\n  security_profile_name = \"release\"")
	}
	cli := acctest.NewCLI(t, config)
	cli.Apply(t)
	for label, row := range rows {
		got := cli.Attributes(t, "storeauth_amazon_security_profile_attachment."+label)
		if got["status"] != "active" || got["scope"] != row.scope || got["api"] != row.api || got["security_profile_name"] != "release" {
			t.Errorf("%s: the state holds %v", label, got)
		}
	}
	cli.Plan(t).Expect(t, 0)
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

func TestRefusedAttachmentsAreToldApart(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	p := sb.CreateAmazonProfile(t, "app_submission")
	secret := fmt.Sprintf("client_secret_wo = %q\n  ", p.ClientSecret)
	out := acctest.NewCLI(t, acctest.Provider(sb.URL)+
		attachmentBlock("stranger", "amzn1.application-oa2-client.00000000000000000000000000000000", secret+submission)+
		attachmentBlock("reporting", p.ClientID, secret+reporting)+
		attachmentBlock("mistyped", p.ClientID, secret+`scope = "appstore::apps:readwrit"`)).Plan(t)
	for label, phrases := range map[string][]string{
		"stranger":  {"is rejected", "invalid_client"},
		"reporting": {"is denied", "Reporting API", "invalid_scope", "not attached to this API", "console/api-access/home.html"},
		"mistyped":  {"is denied", "invalid_scope", "letter by letter"},
	} {
		acctest.ExpectPhrases(t, out.Diagnostics("storeauth_amazon_security_profile_attachment."+label), phrases...)
	}
}

func TestTokenOfAnotherScopeIsDenied(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	p := sb.CreateAmazonProfile(t, "app_submission")
	cli := acctest.NewCLI(t, attachmentConfig(sb.URL, p, submission))
	cli.Apply(t)
	sb.SetSwitch(t, "amazon", "granted_scope", "messaging:push")
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
	cli := acctest.NewCLI(t, acctest.Provider(sb.URL)+attachmentBlock("submission", p.ClientID, secret+submission)+
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
