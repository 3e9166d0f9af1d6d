package acctest

import (
	"os"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendors"
)

// Credentials and endpoints of real vendors, left in a developer's shell, would win over the sandbox's. No test of a
// package that imports this one sees them, and neither does a command line that such a test starts.
func init() {
	for _, vendor := range vendors.All {
		for _, field := range vendor.Block.Fields {
			if err := os.Unsetenv(field.Env); err != nil {
				panic(err)
			}
		}
	}
}
