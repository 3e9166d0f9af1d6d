package harness

import (
	"bytes"
	"fmt"
	"maps"
	"net/http"
	"strconv"
)

// answer buffers what a room wrote until the room has returned, so that a fault
// can drop or cut it and a reason phrase can be set at any time.
type answer struct {
	header http.Header
	status int
	reason string
	body   bytes.Buffer
}

func newAnswer() *answer { return &answer{header: http.Header{}} }

// Header is the header to be sent.
func (a *answer) Header() http.Header { return a.header }

// WriteHeader sets the status; only the first counts.
func (a *answer) WriteHeader(status int) {
	if a.status == 0 {
		a.status = status
	}
}

// Write adds to the body.
func (a *answer) Write(p []byte) (int, error) {
	a.WriteHeader(http.StatusOK)
	return a.body.Write(p)
}

func (a *answer) statusCode() int {
	if a.status == 0 {
		return http.StatusOK
	}
	return a.status
}

// sendTo sends the answer; over the bare connection when it has a reason phrase of its own.
func (a *answer) sendTo(w http.ResponseWriter, r *http.Request) {
	if a.reason != "" {
		a.sendRaw(w, r)
		return
	}
	h := w.Header()
	maps.Copy(h, a.header)
	if bodyAllowed(a.statusCode()) && h.Get("Content-Length") == "" {
		h.Set("Content-Length", strconv.Itoa(a.body.Len()))
	}
	w.WriteHeader(a.statusCode())
	// The client may be gone; there is nobody left to tell.
	_, _ = w.Write(a.body.Bytes())
}

func bodyAllowed(status int) bool {
	return status >= 200 && status != http.StatusNoContent && status != http.StatusNotModified
}

// Raw sets the status and a reason phrase of the room's own on w, which must be
// the writer that the room's handler was given. net/http cannot send a reason
// phrase, and for some refusals it is all there is: AppGallery Connect answers
// "HTTP/1.1 403 client token authorization fail." with an empty body. Header and
// body are written as usual, before or after. The connection is closed after
// such an answer. HTTP/2 has no reason phrase, so there it is lost, as it is at
// the vendor.
func Raw(w http.ResponseWriter, status int, reason string) {
	a, ok := w.(*answer)
	if !ok {
		panic(fmt.Sprintf("harness.Raw: %T is not the writer a room's handler was given", w))
	}
	a.WriteHeader(status)
	a.reason = reason
}
