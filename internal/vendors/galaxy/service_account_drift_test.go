package galaxy_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// drifts are what a person can do to an account in Seller Portal, and what plan says about it.
var drifts = map[string]struct {
	happen  func(*testing.T, *sandboxtest.Sandbox, sandboxtest.GalaxyAccount)
	status  string
	phrases []string
}{
	"account deleted": {
		func(t *testing.T, sb *sandboxtest.Sandbox, a sandboxtest.GalaxyAccount) {
			sb.DeleteGalaxyAccount(t, a.ID)
		},
		"rejected",
		[]string{"AUTH_REQUIRE: Not found serviceAccount by serviceAccountId", "HTTP 401", "Seller Portal > Assistance > API Service"},
	},
	"key replaced": {
		func(t *testing.T, sb *sandboxtest.Sandbox, a sandboxtest.GalaxyAccount) { sb.ReplaceGalaxyKey(t, a) },
		"rejected",
		[]string{"invalid signature", "HTTP 500", "The private key is not this service account's key"},
	},
	"scope lost": {
		func(t *testing.T, sb *sandboxtest.Sandbox, a sandboxtest.GalaxyAccount) {
			sb.SetGalaxyScopes(t, a.ID, "publishing")
		},
		"denied",
		[]string{"scope gss", "NO_PERMISSION: Insufficient scopes", "HTTP 403"},
	},
}

const bothScopes = `scopes = ["gss", "publishing"]`

func TestDriftShowsInPlanWithItsRemedyWhenTheKeyIsInTheConfiguration(t *testing.T) {
	t.Parallel()
	for name, drift := range drifts {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sb := sandboxtest.Start(t)
			a := sb.CreateGalaxyAccount(t)
			cli := acctest.NewCLI(t, accountConfig(sb.URL, a.ID, a.PrivateKey, bothScopes))
			cli.Apply(t)
			drift.happen(t, sb, a)
			cli.Plan(t).Expect(t, 2, append(drift.phrases, `status = "active" -> (known after apply)`, "0 to destroy")...)
			cli.Run(t, "apply", "-auto-approve").Expect(t, 1, drift.phrases...)
			if status := cli.Attributes(t, account)["status"]; status != drift.status {
				t.Errorf("after the refused apply the state says %v, expected %s", status, drift.status)
			}
			cli.Plan(t).Expect(t, 2, append(drift.phrases, fmt.Sprintf(`status = %q -> "active"`, drift.status))...)
			if live := sb.LiveGalaxyTokens(t, a.ID); live != 0 {
				t.Errorf("%d probe tokens were left at the vendor", live)
			}
		})
	}
}

func TestDriftIsRecordedByRefreshWhenTheProviderBlockHoldsTheKey(t *testing.T) {
	t.Parallel()
	for name, drift := range drifts {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sb := sandboxtest.Start(t)
			a := sb.CreateGalaxyAccount(t)
			cli := acctest.NewCLI(t, providerAccountConfig(sb.URL, a, bothScopes))
			cli.Apply(t)
			cli.Plan(t).Expect(t, 0)
			drift.happen(t, sb, a)
			cli.Plan(t).Expect(t, 2, append(drift.phrases, fmt.Sprintf(`status = %q -> "active"`, drift.status))...)
			cli.Run(t, "apply", "-refresh-only", "-auto-approve").Expect(t, 0, drift.phrases...)
			attributes := cli.Attributes(t, account)
			if attributes["status"] != drift.status || attributes["reason"] == nil {
				t.Errorf("the refresh recorded status %v and reason %v", attributes["status"], attributes["reason"])
			}
		})
	}
}

func TestAccountThatWorksAgainPlansBackToActive(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	a := sb.CreateGalaxyAccount(t)
	cli := acctest.NewCLI(t, accountConfig(sb.URL, a.ID, a.PrivateKey, ""))
	cli.Apply(t)
	sb.DeleteGalaxyAccount(t, a.ID)
	cli.Run(t, "apply", "-auto-approve").Expect(t, 1)
	sb.RestoreGalaxyAccount(t, a.ID)
	restored := cli.Plan(t)
	restored.Expect(t, 2, `status = "rejected" -> "active"`)
	if strings.Contains(restored.Text, "is rejected") {
		t.Error("the plan warns about a refusal that is over")
	}
	cli.Apply(t)
	cli.Plan(t).Expect(t, 0)
}

func TestNewKeyCountsTheVersionUp(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	a := sb.CreateGalaxyAccount(t)
	cli := acctest.NewCLI(t, accountConfig(sb.URL, a.ID, a.PrivateKey, ""))
	cli.Apply(t)
	// The same key in another form is the same key.
	cli.Write(t, accountConfig(sb.URL, a.ID, sandboxtest.PKCS1PEM(a.Key), ""))
	cli.Plan(t).Expect(t, 0)
	replaced := sb.ReplaceGalaxyKey(t, a)
	cli.Write(t, accountConfig(sb.URL, a.ID, replaced.PrivateKey, ""))
	cli.Plan(t).Expect(t, 2, "private_key_wo_version = 1 -> 2", "1 to change, 0 to destroy", replaced.PublicKeySHA256)
	cli.Apply(t)
	cli.Plan(t).Expect(t, 0)
	// A version of the user's own hides a change of key that the vendor accepts.
	cli.Write(t, accountConfig(sb.URL, a.ID, replaced.PrivateKey, "private_key_wo_version = 7"))
	cli.Apply(t)
	again := sb.ReplaceGalaxyKey(t, replaced)
	cli.Write(t, accountConfig(sb.URL, a.ID, again.PrivateKey, "private_key_wo_version = 7"))
	cli.Plan(t).Expect(t, 0)
	// … and one that it refuses: the refusal says nothing about the key that was adopted.
	cli.Write(t, accountConfig(sb.URL, a.ID, a.PrivateKey, "private_key_wo_version = 7"))
	cli.Plan(t).Expect(t, 0)
	cli.Write(t, accountConfig(sb.URL, a.ID, again.PrivateKey, "private_key_wo_version = 8"))
	cli.Plan(t).Expect(t, 2, "private_key_wo_version = 7 -> 8", again.PublicKeySHA256)
	cli.Apply(t)
	cli.Plan(t).Expect(t, 0)
}

func TestVerifyDuringPlanFalseAsksOnlyDuringApply(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	a := sb.CreateGalaxyAccount(t)
	config := strings.Replace(accountConfig(sb.URL, a.ID, a.PrivateKey, ""), "max_retries = 0", "max_retries = 0\n  verify_during_plan = false", 1)
	cli := acctest.NewCLI(t, config)
	cli.Plan(t).Expect(t, 2)
	if calls := sb.Count(t, "", "/galaxy/*"); calls != 0 {
		t.Errorf("planning the creation made %d calls", calls)
	}
	cli.Apply(t)
	if calls := sb.Count(t, "", "/galaxy/*"); calls != 2 {
		t.Errorf("plan and apply made %d calls, expected the two of one verification", calls)
	}
	sb.ClearJournal(t)
	sb.DeleteGalaxyAccount(t, a.ID)
	cli.Plan(t).Expect(t, 0)
	if calls := sb.Count(t, "", "/galaxy/*"); calls != 0 {
		t.Errorf("plan made %d calls", calls)
	}
}

func TestDestroyForgetsAndSaysWhereTheAccountLivesOn(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	a := sb.CreateGalaxyAccount(t)
	cli := acctest.NewCLI(t, accountConfig(sb.URL, a.ID, a.PrivateKey, ""))
	cli.Apply(t)
	sb.ClearJournal(t)
	cli.Run(t, "destroy", "-auto-approve", "-refresh=false").Expect(t, 0, "still exists", "Seller Portal > Assistance > API Service")
	if calls := sb.Count(t, "", "/galaxy/*"); calls != 0 {
		t.Errorf("destroy without refresh made %d calls", calls)
	}
}

func TestAnswerThatSettlesNothingIsAnErrorAndChangesNothing(t *testing.T) {
	t.Parallel()
	faults := map[string]sandboxtest.Fault{
		"500":       {Kind: "status", Status: 500},
		"503 HTML":  {Kind: "html", Status: 503},
		"401 HTML":  {Kind: "html", Status: 401},
		"403 HTML":  {Kind: "html", Status: 403},
		"200 HTML":  {Kind: "html", Status: 200},
		"429":       {Kind: "status", Status: 429},
		"empty":     {Kind: "empty"},
		"truncated": {Kind: "truncated"},
		"reset":     {Kind: "reset"},
		"huge":      {Kind: "huge"},
		"redirect":  {Kind: "redirect", Status: 307, Location: "http://127.0.0.1:1/"},
	}
	for name, fault := range faults {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sb := sandboxtest.Start(t)
			a := sb.CreateGalaxyAccount(t)
			cli := acctest.NewCLI(t, accountConfig(sb.URL, a.ID, a.PrivateKey, ""))
			cli.Apply(t)
			before := cli.State(t)
			fault.Method, fault.Path, fault.Vendor = "POST", "/auth/accessToken", "galaxy"
			sb.SetFault(t, fault)
			out := cli.Plan(t)
			out.Expect(t, 1, "Could not verify Galaxy Store service account "+a.ID)
			cli.Run(t, "apply", "-auto-approve").Expect(t, 1, "Could not verify")
			if after := cli.State(t); after != before {
				t.Errorf("the state changed:\n%s\n%s", before, after)
			}
			sb.ClearFaults(t)
			cli.Plan(t).Expect(t, 0)
		})
	}
}

func TestProbeTokenThatCannotBeRevokedIsAWarning(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	a := sb.CreateGalaxyAccount(t)
	cli := acctest.NewCLI(t, accountConfig(sb.URL, a.ID, a.PrivateKey, ""))
	sb.SetFault(t, sandboxtest.Fault{Vendor: "galaxy", Method: "DELETE", Path: "/auth/revokeAccessToken", Kind: "status", Status: 503})
	cli.Plan(t).Expect(t, 2, "left something behind", "of scope publishing could not be revoked", "stays valid until the service account is deleted", "HTTP 503")
}

// providerAccountConfig declares the account with its key in the provider block only.
func providerAccountConfig(sandboxURL string, a sandboxtest.GalaxyAccount, more string) string {
	return acctest.Provider(sandboxURL, fmt.Sprintf("  galaxy = {\n    service_account_id = %q\n    private_key = %q\n  }", a.ID, a.PrivateKey)) +
		fmt.Sprintf("resource \"storeauth_galaxy_service_account\" \"test\" {\n  service_account_id = %q\n%s\n}\n", a.ID, more)
}
