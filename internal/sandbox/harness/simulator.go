package harness

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"
)

// Simulator is the sandbox as one http.Handler: every room below its prefixes
// and the console below /console. It is safe for concurrent use.
type Simulator struct {
	clock   *Clock
	rooms   []Room
	mounts  []*mount
	console *console
	journal *journal
	faults  *faults
	latency *latency
	// underWay counts the vendor requests that are not answered yet.
	underWay atomic.Int64
}

// mount is one prefix of one room.
type mount struct {
	room    Room
	prefix  string
	handler http.Handler
}

// NewSimulator builds the sandbox of these rooms, which must use the same
// clock. It fails when two rooms claim one name or prefix, or when a table of
// behaviours or switches is not sound.
func NewSimulator(clock *Clock, rooms ...Room) (*Simulator, error) {
	s := &Simulator{
		clock: clock, rooms: rooms, console: newConsole(), journal: newJournal(clock), latency: newLatency(),
	}
	names := map[string]bool{}
	for _, room := range rooms {
		if names[room.Name()] {
			return nil, fmt.Errorf("two rooms are named %q", room.Name())
		}
		names[room.Name()] = true
		if err := errors.Join(checkBehaviours(room.Name(), table(room)), checkSwitches(room.Name(), room.Switches())); err != nil {
			return nil, err
		}
		for _, prefix := range room.Prefixes() {
			if err := s.mount(room, prefix); err != nil {
				return nil, err
			}
		}
	}
	s.faults = newFaults(s.mounts)
	s.latency.mounts = s.mounts

	s.console.add("", s.ownRoutes())
	s.console.add("", clock.routes())
	s.console.add("", s.faults.routes())
	s.console.add("", s.latency.routes())
	s.console.add("", s.journal.routes())
	for _, room := range rooms {
		s.console.add("/"+room.Name(), append(room.Console(), switchRoutes(room.Switches())...))
	}
	return s, nil
}

func (s *Simulator) mount(room Room, prefix string) error {
	if !strings.HasPrefix(prefix, "/") || strings.Count(prefix, "/") != 1 || prefix == consolePrefix {
		return fmt.Errorf("room %s: %q is not a prefix it may serve", room.Name(), prefix)
	}
	for _, m := range s.mounts {
		if m.prefix == prefix {
			return fmt.Errorf("the rooms %s and %s both serve %q", m.room.Name(), room.Name(), prefix)
		}
	}
	s.mounts = append(s.mounts, &mount{room: room, prefix: prefix, handler: room.Handler(prefix)})
	return nil
}

// ServeHTTP answers the console and every vendor.
func (s *Simulator) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if IsConsole(r) {
		s.console.mux.ServeHTTP(w, r)
		return
	}
	for _, m := range s.mounts {
		if rest, ok := below(r.URL.Path, m.prefix); ok {
			s.serveVendor(m, rest, w, r)
			return
		}
	}
	writeConsoleError(w, Refuse(http.StatusNotFound,
		"No vendor is served at %s; GET %s lists the prefixes.", r.URL.Path, consolePrefix))
}

// Vendor returns the handler of one prefix for a listener of its own, with
// journal and faults. Its requests have no prefix in their path; the journal
// adds it. Vendor panics when no room serves prefix.
func (s *Simulator) Vendor(prefix string) http.Handler {
	for _, m := range s.mounts {
		if m.prefix == prefix {
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				s.serveVendor(m, r.URL.Path, w, r)
			})
		}
	}
	panic("harness: no room serves " + prefix)
}

// Reset forgets everything: rooms, faults, latency, journal, clock.
func (s *Simulator) Reset() {
	s.clock.Reset()
	s.faults.clear()
	s.latency.clear()
	for _, room := range s.rooms {
		room.Reset()
		room.Switches().reset()
	}
	s.journal.clear()
}
