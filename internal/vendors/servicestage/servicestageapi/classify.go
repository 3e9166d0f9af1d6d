package servicestageapi

import (
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

// Symptoms, where a code alone does not tell what happened.
const (
	// SymptomSignature is a secret key that does not fit the access key, or a security token that is missing or over.
	SymptomSignature = "signature-refused"
	// SymptomUnknownKey is an access key that does not exist.
	SymptomUnknownKey = "access-key-unknown"
	// SymptomKeyLocked is an access key that failed five times in a row.
	SymptomKeyLocked = "access-key-locked"
	// SymptomBadToken is an IAM token that the gateway cannot read.
	SymptomBadToken = "token-unreadable"
	// SymptomAuthentication is any other APIGW.0301.
	SymptomAuthentication = "APIGW.0301"
	// SymptomClock is a signature whose date is more than 15 minutes off, or otherwise malformed.
	SymptomClock = "APIGW.0303"
	// SymptomTokenOver is an IAM token that ended, or that belongs to another region.
	SymptomTokenOver = "APIGW.0307"
	// SymptomForbidden is an IAM user without the permission.
	SymptomForbidden = "APIGW.0302"
	// SymptomNoAPI is an address at which the gateway knows no such call.
	SymptomNoAPI = "APIGW.0101"
	// SymptomThrottled is the gateway's rate limit.
	SymptomThrottled = "APIGW.0308"
	// SymptomIAMRefused is IAM's own refusal of the credential, SymptomIAMDenied its refusal of the call.
	SymptomIAMRefused = "iam-refused"
	SymptomIAMDenied  = "iam-denied"
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
	SymptomSignature: true, SymptomUnknownKey: true, SymptomKeyLocked: true, SymptomBadToken: true, SymptomAuthentication: true,
	SymptomClock: true, SymptomTokenOver: true, SymptomIAMRefused: true,
}

// refusal is one row of what the gateway and the service say. The first whose code and words fit is taken.
type refusal struct {
	code, words string
	kind        vendorhttp.Kind
	symptom     string
}

// Sources: APIGW rows api-sign-errorcode, whose 0301 lists several messages under one code; SVCSTG rows
// servicestage_06_0162.
var refusals = []refusal{
	{"APIGW.0301", "verify aksk signature fail", vendorhttp.KindRejected, SymptomSignature},
	{"APIGW.0301", "ak not exist", vendorhttp.KindRejected, SymptomUnknownKey},
	{"APIGW.0301", "reach the limit", vendorhttp.KindRejected, SymptomKeyLocked},
	{"APIGW.0301", "decrypt token fail", vendorhttp.KindRejected, SymptomBadToken},
	{"APIGW.0301", "", vendorhttp.KindRejected, SymptomAuthentication},
	{"APIGW.0302", "", vendorhttp.KindDenied, SymptomForbidden},
	{"APIGW.0303", "", vendorhttp.KindRejected, SymptomClock},
	{"APIGW.0307", "", vendorhttp.KindRejected, SymptomTokenOver},
	{"APIGW.0308", "", vendorhttp.KindThrottled, SymptomThrottled},
	{"APIGW.0101", "", vendorhttp.KindUnexpected, SymptomNoAPI},
	{SymptomParameter, "", vendorhttp.KindUnexpected, SymptomParameter},
	{SymptomRepoType, "", vendorhttp.KindUnexpected, SymptomRepoType},
	{SymptomCallbackRefused, "", vendorhttp.KindRejected, SymptomCallbackRefused},
	{SymptomExists, "", vendorhttp.KindConflict, SymptomExists},
	{SymptomNoAuthorization, "", vendorhttp.KindNotFound, SymptomNoAuthorization},
	{SymptomInvalid, "", vendorhttp.KindRejected, SymptomInvalid},
	{SymptomCloneURL, "", vendorhttp.KindUnexpected, SymptomCloneURL},
}

func classify(r *vendorhttp.Response) *vendorhttp.Failure {
	code, message, id := words(r)
	// Some gateways write APIG.xxxx for APIGW.xxxx.
	normal, spoken := strings.ToUpper(code), strings.ToLower(message)
	if number, ok := strings.CutPrefix(normal, "APIG."); ok {
		normal = "APIGW." + number
	}
	for _, row := range refusals {
		if row.code == normal && strings.Contains(spoken, row.words) {
			return &vendorhttp.Failure{Kind: row.kind, Code: code, Message: message, Symptom: row.symptom, RequestID: id}
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

// classifyIAM adds IAM's own words: a 401 or 403 in one of its envelopes. A page of somebody else's proves nothing.
func classifyIAM(r *vendorhttp.Response) *vendorhttp.Failure {
	failure := classify(r)
	if failure == nil || failure.Kind != vendorhttp.KindUnexpected || failure.Symptom != "" || failure.Code+failure.Message == "" {
		return failure
	}
	switch r.Status {
	case http.StatusUnauthorized:
		failure.Kind, failure.Symptom = vendorhttp.KindRejected, SymptomIAMRefused
	case http.StatusForbidden:
		failure.Kind, failure.Symptom = vendorhttp.KindDenied, SymptomIAMDenied
	}
	return failure
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
