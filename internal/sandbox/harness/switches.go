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

// Switches are a room's switches. T holds their values, which the room reads with Get. Like the flags of a command line,
// switches are declared with a name, a place for the value, a default and a sentence. Switches are safe for concurrent use
// and do not need the room's lock.
type Switches[T any] struct {
	declare func(*T) []Switch
	// defaults are the values after a reset.
	defaults values[T]
	// changing is held by whoever changes values, so that no change is lost.
	changing sync.Mutex
	current  atomic.Pointer[values[T]]
}

// values are those of a room's own switches, and of those that every room has.
type values[T any] struct {
	own    T
	target target
}

// NewSwitches returns switches at their defaults. declare returns the switches whose values are in the T it is given; it is
// called again for every change and must not set a value itself.
func NewSwitches[T any](declare func(*T) []Switch) *Switches[T] {
	s := &Switches[T]{declare: declare}
	for _, each := range s.all(&s.defaults) {
		each.reset()
	}
	s.reset()
	return s
}

// Get returns the current values. A vendor call gets them once, so that it sees a change entirely or not at all.
func (s *Switches[T]) Get() T { return s.current.Load().own }

func (s *Switches[T]) target() target { return s.current.Load().target }

func (s *Switches[T]) all(v *values[T]) []Switch {
	return append(s.declare(&v.own), declareTarget(&v.target)...)
}

func (s *Switches[T]) reset() {
	s.changing.Lock()
	defer s.changing.Unlock()
	s.current.Store(new(s.defaults))
}

func (s *Switches[T]) list() []Switch {
	v := *s.current.Load()
	return s.all(&v)
}

// set changes the named switches. If one change is refused, none is made.
func (s *Switches[T]) set(changes map[string]json.RawMessage) error {
	s.changing.Lock()
	defer s.changing.Unlock()
	v := *s.current.Load()
	switches := s.all(&v)
	for _, name := range slices.Sorted(maps.Keys(changes)) {
		at := slices.IndexFunc(switches, func(each Switch) bool { return each.Name == name })
		if at < 0 {
			return Refuse(http.StatusBadRequest, "There is no switch %q.", name)
		}
		if err := switches[at].set(changes[name]); err != nil {
			return Refuse(http.StatusBadRequest, "%v.", err)
		}
	}
	s.current.Store(&v)
	return nil
}

// Panel is the [Switches] of any room.
type Panel interface {
	list() []Switch
	set(map[string]json.RawMessage) error
	reset()
	target() target
}

// checkSwitches refuses switches that cannot be listed or tried: a repeated name, a missing sentence, no value to try, or
// one that is not allowed.
func checkSwitches(room string, panel Panel) error {
	seen := map[string]bool{}
	for _, s := range panel.list() {
		if s.Name == "" || seen[s.Name] || s.About == "" || len(s.Try) == 0 {
			return fmt.Errorf("room %s: switch %q lacks a name of its own, a sentence, or a value to try", room, s.Name)
		}
		seen[s.Name] = true
		for _, value := range append(s.Try, s.Default) {
			// The switches of a list are bound to a copy, so this changes no value of the room.
			if err := s.set(json.RawMessage(JSON(value))); err != nil {
				return fmt.Errorf("room %s: switch %q: %w", room, s.Name, err)
			}
		}
	}
	return nil
}

func switchRoutes(panel Panel) []Route {
	switches := panel.list()
	values := func() any {
		out := map[string]any{}
		for _, s := range panel.list() {
			out[s.Name] = s.value()
		}
		return out
	}
	return []Route{
		{Method: http.MethodGet, Path: "/switches", About: "the values of the room's switches; GET /console/switches explains them",
			Handle: func(*http.Request) (any, error) { return values(), nil }},
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
				return values(), nil
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
