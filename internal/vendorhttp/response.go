package vendorhttp

import (
	"bytes"
	"encoding/json"
	"fmt"
	"mime"
	"net/http"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"
)

// Response is a complete answer, its body read to the end.
type Response struct {
	Status int
	// Reason is the phrase of the status line, without the number; empty over HTTP/2.
	Reason string
	Header http.Header
	Body   []byte

	requestID string
	// secrets are those of the call that it answers.
	secrets []string
}

// Failure is what a Classifier found in an answer.
type Failure struct {
	Kind Kind
	// Code and Message are the vendor's, raw.
	Code, Message string
	// Note says in our words what was wrong, where the vendor said nothing.
	Note string
	// Symptom is the catalogue's key where the code alone does not tell; empty means the code.
	Symptom string
	// Refused means that the answer is the vendor's own word that it did nothing, whatever the kind.
	Refused bool
	// RequestID is the one in the body, for answers that carry none in a header.
	RequestID string
}

// Classifier reads an answer of any status, 200 included, and returns nil for a good one. Only a classifier may look
// at a vendor's words.
type Classifier func(*Response) *Failure

// ClassifyStatus is the classification of an answer in which the vendor said nothing readable: by status alone,
// and never a refusal of the credential, because a proxy's 401 or 403 page proves nothing.
func ClassifyStatus(r *Response) *Failure {
	note := "the answer is " + r.Shape()
	switch {
	case r.Status == http.StatusProxyAuthRequired:
		return &Failure{Kind: KindUnavailable, Note: "a proxy on the way asks for a login", Symptom: SymptomProxyRefused}
	case r.Status == http.StatusTooManyRequests:
		return &Failure{Kind: KindThrottled, Note: "too many requests; " + note}
	case r.Status >= 500:
		return &Failure{Kind: KindUnavailable, Note: note}
	case r.Status >= 200 && r.Status < 300:
		return nil
	}
	return &Failure{Kind: KindMalformed, Note: note}
}

// ClockAhead is how far now, by this machine's clock, is ahead of the clock of whoever answered; negative when behind. The answer's
// Date is cut to whole seconds and as old as the answer took, so this is up to a second too much, and more after a slow answer.
func (r *Response) ClockAhead(now time.Time) (ahead time.Duration, known bool) {
	date, err := http.ParseTime(r.Header.Get("Date"))
	return now.Sub(date), err == nil
}

// Object decodes the body as a JSON object, keeping numbers as written. It is false for anything else: HTML, an empty body,
// an object with more after it or with a member twice.
func (r *Response) Object() (map[string]any, bool) {
	if checkJSON(r.Body) != nil {
		return nil, false
	}
	decoder := json.NewDecoder(bytes.NewReader(r.Body))
	decoder.UseNumber()
	var object map[string]any
	if decoder.Decode(&object) != nil || object == nil {
		return nil, false
	}
	return object, true
}

// Decode reads the body into into, a pointer. It is false for what is not exactly one JSON value of that form.
func (r *Response) Decode(into any) bool {
	return checkJSON(r.Body) == nil && json.Unmarshal(r.Body, into) == nil
}

var htmlTitle = regexp.MustCompile(`(?is)<title[^>]*>\s*(.{0,80}?)\s*</title>`)

// Shape describes a body: "an empty body", "an HTML page titled “502 Bad Gateway”", "17 bytes that are not JSON". Only plain
// text that comes with an error status is quoted. Any other body may be a part of an answer that holds a token.
func (r *Response) Shape() string {
	body := bytes.TrimSpace(r.Body)
	switch {
	case len(body) == 0:
		return "an empty body"
	case body[0] == '<':
		if title := htmlTitle.FindSubmatch(body); title != nil {
			return fmt.Sprintf("an HTML page titled %q", strings.Join(strings.Fields(string(title[1])), " "))
		}
		return "an HTML page"
	case r.plainText():
		return "plain text: " + string(body)
	case !json.Valid(body):
		return grouped(len(r.Body)) + " bytes that are not JSON"
	case checkJSON(body) != nil:
		return "JSON that can be read in two ways"
	}
	return "JSON without the vendor's words"
}

// plainText tells a message that something on the way wrote for people.
func (r *Response) plainText() bool {
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	return r.Status >= http.StatusBadRequest && (kind == "" || kind == "text/plain") &&
		utf8.Valid(r.Body) && !bytes.ContainsAny(r.Body, "{}<>\x00")
}

// printableHeader is checked before net/http sees a value, because its own refusal prints the value.
func printableHeader(value string) bool {
	return !strings.ContainsFunc(value, func(r rune) bool { return r < ' ' && r != '\t' || r == 0x7f })
}

func reasonPhrase(resp *http.Response) string {
	_, phrase, _ := strings.Cut(resp.Status, " ")
	return phrase
}

func requestID(h http.Header, names []string) string {
	for _, name := range names {
		if id := h.Get(name); id != "" {
			return id
		}
	}
	return ""
}
