// Package page is the sandbox for somebody with a browser: one small page that speaks to the console. It knows nothing that
// GET /console does not say, so a room appears on it by having a console.
package page

import (
	"embed"
	"net"
	"net/http"
	"net/url"
)

//go:embed page.html page.css page.js
var files embed.FS

// policy lets the page run its own script and style, ask its own server, and nothing else.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

var served = map[string]struct{ file, kind string }{
	"/":         {"page.html", "text/html; charset=utf-8"},
	"/page.css": {"page.css", "text/css; charset=utf-8"},
	"/page.js":  {"page.js", "text/javascript; charset=utf-8"},
}

// Serve answers a request for the page, and reports whether it was one.
func Serve(w http.ResponseWriter, r *http.Request) bool {
	asked, found := served[r.URL.Path]
	if !found || r.Method != http.MethodGet && r.Method != http.MethodHead {
		return false
	}
	content, err := files.ReadFile(asked.file)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return true
	}
	header := w.Header()
	header.Set("Content-Type", asked.kind)
	header.Set("Content-Security-Policy", policy)
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("Referrer-Policy", "no-referrer")
	header.Set("Cache-Control", "no-store")
	_, _ = w.Write(content)
	return true
}

// Foreign reports whether a browser sends the request for a page of another site: such a page could otherwise use the console,
// which has no password. The host must be this machine (a name that somebody points at it is none), and a request that a page
// sends must come from a page of the same host.
func Foreign(r *http.Request) bool {
	if !loopback(r.Host) {
		return true
	}
	origin := r.Header.Get("Origin")
	if origin == "" {
		return false
	}
	from, err := url.Parse(origin)
	return err != nil || from.Host != r.Host
}

func loopback(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
