package iotroom

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

// admit is the gateway's check before every call but login, refresh and logout:
// application id, token, throttling, in this order.
func (room *Room) admit(r *http.Request) (*application, *failure) {
	id := r.Header.Get("app_key")
	if id == "" && r.TLS == nil {
		// Plain installations accept this name too, because proxies drop names with an underscore.
		id = r.Header.Get("x-app-key")
	}
	if id == "" {
		refused := *noAppKey
		refused.gateway = room.switches.Get().AppKeyEnvelope == envelopeGateway
		return nil, &refused
	}
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	room.mu.Lock()
	defer room.mu.Unlock()
	app, live := room.owner(token)
	if !live || app.id != id || !room.readsBearer(scheme) {
		return nil, deadToken
	}
	harness.Note(r, "application", app.id)
	if room.switches.Get().ThrottleLimit > 0 && app.calls.over(room.switches.Get().ThrottleLimit, room.clock.Now()) {
		return nil, throttled
	}
	return app, nil
}

// documentedBearers are the spellings of tokenType in the documentation.
var documentedBearers = []string{"Bearer", "bearer"}

// readsBearer reports whether the gateway takes this word for Bearer.
func (room *Room) readsBearer(scheme string) bool {
	return slices.Contains(documentedBearers, scheme) || !room.switches.Get().ExactBearer && strings.EqualFold(scheme, "Bearer")
}

// throttleWindow is the time that the platform's default of 100 calls is for.
const throttleWindow = 60 * time.Second

// callWindow counts calls in a fixed window of the sandbox's time.
type callWindow struct {
	began time.Time
	calls int
}

// over counts a call and reports whether it is one too many.
func (w *callWindow) over(limit int, now time.Time) bool {
	if since := now.Sub(w.began); since < 0 || since >= throttleWindow {
		*w = callWindow{began: now}
	}
	w.calls++
	return w.calls > limit
}
