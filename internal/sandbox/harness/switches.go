package harness

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"
)

// Switches are a room's switches, T being what the room reads. Like the flags of a command line they are declared with a
// name, a place, a default and a sentence. They are safe for concurrent use, with no lock of the room's held or any.
type Switches[T any] struct {
	declare func(*T) []Switch
	// changing is held while values change; readers do not need it.
	changing sync.Mutex
	current  atomic.Pointer[T]
}

// NewSwitches returns switches at their defaults. declare lists those of the values it is given; it is called for every
// change, and changes nothing.
func NewSwitches[T any](declare func(*T) []Switch) *Switches[T] {
	s := &Switches[T]{declare: declare}
	s.reset()
	return s
}

// Get returns the values of now. A call reads them once, so that a change shows in all of its answer or in none.
func (s *Switches[T]) Get() T { return *s.current.Load() }

func (s *Switches[T]) reset() {
	s.changing.Lock()
	defer s.changing.Unlock()
	values := new(T)
	for _, each := range s.declare(values) {
		each.reset()
	}
	s.current.Store(values)
}

func (s *Switches[T]) list() []Switch {
	values := s.Get()
	return s.declare(&values)
}

// set changes the switches named; when one is refused none changes.
func (s *Switches[T]) set(changes map[string]json.RawMessage) error {
	s.changing.Lock()
	defer s.changing.Unlock()
	values := s.Get()
	switches := s.declare(&values)
	for _, name := range slices.Sorted(maps.Keys(changes)) {
		at := slices.IndexFunc(switches, func(each Switch) bool { return each.Name == name })
		if at < 0 {
			return Refuse(http.StatusBadRequest, "There is no switch %q.", name)
		}
		if err := switches[at].set(changes[name]); err != nil {
			return Refuse(http.StatusBadRequest, "%v.", err)
		}
	}
	s.current.Store(&values)
	return nil
}

// Panel is the [Switches] of a room, whatever they hold.
type Panel interface {
	list() []Switch
	set(map[string]json.RawMessage) error
	reset()
}

// checkSwitches refuses switches that cannot be listed or tried: a name twice, no sentence, nothing to try, a value to
// try that is refused.
func checkSwitches(room string, panel Panel) error {
	seen := map[string]bool{}
	for _, s := range panel.list() {
		if s.Name == "" || seen[s.Name] || s.About == "" || len(s.Try) == 0 {
			return fmt.Errorf("room %s: switch %q lacks a name of its own, a sentence, or a value to try", room, s.Name)
		}
		seen[s.Name] = true
		for _, value := range append(s.Try, s.Default) {
			// The list's values are a copy, so this changes nothing.
			if err := s.set(json.RawMessage(JSON(value))); err != nil {
				return fmt.Errorf("room %s: switch %q: %w", room, s.Name, err)
			}
		}
	}
	return nil
}

func switchRoutes(panel Panel) []Route {
	switches := panel.list()
	if len(switches) == 0 {
		return nil
	}
	values := func() (any, error) {
		out := map[string]any{}
		for _, s := range panel.list() {
			out[s.Name] = s.value()
		}
		return out, nil
	}
	return []Route{
		{Method: http.MethodGet, Path: "/switches", About: "the values of the room's switches; GET /console/switches explains them",
			Handle: func(*http.Request) (any, error) { return values() }},
		{Method: http.MethodPost, Path: "/switches",
			About: fmt.Sprintf("change some switches: {%q:%s}; the others stay", switches[0].Name, JSON(switches[0].Try[0])),
			Handle: func(r *http.Request) (any, error) {
				var changes map[string]json.RawMessage
				if err := Decode(r, &changes); err != nil {
					return nil, err
				}
				if err := panel.set(changes); err != nil {
					return nil, err
				}
				return values()
			}},
	}
}

// switches lists the switches of every room.
func (s *Simulator) switches(*http.Request) (any, error) {
	all := make(map[string][]Switch, len(s.rooms))
	for _, room := range s.rooms {
		all[room.Name()] = room.Switches().list()
	}
	return all, nil
}
