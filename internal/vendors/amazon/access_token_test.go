package amazon_test

import (
	"fmt"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// ephemeralBlock checks an ephemeral token in the configuration itself: nothing outside may see it.
func ephemeralBlock(name, scope, arguments string) string {
	return fmt.Sprintf(`
ephemeral "storeauth_amazon_access_token" %q {
%s
  lifecycle {
    postcondition {
      condition = (self.headers == tomap({ Authorization = "Bearer ${self.access_token}" }) && startswith(self.access_token, "Atc|") &&
        lower(self.token_type) == "bearer" && self.scope == %q && timecmp(self.expires_at, timeadd(plantimestamp(), "55m")) > 0 &&
        timecmp(self.expires_at, timeadd(plantimestamp(), "65m")) < 0)
      error_message = "it is not the token that was asked for"
    }
  }
}
`, name, arguments, scope)
}

func TestEphemeralTokensOfOneCredentialAndScopeShareOneMint(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	p, other := sb.CreateAmazonProfile(t, "app_submission", "reporting"), sb.CreateAmazonProfile(t, "app_submission")
	sb.SetSwitch(t, "amazon", "expires_in_text", true)
	sb.SetSwitch(t, "amazon", "token_type", "Bearer")
	own := fmt.Sprintf("  client_id = %q\n  client_secret = %q\n", other.ClientID, other.ClientSecret)
	cli := acctest.NewCLI(t, acctest.Provider(sb.URL, providerBlock(p))+
		ephemeralBlock("default", submissionScope, "  count = 5")+
		ephemeralBlock("by_api", submissionScope, "  "+submission)+
		ephemeralBlock("same_id", submissionScope, fmt.Sprintf("  client_id = %q", p.ClientID))+
		ephemeralBlock("reporting", reportingScope, "  count = 3\n  "+reporting)+
		ephemeralBlock("by_scope", reportingScope, `  scope = "`+reportingScope+`"`)+
		ephemeralBlock("spaced", reportingScope+"\n", `  scope = "`+reportingScope+`\n"`)+
		ephemeralBlock("own", submissionScope, "  count = 2\n"+own))
	cli.Plan(t).Expect(t, 0)
	if mints, all := sb.Count(t, "POST", mint), calls(t, sb); mints != 3 || all != 3 {
		t.Errorf("%d mints in %d calls, expected one for each of three pairs of credential and scope", mints, all)
	}
}

func TestEphemeralTokenThatIsRefusedSaysWhy(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	p := sb.CreateAmazonProfile(t, "app_submission")
	cli := acctest.NewCLI(t, acctest.Provider(sb.URL, providerBlock(p))+"ephemeral \"storeauth_amazon_access_token\" \"t\" {\n  "+reporting+"\n  count = 4\n}\n")
	cli.Plan(t).Expect(t, 1, "Could not open the Amazon access token", "(Reporting API)", "invalid_scope", "is not attached to this API")
	sb.AttachAmazonProfile(t, p.ClientID, "reporting")
	sb.SetSwitch(t, "amazon", "granted_scope", "messaging:push")
	cli.Plan(t).Expect(t, 1, `the token was issued for the scope "messaging:push"`)
}

func TestMintIsRetriedLikeAGet(t *testing.T) {
	t.Parallel()
	for kind, fault := range map[string]sandboxtest.Fault{
		"lost answer": {Kind: "reset_after"}, "429": {Kind: "status", Status: 429, RetryAfter: "0"}, "500": {Kind: "status", Status: 500},
	} {
		sb := sandboxtest.Start(t)
		p := sb.CreateAmazonProfile(t, "app_submission")
		fault.Vendor, fault.Path, fault.Times = "amazon", "/auth/o2/token", 1
		sb.SetFault(t, fault)
		cli := acctest.NewCLI(t, acctest.Provider(sb.URL, "  max_retries = 1", providerBlock(p))+attachmentBlock("test", p.ClientID, submission))
		cli.Plan(t).Expect(t, 2, "1 to add")
		if mints := sb.Count(t, "POST", mint); mints != 2 {
			t.Errorf("%s: %d mints were sent, expected 2", kind, mints)
		}
	}
}
