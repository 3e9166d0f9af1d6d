package harness

import "net/http"

// Room is one simulated vendor.
type Room interface {
	// Name is the vendor's name in the journal, in fault rules and in the
	// console ("galaxy": its console routes lie below /console/galaxy).
	Name() string

	// Prefixes are the URL prefixes the room serves, each like "/galaxy".
	Prefixes() []string

	// Handler returns what answers the requests below one of the prefixes. It
	// is called once for each prefix, when the simulator is built. The prefix is
	// cut from r.URL.Path; r.RequestURI still holds what the client sent, which
	// a signature check needs. The request's body is in memory. The answer is
	// sent after the handler has returned, so it cannot be streamed. [Raw] sets
	// a reason phrase, and [Note] adds a word to the journal.
	Handler(prefix string) http.Handler

	// Console lists what a person can do in the vendor's console, with paths
	// below /console/<name>.
	Console() []Route

	// Behaviours is the table of what the room simulates and how well each
	// line is known.
	Behaviours() []Behaviour

	// Switches decide how the room simulates what is not known about the vendor.
	// The harness lists, sets and resets them, with those that every room has.
	Switches() Panel

	// Reset forgets everything but the switches.
	Reset()
}

// Opener is a room with listeners of its own, for what the shared plain listener
// cannot do, such as mutual TLS. The sandbox opens them after the shared
// listener and closes them before it.
type Opener interface {
	Room

	// Open starts the room's listeners on loopback, with [Serve]. serve returns
	// the handler of one prefix, with journal and faults; its requests have no
	// prefix in their path.
	Open(serve func(prefix string) http.Handler) error

	// Close ends what Open started.
	Close() error
}
