package sandbox_test

import (
	"bytes"
	"net/http"
	"os"
	"regexp"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// Set UPDATE_BEHAVIOURS to rewrite the table after a room's behaviours changed.
func TestBehavioursFileEqualsTheCode(t *testing.T) {
	s, err := sandbox.New()
	if err != nil {
		t.Fatal(err)
	}
	var want bytes.Buffer
	if err := s.WriteBehaviours(&want); err != nil {
		t.Fatal(err)
	}
	const file = "BEHAVIOURS.md"
	if os.Getenv("UPDATE_BEHAVIOURS") != "" {
		if err := os.WriteFile(file, want.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want.Bytes()) {
		t.Errorf("%s is not what the rooms declare; run UPDATE_BEHAVIOURS=1 go test ./internal/sandbox", file)
	}
}

var namedSwitch = regexp.MustCompile(`\bswitch(?:es)? (\w+)(?: and (\w+))?`)

// The table names every switch, and none that is gone.
func TestTheTableNamesTheSwitches(t *testing.T) {
	s := sandboxtest.Start(t)
	var behaviours map[string][]harness.Behaviour
	s.Console(t, http.MethodGet, "/behaviours", nil, &behaviours)
	for vendor, switches := range s.Switches(t) {
		named := map[string]bool{}
		for _, row := range behaviours[vendor] {
			for _, groups := range namedSwitch.FindAllStringSubmatch(row.What, -1) {
				named[groups[1]], named[groups[2]] = true, true
			}
		}
		delete(named, "")
		for _, each := range switches {
			if !named[each.Name] {
				t.Errorf("%s: no behaviour names the switch %s", vendor, each.Name)
			}
			delete(named, each.Name)
		}
		for name := range named {
			t.Errorf("%s: a behaviour names %s, which is no switch", vendor, name)
		}
	}
}
