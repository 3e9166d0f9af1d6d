package agc_test

import (
	"fmt"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

const apiClient = "storeauth_agc_api_client.test"

func TestAPIClientIsAdoptedAndThenPlansNothing(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	c := sb.CreateAGCClient(t)
	first, second := sb.AddAGCApp(t, sandboxtest.AGCApp{}), sb.AddAGCApp(t, sandboxtest.AGCApp{})
	config := acctest.Provider(sb.URL, "") + client("test", c,
		fmt.Sprintf("  app_ids = [%q, %q]\n  name = \"release\"\n  roles = [\"Administrator\"]", first, second))
	acctest.Test(t,
		resource.TestStep{
			Config: config,
			Check: resource.ComposeAggregateTestCheckFunc(
				resource.TestCheckResourceAttr(apiClient, "status", "active"),
				resource.TestCheckNoResourceAttr(apiClient, "reason"),
				resource.TestCheckResourceAttr(apiClient, "site", "china"),
				resource.TestCheckResourceAttr(apiClient, "client_secret_wo_version", "1"),
				resource.TestCheckNoResourceAttr(apiClient, "client_secret_wo"),
				resource.TestCheckNoResourceAttr(apiClient, "project_id"),
				resource.TestCheckResourceAttr(apiClient, "name", "release"),
				resource.TestCheckResourceAttr(apiClient, "roles.#", "1"),
			),
		},
		resource.TestStep{
			Config:           config,
			ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()}},
		},
	)
}

func TestPlanOfACredentialCostsTheLeastCallsTheVendorAllows(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	c, a := sb.CreateAGCClient(t), sb.CreateAGCServiceAccount(t)
	apps := fmt.Sprintf("  app_ids = [%q, %q]", sb.AddAGCApp(t, sandboxtest.AGCApp{}), sb.AddAGCApp(t, sandboxtest.AGCApp{}))
	cli := acctest.NewCLI(t, acctest.Provider(sb.URL, "")+client("test", c, apps)+account("test", a, apps))
	cli.Apply(t)
	sb.ClearJournal(t)
	cli.Plan(t).Expect(t, 0, "No changes")
	if mints, lists, apps := sb.Count(t, "POST", tokenPath), sb.Count(t, "GET", appIDsPath), sb.Count(t, "GET", appPath); mints != 1 || lists != 2 || apps != 4 {
		t.Errorf("%d mints, %d lists and %d apps, expected 1, 2 and 4 for an API client and a service account of two apps each", mints, lists, apps)
	}
}

func TestNewKeyOfAnAPIClientCountsTheVersionUp(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	c := sb.CreateAGCClient(t)
	cli := acctest.NewCLI(t, acctest.Provider(sb.URL, "")+client("test", c, ""))
	cli.Apply(t)
	padded := c
	padded.Secret = " " + c.Secret + " "
	cli.Write(t, acctest.Provider(sb.URL, "")+client("test", padded, ""))
	cli.Plan(t).Expect(t, 0)
	// The file with the same key is the same key.
	padded.Secret = string(c.CredentialFile)
	cli.Write(t, acctest.Provider(sb.URL, "")+client("test", padded, ""))
	cli.Plan(t).Expect(t, 0)
	reset := sb.ResetAGCClientKey(t, c.ID)
	cli.Write(t, acctest.Provider(sb.URL, "")+client("test", reset, ""))
	cli.Plan(t).Expect(t, 2, "client_secret_wo_version = 1 -> 2", "0 to add, 1 to change, 0 to destroy")
	cli.Apply(t)
	cli.Plan(t).Expect(t, 0)
}

func TestAnotherClientIDOrSiteIsAReplacement(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	first, second := sb.CreateAGCClient(t), sb.CreateAGCClient(t)
	replaced := resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectResourceAction(apiClient, plancheck.ResourceActionReplace)}}
	european := "  agc = { site = \"europe\" }"
	acctest.Test(t,
		resource.TestStep{Config: acctest.Provider(sb.URL, "") + client("test", first, "")},
		resource.TestStep{Config: acctest.Provider(sb.URL, "") + client("test", second, ""), ConfigPlanChecks: replaced},
		resource.TestStep{Config: acctest.Provider(sb.URL, "") + client("test", second, "  site = \"russia\""), ConfigPlanChecks: replaced,
			Check: resource.TestCheckResourceAttr(apiClient, "site", "russia")},
		resource.TestStep{Config: acctest.Provider(sb.URL, european) + client("test", second, ""), ConfigPlanChecks: replaced,
			Check: resource.TestCheckResourceAttr(apiClient, "site", "europe")},
		resource.TestStep{Config: acctest.Provider(sb.URL, european) + client("test", second, "  site = \"europe\""),
			ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()}}},
	)
}

func TestErrorsNameTheSiteThatWasAsked(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	c := sb.CreateAGCClient(t)
	sb.MoveAGCClient(t, c.ID, "unknown")
	cli := acctest.NewCLI(t, acctest.Provider(sb.URL, "")+client("test", c, "  site = \"singapore\""))
	cli.Plan(t).Expect(t, 1, "at AppGallery Connect, site singapore.", "203882498")
}

func TestVerifyDuringPlanFalseAsksOnlyDuringApply(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	c, a := sb.CreateAGCClient(t), sb.CreateAGCServiceAccount(t)
	config := acctest.Provider(sb.URL, "  verify_during_plan = false") + client("test", c, "") + account("test", a, "")
	cli := acctest.NewCLI(t, config)
	cli.Plan(t).Expect(t, 2)
	if calls := sb.Count(t, "", "/agc/*"); calls != 0 {
		t.Errorf("planning the creation made %d calls", calls)
	}
	cli.Apply(t)
	if calls := sb.Count(t, "", "/agc/*"); calls != 3 {
		t.Errorf("plan and apply made %d calls, expected the three of one verification each", calls)
	}
	sb.ClearJournal(t)
	sb.DeleteAGCClient(t, c.ID)
	cli.Plan(t).Expect(t, 0)
	if calls := sb.Count(t, "", "/agc/*"); calls != 0 {
		t.Errorf("plan made %d calls", calls)
	}
}

func TestDestroyForgetsAndSaysWhereTheCredentialLivesOn(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	c, a := sb.CreateAGCClient(t), sb.CreateAGCServiceAccount(t)
	cli := acctest.NewCLI(t, acctest.Provider(sb.URL, "")+client("test", c, "")+account("test", a, ""))
	cli.Apply(t)
	sb.ClearJournal(t)
	cli.Run(t, "destroy", "-auto-approve", "-refresh=false").Expect(t, 0,
		"AppGallery Connect API client "+c.ID+" still exists", connectAPI,
		"AppGallery Connect service account "+a.ID+" still exists", serviceAccounts)
	if calls := sb.Count(t, "", "/agc/*"); calls != 0 {
		t.Errorf("destroy without refresh made %d calls", calls)
	}
}

// TestValuesKnownOnlyDuringApply plans with what an unapplied resource will say, and refuses then what it would have refused at plan.
func TestValuesKnownOnlyDuringApply(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	c := sb.CreateAGCClient(t)
	app := sb.AddAGCApp(t, sandboxtest.AGCApp{})
	later := func(project string) string {
		return acctest.Provider(sb.URL, "") + fmt.Sprintf("resource \"terraform_data\" \"later\" {\n  input = { id = %q, secret = %q, app = %q, project = %s, site = \"europe\" }\n}\n",
			c.ID, c.Secret, app, project) + `
resource "storeauth_agc_api_client" "test" {
  client_id        = terraform_data.later.output.id
  client_secret_wo = terraform_data.later.output.secret
  app_ids          = [terraform_data.later.output.app]
  project_id       = terraform_data.later.output.project
  site             = terraform_data.later.output.site
}
`
	}
	cli := acctest.NewCLI(t, later("null"))
	cli.Plan(t).Expect(t, 2)
	if calls := sb.Count(t, "", "/agc/*"); calls != 0 {
		t.Errorf("planning with unknown values made %d calls", calls)
	}
	cli.Apply(t)
	if attributes := cli.Attributes(t, apiClient); attributes["status"] != "active" || attributes["site"] != "europe" {
		t.Errorf("the state holds %v", attributes)
	}
	cli.Plan(t).Expect(t, 0)

	refused := acctest.NewCLI(t, later(`"9105385871708200535"`))
	refused.Run(t, "apply", "-auto-approve").Expect(t, 1, "API client of a project", `project_id is "9105385871708200535"`)
	if attributes := refused.Attributes(t, apiClient); attributes != nil {
		t.Errorf("the client of a project was adopted: %v", attributes)
	}
}
