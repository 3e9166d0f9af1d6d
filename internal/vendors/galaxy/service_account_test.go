package galaxy_test

import (
	"fmt"
	"regexp"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

const (
	mint   = "/galaxy/auth/accessToken"
	check  = "/galaxy/auth/checkAccessToken"
	revoke = "/galaxy/auth/revokeAccessToken"
)

const account = "storeauth_galaxy_service_account.test"

// accountConfig declares the account with its key in the configuration.
func accountConfig(sandboxURL, id, key, more string) string {
	return acctest.Provider(sandboxURL, "") + fmt.Sprintf(`
resource "storeauth_galaxy_service_account" "test" {
  service_account_id = %q
  private_key_wo     = %q
%s
}
`, id, key, more)
}

func TestServiceAccountIsAdoptedAndThenPlansNothing(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	a := sb.CreateGalaxyAccount(t, "publishing", "gss")
	config := accountConfig(sb.URL, a.ID, a.PrivateKey, `scopes = ["gss", "publishing"]`)
	acctest.Test(t,
		resource.TestStep{
			Config: config,
			Check: resource.ComposeAggregateTestCheckFunc(
				resource.TestCheckResourceAttr(account, "status", "active"),
				resource.TestCheckNoResourceAttr(account, "reason"),
				resource.TestCheckResourceAttr(account, "granted_scopes.#", "2"),
				resource.TestCheckResourceAttr(account, "private_key_wo_version", "1"),
				resource.TestCheckResourceAttr(account, "public_key_sha256", a.PublicKeySHA256),
				resource.TestCheckNoResourceAttr(account, "private_key_wo"),
			),
		},
		resource.TestStep{
			PreConfig:        func() { sb.ClearJournal(t) },
			Config:           config,
			ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()}},
		},
	)
	if live := sb.LiveGalaxyTokens(t, a.ID); live != 0 {
		t.Errorf("%d probe tokens were left at the vendor", live)
	}
	if mints, revokes := sb.Count(t, "POST", mint), sb.Count(t, "DELETE", revoke); mints != revokes || mints == 0 {
		t.Errorf("%d mints and %d revocations", mints, revokes)
	}
}

func TestPlanOfAnAccountCostsTwoCallsForEachScope(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	a := sb.CreateGalaxyAccount(t, "publishing", "gss")
	cli := acctest.NewCLI(t, accountConfig(sb.URL, a.ID, a.PrivateKey, `scopes = ["gss", "publishing"]`))
	cli.Apply(t)
	sb.ClearJournal(t)
	cli.Plan(t).Expect(t, 0, "No changes")
	if calls := sb.Count(t, "", "/galaxy/*"); calls != 4 {
		t.Errorf("%d calls for a plan of two scopes, expected 4", calls)
	}
}

func TestRefusedAccountIsAnErrorAtPlan(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	a := sb.CreateGalaxyAccount(t, "publishing")
	stranger := sandboxtest.PKCS8PEM(sandboxtest.RSAKey(a.Key))
	acctest.Test(t,
		resource.TestStep{
			Config:      accountConfig(sb.URL, "11111111-2222-3333-4444-555555555555", a.PrivateKey, ""),
			PlanOnly:    true,
			ExpectError: regexp.MustCompile(`(?s)is rejected.*AUTH_REQUIRE: Not found serviceAccount`),
		},
		resource.TestStep{
			Config:      accountConfig(sb.URL, a.ID, stranger, ""),
			PlanOnly:    true,
			ExpectError: regexp.MustCompile(`(?s)is rejected.*invalid signature.*not this service account's key`),
		},
		resource.TestStep{
			Config:      accountConfig(sb.URL, a.ID, a.PrivateKey, `scopes = ["gss", "publishing"]`),
			PlanOnly:    true,
			ExpectError: regexp.MustCompile(`(?s)is denied.*scope gss.*NO_PERMISSION: Insufficient scopes`),
		},
	)
	if live := sb.LiveGalaxyTokens(t, ""); live != 0 {
		t.Errorf("%d probe tokens were left at the vendor", live)
	}
}
