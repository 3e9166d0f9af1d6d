package galaxyroom

import (
	"net/http"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

// contentType is what the gateway sends with JSON (assumed: the usual header of a Node service).
const contentType = "application/json; charset=utf-8"

// failure is a refusal as it goes over the wire.
type failure struct {
	status int
	body   string
}

func (f *failure) send(w http.ResponseWriter) { sendJSON(w, f.status, f.body) }

func sendJSON(w http.ResponseWriter, status int, body string) {
	w.Header().Set("Content-Type", contentType)
	w.WriteHeader(status)
	_, _ = w.Write([]byte(body))
}

// gatewayFailure is the envelope of the gateway's own refusals.
func gatewayFailure(status int, code, message string) *failure {
	return &failure{status: status, body: harness.JSON(struct {
		Code    string `json:"code"`
		Message string `json:"message"`
		From    string `json:"from"`
	}{code, message, "asgw"})}
}

// jwtFailure is how the gateway passes on an error of its JWT library: a 500 with neither code nor origin.
func jwtFailure(message string) *failure {
	return &failure{status: http.StatusInternalServerError, body: harness.JSON(struct {
		Message string `json:"message"`
	}{message})}
}

const (
	codeAuthRequire  = "AUTH_REQUIRE"
	codeNoPermission = "NO_PERMISSION"
)

var (
	noAccountHeader = gatewayFailure(http.StatusUnauthorized, codeAuthRequire, "Set service-account-id header")
	badJWT          = gatewayFailure(http.StatusUnauthorized, codeAuthRequire, "Invalid jwt")
	noAccount       = gatewayFailure(http.StatusUnauthorized, codeAuthRequire, "Not found serviceAccount by serviceAccountId")
	invalidToken    = gatewayFailure(http.StatusUnauthorized, codeAuthRequire, "Invalid accessToken")
	noScope         = gatewayFailure(http.StatusForbidden, codeNoPermission, "Insufficient scopes")
	notJSON         = gatewayFailure(http.StatusUnsupportedMediaType, "BAD_REQUEST", `Set content-type header like "application/json"`)
	notFound        = &failure{status: http.StatusNotFound, body: `{"message":"Not Found"}`}
)

// undecodableAnswers are the possible answers to a JWT that does not decode, by the switch's words.
var undecodableAnswers = map[string]*failure{undecodableInvalid: jwtFailure("invalid token"), undecodableMalformed: jwtFailure("jwt malformed")}

// lifetimeAnswers are the possible answers to a JWT that is valid for too long, by the switch's words.
var lifetimeAnswers = map[string]*failure{answer401: badJWT, answer500: jwtFailure("maxAge exceeded")}

// expAnswers are the possible answers to a JWT whose exp is no number, by the switch's words.
var expAnswers = map[string]*failure{answer500: jwtFailure("invalid exp value"), answer401: badJWT}

// scopesAnswers are the possible answers to a JWT whose scopes are no list, by the switch's words.
var scopesAnswers = map[string]*failure{
	answer403: noScope,
	answer422: {status: http.StatusUnprocessableEntity, body: `{"message":"Validation Failed","details":{"scopes":{"message":"'scopes' is required"}}}`},
	answer500: jwtFailure("Cannot read property 'length' of undefined"),
}

// httpStatusNames are the names that the seller API writes for a status in its body.
var httpStatusNames = map[int]string{http.StatusBadRequest: "BAD_REQUEST", http.StatusForbidden: "FORBIDDEN"}

// sellerFailure is a refusal of the seller API passed on by the gateway, in one of its two envelopes.
func sellerFailure(set switches, status int, contentID, code, message string) *failure {
	proxied := map[int]string{
		http.StatusBadRequest: "Request failed with status code 400",
		http.StatusForbidden:  "Request failed with status code 403",
	}[status]
	if set.SellerEnvelope == envelopeResult {
		type body struct {
			ResultCode    string `json:"resultCode"`
			ResultMessage string `json:"resultMessage"`
		}
		return &failure{status: status, body: harness.JSON(struct {
			Body    body   `json:"body"`
			Message string `json:"message"`
			From    string `json:"from"`
		}{body{code, message}, proxied, "seller"})}
	}
	type body struct {
		ContentID     *string `json:"ctntId"`
		ContentStatus *string `json:"contentStatus"`
		HTTPStatus    string  `json:"httpStatus"`
		ErrorCode     string  `json:"errorCode"`
		ErrorMsg      string  `json:"errorMsg"`
	}
	var id *string
	if contentID != "" || set.AbsentContentID == absentEmpty {
		id = &contentID
	}
	return &failure{status: status, body: harness.JSON(struct {
		From    string `json:"from"`
		Body    body   `json:"body"`
		Message string `json:"message"`
	}{"seller", body{id, nil, httpStatusNames[status], code, message}, proxied})}
}
