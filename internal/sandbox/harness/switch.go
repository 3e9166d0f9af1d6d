package harness

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Switch is one thing about a vendor that nobody outside it knows, or that differs between its installations. The console
// decides how the room simulates it. [Flag], [Choice], [Number], [Duration], [Text] and [Subset] make switches.
type Switch struct {
	// Name is unique in the room, in snake_case.
	Name string `json:"name"`
	// Type is boolean, integer, string, duration (text such as "90s") or "list of strings".
	Type string `json:"type"`
	// Default is the value after a reset.
	Default any `json:"default"`
	// Allowed says in words which values may be set.
	Allowed string `json:"allowed"`
	// Try lists the values beside the default that a client must be tested with.
	Try []any `json:"try"`
	// About is one sentence: what the switch decides.
	About string `json:"about"`

	value func() any
	reset func()
	set   func(json.RawMessage) error
}

// Flag is a switch that is off by default.
func Flag(name string, at *bool, about string) Switch {
	return bind(name, "boolean", at, about, rule[bool]{allowed: "true or false"}, false, true)
}

// Choice is a switch that has one of a few values, the first being the default.
func Choice[V string | int](name string, at *V, about string, fallback V, others ...V) Switch {
	all := append([]V{fallback}, others...)
	kind := "string"
	if _, number := any(fallback).(int); number {
		kind = "integer"
	}
	return bind(name, kind, at, about, rule[V]{
		allowed: "one of " + list(all), accepts: func(v V) bool { return slices.Contains(all, v) },
	}, fallback, others...)
}

// Number is a switch with a number from lowest to highest.
func Number(name string, at *int, about string, lowest, highest, fallback int, try ...int) Switch {
	return bind(name, "integer", at, about, rule[int]{
		allowed: fmt.Sprintf("from %d to %d", lowest, highest), accepts: func(v int) bool { return lowest <= v && v <= highest },
	}, fallback, try...)
}

// Duration is a switch with a duration of whole seconds, not below least. In JSON it is text such as "90s".
func Duration(name string, at *time.Duration, about string, least, fallback time.Duration, try ...time.Duration) Switch {
	return bind(name, "duration", at, about, rule[time.Duration]{
		allowed: fmt.Sprintf("a duration of whole seconds, such as \"90s\", not below %s", least),
		accepts: func(v time.Duration) bool { return v >= least && v%time.Second == 0 },
		read: func(raw json.RawMessage) (time.Duration, error) {
			var text string
			if err := json.Unmarshal(raw, &text); err != nil {
				return 0, err
			}
			return time.ParseDuration(text)
		},
		write: func(v time.Duration) any { return v.String() },
	}, fallback, try...)
}

// Text is a switch with any text.
func Text(name string, at *string, about, fallback string, try ...string) Switch {
	return bind(name, "string", at, about, rule[string]{allowed: "any text"}, fallback, try...)
}

// Subset is a switch that is a selection of known words, empty by default.
func Subset(name string, at *[]string, about string, words ...string) Switch {
	var single [][]string
	for _, word := range words {
		single = append(single, []string{word})
	}
	return bind(name, "list of strings", at, about, rule[[]string]{
		allowed: "some of " + list(words),
		accepts: func(chosen []string) bool {
			return !slices.ContainsFunc(chosen, func(word string) bool { return !slices.Contains(words, word) })
		},
	}, []string{}, single...)
}

// rule is what a type of switch accepts, and how it is written in JSON.
type rule[V any] struct {
	allowed string
	// accepts is nil when every value is accepted; read and write are nil for the usual JSON.
	accepts func(V) bool
	read    func(json.RawMessage) (V, error)
	write   func(V) any
}

func bind[V any](name, kind string, at *V, about string, r rule[V], fallback V, try ...V) Switch {
	if r.write == nil {
		r.write = func(v V) any { return v }
	}
	if r.read == nil {
		r.read = func(raw json.RawMessage) (v V, err error) {
			err = json.Unmarshal(raw, &v)
			return v, err
		}
	}
	s := Switch{
		Name: name, Type: kind, Default: r.write(fallback), Allowed: r.allowed, About: about,
		value: func() any { return r.write(*at) },
		reset: func() { *at = fallback },
		set: func(raw json.RawMessage) error {
			v, err := r.read(raw)
			if err != nil || bytes.Equal(raw, []byte("null")) || r.accepts != nil && !r.accepts(v) {
				return fmt.Errorf("%q is %s", name, r.allowed)
			}
			*at = v
			return nil
		},
	}
	for _, v := range try {
		s.Try = append(s.Try, r.write(v))
	}
	return s
}

func list[V any](values []V) string {
	words := make([]string, 0, len(values))
	for _, v := range values {
		words = append(words, JSON(v))
	}
	return strings.Join(words, ", ")
}
