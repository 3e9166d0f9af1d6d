package galaxy_test

import (
	"fmt"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// lateConfig takes the key from a resource, so that it is unknown at plan whenever that resource changes.
func lateConfig(sandboxURL string, a sandboxtest.GalaxyAccount, key, more string) string {
	return acctest.Provider(sandboxURL, fmt.Sprintf("  galaxy = {\n    service_account_id = %q\n    private_key = terraform_data.late.output\n  }", a.ID)) +
		fmt.Sprintf(`
resource "terraform_data" "late" {
  input = %q
}
resource "storeauth_galaxy_service_account" "test" {
  service_account_id = %q
  private_key_wo     = terraform_data.late.output
}
resource "storeauth_galaxy_service_account" "block" {
  service_account_id = %q
}
%s`, key, a.ID, a.ID, more)
}

func TestSecretsUnknownAtPlanWaitForApply(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	a := sb.CreateGalaxyAccount(t)
	cli := acctest.NewCLI(t, lateConfig(sb.URL, a, a.PrivateKey, ""))
	cli.Plan(t).Expect(t, 2, "private_key_wo_version = (known after apply)")
	if calls := sb.Count(t, "", "/galaxy/*"); calls != 0 {
		t.Errorf("a plan without a known key made %d calls", calls)
	}
	cli.Apply(t)
	cli.Plan(t).Expect(t, 0)
	if version := cli.Attributes(t, account)["private_key_wo_version"]; version != 1.0 {
		t.Errorf("version %v, expected 1", version)
	}

	// The same key in another form: unknown at plan, unchanged once known.
	cli.Write(t, lateConfig(sb.URL, a, sandboxtest.PKCS1PEM(a.Key), ""))
	cli.Plan(t).Expect(t, 2, "private_key_wo_version = 1 -> (known after apply)", "0 to add, 2 to change, 0 to destroy")
	cli.Apply(t)
	if version := cli.Attributes(t, account)["private_key_wo_version"]; version != 1.0 {
		t.Errorf("version %v, expected still 1", version)
	}
}

func TestDataSourceWhoseSettingsAreUnknownNamesThem(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	a := sb.CreateGalaxyAccount(t)
	cli := acctest.NewCLI(t, lateConfig(sb.URL, a, a.PrivateKey, "data \"storeauth_galaxy_apps\" \"all\" {}\n"))
	cli.Plan(t).Expect(t, 1, "Galaxy Store settings are not known yet", "galaxy.private_key")
}

func TestEphemeralTokenWhoseSettingsAreUnknownNamesThem(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	a := sb.CreateGalaxyAccount(t)
	cli := acctest.NewCLI(t, lateConfig(sb.URL, a, a.PrivateKey,
		"ephemeral \"storeauth_galaxy_access_token\" \"own\" {\n  service_account_id = \""+a.ID+"\"\n}\n"))
	cli.Plan(t).Expect(t, 1, "Galaxy Store settings are not known yet", "galaxy.private_key")
}

func TestSavedPlanWhoseAccountDiesMeanwhileExplainsItself(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	a := sb.CreateGalaxyAccount(t)
	cli := acctest.NewCLI(t, accountConfig(sb.URL, a.ID, a.PrivateKey, ""))
	cli.Run(t, "plan", "-out=saved.tfplan").Expect(t, 0)
	sb.DeleteGalaxyAccount(t, a.ID)
	cli.Run(t, "apply", "saved.tfplan").Expect(t, 1, "is rejected", "Not found serviceAccount")
	if cli.Attributes(t, account) != nil {
		t.Error("a refused account was adopted")
	}
}
