package servicestageapi

import (
	"net/http"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

// How well a row is known: documented, from the vendor's SDK, seen live by others, or inferred.
func TestWhatAnAnswerMeans(t *testing.T) {
	t.Parallel()
	const id = "d4e8174b8df00840aef0c6907ec0e384"
	gateway := func(code, message string) string {
		return `{"error_msg":"` + message + `","error_code":"` + code + `","request_id":"` + id + `"}`
	}
	service := func(code, message string) string {
		return `{"error_code":"` + code + `","error_msg":"` + message + `"}`
	}
	for _, row := range []struct {
		known, name string
		status      int
		body        string
		kind        vendorhttp.Kind
		symptom     string
	}{
		{"documented", "wrong secret key", 401, gateway("APIGW.0301", "Incorrect IAM authentication information: verify aksk signature fail"),
			vendorhttp.KindRejected, SymptomSignature},
		{"documented", "unknown access key", 401, gateway("APIGW.0301", "Incorrect IAM authentication information: Get secretKey failed,ak:AK,err:ak not exist"),
			vendorhttp.KindRejected, SymptomUnknownKey},
		{"documented", "locked key", 401, gateway("APIGW.0301", "Incorrect IAM authentication information: AK access failed to reach the limit,forbidden"),
			vendorhttp.KindRejected, SymptomKeyLocked},
		{"documented", "unreadable token", 401, gateway("APIGW.0301", "Incorrect IAM authentication information: decrypt token fail"),
			vendorhttp.KindRejected, SymptomBadToken},
		{"inferred", "other words", 401, gateway("APIGW.0301", "Incorrect IAM authentication information"), vendorhttp.KindRejected, SymptomAuthentication},
		{"documented", "no permission", 403, gateway("APIGW.0302", "The IAM user is not authorized to access the API."), vendorhttp.KindDenied, SymptomForbidden},
		{"documented", "clock", 401, gateway("APIGW.0303", "Incorrect app authentication information"), vendorhttp.KindRejected, SymptomClock},
		{"documented", "token over", 401, gateway("APIGW.0307", "The token must be updated."), vendorhttp.KindRejected, SymptomTokenOver},
		{"seen live", "throttled", 429, gateway("APIGW.0308", "The throttling threshold has been reached: policy user over ratelimit,limit:200,time:5 minute"),
			vendorhttp.KindThrottled, SymptomThrottled},
		{"seen live", "another spelling", 429, gateway("APIG.0308", "x"), vendorhttp.KindThrottled, SymptomThrottled},
		{"documented", "no such API", 404, gateway("APIGW.0101", "The API does not exist or has not been published in the environment."),
			vendorhttp.KindUnexpected, SymptomNoAPI},
		{"documented", "backend down", 502, gateway("APIGW.0201", "Backend unavailable"), vendorhttp.KindUnavailable, ""},
		{"documented", "request too large", 413, gateway("APIGW.0201", "Request entity too large"), vendorhttp.KindUnexpected, ""},
		{"documented", "parameter", 400, service("SVCSTG.REPO.0400", "parameter invalid"), vendorhttp.KindUnexpected, SymptomParameter},
		{"documented", "repository type", 400, service("SVCSTG.REPO.0401", "repository not implemented"), vendorhttp.KindUnexpected, SymptomRepoType},
		{"documented", "used state", 400, service("SVCSTG.REPO.0402", "oauth code or state invalid"), vendorhttp.KindRejected, SymptomCallbackRefused},
		{"documented", "taken name", 400, service("SVCSTG.REPO.0403", "resource already exist"), vendorhttp.KindConflict, SymptomExists},
		{"documented", "no authorization", 400, service("SVCSTG.REPO.0450", "no repository authorization"), vendorhttp.KindNotFound, SymptomNoAuthorization},
		{"documented", "lapsed", 400, service("SVCSTG.REPO.0451", "repository authorization invalid"), vendorhttp.KindRejected, SymptomInvalid},
		{"documented", "clone address", 400, service("SVCSTG.REPO.0452", "clone url invalid"), vendorhttp.KindUnexpected, SymptomCloneURL},
		{"SDK", "nested", 400, `{"error":{"code":"SVCSTG.REPO.0403","message":"resource already exist"}}`, vendorhttp.KindConflict, SymptomExists},
		{"inferred", "camel case", 400, `{"errorCode":"SVCSTG.REPO.0403","errorMessage":"resource already exist"}`, vendorhttp.KindConflict, SymptomExists},
		{"seen live", "a 401 that means not found", 401, service("SVCSTG.00100401", "x"), vendorhttp.KindUnexpected, ""},
		{"inferred", "an error inside a 200", 200, service("SVCSTG.REPO.0499", "x"), vendorhttp.KindUnexpected, ""},
		{"inferred", "unknown 500", 500, service("SVCSTG.REPO.0599", "x"), vendorhttp.KindUnavailable, ""},
		{"inferred", "a proxy's 401", 401, "<html><title>Sign in</title></html>", vendorhttp.KindMalformed, ""},
		{"inferred", "a proxy's 403", 403, "", vendorhttp.KindMalformed, ""},
		{"inferred", "maintenance", 503, "<html></html>", vendorhttp.KindUnavailable, ""},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			failure := classify(&vendorhttp.Response{Status: row.status, Header: http.Header{}, Body: []byte(row.body)})
			if failure == nil {
				t.Fatal("taken for a success")
			}
			if failure.Kind != row.kind || failure.Symptom != row.symptom {
				t.Errorf("%s, symptom %q; expected %s, %q", failure.Kind, failure.Symptom, row.kind, row.symptom)
			}
		})
	}
	if failure := classify(&vendorhttp.Response{Status: 401, Body: []byte(gateway("APIGW.0301", "x"))}); failure.RequestID != id {
		t.Errorf("request id %q", failure.RequestID)
	}
	if failure := classify(&vendorhttp.Response{Status: 200, Body: []byte(`{"message":"fine","code":"0"}`)}); failure != nil {
		t.Errorf("a success is taken for %v", failure)
	}
}

func TestWhatIAMSaysInItsOwnWords(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name   string
		status int
		body   string
		kind   vendorhttp.Kind
	}{
		{"nested", 401, `{"error":{"code":401,"message":"The request you have made requires authentication.","title":"Unauthorized"}}`, vendorhttp.KindRejected},
		{"flat", 401, `{"error_code":"IAM.0011","error_msg":"x"}`, vendorhttp.KindRejected},
		{"forbidden", 403, `{"error":{"code":403,"message":"x","title":"Forbidden"}}`, vendorhttp.KindDenied},
		{"gateway", 401, `{"error_code":"APIGW.0301","error_msg":"verify aksk signature fail"}`, vendorhttp.KindRejected},
		{"a proxy's page", 401, "<html></html>", vendorhttp.KindMalformed},
		{"unknown", 400, `{"error":{"code":400,"message":"x"}}`, vendorhttp.KindUnexpected},
	} {
		if failure := classifyIAM(&vendorhttp.Response{Status: row.status, Body: []byte(row.body)}); failure == nil || failure.Kind != row.kind {
			t.Errorf("%s: %+v, expected %s", row.name, failure, row.kind)
		}
	}
}

func FuzzClassify(f *testing.F) {
	f.Add(400, []byte(`{"error":{"code":"SVCSTG.REPO.0403","message":"x"}}`))
	f.Add(401, []byte(`{"error_code":1,"error_msg":[]}`))
	f.Add(200, []byte(`{}`))
	f.Fuzz(func(t *testing.T, status int, body []byte) {
		r := &vendorhttp.Response{Status: status, Body: body}
		if failure := classify(r); failure == nil && (status < 200 || status > 299) {
			t.Errorf("status %d is taken for a success", status)
		}
		classifyIAM(r)
	})
}
