package harness

import (
	"net/http"
	"strings"
)

// consolePrefix is where the console lies; no room may serve it.
const consolePrefix = "/console"

// IsConsole reports whether a request is for the console, and not for a vendor.
func IsConsole(r *http.Request) bool {
	_, is := below(r.URL.Path, consolePrefix)
	return is
}

// console is everything a person would click, as JSON over HTTP.
type console struct {
	mux    *http.ServeMux
	routes []routeInfo
}

type routeInfo struct {
	Method string `json:"method"`
	Path   string `json:"path"`
	About  string `json:"about"`
}

func newConsole() *console {
	c := &console{mux: http.NewServeMux()}
	c.mux.HandleFunc(consolePrefix+"/", func(w http.ResponseWriter, r *http.Request) {
		writeConsoleError(w, Refuse(http.StatusNotFound,
			"The console has no %s %s; GET %s lists what it has.", r.Method, r.URL.Path, consolePrefix))
	})
	return c
}

// add makes routes reachable below prefix.
func (c *console) add(prefix string, routes []Route) {
	for _, route := range routes {
		path := consolePrefix + prefix + route.Path
		c.routes = append(c.routes, routeInfo{Method: route.Method, Path: path, About: route.About})
		c.mux.HandleFunc(route.Method+" "+path, route.serve)
	}
}

func (s *Simulator) ownRoutes() []Route {
	return []Route{
		{Method: http.MethodGet, Path: "", About: "this list", Handle: s.index},
		{Method: http.MethodPost, Path: "/reset", About: "forget everything: rooms, faults, latency, journal, clock",
			Handle: func(*http.Request) (any, error) { s.Reset(); return nil, nil }},
		{Method: http.MethodGet, Path: "/behaviours", About: "what each room simulates and how well it is known",
			Handle: s.behaviours},
		{Method: http.MethodGet, Path: "/switches", About: "the switches of each room: type, default, allowed values, values to test with, what they decide",
			Handle: s.switches},
	}
}

func (s *Simulator) index(*http.Request) (any, error) {
	type vendor struct {
		Name     string   `json:"name"`
		Prefixes []string `json:"prefixes"`
	}
	out := struct {
		Vendors []vendor    `json:"vendors"`
		Routes  []routeInfo `json:"routes"`
	}{Vendors: []vendor{}, Routes: s.console.routes}
	for _, room := range s.rooms {
		out.Vendors = append(out.Vendors, vendor{Name: room.Name(), Prefixes: room.Prefixes()})
	}
	return out, nil
}

// below reports the rest of path under prefix, and whether it lies there.
func below(path, prefix string) (string, bool) {
	rest, ok := strings.CutPrefix(path, prefix)
	if !ok || rest != "" && rest[0] != '/' {
		return "", false
	}
	return rest, true
}
