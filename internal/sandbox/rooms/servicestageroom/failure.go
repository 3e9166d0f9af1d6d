package servicestageroom

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

// answer is a status and a body, of JSON or a text; an empty body is sent without a content type.
type answer struct {
	status int
	body   string
}

func ok(v any) answer { return answer{status: http.StatusOK, body: harness.JSON(v)} }

// failure is a refusal before it gets its envelope. A code that begins with
// APIGW is the gateway's, any other the service's; without a code the message is the whole answer.
type failure struct {
	status        int
	code, message string
}

// refusedBy is an IAM refusal by the gateway. All causes have one code; only the message differs.
func refusedBy(format string, args ...any) *failure {
	return &failure{http.StatusUnauthorized, "APIGW.0301",
		"Incorrect IAM authentication information: " + fmt.Sprintf(format, args...)}
}

// Refusals of the gateway.
var (
	tooLarge       = &failure{http.StatusRequestEntityTooLarge, "APIGW.0201", "Request entity too large"}
	noCredential   = refusedBy("x-auth-token not found")
	undecryptable  = refusedBy("decrypt token fail")
	keyLocked      = refusedBy("AK access failed to reach the limit,forbidden.")
	notAuthorized  = &failure{http.StatusForbidden, "APIGW.0302", "The IAM user is not authorized to access the API."}
	staleUserToken = &failure{http.StatusUnauthorized, "APIGW.0307", "The token must be updated."}
)

// noSuchAPIs are the refusals of a path that is not published, by the switch's word. Both texts are documented.
var noSuchAPIs = map[string]*failure{
	wordsLong:  {http.StatusNotFound, "APIGW.0101", "The API does not exist or has not been published in the environment."},
	wordsShort: {http.StatusNotFound, "APIGW.0101", "The API does not exist."},
}

// skewCodes are the codes for a wrong date, with what the message says was authenticated.
var skewCodes = map[string]string{"APIGW.0301": "IAM", "APIGW.0303": "app"}

// unknownKeyWords are the words for an unknown access key, by the switch's word.
var unknownKeyWords = map[string]string{
	wordsNewer: "ak %s not exist",
	wordsOlder: "Get secretKey failed,ak:%s,err:ak not exist",
}

// projectTokenAnswers are the possible answers to a token of another project, by code.
var projectTokenAnswers = map[string]*failure{staleUserToken.code: staleUserToken, notAuthorized.code: notAuthorized}

// Refusals of the git API. All have status 400, even "does not exist" and "exists already".
var (
	parameterInvalid     = &failure{http.StatusBadRequest, "SVCSTG.REPO.0400", "parameter invalid"}
	typeNotImplemented   = &failure{http.StatusBadRequest, "SVCSTG.REPO.0401", "repository not implemented"}
	codeOrStateInvalid   = &failure{http.StatusBadRequest, "SVCSTG.REPO.0402", "oauth code or state invalid"}
	nameTaken            = &failure{http.StatusBadRequest, "SVCSTG.REPO.0403", "resource already exist"}
	noAuthorization      = &failure{http.StatusBadRequest, "SVCSTG.REPO.0450", "no repository authorization"}
	authorizationInvalid = &failure{http.StatusBadRequest, "SVCSTG.REPO.0451", "repository authorization invalid"}
	cloneURLInvalid      = &failure{http.StatusBadRequest, "SVCSTG.REPO.0452", "clone url invalid"}
)

// gatewayBody is the gateway's envelope.
type gatewayBody struct {
	Message   string `json:"error_msg"`
	Code      string `json:"error_code"`
	RequestID string `json:"request_id"`
}

// envelopeUsual is the form that the documentation has.
const envelopeUsual = "error_msg"

// envelopes are the forms in which services of this family have been seen to answer an error.
var envelopes = map[string]func(code, message string) any{
	envelopeUsual: func(code, message string) any {
		return struct {
			Code    string `json:"error_code"`
			Message string `json:"error_msg"`
		}{code, message}
	},
	"error_message": func(code, message string) any {
		return struct {
			Code    string `json:"error_code"`
			Message string `json:"error_message"`
		}{code, message}
	},
	"camel_case": func(code, message string) any {
		return struct {
			Code    string `json:"errorCode"`
			Message string `json:"errorMessage"`
		}{code, message}
	},
	"nested": func(code, message string) any {
		type inner struct {
			Code    string `json:"code"`
			Message string `json:"message"`
		}
		return struct {
			Error inner `json:"error"`
		}{inner{code, message}}
	},
}

// answer puts the failure into its envelope.
func (f *failure) answer(requestID string, set switches) answer {
	if number, gateway := strings.CutPrefix(f.code, "APIGW"); gateway {
		return answer{f.status, harness.JSON(gatewayBody{f.message, set.GatewayFamily + number, requestID})}
	}
	if f.code == "" {
		return answer{f.status, f.message}
	}
	return answer{f.status, harness.JSON(envelopes[set.ErrorEnvelope](f.code, f.message))}
}

// identityFailure is an error of IAM itself, in Keystone's form.
func identityFailure(status int, message string) answer {
	type inner struct {
		Code    int    `json:"code"`
		Message string `json:"message"`
		Title   string `json:"title"`
	}
	return answer{status, harness.JSON(struct {
		Error inner `json:"error"`
	}{inner{status, message, http.StatusText(status)}})}
}
