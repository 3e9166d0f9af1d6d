package sandboxtest

import (
	"net/http"
	"slices"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

// EveryBehaviour runs the sample of each behaviour that a vendor's room declares, each in a world of its own. It fails for a
// behaviour without a sample, a sample without a behaviour, and two samples of one. The behaviours that every vendor has are the
// harness's.
func EveryBehaviour[W any](t *testing.T, vendor string, newWorld func(*testing.T) W, groups ...map[string]func(W)) {
	t.Helper()
	samples := map[string]func(W){}
	for _, group := range groups {
		for id, sample := range group {
			if samples[id] != nil {
				t.Errorf("two samples for %q", id)
			}
			samples[id] = sample
		}
	}
	var declared map[string][]harness.Behaviour
	Start(t).Console(t, http.MethodGet, "/behaviours", nil, &declared)
	for _, b := range declared[vendor] {
		if slices.Contains(harness.SharedBehaviours(), b) {
			continue
		}
		sample := samples[b.ID]
		delete(samples, b.ID)
		t.Run(b.ID, func(t *testing.T) {
			if sample == nil {
				t.Fatal("no sample")
			}
			sample(newWorld(t))
		})
	}
	for id := range samples {
		t.Errorf("the sample %q shows a behaviour that is not declared", id)
	}
}
