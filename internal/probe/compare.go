package probe

import (
	"fmt"
	"math"
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
func same(a, b transcript) bool { return distance(a, b) == 0 }

// distance counts in how many parts two transcripts differ. It is 0 where they are the same, and only there.
func distance(a, b transcript) int {
	if a.err != nil || b.err != nil || (a.unprepared == "") != (b.unprepared == "") {
		return math.MaxInt
	}
	const question = 100 // other questions were asked, because of an earlier answer
	ours, theirs := a.compared(), b.compared()
	away := question * (max(len(ours), len(theirs)) - min(len(ours), len(theirs)))
	for i := range min(len(ours), len(theirs)) {
		if ours[i].Request.Method != theirs[i].Request.Method || ours[i].Request.Path != theirs[i].Request.Path {
			away += question
			continue
		}
		if !sameExchange(ours[i], theirs[i]) {
			away += max(1, apart(ours[i].Response, theirs[i].Response))
		}
	}
	return away
}

// apart counts the parts of two answers that are not in both.
func apart(a, b evidence.Response) int {
	parts := map[string]int{}
	for _, one := range partsOf(a) {
		parts[one]++
	}
	for _, one := range partsOf(b) {
		parts[one]--
	}
	n := 0
	for _, times := range parts {
		n += max(times, -times)
	}
	return n
}

func partsOf(r evidence.Response) []string {
	parts := []string{fmt.Sprint("status ", r.Status), "reason " + r.ReasonPhrase, "type " + r.Headers["Content-Type"]}
	parsed, isJSON := parseJSON([]byte(r.Body))
	if !isJSON {
		return append(parts, "body "+r.Body)
	}
	var walk func(at string, value any)
	walk = func(at string, value any) {
		switch value := value.(type) {
		case map[string]any:
			for name, member := range value {
				walk(at+"."+name, member)
			}
		case []any:
			for _, element := range value {
				walk(at+"[]", element)
			}
			parts = append(parts, at+" is a list")
		default:
			parts = append(parts, fmt.Sprint(at, " ", value))
		}
	}
	walk("", parsed)
	return parts
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
