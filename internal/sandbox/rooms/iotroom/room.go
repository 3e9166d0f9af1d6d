// Package iotroom plays the northbound side of the Huawei IoT platform
// (OceanConnect, IoTDM): login, refresh and logout of an application, and the
// device list, over plain HTTP and over TLS with a test authority of its own. It
// is one platform. Its applications are set through the console.
package iotroom

import (
	"net/http"
	"slices"
	"strings"
	"sync"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

// prefix is where the platform lies on the shared plain listener. The TLS
// listeners serve it at their root, as the real one does.
const prefix = "/iot"

// Room is the IoT platform. It is safe for concurrent use.
type Room struct {
	clock    *harness.Clock
	switches *harness.Switches[switches]

	mu sync.Mutex
	state
	// tls is nil until Open.
	tls *tlsSide
}

// state is everything that a reset forgets.
type state struct {
	applications harness.Collection[*application]
	// owners is the application of every valid access token.
	owners   map[string]*application
	refusals []*refusal
}

var _ harness.Opener = (*Room)(nil)

// New returns a platform without applications that runs on clock.
func New(clock *harness.Clock) *Room {
	room := &Room{clock: clock, switches: harness.NewSwitches(declareSwitches)}
	room.Reset()
	return room
}

// Name is "iot".
func (room *Room) Name() string { return "iot" }

// Prefixes is "/iot".
func (room *Room) Prefixes() []string { return []string{prefix} }

// Switches are the room's switches.
func (room *Room) Switches() harness.Panel { return room.switches }

// Reset forgets the applications with their tokens. Listeners and certificates stay.
func (room *Room) Reset() {
	room.mu.Lock()
	defer room.mu.Unlock()
	room.state = state{owners: map[string]*application{}}
}

// Console is what a person does in the platform's portal.
func (room *Room) Console() []harness.Route {
	return slices.Concat(room.applicationRoutes(), room.tokenRoutes(), room.tlsRoutes(), room.refusalRoutes())
}

// Handler is the platform.
func (room *Room) Handler(string) http.Handler {
	const security = "POST /iocm/app/sec/v1.1.0/"
	calls := map[string]http.HandlerFunc{
		security + "login":        room.answer(callLogin, room.login),
		security + "refreshToken": room.answer(callRefresh, room.refresh),
		security + "logout":       room.answer(callLogout, room.logout),
	}
	for _, version := range []string{"v1.1.0", "v1.3.0", "v1.4.0"} {
		calls["GET /iocm/app/dm/"+version+"/devices"] = room.answer(callLater, room.devices)
	}
	elsewhere := room.answer(callLater, room.elsewhere)
	published := map[string]bool{}
	for call := range calls {
		_, path, _ := strings.Cut(call, " ")
		published[path] = true
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		noteConnection(r)
		call, found := calls[r.Method+" "+r.URL.Path]
		switch {
		case found:
			call(w, r)
		case room.switches.Get().WebServerElsewhere:
			webServer(w, published[r.URL.Path])
		case strings.HasPrefix(r.URL.Path, "/iocm/") || strings.HasPrefix(r.URL.Path, "/iodm/"):
			elsewhere(w, r)
		default:
			w.WriteHeader(http.StatusNotFound)
		}
	})
}

// elsewhere answers calls that are not simulated: with the gateway's refusal, or
// with 404 where the gateway would let the call through.
func (room *Room) elsewhere(r *http.Request) (reply, *failure) {
	if _, refused := room.admit(r); refused != nil {
		return reply{}, refused
	}
	return reply{status: http.StatusNotFound}, nil
}
