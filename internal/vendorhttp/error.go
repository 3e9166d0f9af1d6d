package vendorhttp

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
)

// Kind is what an error means to a caller; callers decide by it and never by a vendor's words.
type Kind int

const (
	// KindUnexpected is an answer that proves nothing: an unknown code, a status nobody documented.
	KindUnexpected Kind = iota
	// KindRejected is the vendor's refusal of the credential itself: unknown, deleted, wrong secret or key, wrong kind.
	KindRejected
	// KindDenied is a good credential that may not do what was asked: scope, role, project, attachment, app.
	KindDenied
	// KindNotFound is the vendor's own word that the object asked for does not exist.
	KindNotFound
	// KindConflict is an object or a name that exists already, or a state that forbids the call.
	KindConflict
	// KindThrottled is a rate limit that outlasted every attempt.
	KindThrottled
	// KindUnavailable is no usable answer: connection errors, time-outs, 5xx, an interrupted wait.
	KindUnavailable
	// KindMalformed is an answer that cannot be read: HTML, an empty or truncated body, one over the size limit,
	// a redirect away from the endpoint.
	KindMalformed
)

var kindNames = map[Kind]string{
	KindUnexpected: "unexpected answer", KindRejected: "rejected", KindDenied: "denied", KindNotFound: "not found",
	KindConflict: "conflict", KindThrottled: "throttled", KindUnavailable: "unavailable", KindMalformed: "malformed answer",
}

// String names the kind in lower-case words.
func (k Kind) String() string { return kindNames[k] }

// Error is every failure of a call to a vendor. Its text carries no secret: what the request declared as secret is
// cut out of all of it.
type Error struct {
	// Vendor and Operation say what was tried: "Galaxy Store", "obtain an access token".
	Vendor, Operation string
	Kind              Kind
	// Symptom is the client's own name for what happened, the key of the vendor's catalogue of causes. The vendor's
	// code where that is enough.
	Symptom string
	// Code and Message are the vendor's, raw; both may be empty.
	Code, Message string
	// Note says in our words what was wrong with the answer, or why none came, where the vendor said nothing.
	Note string
	// HTTPStatus is 0 when no answer came. Reason is the reason phrase of an HTTP/1.1 answer.
	HTTPStatus int
	Reason     string
	RequestID  string
	// Attempts counts how often the request was tried.
	Attempts int
	// MayHave says what the vendor may have done although this error came, as a whole sentence; empty when nothing was
	// changed.
	MayHave string
	// Connected reports that a connection stood, so that the vendor may have got the request even where no answer came.
	Connected bool

	cause error
}

// inconclusive reports whether the vendor may have done what it was asked to: the request went out, and the answer is not the
// vendor's own word that it was refused.
func (e *Error) inconclusive() bool {
	switch e.Kind {
	case KindUnavailable, KindMalformed, KindUnexpected:
		return e.HTTPStatus != 0 || e.Connected && !neverSent(e.Symptom)
	}
	return false
}

// Unwrap returns the transport's error when there was one, so that context.Canceled can be told.
func (e *Error) Unwrap() error { return e.cause }

// Words returns the vendor's code and words as one line: "NO_PERMISSION: Insufficient scopes"; the Note when the vendor
// gave neither.
func (e *Error) Words() string {
	switch {
	case e.Code == "" && e.Message == "":
		return e.Note
	case e.Code == "":
		return e.Message
	case e.Message == "":
		return e.Code
	}
	return e.Code + ": " + e.Message
}

// Error says what was tried, what came back and the request id, on one line.
func (e *Error) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: could not %s: ", e.Vendor, e.Operation)
	words := e.Words()
	if words == "" {
		words = e.Kind.String()
	}
	b.WriteString(words)
	if at := e.Where(); at != "" {
		fmt.Fprintf(&b, " (%s)", at)
	}
	return b.String()
}

// Where returns the HTTP status, the request id and the number of attempts as far as they are known:
// "HTTP 403 Forbidden, request id 1f…, 5 attempts".
func (e *Error) Where() string {
	var parts []string
	if e.HTTPStatus != 0 {
		reason := e.Reason
		if reason == "" {
			reason = http.StatusText(e.HTTPStatus)
		}
		parts = append(parts, strings.TrimSpace(fmt.Sprintf("HTTP %d %s", e.HTTPStatus, reason)))
	}
	if e.RequestID != "" {
		parts = append(parts, "request id "+e.RequestID)
	}
	if e.Attempts > 1 {
		parts = append(parts, fmt.Sprintf("%d attempts", e.Attempts))
	}
	return strings.Join(parts, ", ")
}

// KindOf returns the kind of the first *Error in err's chain, and KindUnexpected for any other error.
func KindOf(err error) Kind {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Kind
	}
	return KindUnexpected
}

// HasSymptom reports whether err is an *Error with one of the symptoms.
func HasSymptom(err error, symptoms ...string) bool {
	e, ok := errors.AsType[*Error](err)
	return ok && slices.Contains(symptoms, e.Symptom)
}
