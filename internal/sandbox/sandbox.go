// Package sandbox is a stateful simulator of the five vendors on a loopback
// port. It needs no account and no network. BEHAVIOURS.md lists what it
// simulates and whether each behaviour is documented, seen live or assumed.
package sandbox

import (
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/evidence"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/page"
)

// Sandbox is all rooms and the console as one http.Handler.
type Sandbox struct {
	simulator *harness.Simulator
	rooms     []harness.Room
}

// New assembles every room with a clock of its own.
func New() (*Sandbox, error) {
	clock := harness.NewClock(nil)
	rooms := newRooms(clock)
	simulator, err := harness.NewSimulator(clock, rooms...)
	if err != nil {
		return nil, err
	}
	return &Sandbox{simulator: simulator, rooms: rooms}, nil
}

// ServeHTTP answers the console and every vendor below its prefix, and shows the page for browsers at the root.
func (s *Sandbox) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if page.Serve(w, r) {
		return
	}
	s.simulator.ServeHTTP(w, r)
}

// WriteBehaviours writes what is simulated, as Markdown. What the evidence proves is tagged with its date.
func (s *Sandbox) WriteBehaviours(w io.Writer, files []evidence.File) error {
	return s.simulator.WriteBehaviours(w, evidence.Proven(files))
}

// Knowledge counts each room's behaviours by how well they are known.
func (s *Sandbox) Knowledge(files []evidence.File) map[string]harness.Knowledge {
	return s.simulator.Knowledge(evidence.Proven(files))
}

// Running is a sandbox that is being served.
type Running struct {
	server  *harness.Server
	openers []harness.Opener
}

// Start serves a new sandbox at addr, such as "127.0.0.1:0" for a free port. It
// refuses addresses that are not loopback, because the console has no password.
func Start(addr string) (*Running, error) {
	if err := requireLoopback(addr); err != nil {
		return nil, err
	}
	s, err := New()
	if err != nil {
		return nil, err
	}
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, err
	}
	running := &Running{server: harness.Serve(listener, guarded(s))}
	for _, room := range s.rooms {
		opener, ok := room.(harness.Opener)
		if !ok {
			continue
		}
		if err := opener.Open(s.simulator.Vendor); err != nil {
			return nil, errors.Join(fmt.Errorf("room %s: %w", room.Name(), err), running.Close())
		}
		running.openers = append(running.openers, opener)
	}
	return running, nil
}

// guarded keeps the console from pages of other sites that somebody has open in a browser.
func guarded(s *Sandbox) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if harness.IsConsole(r) && page.Foreign(r) {
			http.Error(w, "The console answers this machine only, and no page of another site.", http.StatusForbidden)
			return
		}
		s.ServeHTTP(w, r)
	})
}

// URL is the root below which every vendor has its prefix, without a trailing slash.
func (r *Running) URL() string { return "http://" + r.server.Addr().String() }

// KeepConnections says whether a client may use a connection for more than one request, as it may from the start.
func (r *Running) KeepConnections(keep bool) { r.server.KeepConnections(keep) }

// Close stops at once and returns when no connection is left.
func (r *Running) Close() error {
	var errs []error
	for _, opener := range r.openers {
		errs = append(errs, opener.Close())
	}
	return errors.Join(append(errs, r.server.Close())...)
}

func requireLoopback(addr string) error {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return fmt.Errorf("%q is not an address such as 127.0.0.1:8750: %w", addr, err)
	}
	if host == "localhost" {
		return nil
	}
	if ip := net.ParseIP(host); ip == nil || !ip.IsLoopback() {
		return fmt.Errorf("%q is not a loopback address; the sandbox's console has no password, so it listens on loopback only", addr)
	}
	return nil
}
