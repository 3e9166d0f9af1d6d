// Package probe asks a vendor a fixed list of questions over plain HTTP, and compares each answer with the sandbox's. It uses
// none of the vendors' clients: a client and the sandbox may share a mistake, and then only the vendor can tell.
//
// A probe is a small program. It runs against the vendor once, and then in a sandbox of its own that was set up alike: first
// as the sandbox stands, and then, as long as the answers differ, under each switch of the vendor's room.
package probe

import (
	"crypto/tls"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// Level is what a probe needs.
type Level string

// The levels.
const (
	// Anonymous needs no account and sends no secret: ids and keys are made up.
	Anonymous Level = "anonymous"
	// Read uses the credential of the environment: reads, token calls that are revoked at once, writes that cannot succeed.
	Read Level = "read"
	// Attended changes something that a person must agree to, or waits for hours. It runs only when it is named.
	Attended Level = "attended"
)

// Probe is one question.
type Probe struct {
	// ID is a letter of the vendor, a number, and perhaps a letter. A selection by G4 selects G4a and G4b, too.
	ID string
	// Asks says in a few words what is asked.
	Asks  string
	Level Level
	// Behaviours are the ids in BEHAVIOURS.md that the answer settles.
	Behaviours []string
	// Sends lists every request that may go out, as method and path with placeholders. Nothing else is sent.
	Sends []string
	// Cannot says what the probe cannot change, and why.
	Cannot string
	// FailedLogins is how many failed authentications of a real credential the probe costs.
	FailedLogins int
	// BadSignatures is how many bad signatures by a real Huawei key it costs, after which the key may be locked.
	BadSignatures int
	// Apart is set for a probe that uses another credential than the gate's.
	Apart bool
	// Ready says why the probe cannot be asked with this environment; empty when it can. Nil is always ready.
	Ready func(Environment) string
	// Ask runs the probe. It is nil for one that only a person can do; Instructions then says how.
	Ask          func(*Session)
	Instructions string
}

// Suite is the probes of one vendor.
type Suite struct {
	// Vendor is the name of the room.
	Vendor string
	// EchoesPath is set when the vendor's answers repeat the path of the request, all of it.
	EchoesPath bool
	// Notes are said above the list.
	Notes string
	// Endpoints are the addresses to call, by the prefix of the room that plays them.
	Endpoints func(Environment) (map[string]*url.URL, error)
	// TLS is what connections need beside the usual; nil for nothing.
	TLS func(Environment) (*tls.Config, error)
	// Missing names what the environment lacks for the level read; empty when nothing is missing.
	Missing func(Environment) string
	// Known are the values of the environment that are replaced by placeholders, by their names.
	Known func(Environment) map[string]string
	// Prepare sets a room up like the account of the environment.
	Prepare func(Console, Environment) error
	// Refusing set a room up so that it refuses the credential, in each way in which a wrong one is refused.
	Refusing []func(Console, Environment) error
	// Gate is the probe that proves the credential. Where it fails, no other probe of the level read is asked.
	Gate string
	// LockingKey is the Huawei key whose bad signatures are counted; nil when the vendor locks none.
	LockingKey func(Environment) string
	Probes     []Probe
}

// Environment reads an environment variable.
type Environment func(name string) string

// selects reports whether a name that a person wrote means this probe.
func (p Probe) selects(name string) bool {
	return strings.EqualFold(p.ID, name) || strings.EqualFold(strings.TrimRight(p.ID, "abcdefghijklmnopqrstuvwxyz"), name)
}

// check refuses names that mean no probe.
func (s Suite) check(names []string) error {
	for _, name := range names {
		if !slices.ContainsFunc(s.Probes, func(p Probe) bool { return p.selects(name) }) {
			return fmt.Errorf("%s has no probe %q; -list names them", s.Vendor, name)
		}
	}
	return nil
}

func (s Suite) transport(env Environment) (http.RoundTripper, error) {
	if s.TLS == nil {
		return Transport(nil), nil
	}
	config, err := s.TLS(env)
	if err != nil {
		return nil, err
	}
	return Transport(config), nil
}

func named(names []string, p Probe) bool { return slices.ContainsFunc(names, p.selects) }
