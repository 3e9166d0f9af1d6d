package agcroom

import (
	"net/http"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

// contentType is the one in the documentation of the token call.
const contentType = "application/json; charset=utf-8"

// answer is what goes over the wire. An empty reason is the usual phrase of the status.
type answer struct {
	status int
	reason string
	body   string
}

func (a answer) send(w http.ResponseWriter) {
	if a.body != "" {
		w.Header().Set("Content-Type", contentType)
	}
	if a.reason != "" {
		harness.Raw(w, a.status, a.reason)
	} else {
		w.WriteHeader(a.status)
	}
	_, _ = w.Write([]byte(a.body))
}

// tokenRefused is the gateway's answer to a token it does not accept.
func tokenRefused(set switches) *answer {
	return &answer{status: http.StatusUnauthorized, body: body(set.PublishRetForm, retTokenRefused, "")}
}

// forbidden is a 403 that gives its cause in the reason phrase only; the body is empty.
func forbidden(set switches, reason string) *answer {
	if set.Plain403 {
		reason = ""
	}
	return &answer{status: http.StatusForbidden, reason: reason}
}

const (
	reasonForbidden = "client token authorization fail."
	reasonUPS       = "ret code or valid is not present in rsp from ups."
	projectWords    = "project credential can not access the developer credentialType api"
)

// projectAccountForbidden is the refusal of a project-level service account. The
// report that it is known from does not say where the words stand.
func projectAccountForbidden(set switches) *answer {
	if set.ProjectAccountWords == wordsInBody {
		return &answer{status: http.StatusForbidden, body: body(set.PublishRetForm, ret{http.StatusForbidden, projectWords}, "")}
	}
	return forbidden(set, projectWords)
}
