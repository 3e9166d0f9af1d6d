package probe

import (
	"fmt"
	"strings"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/evidence"
)

// transcript is what one session saw.
type transcript struct {
	exchanges  []evidence.Exchange
	unprepared string
	err        error
}

// compared are the exchanges that count: the questions, and the setup as well where the setup ended the probe.
func (t transcript) compared() []evidence.Exchange {
	var out []evidence.Exchange
	for _, e := range t.exchanges {
		if !e.Setup || t.unprepared != "" {
			out = append(out, e)
		}
	}
	return out
}

// same reports whether two worlds answered the same questions in the same way.
func same(a, b transcript) bool {
	if a.err != nil || b.err != nil || (a.unprepared == "") != (b.unprepared == "") {
		return false
	}
	return sameExchanges(a.compared(), b.compared())
}

func sameExchanges(a, b []evidence.Exchange) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if !sameExchange(a[i], b[i]) {
			return false
		}
	}
	return true
}

func sameExchange(a, b evidence.Exchange) bool {
	return a.Request.Method == b.Request.Method && a.Request.Path == b.Request.Path &&
		a.Response.Status == b.Response.Status && a.Response.ReasonPhrase == b.Response.ReasonPhrase &&
		(a.Response.Body == b.Response.Body || isPage(a.Response.Body) && isPage(b.Response.Body)) &&
		// An empty body has no type, whatever a header says.
		(a.Response.Body == "" || a.Response.Headers["Content-Type"] == b.Response.Headers["Content-Type"])
}

// isPage reports whether a body is a page of HTML. A page is a web server's, and no client reads it, so its words do not matter.
func isPage(body string) bool {
	start := strings.ToLower(strings.TrimSpace(body))
	return strings.HasPrefix(start, "<!doctype html") || strings.HasPrefix(start, "<html")
}

// sideBySide shows the exchanges in which two transcripts differ.
func sideBySide(vendor, sandbox transcript) string {
	var b strings.Builder
	ours := sandbox.compared()
	for i, theirs := range vendor.compared() {
		if i < len(ours) && sameExchange(theirs, ours[i]) {
			continue
		}
		fmt.Fprintf(&b, "      %s %s\n        vendor   %s\n", theirs.Request.Method, theirs.Request.Path, oneLine(theirs.Response))
		if i < len(ours) {
			fmt.Fprintf(&b, "        sandbox  %s\n", oneLine(ours[i].Response))
		} else {
			b.WriteString("        sandbox  is not asked this, because it answered an earlier question otherwise\n")
		}
	}
	return b.String()
}

func oneLine(r evidence.Response) string {
	text := fmt.Sprintf("%d %s", r.Status, r.ReasonPhrase)
	if r.Body == "" {
		return text + ", no body"
	}
	return text + ", " + r.Headers["Content-Type"] + ", " + r.Body
}
