package amazonapi

import (
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

// FuzzAnswers: no body of any status may panic a classifier, no error status may pass for a success, and nothing but a JSON
// object under a 4xx, or a token of another scope, may pass for a verdict.
func FuzzAnswers(f *testing.F) {
	for _, seed := range []string{
		`{"error_description":"Client authentication failed","error":"invalid_client"}`, `{"error":1}`, `{"scope":[]}`, `{"scope":"x"}`,
		`{"Message":"Request is not authorized."}`, `{"httpCode":403,"errors":[{"errorCode":{}},7,null]}`, `{"errors":{}}`, `[]`, `{}`, ``, `<html>`,
	} {
		for _, status := range []int{200, 400, 401, 403, 404, 412, 429, 500} {
			f.Add(status, []byte(seed))
		}
	}
	f.Fuzz(func(t *testing.T, status int, body []byte) {
		r := &vendorhttp.Response{Status: status, Body: body}
		_, isObject := r.Object()
		for name, classify := range map[string]vendorhttp.Classifier{
			"mint": classifyMint(AppSubmission.Scope), "appstore": classifyAppstore, "probe": classifyProbe,
		} {
			failure := classify(r)
			good := status >= 200 && status < 300 || name == "probe" && isObject && status >= 400 && status < 500 && status != 401 && status != 429
			if failure == nil && !good {
				t.Errorf("%s: status %d with %q passed for a success", name, status, body)
			}
			if failure == nil || failure.Kind != vendorhttp.KindRejected && failure.Kind != vendorhttp.KindDenied {
				continue
			}
			if !isObject || failure.Symptom != SymptomOtherScope && (status < 400 || status >= 500) {
				t.Errorf("%s: status %d with %q passed for a verdict", name, status, body)
			}
		}
	})
}
