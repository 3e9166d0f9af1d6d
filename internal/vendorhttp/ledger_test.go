package vendorhttp_test

import (
	"context"
	"errors"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

func TestWhatIsLeftIsUndoneOnceAndWhatWasTakenIsNot(t *testing.T) {
	t.Parallel()
	var ledger vendorhttp.Ledger
	refused := errors.New("refused")
	undone := make(chan string, 4)
	add := func(name string, err error) string {
		return ledger.Add(func(context.Context) error {
			undone <- name
			return err
		})
	}
	taken := add("taken", nil)
	add("left", nil)
	add("refused", refused)
	if _, ok := ledger.Take(taken); !ok {
		t.Error("a handle is not known")
	}
	if _, ok := ledger.Take(taken); ok {
		t.Error("a handle was taken twice")
	}
	if failed := ledger.Settle(t.Context()); len(failed) != 1 || !errors.Is(failed[0], refused) {
		t.Errorf("failed: %v", failed)
	}
	ledger.Settle(t.Context())
	close(undone)
	seen := map[string]int{}
	for name := range undone {
		seen[name]++
	}
	if len(seen) != 2 || seen["left"] != 1 || seen["refused"] != 1 {
		t.Errorf("undone: %v", seen)
	}
}
