package amazonroom

import (
	"net/http"
	"strings"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

// applications is the path below which every call of the API lies.
const applications = "/api/appstore/v1/applications/"

// call is a request that the gateway let through, for one app of the account.
// The room's lock is held while it is answered.
type call struct {
	r   *http.Request
	set switches
	app *app
	// args are the path's segments that the route leaves open, from the edit's id on.
	args []string
}

// route is one documented call: its verb, its path below the app with * for an
// open segment, and the service's answer; nil is documented but not simulated.
type route struct {
	method  string
	pattern []string
	answer  func(call) answer
}

func to(method, pattern string, answer func(call) answer) route {
	return route{method, strings.Split(pattern, "/"), answer}
}

// routes are the calls for which the gateway knows a scope. The first that
// matches counts, so fixed segments stand before open ones.
var routes = []route{
	to("GET", "edits", call.activeEdit),
	to("POST", "edits", call.createEdit),
	to("GET", "edits/previous", call.previousEdit),
	to("GET", "edits/*", call.readEdit),
	to("DELETE", "edits/*", call.deleteEdit),
	to("POST", "edits/*/validate", call.validateEdit),
	to("POST", "edits/*/commit", call.commitEdit),
	to("GET", "edits/*/listings", call.listings),
	to("GET", "edits/*/listings/*", call.listing),
	to("PUT", "edits/*/listings/*", call.putListing),
	to("DELETE", "edits/*/listings/*", call.deleteListing),
	to("GET", "edits/*/details", call.details),
	to("PUT", "edits/*/details", call.putDetails),
	to("GET", "edits/*/apks", call.apks),
	to("GET", "edits/*/apks/*", call.apk),
	to("DELETE", "edits/*/apks/*", call.deleteAPK),
	to("POST", "edits/*/apks/upload", nil),
	to("POST", "edits/*/apks/large/upload", nil),
	to("POST", "edits/*/apks/attach", nil),
	to("PUT", "edits/*/apks/*/replace", nil),
	to("GET", "edits/*/apks/*/targeting", nil),
	to("PUT", "edits/*/apks/*/targeting", nil),
	to("GET", "edits/*/listings/*/*", nil),
	to("DELETE", "edits/*/listings/*/*", nil),
	to("POST", "edits/*/listings/*/videos", nil),
	to("POST", "edits/*/listings/*/*/upload", nil),
	to("DELETE", "edits/*/listings/*/*/*", nil),
	to("GET", "edits/*/availability", nil),
	to("PUT", "edits/*/availability", nil),
	to("POST", "devtest/register", nil),
	to("POST", "tracks/*/testers", nil),
}

// match is the open segments, if the route is the one of this verb and path.
func (t route) match(method string, segments []string) ([]string, bool) {
	if method != t.method || len(segments) != len(t.pattern) {
		return nil, false
	}
	var args []string
	for i, want := range t.pattern {
		switch {
		case want == "*" && segments[i] != "":
			args = append(args, segments[i])
		case want != segments[i]:
			return nil, false
		}
	}
	return args, true
}

// find is the app's id, the route and its open segments. An empty segment matches nothing.
func find(method, path string) (app string, found route, args []string, ok bool) {
	rest, below := strings.CutPrefix(path, applications)
	if !below {
		return "", route{}, nil, false
	}
	segments := strings.Split(rest, "/")
	if segments[0] == "" {
		return "", route{}, nil, false
	}
	for _, t := range routes {
		if args, ok := t.match(method, segments[1:]); ok {
			return segments[0], t, args, true
		}
	}
	return "", route{}, nil, false
}

// appSubmission is the gateway and the service behind it. The gateway finds the
// scope that verb and path ask for before it looks at the token, so an unknown
// path is a 400 even without one.
func (room *Room) appSubmission() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		set := room.switches.Get()
		if set.AppstoreRequestID {
			w.Header().Set("X-Amzn-RequestId", harness.UUID())
		}
		id, found, args, ok := find(r.Method, r.URL.Path)
		if !ok {
			uri := strings.TrimPrefix(r.URL.Path, "/api")
			gatewayRefusal(r, http.StatusBadRequest,
				"Unable to fetch the request scope for uri = "+uri+" and verb = "+r.Method).send(w)
			return
		}
		room.mu.Lock()
		defer room.mu.Unlock()
		if !room.authorized(r) {
			gatewayRefusal(r, set.GatewayStatus, "Request is not authorized.").send(w)
			return
		}
		out := room.serve(r, id, found, args)
		if set.EmptyErrors && out.bare != "" {
			out.body = out.bare
		}
		out.send(w)
	})
}

// authorized reports whether the bearer is a valid token with the API's scope; the lock must be held.
func (room *Room) authorized(r *http.Request) bool {
	token, given := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	g, left := room.valid(token)
	return given && left > 0 && g.holds(scopeAppSubmission)
}

// serve finds the app and answers for the service; the lock must be held.
func (room *Room) serve(r *http.Request, id string, called route, args []string) answer {
	a, found := room.findApp(id)
	set := room.switches.Get()
	switch {
	case !found:
		return serviceRefusal(r, set.UnknownAppStatus, noSuchApp)
	case a.foreign:
		return serviceRefusal(r, set.ForeignAppStatus, foreignApp)
	case called.answer == nil:
		return serviceRefusal(r, http.StatusNotImplemented, notHere)
	}
	harness.Note(r, "edit", a.editStatus())
	return called.answer(call{r: r, set: set, app: a, args: args})
}
