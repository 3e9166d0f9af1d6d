package agcapi

import (
	"net/http"
	"strings"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

// Symptoms of this API, where the vendor's code alone does not tell, or has no name.
const (
	// SymptomUnknownClient is a client id that the site does not know: deleted, mistyped, or of another site.
	SymptomUnknownClient = "unknown-client-id"
	// SymptomWrongSecret is a key that is not the client's, or an id and secret of HMS or OAuth.
	SymptomWrongSecret = "wrong-client-secret"
	// SymptomWrongKind is an id that is not an API client's at all.
	SymptomWrongKind = "client-id-of-wrong-kind"
	// SymptomTokenRefused is a token, or the client_id beside it, that the gateway does not take.
	SymptomTokenRefused = "token-refused"
	// SymptomAssertionRefused is the same for a service account, whose token is signed here.
	SymptomAssertionRefused = "assertion-refused"
	// SymptomForbidden is the gateway's 403 for an API client that may not use the Publishing API.
	SymptomForbidden = "publishing-forbidden"
	// SymptomAccountForbidden is the same for a service account.
	SymptomAccountForbidden = "publishing-forbidden-to-service-account"
	// SymptomProjectAccount is the gateway's 403 for a project-level service account.
	SymptomProjectAccount = "project-level-service-account"
	// SymptomPermissionService is a 403 because the permission service behind the gateway gave it no usable answer.
	SymptomPermissionService = "permission-service"
	// SymptomMintForbidden is a 403 to the token call itself, which nobody has documented.
	SymptomMintForbidden = "token-forbidden"
	// SymptomSuspended is an account that is suspended or not verified by its real name.
	SymptomSuspended = "204144666"
	// SymptomAppForbidden is a 403 for one app, to a credential that may publish.
	SymptomAppForbidden = "app-forbidden"
	// SymptomAppNotVisible is a failed query of an app. It may also be the service's fault: it was seen for an app that exists, on
	// another call (the README of cianru/huawei-appgallery-publish-gradle-plugin).
	SymptomAppNotVisible = "204144644"
	// SymptomNoRelease is a release that the app does not have.
	SymptomNoRelease = "204144648"
	// SymptomNotAnAppID is a refusal of an app id that is none, such as a package name.
	SymptomNotAnAppID = "not-an-app-id"
	// SymptomInconsistent is a 401 for a token that the gateway took a moment before.
	SymptomInconsistent = "token-taken-then-refused"
	// SymptomClock is a refused self-signed token while this machine's clock and the vendor's disagree.
	SymptomClock = "clock-skew"
	// SymptomGateway502 is a 502 with the reason phrase "ApsAuthBySecretReq".
	SymptomGateway502 = "aps-auth-by-secret"
	// SymptomStatus490 is the gateway's undocumented status 490.
	SymptomStatus490 = "http-490"
)

// wording is one row of what settles a credential. Codes come in answers of any status below 500: business errors are
// documented with HTTP 200, those of authorization were seen with 200 and 401. Words are looked for, without case, in the
// message and in the reason phrase.
type wording struct {
	code    string
	status  int
	words   string
	kind    vendorhttp.Kind
	symptom string
}

var wordings = []wording{
	{code: "203882498", kind: vendorhttp.KindRejected, symptom: SymptomUnknownClient},
	{code: "203890688", kind: vendorhttp.KindRejected, symptom: SymptomWrongSecret},
	{code: "203886599", kind: vendorhttp.KindRejected, symptom: SymptomWrongKind},
	{code: "205524993", kind: vendorhttp.KindRejected, symptom: SymptomTokenRefused},
	{code: "205524994", kind: vendorhttp.KindRejected, symptom: SymptomTokenRefused}, // the end user's token in Huawei's server SDK (THIRD_ACCESS_TOKEN_AUTH_FAILED)
	{code: "204144666", kind: vendorhttp.KindDenied, symptom: SymptomSuspended},
	// Seen live; whether in the body or in the reason phrase was not recorded.
	{status: http.StatusForbidden, words: "project credential can not access", kind: vendorhttp.KindDenied, symptom: SymptomProjectAccount},
	{status: http.StatusForbidden, words: "rsp from ups", kind: vendorhttp.KindDenied, symptom: SymptomPermissionService},
	{status: http.StatusForbidden, words: "client token authorization fail", kind: vendorhttp.KindDenied, symptom: SymptomForbidden},
	{status: http.StatusForbidden, kind: vendorhttp.KindDenied, symptom: SymptomForbidden},
	{status: http.StatusUnauthorized, kind: vendorhttp.KindRejected, symptom: SymptomTokenRefused},
}

func classify(r *vendorhttp.Response) *vendorhttp.Failure {
	object, isObject := r.Object()
	code, message := words(object)
	if !isObject {
		message = spoken(r)
	}
	said := code+message != ""
	if r.Status == http.StatusTooManyRequests || r.Status >= http.StatusInternalServerError {
		return overloaded(r, code, message)
	}
	// The gateway's own 401 or 403 is empty, or says something known. Other words, an unknown code or an unknown reason phrase
	// may be those of anything on the way, such as a service mesh's "RBAC: access denied".
	silent := !said && len(r.Body) == 0 && !hasOwnReason(r)
	for _, row := range wordings {
		switch {
		case row.code != "" && row.code != code,
			row.status != 0 && row.status != r.Status,
			!strings.Contains(strings.ToLower(r.Reason+" "+message), row.words),
			row.code+row.words == "" && !silent:
			continue
		}
		failure := &vendorhttp.Failure{Kind: row.kind, Code: code, Message: message, Symptom: row.symptom, Refused: true}
		if !said && hasOwnReason(r) {
			failure.Message = statusLine(r)
		} else if !said {
			failure.Note = statusLine(r) + " with an empty body"
		}
		return failure
	}
	switch {
	case r.Status == 490:
		return &vendorhttp.Failure{Code: code, Message: message, Note: statusLine(r), Symptom: SymptomStatus490}
	case r.Status/100 == 2 && (code == "" || code == success):
		return nil
	case r.Status/100 == 2 || said:
		return &vendorhttp.Failure{Code: code, Message: message}
	}
	return vendorhttp.ClassifyStatus(r)
}

func overloaded(r *vendorhttp.Response, code, message string) *vendorhttp.Failure {
	failure := vendorhttp.ClassifyStatus(r)
	failure.Code, failure.Message = code, message
	if strings.Contains(r.Reason, "ApsAuthBySecretReq") { // one report, with the id and secret of HMS
		failure.Symptom = SymptomGateway502
	}
	return failure
}

// classifyMint is for the token call, where no token was refused yet: a bare 401 or 403 there is known to nobody. Its success
// is an access token, which the caller demands.
func classifyMint(r *vendorhttp.Response) *vendorhttp.Failure {
	failure := classify(r)
	if failure == nil {
		object, isObject := r.Object()
		switch {
		case !isObject:
			return &vendorhttp.Failure{Kind: vendorhttp.KindMalformed, Note: "the answer is " + r.Shape()}
		case vendorhttp.Field(object, "access_token") == "":
			return &vendorhttp.Failure{Note: "the answer has neither an access token nor a code"}
		}
		return nil
	}
	switch failure.Symptom {
	case SymptomTokenRefused:
		failure.Kind, failure.Symptom = vendorhttp.KindUnexpected, failure.Code
	case SymptomForbidden:
		failure.Symptom = SymptomMintForbidden
	}
	return failure
}

// classifyContent is for a call whose success is {"ret":{"code":0},name:…}: an answer that has neither proves nothing.
func classifyContent(names ...string) vendorhttp.Classifier {
	return func(r *vendorhttp.Response) *vendorhttp.Failure {
		if failure := classify(r); failure != nil {
			return failure
		}
		object, isObject := r.Object()
		if !isObject {
			return &vendorhttp.Failure{Kind: vendorhttp.KindMalformed, Note: "the answer is " + r.Shape()}
		}
		if code, _ := words(object); code == success {
			return nil
		}
		for _, name := range names {
			if object[name] != nil {
				return nil
			}
		}
		return &vendorhttp.Failure{Note: "the answer has neither a code nor " + strings.Join(names, " or ")}
	}
}
