package harness

import (
	"bytes"
	"io"
	"log"
	"net/http"
	"net/url"
	"runtime/debug"
	"strings"
)

// maxVendorBody bounds what a vendor reads of one request.
const maxVendorBody = 16 << 20

// exchange is one vendor request on its way through the harness.
type exchange struct {
	w     http.ResponseWriter
	r     *http.Request
	mount *mount
	entry *record
	clock *Clock
}

func (s *Simulator) serveVendor(m *mount, rest string, w http.ResponseWriter, r *http.Request) {
	underWay := s.underWay.Add(1)
	defer s.underWay.Add(-1)

	// The body is read first, because only then does the server notice that a
	// client has gone, and a slow fault must end with its client.
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxVendorBody))
	if err != nil {
		http.Error(w, "the sandbox could not read the request", http.StatusRequestEntityTooLarge)
		return
	}
	entry := s.journal.begin(m, rest, r, underWay)
	x := &exchange{w: w, r: stripped(m, rest, r, body, entry), mount: m, entry: entry, clock: s.clock}

	rule := s.faults.pick(m, r.Method, rest)
	if rule != nil {
		entry.setFault(rule.Kind)
	}
	if !wait(r.Context(), s.latency.of(m.prefix)) {
		return
	}
	if rule == nil {
		x.send(x.act())
		return
	}
	faultKinds[rule.Kind].play(x, rule)
}

// stripped is the request as the room sees it: prefix cut, body in memory, journal entry at hand.
func stripped(m *mount, rest string, r *http.Request, body []byte, entry *record) *http.Request {
	out := r.WithContext(withRecord(r.Context(), entry))
	out.URL = new(url.URL)
	*out.URL = *r.URL
	if out.URL.RawPath != "" {
		out.URL.RawPath = strings.TrimPrefix(out.URL.RawPath, m.prefix)
	}
	sent := strings.TrimPrefix(r.URL.EscapedPath(), m.prefix)
	out.URL.Path, out.URL.RawQuery = m.room.Switches().target().of(rest, sent, r.URL.RawQuery)
	out.Body = io.NopCloser(bytes.NewReader(body))
	return out
}

// act lets the room act and returns its answer, which is not sent yet. If the
// room panics, the answer says so, because a broken connection would look like a
// fault of the network.
func (x *exchange) act() (a *answer) {
	a = newAnswer()
	defer func() {
		if p := recover(); p != nil {
			log.Printf("sandbox: room %s panicked: %v\n%s", x.mount.room.Name(), p, debug.Stack())
			a = newAnswer()
			a.status = http.StatusInternalServerError
			a.body.WriteString("the sandbox itself failed; its log has the stack")
		}
	}()
	x.mount.handler.ServeHTTP(a, x.r)
	return a
}

// send records the answer's status in the journal and sends the answer, in this order, so that a client that has the answer
// finds it in the journal.
func (x *exchange) send(a *answer) {
	x.entry.setStatus(a.statusCode())
	// By this header a client notices that its own clock is wrong, so it shows the sandbox's time.
	a.header.Set("Date", x.clock.Now().UTC().Format(http.TimeFormat))
	a.sendTo(x.w, x.r)
}
