package sandboxtest

import (
	"net/http"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

// Switch is one thing that the console decides about how a vendor is simulated.
type Switch = harness.Switch

// Switches lists the switches of every room, by the room's name.
func (s *Sandbox) Switches(t testing.TB) map[string][]Switch {
	t.Helper()
	return answer[map[string][]Switch](t, s, http.MethodGet, "/switches", nil)
}

// SetSwitch turns a switch of a vendor: SetSwitch(t, "galaxy", "invalidate_older", true).
func (s *Sandbox) SetSwitch(t testing.TB, vendor, name string, value any) {
	t.Helper()
	s.Console(t, http.MethodPost, "/"+vendor+"/switches", map[string]any{name: value}, nil)
}
