package amazonroom

import (
	"net/http"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

// answer is what goes over the wire; an empty body has no content type.
type answer struct {
	status int
	etag   string
	body   string
	// bare is the body without what nobody has seen in it; empty when it is no other.
	bare string
}

func (a answer) send(w http.ResponseWriter) {
	if a.body != "" {
		w.Header().Set("Content-Type", "application/json")
	}
	if a.etag != "" {
		w.Header().Set("ETag", a.etag)
	}
	w.WriteHeader(a.status)
	_, _ = w.Write([]byte(a.body))
}

// oauthRefusal is LWA's envelope: the description comes before the error.
func oauthRefusal(r *http.Request, status int, code, description string) answer {
	harness.Note(r, "error", code)
	return answer{status: status, body: harness.JSON(struct {
		Description string `json:"error_description"`
		Error       string `json:"error"`
	}{description, code})}
}

// The descriptions of LWA, as they were recorded.
const (
	wordsInvalidClient = "Client authentication failed"
	wordsInvalidScope  = "The request has an invalid parameter : scope"
	wordsGrantType     = "The authorization grant type is not supported by the authorization server"
	wordsContentType   = "The Content-Type is not supported by the authorization server"
	wordsUnauthorized  = "Not authorized for requested operation"
	wordsInvalidToken  = "The request has an invalid parameter : access_token"
)

func missingParameter(r *http.Request, name string) *answer {
	a := oauthRefusal(r, http.StatusBadRequest, "invalid_request", "The request is missing a required parameter : "+name)
	return &a
}

// gatewayRefusal is the gateway's envelope, with a capital M.
func gatewayRefusal(r *http.Request, status int, message string) answer {
	harness.Note(r, "refused_by", "gateway")
	return answer{status: status, body: harness.JSON(struct {
		Message string `json:"Message"`
	}{message})}
}

// failure is one element of the service's errors.
type failure struct {
	Code    string `json:"errorCode"`
	Message string `json:"errorMessage"`
}

// serviceRefusal is the envelope of the service behind the gateway.
func serviceRefusal(r *http.Request, status int, why failure) answer {
	harness.Note(r, "refused_by", "service")
	body := func(failures ...failure) string {
		return harness.JSON(struct {
			HTTPCode int       `json:"httpCode"`
			Message  string    `json:"message"`
			Errors   []failure `json:"errors"`
		}{status, http.StatusText(status), failures})
	}
	out := answer{status: status, body: body(why)}
	switch status {
	case http.StatusNotFound, http.StatusConflict, http.StatusPreconditionFailed:
		if why != noNewEdit {
			out.bare = body([]failure{}...)
		}
	}
	return out
}

var (
	noIfMatch  = failure{"required_data_absent", "If-Match header is required"}
	noNewEdit  = failure{"error_new_version_creation_not_allowed", "Cannot create a new 'edit' for the app in it's current state."}
	noNotes    = failure{"error_release_notes_incomplete", "The release notes are incomplete."}
	editOpen   = failure{"error_edit_already_exists", "An edit is already open for the app."}
	editClosed = failure{"error_edit_not_in_progress", "The edit is not in progress."}
	staleETag  = failure{"error_etag_mismatch", "The If-Match header does not match the resource."}
	noSuchApp  = failure{"error_app_not_found", "The app does not exist."}
	foreignApp = failure{"error_app_not_authorized", "The app does not belong to the account."}
	notThere   = failure{"error_resource_not_found", "The resource does not exist."}
	badBody    = failure{"error_invalid_request", "The request body is not a JSON object."}
	lastOfAll  = failure{"error_default_language", "The default language cannot be deleted."}
	notHere    = failure{"sandbox_not_simulated", "The sandbox does not simulate this call."}
)
