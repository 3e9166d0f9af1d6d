package switches_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

func TestEveryVendorTriesItsSwitches(t *testing.T) {
	t.Parallel()
	for vendor, switches := range sandboxtest.Start(t).Switches(t) {
		if _, err := os.Stat(filepath.Join("..", "..", "vendors", vendor, "switches_test.go")); err != nil && len(switches) > 0 {
			t.Errorf("%s has switches that no test tries: %v", vendor, err)
		}
	}
}
