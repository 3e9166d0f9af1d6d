// Package galaxyroom plays the Samsung Galaxy Store: the gateway of its Developer
// API ("asgw") with the token calls, and the two read calls of the Content
// Publish API. It is one seller. Its service accounts and apps are set through
// the console.
package galaxyroom

import (
	"fmt"
	"html"
	"net/http"
	"slices"
	"strings"
	"sync"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

// Room is the Galaxy Store. It is safe for concurrent use.
type Room struct {
	clock    *harness.Clock
	switches *harness.Switches[switches]

	mu sync.Mutex
	state
}

// state is everything that a reset forgets.
type state struct {
	accounts harness.Collection[*account]
	tokens   map[string]grant
	// apps are in the order of contentList.
	apps harness.Collection[*app]
}

var _ harness.Room = (*Room)(nil)

// New returns an empty store that runs on clock.
func New(clock *harness.Clock) *Room {
	room := &Room{clock: clock, switches: harness.NewSwitches(declareSwitches)}
	room.Reset()
	return room
}

// Name is "galaxy".
func (room *Room) Name() string { return "galaxy" }

// Prefixes is "/galaxy".
func (room *Room) Prefixes() []string { return []string{"/galaxy"} }

// Switches are the room's switches.
func (room *Room) Switches() harness.Panel { return room.switches }

// Reset forgets accounts, tokens and apps.
func (room *Room) Reset() {
	room.mu.Lock()
	defer room.mu.Unlock()
	room.state = state{tokens: map[string]grant{}}
}

// Console is what a person does in the Seller Portal.
func (room *Room) Console() []harness.Route {
	return slices.Concat(room.accountRoutes(), room.appRoutes())
}

// Handler is the developer API.
func (room *Room) Handler(string) http.Handler {
	calls := map[string]http.HandlerFunc{
		"POST /auth/accessToken":         room.mint,
		"GET /auth/checkAccessToken":     room.check,
		"DELETE /auth/revokeAccessToken": room.revoke,
		"GET /seller/contentList":        room.contentList,
		"GET /seller/contentInfo":        room.contentInfo,
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if call, ok := calls[r.Method+" "+r.URL.Path]; ok {
			call(w, r)
			return
		}
		room.elsewhere(w, r)
	})
}

// elsewhere answers calls that are not simulated: with the gateway's refusal, or
// with "not found" where the gateway would let the call through.
func (room *Room) elsewhere(w http.ResponseWriter, r *http.Request) {
	path := r.URL.Path
	if room.switches.Get().BareAreasGuarded {
		path += "/"
	}
	for _, area := range areas {
		if strings.HasPrefix(path, area.path) {
			if _, refused := room.admit(r, area.scope); refused != nil {
				refused.send(w)
				return
			}
			break
		}
	}
	text, isText := notFoundTexts[room.switches.Get().NotFound]
	if !isText {
		notFound.send(w)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(http.StatusNotFound)
	_, _ = fmt.Fprintf(w, text, html.EscapeString(r.URL.Path))
}

// notFoundTexts are the forms of the gateway's 404 that are no JSON, by the switch's words. Both are Node's: the template's and Express's.
var notFoundTexts = map[string]string{
	notFoundText: "Hello! Not found %s",
	notFoundPage: "<!DOCTYPE html><html><head><title>Error</title></head><body><pre>Cannot find %s</pre></body></html>",
}

// areas are the APIs behind the gateway with the scope each asks for.
var areas = []struct{ path, scope string }{
	{"/seller/", scopePublishing},
	{"/iap/", scopePublishing},
	{"/gss/", scopeGSS},
}
