package amazonapi

import (
	"net/http"
	"strings"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

// Symptoms of the App Submission API.
const (
	// SymptomNotAuthorized is a refusal of the token: expired, unknown, or of another scope. It is KindRejected only in the
	// gateway's own words.
	SymptomNotAuthorized = "not-authorized"
	// SymptomNoRoute is the gateway's word that no call has this path; it looks at no token first.
	SymptomNoRoute = "no-route"
	// SymptomForbidden is the service's 403 with its list of errors, which is not about the token.
	SymptomForbidden = "forbidden"
	// SymptomNotFound is the service's 404.
	SymptomNotFound = "not-found"
	// SymptomStateForbids is a 409 or 412: the app's state forbids the call, or an ETag is out of date.
	SymptomStateForbids = "state-forbids"
)

// said is what an error body says and who says it.
type said struct {
	code, message string
	// gateway: the envelope {"Message"} with a capital M, which only the gateway before the service writes.
	gateway bool
	// service: the service's envelope, {"httpCode","message","errors"}, which it writes only for a token that it accepts.
	service bool
}

// read finds the words in the three envelopes that developer.amazon.com answers with, all of them seen live but the last,
// which a client of the Vitals API reports: the gateway's {"Message"}, the service's {"httpCode","message","errors":
// [{"errorCode","errorMessage"}]}, and {"code","message","status"}. The most exact words win: those of errors.
func read(r *vendorhttp.Response) said {
	object, _ := r.Object()
	var s said
	var texts []string
	list, _ := object["errors"].([]any)
	for _, element := range list {
		entry, _ := element.(map[string]any)
		code, message := firstText(entry, "errorCode"), firstText(entry, "errorMessage")
		if s.code == "" {
			s.code, code = code, ""
		}
		if text := strings.Trim(code+": "+message, ": "); text != "" {
			texts = append(texts, text)
		}
	}
	_, numbered := object["httpCode"]
	s.service = numbered || len(list) > 0
	s.gateway = !s.service && firstText(object, "Message") != ""
	if s.message = strings.Join(texts, "; "); s.code+s.message == "" {
		s.message, s.code = firstText(object, "Message", "message"), firstText(object, "code")
	}
	return s
}

// byStatus is what the service means by a status, whatever its code.
var byStatus = map[int]struct {
	kind    vendorhttp.Kind
	symptom string
}{
	http.StatusForbidden:          {vendorhttp.KindDenied, SymptomForbidden},
	http.StatusNotFound:           {vendorhttp.KindNotFound, SymptomNotFound},
	http.StatusConflict:           {vendorhttp.KindConflict, SymptomStateForbids},
	http.StatusPreconditionFailed: {vendorhttp.KindConflict, SymptomStateForbids},
}

// classifyAppstore tells who speaks before what was said: 403 stands for a dead token and for a validation that failed, 412
// for a state and for an ETag.
func classifyAppstore(r *vendorhttp.Response) *vendorhttp.Failure {
	s := read(r)
	failure := vendorhttp.ClassifyStatus(r)
	if failure == nil {
		if !s.service || s.code == "" {
			return nil
		}
		failure = &vendorhttp.Failure{Kind: vendorhttp.KindUnexpected}
	}
	if s.code+s.message == "" && !s.service {
		return failure
	}
	if failure.Kind == vendorhttp.KindMalformed {
		failure.Kind = vendorhttp.KindUnexpected
	}
	failure.Code, failure.Message = s.code, s.message
	if s.code+s.message != "" {
		failure.Note = ""
	}
	meaning, known := byStatus[r.Status]
	switch {
	case r.Status < http.StatusBadRequest, r.Status == http.StatusTooManyRequests, r.Status >= http.StatusInternalServerError:
		failure.Symptom = SymptomUnsettled
	case refusesToken(s):
		failure.Kind, failure.Symptom = vendorhttp.KindRejected, SymptomNotAuthorized
	case r.Status == http.StatusUnauthorized:
		failure.Symptom = SymptomNotAuthorized
	case s.gateway && r.Status == http.StatusBadRequest:
		failure.Symptom = SymptomNoRoute
	case known && (s.service || r.Status != http.StatusForbidden && !s.gateway):
		failure.Kind, failure.Symptom = meaning.kind, meaning.symptom
	}
	return failure
}

// refusesToken reports whether the gateway refused the token. The documentation promises 403 ("API Authentication"), clients
// treat 401 alike, and whoever pasted the text left out the status, so it is believed under any 4xx, and by its words alone: other
// gateways write the same envelope.
func refusesToken(s said) bool {
	return s.gateway && strings.EqualFold(strings.TrimRight(s.message, "."), "Request is not authorized")
}
