// Package agcroom plays Huawei AppGallery Connect: the token call, and the two
// read calls of the Publishing API that verify a credential. It is one developer
// account (a team), at whichever site a client calls. Its API clients, service
// accounts and apps are set through the console.
package agcroom

import (
	"net/http"
	"slices"
	"strings"
	"sync"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

// Room is AppGallery Connect. It is safe for concurrent use.
type Room struct {
	clock    *harness.Clock
	switches *harness.Switches[switches]

	mu sync.Mutex
	state
}

// state is everything that a reset forgets.
type state struct {
	clients  harness.Collection[*apiClient]
	accounts harness.Collection[*serviceAccount]
	// tokens are those issued to API clients, with the client's id. A new one leaves the earlier ones valid.
	tokens harness.Tokens[string]
	apps   harness.Collection[*app]
	// account is the developer account's state, a key of accountStates.
	account string
}

var _ harness.Room = (*Room)(nil)

// New returns an empty team that runs on clock.
func New(clock *harness.Clock) *Room {
	room := &Room{clock: clock, switches: harness.NewSwitches(declareSwitches)}
	room.Reset()
	return room
}

// Name is "agc".
func (room *Room) Name() string { return "agc" }

// Prefixes is "/agc". One prefix serves every site.
func (room *Room) Prefixes() []string { return []string{"/agc"} }

// Switches are the room's switches.
func (room *Room) Switches() harness.Panel { return room.switches }

// Reset forgets credentials, tokens and apps.
func (room *Room) Reset() {
	room.mu.Lock()
	defer room.mu.Unlock()
	room.state = state{account: stateActive}
}

// Console is what a person does in AppGallery Connect.
func (room *Room) Console() []harness.Route {
	return slices.Concat(room.clientRoutes(), room.serviceAccountRoutes(), room.accountRoutes(), room.appRoutes())
}

// Handler is the Connect API.
func (room *Room) Handler(string) http.Handler {
	calls := map[string]func(*http.Request) answer{
		"POST /api/oauth2/v1/token":      room.mint,
		"GET /api/publish/v2/appid-list": room.published(room.appIDList),
		"GET /api/publish/v2/app-info":   room.published(room.appInfo),
	}
	paths := map[string]bool{}
	for call := range calls {
		_, path, _ := strings.Cut(call, " ")
		paths[path] = true
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if room.switches.Get().TypedEmptyBody {
			w.Header().Set("Content-Type", contentType)
		}
		call, ok := calls[r.Method+" "+r.URL.Path]
		if !ok {
			room.elsewhere(r, paths[r.URL.Path]).send(w)
			return
		}
		call(r).send(w)
	})
}

// elsewhere answers a path or verb that does not exist. known is whether the path exists with another verb.
func (room *Room) elsewhere(r *http.Request, known bool) answer {
	set := room.switches.Get()
	if set.GateElsewhere && strings.HasPrefix(r.URL.Path, "/api/publish/") {
		if refused := room.admit(r, set); refused != nil {
			return *refused
		}
	}
	if known {
		return answer{status: set.WrongVerbStatus}
	}
	return answer{status: http.StatusNotFound}
}
