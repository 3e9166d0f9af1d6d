// Package amazonroom plays Amazon: Login with Amazon (LWA), as far as client
// credentials need it, and the App Submission API of the Amazon Appstore behind
// its gateway. It is one developer account. Its security profiles, their
// attachments and its apps are set through the console.
package amazonroom

import (
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

const (
	lwaPrefix      = "/lwa"
	appstorePrefix = "/appstore"
)

// Room is Login with Amazon and the Appstore. It is safe for concurrent use.
type Room struct {
	clock    *harness.Clock
	switches *harness.Switches[switches]

	mu sync.Mutex
	state
}

// state is everything that a reset forgets.
type state struct {
	profiles harness.Collection[*profile]
	tokens   harness.Tokens[grant]
	apps     harness.Collection[*app]
}

var _ harness.Room = (*Room)(nil)

// New returns an empty developer account that runs on clock.
func New(clock *harness.Clock) *Room {
	room := &Room{clock: clock, switches: harness.NewSwitches(declareSwitches)}
	room.Reset()
	return room
}

// Name is "amazon".
func (room *Room) Name() string { return "amazon" }

// Prefixes are "/lwa" for api.amazon.com and "/appstore" for developer.amazon.com.
func (room *Room) Prefixes() []string { return []string{lwaPrefix, appstorePrefix} }

// Switches are the room's switches.
func (room *Room) Switches() harness.Panel { return room.switches }

// Reset forgets profiles, tokens and apps.
func (room *Room) Reset() {
	room.mu.Lock()
	defer room.mu.Unlock()
	room.state = state{}
}

// Console is what a person does in the developer console.
func (room *Room) Console() []harness.Route {
	return slices.Concat(room.profileRoutes(), room.attachmentRoutes(), room.appRoutes())
}

// Handler is Login with Amazon below /lwa and the App Submission API below /appstore.
func (room *Room) Handler(prefix string) http.Handler {
	if prefix == lwaPrefix {
		return room.login()
	}
	return room.appSubmission()
}

// login is the token calls. The documentation itself spells the path with o2 and with O2.
func (room *Room) login() http.Handler {
	calls := map[string]func(*http.Request) answer{
		"POST /auth/o2/token":    room.mint,
		"POST /auth/O2/token":    room.mint,
		"GET /auth/o2/tokeninfo": room.tokenInfo,
		"GET /auth/O2/tokeninfo": room.tokenInfo,
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Amzn-RequestId", harness.UUID())
		call, ok := calls[r.Method+" "+r.URL.Path]
		if !ok {
			room.elsewhere(w)
			return
		}
		out := call(r)
		if out.status >= http.StatusBadRequest && out.body != "" && room.switches.Get().ErrorIndex {
			out.body = `{"error_index":"` + harness.RandomText(16, harness.Letters+harness.Digits) + `",` + strings.TrimPrefix(out.body, "{")
		}
		out.send(w)
	})
}

// elsewhere answers a path or verb that Login with Amazon does not have.
func (room *Room) elsewhere(w http.ResponseWriter) {
	page := ""
	if room.switches.Get().HTMLNotFound {
		page = "<html><head><title>404 Not Found</title></head><body><h1>404 Not Found</h1></body></html>"
		w.Header().Set("Content-Type", "text/html")
	}
	w.WriteHeader(http.StatusNotFound)
	_, _ = io.WriteString(w, page)
}
