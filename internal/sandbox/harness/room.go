package harness

import "net/http"

// Room is one simulated vendor.
type Room interface {
	// Name is the vendor's name in the journal, in fault rules and in the
	// console ("galaxy": its console routes lie below /console/galaxy).
	Name() string

	// Prefixes are the URL prefixes the room serves, each like "/galaxy".
	Prefixes() []string

	// Handler answers the requests below one of the prefixes. It is asked for
	// once a prefix, when the simulator is built. The prefix is cut from
	// r.URL.Path; r.RequestURI still holds what the client sent, which a
	// signature check needs. The body is already read and may be read at will.
	// What the handler writes is buffered and sent when it returns, so it need
	// not hurry and cannot stream. See [Raw] for an own reason phrase and
	// [Note] for a word in the journal.
	Handler(prefix string) http.Handler

	// Console lists what a person can do in the vendor's console, with paths
	// below /console/<name>.
	Console() []Route

	// Behaviours is the table of what the room simulates and how well each
	// line is known.
	Behaviours() []Behaviour

	// Switches decide what is not known about the vendor. The harness lists and
	// sets them at the console, and resets them after Reset.
	Switches() Panel

	// Reset forgets everything else.
	Reset()
}

// Opener is a room that also listens by itself, for what one shared plain
// listener cannot show (mutual TLS). The sandbox opens it after its own
// listener and closes it before.
type Opener interface {
	Room

	// Open starts the room's listeners on loopback. serve returns the handler
	// of one prefix with journal and faults around it; it takes requests
	// without the prefix in their path. [Serve] runs it.
	Open(serve func(prefix string) http.Handler) error

	// Close ends what Open started.
	Close() error
}
