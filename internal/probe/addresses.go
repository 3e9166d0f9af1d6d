package probe

import "fmt"

// Addresses are the probes of how a vendor reads the path of a request: with its last letter percent-encoded, and with one more slash
// before it. call makes a request of a path. The vendor must answer path itself otherwise than a path that does not exist.
func Addresses(id, method, path string, call func(path string) Call) []Probe {
	one := func(letter, asks, behaviour, path string) Probe {
		return Probe{
			ID: id + letter, Asks: asks, Level: Anonymous, Behaviours: []string{behaviour}, Sends: []string{method + " " + path},
			Cannot: "anything: nothing that proves who asks is sent", Ask: func(s *Session) { s.Ask(call(path)) },
		}
	}
	last := len(path) - 1
	return []Probe{
		one("a", "a path whose last letter is percent-encoded", "encoded-path", path[:last]+fmt.Sprintf("%%%02X", path[last])),
		one("b", "a path that begins with two slashes", "leading-slashes", "/"+path),
	}
}
