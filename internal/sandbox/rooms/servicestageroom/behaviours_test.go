package servicestageroom_test

import (
	"maps"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/rooms/servicestageroom"
)

// Every declared behaviour has a sample of its wire form, and no sample shows an undeclared one.
func TestEveryBehaviourIsSeenOnTheWire(t *testing.T) {
	samples := map[string]func(*world){}
	for _, group := range []map[string]func(*world){
		gatewaySamples, signatureSamples, identitySamples, oauthSamples, authorizationSamples, repositorySamples,
	} {
		for id, sample := range group {
			if samples[id] != nil {
				t.Errorf("two samples for %q", id)
			}
			samples[id] = sample
		}
	}
	unseen := maps.Clone(samples)
	for _, b := range servicestageroom.New(harness.NewClock(nil)).Behaviours() {
		sample := samples[b.ID]
		delete(unseen, b.ID)
		t.Run(b.ID, func(t *testing.T) {
			if sample == nil {
				t.Fatal("no sample")
			}
			sample(newWorld(t))
		})
	}
	for id := range unseen {
		t.Errorf("the sample %q shows a behaviour that is not declared", id)
	}
}
