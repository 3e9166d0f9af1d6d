package workspace_test

import (
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/tools/internal/terraform"
	"github.com/storeauth/terraform-provider-storeauth/tools/internal/workspace"
)

func TestOverridesNameTheRegistryOfTheProduct(t *testing.T) {
	cases := map[terraform.Product]string{
		terraform.Terraform: `"registry.terraform.io/storeauth/storeauth" = "/tmp/x"`,
		terraform.OpenTofu:  `"registry.opentofu.org/storeauth/storeauth" = "/tmp/x"`,
	}
	for product, want := range cases {
		if got := string(workspace.DevOverrides(product, "/tmp/x")); !strings.Contains(got, want) {
			t.Errorf("%s: no %s in\n%s", product.Name, want, got)
		}
	}
}

func TestNothingOfTheCallersSettingsReachesTheProvider(t *testing.T) {
	for _, name := range []string{"GALAXY_STORE_ENDPOINT", "STOREAUTH_SANDBOX_URL", "TF_LOG", "TF_CLI_ARGS"} {
		t.Setenv(name, "the-callers-own")
	}
	for _, setting := range (&workspace.Workspace{Dir: "/tmp/x"}).BareEnvironment() {
		if strings.Contains(setting, "the-callers-own") {
			t.Errorf("%s is passed on", setting)
		}
	}
}
