// Package acctest drives a real Terraform (or OpenTofu) against the provider and the sandbox: through
// terraform-plugin-testing, with the provider in the test's own process, or through the command line with the built
// provider, as a user has it. No account and no network beyond loopback.
package acctest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"

	"github.com/storeauth/terraform-provider-storeauth/internal/provider"
	"github.com/storeauth/terraform-provider-storeauth/internal/server"
)

// Test runs the steps with the provider in this process. It needs no TF_ACC.
func Test(t *testing.T, steps ...resource.TestStep) {
	t.Helper()
	TestFrom(t, tfversion.Version1_11_0, steps...)
}

// TestFrom is Test for what needs a newer CLI than the provider's floor; it skips aloud where that is absent.
func TestFrom(t *testing.T, lowest Version, steps ...resource.TestStep) {
	t.Helper()
	resource.UnitTest(t, resource.TestCase{
		TerraformVersionChecks: []tfversion.TerraformVersionCheck{tfversion.SkipBelow(lowest)},
		ProtoV6ProviderFactories: map[string]func() (tfprotov6.ProviderServer, error){
			"storeauth": func() (tfprotov6.ProviderServer, error) { return server.New(provider.New("test")()), nil },
		},
		Steps: steps,
	})
}

// Import returns an import block that names the provider: Terraform infers none where it is to generate the configuration.
func Import(address, id string) string {
	return fmt.Sprintf("import {\n  to       = %s\n  id       = %q\n  provider = storeauth\n}\n", address, id)
}

// Provider returns a provider block at the sandbox with the given arguments and blocks inside. Unless one of them sets
// max_retries the provider does not retry, so that a fault is met once.
func Provider(sandboxURL string, arguments ...string) string {
	inside := strings.Join(arguments, "\n")
	if !strings.Contains(inside, "max_retries") {
		inside = "  max_retries = 0\n" + inside
	}
	return fmt.Sprintf("provider \"storeauth\" {\n  sandbox_url = %q\n%s\n}\n", sandboxURL, inside)
}
