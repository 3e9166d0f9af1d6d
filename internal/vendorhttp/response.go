package vendorhttp

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"strings"
)

// Response is a complete answer, its body read to the end.
type Response struct {
	Status int
	// Reason is the phrase of the status line, without the number; empty over HTTP/2.
	Reason string
	Header http.Header
	Body   []byte

	requestID string
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
	case r.Status == http.StatusTooManyRequests:
		return &Failure{Kind: KindThrottled, Note: "too many requests; " + note}
	case r.Status >= 500:
		return &Failure{Kind: KindUnavailable, Note: note}
	case r.Status >= 200 && r.Status < 300:
		return nil
	}
	return &Failure{Kind: KindMalformed, Note: note}
}

// Object decodes the body as a JSON object, keeping numbers as written. It is false for anything else, HTML and an
// empty body among them.
func (r *Response) Object() (map[string]any, bool) {
	decoder := json.NewDecoder(bytes.NewReader(r.Body))
	decoder.UseNumber()
	var object map[string]any
	if decoder.Decode(&object) != nil || object == nil {
		return nil, false
	}
	return object, true
}

var htmlTitle = regexp.MustCompile(`(?is)<title[^>]*>\s*(.{0,80}?)\s*</title>`)

// Shape describes a body without quoting it: "an empty body", "an HTML page titled “502 Bad Gateway”", "17 bytes
// that are not JSON". A body is never quoted because half of one may be half of a token.
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
	case !json.Valid(body):
		return fmt.Sprintf("%d bytes that are not JSON", len(r.Body))
	}
	return "JSON without the vendor's words"
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
