package agc_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

const serviceAccount = "storeauth_agc_service_account.test"

func TestServiceAccountIsAdoptedAndThenPlansNothing(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	a := sb.CreateAGCServiceAccount(t)
	config := acctest.Provider(sb.URL, "") + account("test", a, fmt.Sprintf("  app_ids = [%q]", sb.AddAGCApp(t, sandboxtest.AGCApp{})))
	acctest.Test(t,
		resource.TestStep{
			Config: config,
			Check: resource.ComposeAggregateTestCheckFunc(
				resource.TestCheckResourceAttr(serviceAccount, "status", "active"),
				resource.TestCheckResourceAttr(serviceAccount, "sub_account", a.ID),
				resource.TestCheckResourceAttr(serviceAccount, "key_id", a.KeyID),
				resource.TestCheckNoResourceAttr(serviceAccount, "project_id"),
				resource.TestCheckResourceAttr(serviceAccount, "key_wo_version", "1"),
				resource.TestCheckNoResourceAttr(serviceAccount, "key_wo"),
			),
		},
		resource.TestStep{
			Config:           config,
			ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()}},
		},
	)
	if mints := sb.Count(t, "POST", tokenPath); mints != 0 {
		t.Errorf("a service account made %d token calls", mints)
	}
}

func TestNewKeyOfAServiceAccountIsAnUpdateAndAnotherAccountAReplacement(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	a, other := sb.CreateAGCServiceAccount(t), sb.CreateAGCServiceAccount(t)
	cli := acctest.NewCLI(t, acctest.Provider(sb.URL, "")+account("test", a, ""))
	cli.Apply(t)
	spelled := a
	spelled.KeyFile = strings.ReplaceAll(a.KeyFile, `,"`, `, "`)
	cli.Write(t, acctest.Provider(sb.URL, "")+account("test", spelled, ""))
	cli.Plan(t).Expect(t, 0)

	replaced := sb.ReplaceAGCServiceAccountKey(t, a)
	cli.Plan(t).Expect(t, 2, "205524993", "another account's", `status = "active" -> (known after apply)`)
	cli.Write(t, acctest.Provider(sb.URL, "")+account("test", replaced, ""))
	cli.Plan(t).Expect(t, 2, "key_wo_version = 1 -> 2", "0 to add, 1 to change, 0 to destroy", replaced.KeyID)
	cli.Apply(t)
	cli.Plan(t).Expect(t, 0)

	cli.Write(t, acctest.Provider(sb.URL, "")+account("test", other, ""))
	cli.Plan(t).Expect(t, 2, "forces replacement", "1 to add, 0 to change, 1 to destroy")
	cli.Apply(t)
	if id := cli.Attributes(t, serviceAccount)["sub_account"]; id != other.ID {
		t.Errorf("the state holds account %v", id)
	}
	cli.Write(t, acctest.Provider(sb.URL, accountBlock(replaced))+"resource \"storeauth_agc_service_account\" \"test\" {}\n")
	cli.Plan(t).Expect(t, 2, "forces replacement")
}

func TestKeyKnownOnlyDuringApply(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	a := sb.CreateAGCServiceAccount(t)
	later := func(key string, nonce int) string {
		return acctest.Provider(sb.URL, "") + fmt.Sprintf("resource \"terraform_data\" \"later\" {\n  input            = %q\n  triggers_replace = %d\n}\n", key, nonce) +
			"resource \"storeauth_agc_service_account\" \"test\" {\n  key_wo = terraform_data.later.output\n}\n"
	}
	cli := acctest.NewCLI(t, later(a.KeyFile, 1))
	cli.Apply(t)
	if id := cli.Attributes(t, serviceAccount)["sub_account"]; id != a.ID {
		t.Errorf("the state holds account %v, expected %s", id, a.ID)
	}
	cli.Plan(t).Expect(t, 0)
	cli.Write(t, later(a.KeyFile, 2))
	cli.Apply(t)
	cli.Plan(t).Expect(t, 0)
	// A refusal that only apply can meet is explained, and recorded.
	sb.SetAGCServiceAccountRoles(t, a.ID, "Operations")
	cli.Write(t, later(a.KeyFile, 3))
	cli.Plan(t).Expect(t, 2, "1 to change", `status = "active" -> (known after apply)`)
	cli.Run(t, "apply", "-auto-approve").Expect(t, 1, "is denied something it declares", layer2)
	if attributes := cli.Attributes(t, serviceAccount); attributes["status"] != "denied" || attributes["sub_account"] != a.ID {
		t.Errorf("the refused apply left %v", attributes)
	}
}

func TestBothKindsOfCredentialHaveTheirOwnPartOfTheProviderBlock(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	a := sb.CreateAGCServiceAccount(t)
	c := sb.CreateAGCClient(t)
	// The block holds the account, so the client of no block has no secret.
	cli := acctest.NewCLI(t, acctest.Provider(sb.URL, accountBlock(a))+fmt.Sprintf("resource \"storeauth_agc_api_client\" \"test\" {\n  client_id = %q\n}\n", c.ID))
	cli.Plan(t).Expect(t, 1, "No secret for AppGallery Connect API client "+c.ID, "Set client_secret_wo", "agc.client_id and agc.client_secret")
	cli.Write(t, acctest.Provider(sb.URL, clientBlock(c))+"resource \"storeauth_agc_service_account\" \"test\" {}\n")
	cli.Plan(t).Expect(t, 1, "No secret for AppGallery Connect service account", "Set key_wo", "agc.service_account_key")
}
