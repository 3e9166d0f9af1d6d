package agc_test

import (
	"fmt"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// imported are both kinds of credential, with the secret in the provider block.
func imported(t *testing.T, sb *sandboxtest.Sandbox) map[string]struct{ address, id, attribute, config, more string } {
	t.Helper()
	c, a := sb.CreateAGCClient(t), sb.CreateAGCServiceAccount(t)
	return map[string]struct{ address, id, attribute, config, more string }{
		"API client": {apiClient, c.ID, "client_id", acctest.Provider(sb.URL, clientBlock(c)),
			fmt.Sprintf("resource \"storeauth_agc_api_client\" \"test\" {\n  client_id = %q\n%%s\n}\n", c.ID)},
		"service account": {serviceAccount, a.ID, "sub_account", acctest.Provider(sb.URL, accountBlock(a)),
			"resource \"storeauth_agc_service_account\" \"test\" {\n%s\n}\n"},
	}
}

func TestImportByIDRecordsTheStatus(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	for name, c := range imported(t, sb) {
		for prefix, site := range map[string]string{"": "china", "europe/": "europe"} {
			t.Run(name+" "+prefix, func(t *testing.T) {
				t.Parallel()
				config := c.config + fmt.Sprintf(c.more, fmt.Sprintf("  site = %q", site))
				acctest.Test(t,
					resource.TestStep{Config: config},
					resource.TestStep{
						Config: config, ResourceName: c.address, ImportState: true,
						ImportStateId: prefix + c.id, ImportStateVerify: true, ImportStateVerifyIdentifierAttribute: c.attribute,
					},
				)
			})
		}
	}
}

func TestFirstPlanAfterAnImportNeverReplaces(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	c, a := sb.CreateAGCClient(t), sb.CreateAGCServiceAccount(t)
	for name, row := range map[string]struct{ address, id, config, expected string }{
		"API client":               {apiClient, c.ID, client("test", c, ""), `status = "active"`},
		"service account":          {serviceAccount, a.ID, account("test", a, ""), `status = "active"`},
		"site of the id":           {apiClient, "russia/" + c.ID, client("test", c, ""), `status = "active"`},
		"site of the config":       {apiClient, c.ID, client("test", c, "  site = \"europe\""), `site = "china" -> "europe"`},
		"account's site of config": {serviceAccount, a.ID, account("test", a, "  site = \"europe\""), `site = "china" -> "europe"`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cli := acctest.NewCLI(t, acctest.Provider(sb.URL, "")+row.config)
			cli.Run(t, "import", row.address, row.id).Expect(t, 0)
			cli.Plan(t).Expect(t, 2, "0 to add, 1 to change, 0 to destroy", row.expected)
			cli.Apply(t)
			if status := cli.Attributes(t, row.address)["status"]; status != "active" {
				t.Errorf("after the first apply the status is %v", status)
			}
			if name != "site of the id" {
				cli.Plan(t).Expect(t, 0)
			}
		})
	}
}

// TestImportedSiteStaysUntilTheConfigurationSaysOtherwise: an import names a site that the configuration leaves out.
func TestImportedSiteStaysUntilTheConfigurationIsApplied(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	c := sb.CreateAGCClient(t)
	cli := acctest.NewCLI(t, acctest.Provider(sb.URL, clientBlock(c))+fmt.Sprintf("resource \"storeauth_agc_api_client\" \"test\" {\n  client_id = %q\n}\n", c.ID))
	cli.Run(t, "import", apiClient, "russia/"+c.ID).Expect(t, 0)
	cli.Plan(t).Expect(t, 0)
	if site := cli.Attributes(t, apiClient)["site"]; site != "russia" {
		t.Errorf("the site is %v", site)
	}
}

func TestImportByIdentity(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	for name, c := range imported(t, sb) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			config := c.config + fmt.Sprintf(c.more, "")
			acctest.TestFrom(t, tfversion.Version1_12_0,
				resource.TestStep{Config: config},
				resource.TestStep{
					Config: config, ResourceName: c.address, ImportState: true,
					ImportStateKind:  resource.ImportBlockWithResourceIdentity,
					ImportPlanChecks: resource.ImportPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()}},
				},
			)
		})
	}
}

func TestMalformedImportIDIsRefused(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	c := sb.CreateAGCClient(t)
	cli := acctest.NewCLI(t, acctest.Provider(sb.URL, "")+client("test", c, ""))
	cli.Run(t, "import", apiClient, "mars/"+c.ID).Expect(t, 1, "Invalid import id", `it is "mars"; the sites are china, europe, singapore, russia`)
	cli.Run(t, "import", apiClient, "china/").Expect(t, 1, "client_id: it is empty", "client_id or site/client_id")
}
