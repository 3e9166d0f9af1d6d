package agcapi

import (
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

// FuzzClassify holds three rules against every answer: a disturbance settles nothing, what is no JSON object is no success,
// and what is neither empty, nor JSON, nor plain words refuses nobody.
func FuzzClassify(f *testing.F) {
	f.Add(200, "OK", `{"ret":"{\"code\":203890688,\"msg\":\"client id or secret error\"}"}`)
	f.Add(403, "client token authorization fail.", "")
	f.Add(401, "Unauthorized", `{"ret":{"code":205524993}}`)
	f.Add(200, "OK", `{"error":{"errorCode":[],"errorMsg":{}}}`)
	f.Fuzz(func(t *testing.T, status int, reason, body string) {
		r := &vendorhttp.Response{Status: status, Reason: reason, Body: []byte(body)}
		_, isObject := r.Object()
		for name, classifier := range map[string]vendorhttp.Classifier{
			"mint": classifyMint, "list": classifyContent("appids"), "app": classifyApp("10227369"), "package": classifyApp("org.example"),
		} {
			failure := classifier(r)
			refused := failure != nil && (failure.Kind == vendorhttp.KindRejected || failure.Kind == vendorhttp.KindDenied)
			switch {
			case failure == nil && (!isObject || status/100 != 2):
				t.Errorf("%s: status %d with %q is a success", name, status, body)
			case refused && (status == 429 || status >= 500):
				t.Errorf("%s: status %d is a refusal", name, status)
			case refused && !isObject && status != 401 && status != 403:
				t.Errorf("%s: status %d with %q is a refusal", name, status, body)
			}
		}
	})
}
