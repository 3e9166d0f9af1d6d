package iotapi

import (
	"net/http"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

// Symptoms that the vendor's code alone does not tell, and the codes that callers decide by.
const (
	// SymptomDeadToken is the gateway's word that the access token, or the application beside it, is not valid: ended,
	// expired, or replaced by another login.
	SymptomDeadToken = "1010005"
	// SymptomRefreshRefused is a refreshToken call whose refresh token, application id or secret is wrong; the platform
	// has one code for all three.
	SymptomRefreshRefused = "refresh-refused"
	// SymptomLoginLost is a login or refresh whose answer never came, so that it may have ended the running token.
	SymptomLoginLost = "login-lost"
	// SymptomOvertaken is a token that was dead as soon as it was issued, twice: somebody else keeps logging in.
	SymptomOvertaken = "overtaken"
	// SymptomUnsettled is a code that would refuse, under a status that contradicts it: trouble, or a rate limit.
	SymptomUnsettled = "unsettled"
	// SymptomNoLogout is a platform without the logout call.
	SymptomNoLogout = "no-logout"
)

// kinds is what each code means, whatever the status it comes with: the platform sends refusals as 400, 401, 403 and
// inside a 200 (the latter seen by independent clients). Codes that are missing here say nothing about a credential.
var kinds = map[string]vendorhttp.Kind{
	"100208": vendorhttp.KindRejected, // AppId or secret is not right.
	"100203": vendorhttp.KindRejected, // The application is not existed.
	"100247": vendorhttp.KindDenied,   // Operation not allowed. The application has been frozen.
	"100449": vendorhttp.KindDenied,   // The device is freezed cant operate.
	"100217": vendorhttp.KindDenied,   // The application hasn't been authorized.

	SymptomDeadToken: vendorhttp.KindRejected, // Invalid access token or appId.

	// app throttle exceed: a 403, by default after 100 calls in 60 seconds.
	"1010009": vendorhttp.KindThrottled,

	"100403": vendorhttp.KindNotFound, // The device is not existed.
	"100418": vendorhttp.KindNotFound, // The deviceData is not existed.

	"50252":  vendorhttp.KindUnavailable, // Internal server error.
	"100501": vendorhttp.KindUnavailable, // Congestion.
}

// refreshRefusals are the codes by which refreshToken refuses what it was given. 100006 is known from one independent
// server only.
var refreshRefusals = map[string]bool{"100208": true, "100006": true, SymptomDeadToken: true}

func classify(r *vendorhttp.Response) *vendorhttp.Failure {
	object, _ := r.Object()
	code, message := words(object)
	failure := vendorhttp.ClassifyStatus(r)
	switch {
	case code == "" && (failure == nil || message == ""):
		return failure
	case failure == nil:
		failure = &vendorhttp.Failure{}
	}
	failure.Code, failure.Message = code, message
	kind := kinds[code]
	switch refuses := kind == vendorhttp.KindRejected || kind == vendorhttp.KindDenied; {
	case settles(r):
		failure.Kind, failure.Note = kind, ""
		failure.Refused = kind != vendorhttp.KindUnavailable
	case refuses:
		failure.Symptom = SymptomUnsettled
	}
	return failure
}

// settles is false for a server in trouble and a rate limit: they say nothing else, whatever code they send along.
func settles(r *vendorhttp.Response) bool {
	return r.Status != http.StatusTooManyRequests && r.Status < http.StatusInternalServerError
}

// classifyObject also refuses a success without a JSON object, such as a proxy's page.
func classifyObject(r *vendorhttp.Response) *vendorhttp.Failure {
	if failure := classify(r); failure != nil {
		return failure
	}
	if _, ok := r.Object(); !ok {
		return &vendorhttp.Failure{Kind: vendorhttp.KindMalformed, Note: "the answer is " + r.Shape() + ", not the platform's JSON"}
	}
	return nil
}

func classifyRefresh(r *vendorhttp.Response) *vendorhttp.Failure {
	failure := classifyObject(r)
	if failure != nil && settles(r) && refreshRefusals[failure.Code] {
		failure.Kind, failure.Symptom = vendorhttp.KindRejected, SymptomRefreshRefused
	}
	return failure
}

// classifyLogout takes 204, which independent clients check for, and any other success without a word of failure. The call
// carries no secret, so 100208 can only mean a token that the platform does not know (inferred). A platform without the
// call (Huawei Cloud's documentation has no logout) knows neither path nor method.
func classifyLogout(r *vendorhttp.Response) *vendorhttp.Failure {
	if r.Status == http.StatusNoContent || r.Status/100 == 2 && len(r.Body) == 0 {
		return nil
	}
	failure := classifyObject(r)
	switch {
	case failure == nil:
	case failure.Kind == vendorhttp.KindRejected && failure.Code == "100208":
		failure.Symptom = SymptomDeadToken
	case failure.Code == "" && (r.Status == http.StatusNotFound || r.Status == http.StatusMethodNotAllowed):
		failure.Symptom = SymptomNoLogout
	}
	return failure
}

// words finds the code and message in the platform's envelope, {"error_code","error_desc"}, and in that of the gateway
// before it, {"resultcode","resultmsg"}. Codes are strings on real platforms and numbers on some (seen by independent
// clients).
func words(object map[string]any) (code, message string) {
	return vendorhttp.Field(object, "error_code", "resultcode"), vendorhttp.Field(object, "error_desc", "resultmsg")
}
