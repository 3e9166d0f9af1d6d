package servicestageapi

import (
	"errors"
	"maps"
	"net/http"
	"regexp"
	"slices"
	"strings"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

// Symptoms, where a code alone does not tell what happened.
const (
	// SymptomSignature is a secret key that does not fit the access key.
	SymptomSignature = "signature-refused"
	// SymptomUnknownKey is an access key that does not exist, or a temporary one that came without its security token.
	SymptomUnknownKey = "access-key-unknown"
	// SymptomKeyLocked is an access key that failed five times in a row.
	SymptomKeyLocked = "access-key-locked"
	// SymptomSecurityToken is a security token that is wrong or has expired, SymptomNoSecurityToken a missing one.
	SymptomSecurityToken   = "security-token-refused"
	SymptomNoSecurityToken = "security-token-missing"
	// SymptomBadToken is an IAM token that the gateway cannot read.
	SymptomBadToken = "token-unreadable"
	// SymptomKeyRefused is any other APIGW.0301 about an access key, SymptomTokenRefused about an IAM token.
	SymptomKeyRefused   = "access-key-refused"
	SymptomTokenRefused = "token-refused"
	// SymptomNoCredential is a request that came to the gateway without any credential.
	SymptomNoCredential = "no-credential" //nolint:gosec // the name of a symptom
	// SymptomClock is a signature whose date is more than 15 minutes off: the credential may be good.
	SymptomClock = "clock"
	// SymptomTokenOver is an IAM token that ended, or that belongs to another region or project.
	SymptomTokenOver = "APIGW.0307"
	// SymptomForbidden is an IAM user without the permission, or a project that is not the credential's.
	SymptomForbidden = "APIGW.0302"
	// SymptomNoAPI is an address at which the gateway knows no such call.
	SymptomNoAPI = "APIGW.0101"
	// SymptomThrottled is the gateway's rate limit.
	SymptomThrottled = "APIGW.0308"
	// The git authorizations' own codes (servicestage_06_0162), all sent as HTTP 400.
	SymptomParameter       = "SVCSTG.REPO.0400"
	SymptomRepoType        = "SVCSTG.REPO.0401"
	SymptomCallbackRefused = "SVCSTG.REPO.0402"
	SymptomExists          = "SVCSTG.REPO.0403"
	SymptomNoAuthorization = "SVCSTG.REPO.0450"
	SymptomInvalid         = "SVCSTG.REPO.0451"
	SymptomCloneURL        = "SVCSTG.REPO.0452"
)

// credentialRefusals are the refusals that every further call with the same credential would only repeat.
var credentialRefusals = map[string]bool{
	SymptomSignature: true, SymptomUnknownKey: true, SymptomKeyLocked: true, SymptomSecurityToken: true, SymptomNoSecurityToken: true,
	SymptomBadToken: true, SymptomKeyRefused: true, SymptomTokenRefused: true, SymptomTokenOver: true,
	SymptomIAMKeyRefused: true, SymptomIAMTokenRefused: true, SymptomNoCredential: true,
}

// refusal is one row of what the gateway and the service say. The first whose code, words and credential fit is taken.
type refusal struct {
	code    string
	words   *regexp.Regexp
	by      proof
	kind    vendorhttp.Kind
	symptom string
}

func said(words string) *regexp.Regexp { return regexp.MustCompile("(?i)" + words) }

// Sources: APIGW rows api-sign-errorcode, whose 0301 lists several messages under one code; SVCSTG rows
// servicestage_06_0162. Not in the documentation, but seen live: "x-auth-token not found" (of other services), "signature
// expired" (issue 44 of huaweicloud-sdk-java-v3) and the newer words for an unknown key, "ak … not exist" (issue 844 of
// jeessy2/ddns-go), which a temporary key gets too when it comes without its security token (issue 139 of
// iits-consulting/otc-auth). What is said of a wrong security token is inferred.
var refusals = []refusal{
	{"APIGW.0301", said("signature expired"), anyProof, vendorhttp.KindUnexpected, SymptomClock},
	{"APIGW.0301", said("verify aksk signature fail"), anyProof, vendorhttp.KindRejected, SymptomSignature},
	{"APIGW.0301", said(`\bak\b.* not exist`), anyProof, vendorhttp.KindRejected, SymptomUnknownKey},
	{"APIGW.0301", said("reach the limit"), anyProof, vendorhttp.KindRejected, SymptomKeyLocked},
	{"APIGW.0301", said("decrypt token fail"), byToken, vendorhttp.KindRejected, SymptomBadToken},
	{"APIGW.0301", said("decrypt token fail"), byTemporaryKey, vendorhttp.KindRejected, SymptomSecurityToken},
	{"APIGW.0301", said("decrypt token fail"), byKey, vendorhttp.KindRejected, SymptomNoSecurityToken},
	{"APIGW.0301", said("x-auth-token not found"), anyProof, vendorhttp.KindUnexpected, SymptomNoCredential},
	{"APIGW.0301", nil, byToken, vendorhttp.KindRejected, SymptomTokenRefused},
	{"APIGW.0301", nil, anyProof, vendorhttp.KindRejected, SymptomKeyRefused},
	{"APIGW.0302", nil, anyProof, vendorhttp.KindDenied, SymptomForbidden},
	{"APIGW.0303", nil, anyProof, vendorhttp.KindUnexpected, SymptomClock},
	{"APIGW.0307", nil, byToken, vendorhttp.KindRejected, SymptomTokenOver},
	{"APIGW.0307", nil, anyProof, vendorhttp.KindRejected, SymptomKeyRefused},
	{"APIGW.0308", nil, anyProof, vendorhttp.KindThrottled, SymptomThrottled},
	{"APIGW.0101", nil, anyProof, vendorhttp.KindUnexpected, SymptomNoAPI},
	{SymptomParameter, nil, anyProof, vendorhttp.KindUnexpected, SymptomParameter},
	{SymptomRepoType, nil, anyProof, vendorhttp.KindUnexpected, SymptomRepoType},
	{SymptomCallbackRefused, nil, anyProof, vendorhttp.KindRejected, SymptomCallbackRefused},
	{SymptomExists, nil, anyProof, vendorhttp.KindConflict, SymptomExists},
	{SymptomNoAuthorization, nil, anyProof, vendorhttp.KindNotFound, SymptomNoAuthorization},
	{SymptomInvalid, nil, anyProof, vendorhttp.KindRejected, SymptomInvalid},
	{SymptomCloneURL, nil, anyProof, vendorhttp.KindUnexpected, SymptomCloneURL},
}

// classifier reads the answers to calls with one kind of credential.
func classifier(by proof) vendorhttp.Classifier {
	return func(r *vendorhttp.Response) *vendorhttp.Failure { return classify(r, by) }
}

func classify(r *vendorhttp.Response, by proof) *vendorhttp.Failure {
	code, message, id := words(r)
	for _, row := range refusals {
		if row.code == normal(code) && (row.words == nil || row.words.MatchString(message)) && (row.by == anyProof || row.by == by) {
			// Whoever words a refusal this way did nothing.
			return &vendorhttp.Failure{Kind: row.kind, Code: code, Message: message, Symptom: row.symptom, RequestID: id, Refused: true}
		}
	}
	failure := vendorhttp.ClassifyStatus(r)
	if failure == nil && code == "" {
		return nil
	}
	if failure == nil {
		failure = &vendorhttp.Failure{Kind: vendorhttp.KindUnexpected}
	}
	if code+message != "" {
		failure.Code, failure.Message, failure.RequestID = code, message, id
		// A 401 with an unknown code is not taken for a refusal: the service's SVCSTG.00100401 means "not found".
		if failure.Kind == vendorhttp.KindMalformed {
			failure.Kind = vendorhttp.KindUnexpected
		}
	}
	return failure
}

// normal writes a gateway's code as the documentation does: some gateways write APIG.xxxx for APIGW.xxxx.
func normal(code string) string {
	code = strings.ToUpper(code)
	if number, ok := strings.CutPrefix(code, "APIG."); ok {
		return "APIGW." + number
	}
	return code
}

// fromGateway reports whether the gateway in front of the service gave this refusal, so that the call never came to the
// service. A rate limit is the gateway's, under whatever code (api-sign-errorcode).
func fromGateway(err error) bool {
	e, ok := errors.AsType[*vendorhttp.Error](err)
	return ok && (e.Kind == vendorhttp.KindThrottled || e.Kind != vendorhttp.KindUnavailable && strings.HasPrefix(normal(e.Code), "APIGW."))
}

// words finds code, message and request id in the envelopes that Huawei's services use: error_code and error_msg, code and
// message, and their variants, at the top or one object down (sdkerr of the SDK). In a success only error_code counts.
func words(r *vendorhttp.Response) (code, message, requestID string) {
	object, _ := r.Object()
	codes := []string{"error_code", "errorCode"}
	if r.Status >= http.StatusBadRequest {
		codes = append(codes, "code")
	}
	for _, place := range places(object) {
		code = vendorhttp.Field(place, codes...)
		if code != "" || r.Status >= http.StatusBadRequest {
			message = vendorhttp.Field(place, "error_msg", "error_message", "errorMessage", "errorMsg", "message")
		}
		if code+message != "" {
			return code, message, vendorhttp.Field(place, "request_id")
		}
	}
	return "", "", ""
}

func places(object map[string]any) []map[string]any {
	found := []map[string]any{object}
	for _, key := range slices.Sorted(maps.Keys(object)) {
		if nested, ok := object[key].(map[string]any); ok {
			found = append(found, nested)
		}
	}
	return found
}
