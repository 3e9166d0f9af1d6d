package amazon_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

func TestImportPlansNothingHoweverTheAPIIsDeclared(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	p := sb.CreateAmazonProfile(t, "app_submission")
	config := acctest.Provider(sb.URL, providerBlock(p))
	for label, id := range map[string]string{"by_api": p.ClientID + "/app_submission", "by_scope": p.ClientID + "/" + submissionScope} {
		config += attachmentBlock(label, p.ClientID, `scope = "`+submissionScope+`"`) +
			fmt.Sprintf("import {\n  to = storeauth_amazon_security_profile_attachment.%s\n  id = %q\n}\n", label, id)
	}
	acctest.NewCLI(t, config).Plan(t).Expect(t, 2, "2 to import, 0 to add, 0 to change, 0 to destroy")
}

func TestAnotherAPIReplacesAndOtherWordsDoNot(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	p := sb.CreateAmazonProfile(t, "app_submission", "reporting")
	cli := acctest.NewCLI(t, attachmentConfig(sb.URL, p, submission))
	cli.Apply(t)
	for arguments, change := range map[string]string{
		`scope = "` + submissionScope + `"`:              "No changes",
		reporting:                                        "1 to add, 0 to change, 1 to destroy",
		`scope = "` + reportingScope + `"`:               "1 to add, 0 to change, 1 to destroy",
		submission + "\n  security_profile_name = \"x\"": "0 to add, 1 to change, 0 to destroy",
	} {
		cli.Write(t, attachmentConfig(sb.URL, p, arguments))
		if plan := cli.Plan(t); !strings.Contains(plan.Text, change) {
			t.Errorf("%s: expected %q:\n%s", arguments, change, plan.Text)
		}
	}
}

func TestAttachmentOfWhatIsKnownOnlyAfterApply(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	p := sb.CreateAmazonProfile(t, "reporting")
	values := map[string]string{"client_id": p.ClientID, "api": "reporting", "client_secret_wo": p.ClientSecret}
	for _, late := range [][]string{{"client_id"}, {"api"}, {"client_id", "api", "client_secret_wo"}} {
		t.Run(strings.Join(late, ", "), func(t *testing.T) {
			config, arguments := acctest.Provider(sb.URL), ""
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
