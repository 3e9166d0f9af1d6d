package amazon_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// drifts are what a person can do to a security profile in the console, and what plan says about it.
var drifts = map[string]struct {
	happen  func(*testing.T, *sandboxtest.Sandbox, string)
	status  string
	phrases []string
	silent  string
}{
	"detached": {
		func(t *testing.T, sb *sandboxtest.Sandbox, id string) {
			sb.DetachAmazonProfile(t, id, "app_submission")
		},
		"denied",
		[]string{"invalid_scope: The request has an invalid parameter : scope", "HTTP 400", "The security profile is not attached to this API",
			"My Settings > API Access (https://developer.amazon.com/apps-and-games/console/api-access/home.html)"},
		"Web Settings",
	},
	"secret rotated": {
		func(t *testing.T, sb *sandboxtest.Sandbox, id string) { sb.RotateAmazonSecret(t, id, false) },
		"rejected",
		[]string{"invalid_client: Client authentication failed", "HTTP 401", "This says nothing about attachments", "Web Settings"},
		"not attached",
	},
	"profile deleted": {
		func(t *testing.T, sb *sandboxtest.Sandbox, id string) { sb.DeleteAmazonProfile(t, id) },
		"rejected",
		[]string{"invalid_client: Client authentication failed", "HTTP 401"},
		"not attached",
	},
}

func TestDriftShowsInPlanWithItsRemedyWhenTheSecretIsInTheConfiguration(t *testing.T) {
	t.Parallel()
	for name, drift := range drifts {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sb := sandboxtest.Start(t)
			p := sb.CreateAmazonProfile(t, "app_submission")
			cli := acctest.NewCLI(t, attachmentConfig(sb.URL, p, submission))
			cli.Apply(t)
			drift.happen(t, sb, p.ClientID)
			plan := cli.Plan(t)
			plan.Expect(t, 2, append(drift.phrases, `status = "active" -> (known after apply)`, "0 to destroy")...)
			if strings.Contains(plan.Words(), drift.silent) {
				t.Errorf("the plan guesses: %q", drift.silent)
			}
			cli.Run(t, "apply", "-auto-approve").Expect(t, 1, drift.phrases...)
			got := cli.Attributes(t, attachment)
			if got["status"] != drift.status || got["reason"] != drift.phrases[0] {
				t.Errorf("after the refused apply the state says %v, %v, expected %s", got["status"], got["reason"], drift.status)
			}
			cli.Plan(t).Expect(t, 2, append(drift.phrases, fmt.Sprintf(`status = %q -> "active"`, drift.status))...)
		})
	}
}

func TestDriftIsRecordedByRefreshWhenTheProviderBlockHoldsTheSecret(t *testing.T) {
	t.Parallel()
	for name, drift := range drifts {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sb := sandboxtest.Start(t)
			p := sb.CreateAmazonProfile(t, "app_submission")
			cli := acctest.NewCLI(t, providerAttachmentConfig(sb.URL, p, submission))
			cli.Apply(t)
			drift.happen(t, sb, p.ClientID)
			cli.Plan(t).Expect(t, 2, append(drift.phrases, fmt.Sprintf(`status = %q -> "active"`, drift.status))...)
			cli.Run(t, "apply", "-refresh-only", "-auto-approve").Expect(t, 0, drift.phrases...)
			if got := cli.Attributes(t, attachment); got["status"] != drift.status || got["reason"] != drift.phrases[0] {
				t.Errorf("the refresh recorded status %v and reason %v", got["status"], got["reason"])
			}
		})
	}
}

func TestAttachingAgainPlansBackToActive(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	p := sb.CreateAmazonProfile(t, "app_submission")
	cli := acctest.NewCLI(t, attachmentConfig(sb.URL, p, submission))
	cli.Apply(t)
	sb.DetachAmazonProfile(t, p.ClientID, "app_submission")
	cli.Run(t, "apply", "-auto-approve").Expect(t, 1)
	sb.AttachAmazonProfile(t, p.ClientID, "app_submission")
	again := cli.Plan(t)
	again.Expect(t, 2, `status = "denied" -> "active"`)
	if strings.Contains(again.Text, "is denied") {
		t.Error("the plan warns about a refusal that is over")
	}
	cli.Apply(t)
	cli.Plan(t).Expect(t, 0)
}

func TestNewSecretCountsTheVersionUp(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	p := sb.AddAmazonProfile(t, sandboxtest.AmazonProfile{SecretForm: "hex", APIs: []string{"app_submission"}})
	cli := acctest.NewCLI(t, attachmentConfig(sb.URL, p, submission))
	if out := cli.Apply(t); strings.Contains(out.Text, "Unusual") {
		t.Errorf("a secret of the older form is doubted:\n%s", out.Text)
	}
	p.ClientSecret = sb.RotateAmazonSecret(t, p.ClientID, false)
	cli.Write(t, attachmentConfig(sb.URL, p, submission))
	cli.Plan(t).Expect(t, 2, "client_secret_wo_version = 1 -> 2", "1 to change, 0 to destroy")
	cli.Apply(t)
	cli.Plan(t).Expect(t, 0)
	// A version of the user's own hides a change of secret that the vendor accepts.
	cli.Write(t, attachmentConfig(sb.URL, p, submission+"\n  client_secret_wo_version = 7"))
	cli.Apply(t)
	p.ClientSecret = sb.RotateAmazonSecret(t, p.ClientID, true)
	cli.Write(t, attachmentConfig(sb.URL, p, submission+"\n  client_secret_wo_version = 7"))
	cli.Plan(t).Expect(t, 0)
}

func TestVerifyDuringPlanFalseAsksOnlyDuringApply(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	p := sb.CreateAmazonProfile(t, "app_submission")
	config := strings.Replace(attachmentConfig(sb.URL, p, submission), "max_retries = 0", "max_retries = 0\n  verify_during_plan = false", 1)
	cli := acctest.NewCLI(t, config)
	cli.Plan(t).Expect(t, 2)
	if n := calls(t, sb); n != 0 {
		t.Errorf("planning the creation made %d calls", n)
	}
	cli.Apply(t)
	if n := calls(t, sb); n != 1 {
		t.Errorf("plan and apply made %d calls, expected the one of a verification", n)
	}
	sb.DetachAmazonProfile(t, p.ClientID, "app_submission")
	cli.Plan(t).Expect(t, 0)
	if n := calls(t, sb); n != 1 {
		t.Errorf("a later plan made %d calls", n-1)
	}
}

func TestDestroyForgetsAndSaysWhereTheAttachmentLivesOn(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	p := sb.CreateAmazonProfile(t, "app_submission")
	cli := acctest.NewCLI(t, attachmentConfig(sb.URL, p, submission))
	cli.Apply(t)
	sb.ClearJournal(t)
	cli.Run(t, "destroy", "-auto-approve", "-refresh=false").Expect(t, 0, "/app_submission still exists", "My Settings > API Access")
	if n := calls(t, sb); n != 0 {
		t.Errorf("destroy without refresh made %d calls", n)
	}
}

func TestAnswerThatSettlesNothingIsAnErrorAndChangesNothing(t *testing.T) {
	t.Parallel()
	faults := map[string]sandboxtest.Fault{
		"500":                {Kind: "status", Status: 500},
		"500 with a refusal": {Kind: "status", Status: 500, Body: []byte(`{"error":"invalid_client"}`)},
		"503 HTML":           {Kind: "html", Status: 503},
		"401 HTML":           {Kind: "html", Status: 401},
		"401 without a code": {Kind: "status", Status: 401, Body: []byte(`{"message":"Unauthorized"}`)},
		"403 HTML":           {Kind: "html", Status: 403},
		"200 HTML":           {Kind: "html", Status: 200},
		"invalid_request":    {Kind: "status", Status: 400, Body: []byte(`{"error_description":"The request is missing a required parameter : client_id","error":"invalid_request"}`)},
		"unknown code":       {Kind: "status", Status: 400, Body: []byte(`{"error":"account_suspended"}`)},
		"429":                {Kind: "status", Status: 429},
		"empty":              {Kind: "empty"},
		"truncated":          {Kind: "truncated"},
		"reset":              {Kind: "reset"},
		"huge":               {Kind: "huge"},
		"redirect":           {Kind: "redirect", Status: 307, Location: "http://127.0.0.1:1/"},
	}
	sb := sandboxtest.Start(t)
	p := sb.CreateAmazonProfile(t, "app_submission")
	cli := acctest.NewCLI(t, attachmentConfig(sb.URL, p, submission))
	cli.Apply(t)
	before := cli.State(t)
	inBlock := acctest.NewCLI(t, providerAttachmentConfig(sb.URL, p, submission))
	inBlock.Apply(t)
	beforeInBlock := inBlock.State(t)
	for name, fault := range faults {
		fault.Vendor, fault.Method, fault.Path = "amazon", "POST", "/auth/o2/token"
		sb.SetFault(t, fault)
		cli.Plan(t).Expect(t, 1, "Could not verify Amazon security profile attachment "+p.ClientID+"/app_submission")
		// What a refresh may remove is asked of the faults that come closest to a refusal.
		if name == "401 HTML" || name == "403 HTML" || name == "500 with a refusal" || name == "empty" {
			inBlock.Run(t, "apply", "-refresh-only", "-auto-approve").Expect(t, 1, "Could not verify")
		}
		if cli.State(t) != before || inBlock.State(t) != beforeInBlock {
			t.Errorf("%s changed the state", name)
		}
		sb.ClearFaults(t)
	}
	cli.Plan(t).Expect(t, 0)
	inBlock.Plan(t).Expect(t, 0)
}
