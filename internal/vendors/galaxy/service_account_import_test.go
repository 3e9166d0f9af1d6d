package galaxy_test

import (
	"regexp"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

func TestImportByIDRecordsTheStatusAndPlansNoReplacement(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	a := sb.CreateGalaxyAccount(t)
	config := providerAccountConfig(sb.URL, a, "")
	acctest.Test(t,
		resource.TestStep{Config: config},
		resource.TestStep{
			Config: config, ResourceName: account, ImportState: true,
			ImportStateId: a.ID, ImportStateVerify: true, ImportStateVerifyIdentifierAttribute: "service_account_id",
		},
	)
}

func TestFirstPlanAfterAnImportUpdatesInPlace(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	a := sb.CreateGalaxyAccount(t)
	cli := acctest.NewCLI(t, accountConfig(sb.URL, a.ID, a.PrivateKey, bothScopes))
	cli.Run(t, "import", account, a.ID).Expect(t, 0)
	cli.Plan(t).Expect(t, 2, "0 to add, 1 to change, 0 to destroy", `status = "active"`)
	cli.Apply(t)
	cli.Plan(t).Expect(t, 0)
}

func TestMalformedImportIDIsRefused(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	a := sb.CreateGalaxyAccount(t)
	cli := acctest.NewCLI(t, accountConfig(sb.URL, a.ID, a.PrivateKey, ""))
	cli.Run(t, "import", account, "publisher").Expect(t, 1, "Invalid import id", "service_account_id", "UUID")
}

func TestImportByIdentity(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	a := sb.CreateGalaxyAccount(t)
	config := providerAccountConfig(sb.URL, a, "")
	acctest.TestFrom(t, tfversion.Version1_12_0,
		resource.TestStep{Config: config},
		resource.TestStep{
			Config: config, ResourceName: account, ImportState: true,
			ImportStateKind:  resource.ImportBlockWithResourceIdentity,
			ImportPlanChecks: resource.ImportPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()}},
		},
	)
}

func TestAnotherIDIsAReplacement(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	first, second := sb.CreateGalaxyAccount(t), sb.CreateGalaxyAccount(t)
	acctest.Test(t,
		resource.TestStep{Config: accountConfig(sb.URL, first.ID, first.PrivateKey, "")},
		resource.TestStep{
			Config: accountConfig(sb.URL, second.ID, second.PrivateKey, ""),
			ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{
				plancheck.ExpectResourceAction(account, plancheck.ResourceActionReplace)}},
		},
	)
}

// badInputs are refused at plan, before any call, with the argument named.
func TestBadInputIsRefusedAtPlanWithTheArgumentNamed(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	a := sb.CreateGalaxyAccount(t)
	public := sandboxtest.PublicPEM(&a.Key.PublicKey)
	token := func(arguments string) string {
		return acctest.Provider(sb.URL, "") + "resource \"storeauth_galaxy_access_token\" \"t\" {\n" + arguments + "\n}\n"
	}
	configs := map[string]struct{ config, expected string }{
		"malformed id":   {accountConfig(sb.URL, "not-a-uuid", a.PrivateKey, ""), `service_account_id.*UUID`},
		"public key":     {accountConfig(sb.URL, a.ID, public, ""), `private_key_wo: it\s+is\s+a\s+public\s+key`},
		"not a key":      {accountConfig(sb.URL, a.ID, "hello", ""), `private_key_wo`},
		"unknown scope":  {accountConfig(sb.URL, a.ID, a.PrivateKey, `scopes = ["reviews"]`), `scopes`},
		"no scope":       {accountConfig(sb.URL, a.ID, a.PrivateKey, `scopes = []`), `scopes`},
		"no key at all":  {acctest.Provider(sb.URL, "") + "resource \"storeauth_galaxy_service_account\" \"test\" {\n  service_account_id = \"" + a.ID + "\"\n}\n", `Set\s+private_key_wo`},
		"plain http":     {"provider \"storeauth\" {\n  galaxy = { endpoint = \"http://devapi.samsungapps.com\" }\n}\n" + "data \"storeauth_galaxy_apps\" \"all\" {}\n", `galaxy.endpoint.*loopback`},
		"plain sandbox":  {acctest.Provider("http://sandbox.example.com", "") + "data \"storeauth_galaxy_apps\" \"all\" {}\n", `sandbox_url.*loopback`},
		"excluding":      {acctest.Provider(sb.URL, "  agc = {\n    client_id = \"1\"\n    client_secret = \"22222\"\n    service_account_key = \"{}\"\n  }") + "data \"storeauth_galaxy_apps\" \"all\" {}\n", `agc.client_id and\s+agc.service_account_key`},
		"token's id":     {token(`service_account_id = "x"`), `service_account_id`},
		"token's scopes": {token(`scopes = ["x"]`), `scopes`},
		"missing settings": {acctest.Provider(sb.URL, "") + "data \"storeauth_galaxy_apps\" \"all\" {}\n",
			`galaxy.service_account_id.*GALAXY_STORE_SERVICE_ACCOUNT_ID`},
		"content id": {acctest.Provider(sb.URL, "") + "data \"storeauth_galaxy_app\" \"a\" {\n  content_id = \"123\"\n}\n", `content_id.*twelve`},
		"timeout":    {"provider \"storeauth\" {\n  request_timeout = \"soon\"\n}\n" + "data \"storeauth_galaxy_apps\" \"all\" {}\n", `request_timeout`},
	}
	for name, c := range configs {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			acctest.Test(t, resource.TestStep{Config: c.config, PlanOnly: true, ExpectError: regexp.MustCompile("(?s)" + c.expected)})
		})
	}
	t.Cleanup(func() {
		if calls := sb.Count(t, "", "/galaxy/*"); calls != 0 {
			t.Errorf("bad input led to %d calls", calls)
		}
	})
}
