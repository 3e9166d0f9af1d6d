package sandboxtest

import (
	"net/http"
	"testing"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

// Fault is a rule that spoils matching vendor requests.
type Fault = harness.Fault

// SetFault adds a fault rule and returns its id.
func (s *Sandbox) SetFault(t testing.TB, fault Fault) int {
	t.Helper()
	return answer[Fault](t, s, http.MethodPost, "/faults", fault).ID
}

// KeepConnections says whether a client may use a connection for more than one request. Go's HTTP client repeats a request by
// itself when a connection that it has used before breaks, and then one request meets two faults.
func (s *Sandbox) KeepConnections(keep bool) {
	s.running.KeepConnections(keep)
	s.client.CloseIdleConnections() // the sandbox has just closed them
}

// ClearFaults removes every fault rule.
func (s *Sandbox) ClearFaults(t testing.TB) {
	t.Helper()
	s.Console(t, http.MethodDelete, "/faults", nil, nil)
}

// SetLatency delays every call below prefix ("/galaxy"); 0 ends it.
func (s *Sandbox) SetLatency(t testing.TB, prefix string, d time.Duration) {
	t.Helper()
	s.Console(t, http.MethodPost, "/latency", map[string]any{"prefix": prefix, "ms": d.Milliseconds()}, nil)
}

// AdvanceClock moves the sandbox's time by d.
func (s *Sandbox) AdvanceClock(t testing.TB, d time.Duration) {
	t.Helper()
	s.Console(t, http.MethodPost, "/clock", map[string]string{"advance": d.String()}, nil)
}

// SetClock moves the sandbox's time to now; it runs on from there.
func (s *Sandbox) SetClock(t testing.TB, now time.Time) {
	t.Helper()
	s.Console(t, http.MethodPost, "/clock", map[string]string{"set": now.Format(time.RFC3339)}, nil)
}
