package servicestageapi

import (
	"net/http"
	"regexp"
	"strconv"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

// Symptoms of IAM's own refusals.
const (
	// SymptomIAMKeyRefused is IAM's refusal of an access key, SymptomIAMTokenRefused of a token.
	SymptomIAMKeyRefused   = "iam-key-refused"
	SymptomIAMTokenRefused = "iam-token-refused"
	// SymptomIAMDenied is a good credential that may not look projects up.
	SymptomIAMDenied = "iam-denied"
)

// iamCode is the form of IAM's own codes, as IAM.0011 (IAM API reference).
var iamCode = regexp.MustCompile(`^IAM\.\d+$`)

// iamWords are what IAM is known to say without a code of its own, by status, in the envelope of OpenStack's Keystone. Proxies
// answer JSON with a message, too, so no other words are believed.
//
// Sources: "The X-Auth-Token is invalid!" and "Unauthorized." seen live (opentelekomcloud/terraform-provider-opentelekomcloud
// issue 2089, opentelekomcloud/otc-tools issue 36); the others are Keystone's. The 403 seen live in
// huaweicloud/terraform-provider-huaweicloud issue 1177 has the very length of Keystone's.
var iamWords = map[int]*regexp.Regexp{
	http.StatusUnauthorized: said(`^(the x-auth-token is invalid|unauthorized\.|the request you have made requires authentication)`),
	http.StatusForbidden:    said(`^you are not authorized to perform the requested action`),
	http.StatusNotFound:     said(`^the resource could not be found`),
}

// spokenByIAM reports whether a refusal carries IAM's code, or IAM's words in IAM's envelope.
func spokenByIAM(r *vendorhttp.Response, code string) bool {
	if iamWords[r.Status] == nil {
		return false
	}
	object, _ := r.Object()
	keystone, _ := object["error"].(map[string]any)
	return iamCode.MatchString(code) ||
		vendorhttp.Field(keystone, "code") == strconv.Itoa(r.Status) &&
			vendorhttp.Field(keystone, "title") == http.StatusText(r.Status) &&
			iamWords[r.Status].MatchString(vendorhttp.Field(keystone, "message"))
}

// iamClassifier adds IAM's own words to those of the gateway, which is in front of IAM too.
func iamClassifier(by proof) vendorhttp.Classifier {
	return func(r *vendorhttp.Response) *vendorhttp.Failure {
		failure := classify(r, by)
		if failure == nil || failure.Kind != vendorhttp.KindUnexpected || failure.Symptom != "" || !spokenByIAM(r, failure.Code) {
			return failure
		}
		failure.Refused = true
		switch {
		case r.Status == http.StatusNotFound:
			failure.Symptom = SymptomNoAPI
		case r.Status == http.StatusForbidden:
			failure.Kind, failure.Symptom = vendorhttp.KindDenied, SymptomIAMDenied
		case by == byToken:
			failure.Kind, failure.Symptom = vendorhttp.KindRejected, SymptomIAMTokenRefused
		default:
			failure.Kind, failure.Symptom = vendorhttp.KindRejected, SymptomIAMKeyRefused
		}
		return failure
	}
}
