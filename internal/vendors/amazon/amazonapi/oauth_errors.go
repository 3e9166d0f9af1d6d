package amazonapi

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

// Symptoms of Login with Amazon: the OAuth error codes, and what the code alone does not tell.
const (
	// SymptomInvalidClient is an unknown client id or a wrong secret. It says nothing about attachments (seen live).
	SymptomInvalidClient = "invalid_client"
	// SymptomNotAttached is invalid_scope for the scope of a known API. The code also stands for a scope that does not exist,
	// but this one does.
	SymptomNotAttached = "not-attached"
	// SymptomInvalidScope is invalid_scope for any other scope: mistyped, or not granted to the profile.
	SymptomInvalidScope = "invalid_scope"
	// SymptomUnauthorizedClient is a client that may not use client credentials.
	SymptomUnauthorizedClient = "unauthorized_client"
	// SymptomOtherScope is a token issued for another scope than the one asked for.
	SymptomOtherScope = "other-scope"
	// SymptomInvalidRequest and SymptomUnsupportedGrantType are a request that did not arrive as it was sent.
	SymptomInvalidRequest       = "invalid_request"
	SymptomUnsupportedGrantType = "unsupported_grant_type"
	// SymptomUnsettled is any code of either service under a status that contradicts it: trouble, a rate limit, a success.
	SymptomUnsettled = "unsettled"
)

// oauthKinds are the codes that say something about the credential. The descriptions beside them are not looked at: that
// of a scope which is not attached was never recorded. Every other code says nothing about it.
var oauthKinds = map[string]vendorhttp.Kind{
	SymptomInvalidClient:      vendorhttp.KindRejected,
	SymptomInvalidScope:       vendorhttp.KindDenied,
	SymptomUnauthorizedClient: vendorhttp.KindDenied,
	"server_error":            vendorhttp.KindUnavailable,
	"servererror":             vendorhttp.KindUnavailable,
	"temporarily_unavailable": vendorhttp.KindUnavailable,
}

// refusalStatuses are those under which an OAuth code is believed: 401 and 400 were seen. The same code in a 200 or a 500
// contradicts itself.
var refusalStatuses = []int{http.StatusBadRequest, http.StatusUnauthorized, http.StatusForbidden}

// classifyOAuth reads {"error_description":…,"error":…}.
func classifyOAuth(r *vendorhttp.Response) *vendorhttp.Failure {
	object, _ := r.Object()
	code, _ := object["error"].(string)
	message := firstText(object, "error_description", "message", "Message")
	failure := vendorhttp.ClassifyStatus(r)
	if failure == nil {
		if code == "" {
			return nil
		}
		failure = &vendorhttp.Failure{Kind: vendorhttp.KindUnexpected}
	}
	if code+message == "" {
		return failure
	}
	if failure.Kind == vendorhttp.KindMalformed {
		failure.Kind = vendorhttp.KindUnexpected
	}
	failure.Code, failure.Message, failure.Note = code, message, ""
	failure.Symptom = SymptomUnsettled
	if slices.Contains(refusalStatuses, r.Status) {
		failure.Symptom = strings.ToLower(code)
		if kind, ok := oauthKinds[failure.Symptom]; ok {
			failure.Kind = kind
		}
	}
	return failure
}

// classifyMint also tells a scope that exists and is not granted from one that may be mistyped, and a token that was issued
// for another scope.
func classifyMint(scope string) vendorhttp.Classifier {
	_, exists := APIByScope(scope)
	return func(r *vendorhttp.Response) *vendorhttp.Failure {
		failure := classifyOAuth(r)
		if failure != nil {
			if exists && failure.Symptom == SymptomInvalidScope {
				failure.Symptom = SymptomNotAttached
			}
			return failure
		}
		object, _ := r.Object()
		if issued := firstText(object, "scope"); !grants(issued, scope) {
			return &vendorhttp.Failure{Kind: vendorhttp.KindDenied, Symptom: SymptomOtherScope,
				Note: fmt.Sprintf("the token was issued for the scope %q", issued)}
		}
		return nil
	}
}

// firstText returns the first of the named members that is a text.
func firstText(object map[string]any, names ...string) string {
	for _, name := range names {
		if text, _ := object[name].(string); text != "" {
			return text
		}
	}
	return ""
}
