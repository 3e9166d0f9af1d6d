package servicestageapi

import (
	"net/http"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

// How well a row is known: documented, from the vendor's SDK, seen live by others, or inferred.
func TestAnswersAreToldApart(t *testing.T) {
	t.Parallel()
	const id = "d4e8174b8df00840aef0c6907ec0e384"
	gateway := func(code, message string) string {
		return `{"error_msg":"` + message + `","error_code":"` + code + `","request_id":"` + id + `"}`
	}
	service := func(code, message string) string {
		return `{"error_code":"` + code + `","error_msg":"` + message + `"}`
	}
	const incorrect = "Incorrect IAM authentication information: "
	for _, row := range []struct {
		known, name string
		by          proof
		status      int
		body        string
		kind        vendorhttp.Kind
		symptom     string
	}{
		{"documented", "wrong secret key", byKey, 401, gateway("APIGW.0301", incorrect+"verify aksk signature fail"), vendorhttp.KindRejected, SymptomSignature},
		{"documented", "unknown access key", byKey, 401, gateway("APIGW.0301", incorrect+"Get secretKey failed,ak:AK,err:ak not exist"),
			vendorhttp.KindRejected, SymptomUnknownKey},
		{"seen live", "unknown access key, newer words", byKey, 401, gateway("APIGW.0301", incorrect+"ak LTAI4Fexample not exist"),
			vendorhttp.KindRejected, SymptomUnknownKey},
		{"seen live", "temporary key without its token", byKey, 401, gateway("APIGW.0301", incorrect+"ak HST3Wexample not exist"),
			vendorhttp.KindRejected, SymptomUnknownKey},
		{"documented", "locked key", byKey, 401, gateway("APIGW.0301", incorrect+"AK access failed to reach the limit,forbidden"),
			vendorhttp.KindRejected, SymptomKeyLocked},
		{"seen live", "clock behind", byKey, 401, gateway("APIGW.0301",
			incorrect+"calc aksk signature fail:signature expired, signature time:20260101T000000Z,server time:20260101T020000Z"),
			vendorhttp.KindUnexpected, SymptomClock},
		{"documented", "unreadable token", byToken, 401, gateway("APIGW.0301", incorrect+"decrypt token fail"), vendorhttp.KindRejected, SymptomBadToken},
		{"inferred", "security token", byTemporaryKey, 401, gateway("APIGW.0301", incorrect+"decrypt token fail"), vendorhttp.KindRejected, SymptomSecurityToken},
		{"inferred", "no security token", byKey, 401, gateway("APIGW.0301", incorrect+"decrypt token fail"), vendorhttp.KindRejected, SymptomNoSecurityToken},
		{"inferred", "other words about a key", byKey, 401, gateway("APIGW.0301", incorrect), vendorhttp.KindRejected, SymptomKeyRefused},
		{"inferred", "other words about a token", byToken, 401, gateway("APIGW.0301", incorrect), vendorhttp.KindRejected, SymptomTokenRefused},
		{"seen live", "no token arrived", byToken, 401, gateway("APIGW.0301", incorrect+"x-auth-token not found"), vendorhttp.KindUnexpected, SymptomNoCredential},
		{"seen live", "no signature arrived", byKey, 401, gateway("APIGW.0301", incorrect+"x-auth-token not found"), vendorhttp.KindUnexpected, SymptomNoCredential},
		{"documented", "no permission", byKey, 403, gateway("APIGW.0302", "The IAM user is not authorized to access the API."), vendorhttp.KindDenied, SymptomForbidden},
		{"documented", "clock, the other code", byKey, 401, gateway("APIGW.0303", "Incorrect app authentication information: x, time:20230527T020608Z"), vendorhttp.KindUnexpected, SymptomClock},
		{"documented", "token over", byToken, 401, gateway("APIGW.0307", "The token must be updated."), vendorhttp.KindRejected, SymptomTokenOver},
		{"inferred", "token over, and none was sent", byKey, 401, gateway("APIGW.0307", "The token must be updated."), vendorhttp.KindRejected, SymptomKeyRefused},
		{"seen live", "throttled", byKey, 429, gateway("APIGW.0308", "The throttling threshold has been reached: policy user over ratelimit,limit:200,time:5 minute"),
			vendorhttp.KindThrottled, SymptomThrottled},
		{"seen live", "another spelling", byKey, 429, gateway("APIG.0308", "x"), vendorhttp.KindThrottled, SymptomThrottled},
		{"documented", "no such API", byKey, 404, gateway("APIGW.0101", "The API does not exist or has not been published in the environment."),
			vendorhttp.KindUnexpected, SymptomNoAPI},
		{"documented", "backend down", byKey, 502, gateway("APIGW.0201", "Backend unavailable"), vendorhttp.KindUnavailable, ""},
		{"documented", "request too large", byKey, 413, gateway("APIGW.0201", "Request entity too large"), vendorhttp.KindUnexpected, ""},
		{"documented", "parameter", byKey, 400, service("SVCSTG.REPO.0400", "parameter invalid"), vendorhttp.KindUnexpected, SymptomParameter},
		{"documented", "repository type", byKey, 400, service("SVCSTG.REPO.0401", "repository not implemented"), vendorhttp.KindUnexpected, SymptomRepoType},
		{"documented", "used state", byKey, 400, service("SVCSTG.REPO.0402", "oauth code or state invalid"), vendorhttp.KindRejected, SymptomCallbackRefused},
		{"documented", "taken name", byKey, 400, service("SVCSTG.REPO.0403", "resource already exist"), vendorhttp.KindConflict, SymptomExists},
		{"documented", "no authorization", byKey, 400, service("SVCSTG.REPO.0450", "no repository authorization"), vendorhttp.KindNotFound, SymptomNoAuthorization},
		{"documented", "lapsed", byKey, 400, service("SVCSTG.REPO.0451", "repository authorization invalid"), vendorhttp.KindRejected, SymptomInvalid},
		{"documented", "clone address", byKey, 400, service("SVCSTG.REPO.0452", "clone url invalid"), vendorhttp.KindUnexpected, SymptomCloneURL},
		{"SDK", "nested", byKey, 400, `{"error":{"code":"SVCSTG.REPO.0403","message":"resource already exist"}}`, vendorhttp.KindConflict, SymptomExists},
		{"inferred", "camel case", byKey, 400, `{"errorCode":"SVCSTG.REPO.0403","errorMessage":"resource already exist"}`, vendorhttp.KindConflict, SymptomExists},
		{"seen live", "a 401 that means not found", byKey, 401, service("SVCSTG.00100401", "x"), vendorhttp.KindUnexpected, ""},
		{"inferred", "an error inside a 200", byKey, 200, service("SVCSTG.REPO.0499", "x"), vendorhttp.KindUnexpected, ""},
		{"inferred", "unknown 500", byKey, 500, service("SVCSTG.REPO.0599", "x"), vendorhttp.KindUnavailable, ""},
		{"inferred", "a proxy's 401", byKey, 401, "<html><title>Sign in</title></html>", vendorhttp.KindMalformed, ""},
		{"inferred", "a proxy's 403", byKey, 403, "", vendorhttp.KindMalformed, ""},
		{"inferred", "maintenance", byKey, 503, "<html></html>", vendorhttp.KindUnavailable, ""},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			failure := classify(&vendorhttp.Response{Status: row.status, Header: http.Header{}, Body: []byte(row.body)}, row.by)
			if failure == nil {
				t.Fatal("taken for a success")
			}
			if failure.Kind != row.kind || failure.Symptom != row.symptom {
				t.Errorf("%s, symptom %q; expected %s, %q", failure.Kind, failure.Symptom, row.kind, row.symptom)
			}
			if known := row.symptom != ""; failure.Refused != known {
				t.Errorf("refused %t: only the vendor's known words prove that nothing was done", failure.Refused)
			}
		})
	}
	// A denial may explain itself in a long text that nobody can read (CreateBearerToken of the Identity Center's reference).
	const denied = `{"error_code":"APIGW.0302","error_msg":"not allowed","encoded_authorization_message":"opaque"}`
	if failure := classify(&vendorhttp.Response{Status: 403, Body: []byte(denied)}, byKey); failure.Message != "not allowed" {
		t.Errorf("the message is %q", failure.Message)
	}
	if failure := classify(&vendorhttp.Response{Status: 401, Body: []byte(gateway("APIGW.0301", "x"))}, byKey); failure.RequestID != id {
		t.Errorf("request id %q", failure.RequestID)
	}
	if failure := classify(&vendorhttp.Response{Status: 200, Body: []byte(`{"message":"fine","code":"0"}`)}, byKey); failure != nil {
		t.Errorf("a success is taken for %v", failure)
	}
}

// A proxy in front of IAM answers 401 and 403 as well, and then the key is not to blame.
func TestIAMIsBelievedInItsOwnWordsOnly(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name    string
		by      proof
		status  int
		body    string
		kind    vendorhttp.Kind
		symptom string
	}{
		{"Keystone's envelope", byKey, 401, `{"error":{"code":401,"message":"The request you have made requires authentication.","title":"Unauthorized"}}`,
			vendorhttp.KindRejected, SymptomIAMKeyRefused},
		{"a token", byToken, 401, `{"error":{"code":401,"message":"The X-Auth-Token is invalid!","title":"Unauthorized"}}`,
			vendorhttp.KindRejected, SymptomIAMTokenRefused},
		{"another order", byToken, 401, `{"error": {"message": "Unauthorized.", "code": 401, "title": "Unauthorized"}}`,
			vendorhttp.KindRejected, SymptomIAMTokenRefused},
		{"IAM's own code", byKey, 401, `{"error_code":"IAM.0011","error_msg":"x"}`, vendorhttp.KindRejected, SymptomIAMKeyRefused},
		{"forbidden", byKey, 403, `{"error":{"code":403,"message":"You are not authorized to perform the requested action.","title":"Forbidden"}}`,
			vendorhttp.KindDenied, SymptomIAMDenied},
		{"no such path", byKey, 404, `{"error":{"code":404,"message":"The resource could not be found.","title":"Not Found"}}`,
			vendorhttp.KindUnexpected, SymptomNoAPI},
		{"gateway", byKey, 401, `{"error_code":"APIGW.0301","error_msg":"verify aksk signature fail"}`, vendorhttp.KindRejected, SymptomSignature},
		{"clock", byKey, 401, `{"error_code":"APIGW.0301","error_msg":"calc aksk signature fail:signature expired"}`, vendorhttp.KindUnexpected, SymptomClock},
		{"a proxy's page", byKey, 401, "<html></html>", vendorhttp.KindMalformed, ""},
		{"a proxy's JSON", byKey, 401, `{"message":"Unauthorized."}`, vendorhttp.KindUnexpected, ""},
		{"a proxy's JSON with a code", byKey, 403, `{"code":403,"message":"You are not authorized to perform the requested action."}`, vendorhttp.KindUnexpected, ""},
		{"other words in the envelope", byKey, 403, `{"error":{"code":403,"message":"RBAC: access denied","title":"Forbidden"}}`, vendorhttp.KindUnexpected, ""},
		{"another service's policy", byKey, 401, `{"error":{"code":"EPS.0003","message":"policy doesn't allow it"}}`, vendorhttp.KindUnexpected, ""},
		{"unknown", byKey, 400, `{"error":{"code":400,"message":"x"}}`, vendorhttp.KindUnexpected, ""},
	} {
		failure := iamClassifier(row.by)(&vendorhttp.Response{Status: row.status, Body: []byte(row.body)})
		if failure == nil || failure.Kind != row.kind || failure.Symptom != row.symptom {
			t.Errorf("%s: %+v, expected %s, %q", row.name, failure, row.kind, row.symptom)
		}
	}
}

func FuzzClassify(f *testing.F) {
	f.Add(400, []byte(`{"error":{"code":"SVCSTG.REPO.0403","message":"x"}}`))
	f.Add(401, []byte(`{"error_code":1,"error_msg":[]}`))
	f.Add(200, []byte(`{}`))
	f.Fuzz(func(t *testing.T, status int, body []byte) {
		r := &vendorhttp.Response{Status: status, Body: body}
		if failure := classify(r, byKey); failure == nil && (status < 200 || status > 299) {
			t.Errorf("status %d is taken for a success", status)
		}
		iamClassifier(byToken)(r)
	})
}
