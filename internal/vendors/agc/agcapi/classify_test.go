package agcapi_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/agc/agcapi"
)

// answer is a row: an answer as it stands on the wire, how well it is known, and what it means.
type answer struct {
	known   string // OFFICIAL, LIVE, CODE (a client's tests) or INFER
	status  string
	body    string
	kind    vendorhttp.Kind
	symptom string
	words   string // what the error must repeat
}

const (
	rejected    = vendorhttp.KindRejected
	denied      = vendorhttp.KindDenied
	unexpected  = vendorhttp.KindUnexpected
	malformed   = vendorhttp.KindMalformed
	unavailable = vendorhttp.KindUnavailable
)

var mintRefusals = map[string]answer{
	"unknown client id": {"LIVE", "200 OK",
		`{"ret":{"code":203882498,"msg":"[AppGalleryConnectApiPermissionService]invalid client id"},"products":[]}`,
		rejected, agcapi.SymptomUnknownClient, "203882498: [AppGalleryConnectApiPermissionService]invalid client id"},
	"wrong secret": {"LIVE", "200 OK", `{"ret":{"code":203890688,"msg":"client id or secret error"}}`,
		rejected, agcapi.SymptomWrongSecret, "203890688: client id or secret error"},
	"wrong secret, with products": {"INFER", "200 OK", `{"ret":{"code":203890688,"msg":"client id or secret error"},"products":[]}`,
		rejected, agcapi.SymptomWrongSecret, "203890688: client id or secret error"},
	"id of another kind": {"LIVE", "200 OK", `{"ret":{"code":203886599,"msg":"the type of clientId not match"}}`,
		rejected, agcapi.SymptomWrongKind, "the type of clientId not match"},
	"ret as a string": {"OFFICIAL", "200 OK", `{"ret":"{\"code\":203890688,\"msg\":\"client id or secret error\"}"}`,
		rejected, agcapi.SymptomWrongSecret, "203890688: client id or secret error"},
	"code as a string": {"CODE", "200 OK", `{"ret":{"code":"203882498","message":"invalid client id"}}`,
		rejected, agcapi.SymptomUnknownClient, "invalid client id"},
	"no envelope":      {"CODE", "200 OK", `{"code":203890688}`, rejected, agcapi.SymptomWrongSecret, "203890688"},
	"unknown code":     {"CODE", "200 OK", `{"ret":"{\"code\":101003,\"msg\":\"invalid client_secret\"}"}`, unexpected, "101003", "101003: invalid client_secret"},
	"OAuth's envelope": {"CODE", "200 OK", `{"error":"invalid_client","error_description":"no"}`, unexpected, "invalid_client", "invalid_client: no"},
	"502 of the secret check": {"LIVE", "502 ApsAuthBySecretReq", "",
		unavailable, agcapi.SymptomGateway502, ""},
	"success without a token": {"INFER", "200 OK", `{"ret":{"code":0},"products":[]}`, unexpected, "", ""},
	"empty object":            {"INFER", "200 OK", `{}`, unexpected, "", "neither an access token nor a code"},
	"empty body":              {"INFER", "200 OK", "", malformed, "", "an empty body"},
	"HTML":                    {"INFER", "200 OK", "<html><title>Login</title></html>", malformed, "", `titled "Login"`},
	"truncated":               {"INFER", "200 OK", `{"access_token":"eyJhbG`, malformed, "", "not JSON"},
	"500 with a refusal":      {"INFER", "500 Internal Server Error", `{"ret":{"code":203890688,"msg":"x"}}`, unavailable, "203890688", "203890688"},
	"bare 401":                {"INFER", "401 Unauthorized", "", unexpected, "", ""},
	"bare 403":                {"INFER", "403 Forbidden", "", denied, agcapi.SymptomMintForbidden, "403 Forbidden"},
}

// commonRefusals hold for every call with a token.
var commonRefusals = map[string]answer{
	"token refused": {"OFFICIAL", "401 Unauthorized", `{"ret":{"code":205524993,"msg":"client token auth failed"}}`,
		rejected, agcapi.SymptomTokenRefused, "205524993: client token auth failed"},
	"token expired": {"CODE", "401 Unauthorized", `{"ret":{"code":205524994,"msg":"access token expired"}}`,
		rejected, agcapi.SymptomTokenRefused, "205524994"},
	"token refused inside a 200": {"INFER", "200 OK", `{"ret":{"code":"205524993","msg":"client token auth failed"}}`,
		rejected, agcapi.SymptomTokenRefused, "205524993"},
	"project-level service account in the reason": {"LIVE", "403 project credential can not access the developer credentialType api", "",
		denied, agcapi.SymptomProjectAccount, "403 project credential can not access"},
	"project-level service account in the body": {"LIVE", "403 Forbidden",
		`{"ret":{"code":403,"msg":"project credential can not access the developer credentialType api"}}`,
		denied, agcapi.SymptomProjectAccount, "project credential can not access"},
	"project-level service account in plain text": {"LIVE", "403 Forbidden", "project credential can not access the developer credentialType api",
		denied, agcapi.SymptomProjectAccount, "project credential can not access"},
	"permission service": {"LIVE", "403 ret code or valid is not present in rsp from ups.", "",
		denied, agcapi.SymptomPermissionService, "not present in rsp from ups"},
	"suspended": {"OFFICIAL", "200 OK", `{"ret":{"code":204144666,"msg":"auth failed, account suspended"}}`,
		denied, agcapi.SymptomSuspended, "204144666: auth failed"},
	"user information failed": {"OFFICIAL", "200 OK", `{"ret":{"code":204144665,"msg":"auth failed"}}`, unexpected, "204144665", "204144665"},
	"queue full":              {"OFFICIAL", "200 OK", `{"ret":{"code":204144659,"msg":"queue full"}}`, unexpected, "204144659", "204144659: queue full"},
	"unknown code":            {"INFER", "200 OK", `{"ret":{"code":299999999,"msg":"novelty"}}`, unexpected, "299999999", "299999999: novelty"},
	"rtnCode":                 {"CODE", "200 OK", `{"rtnCode":50010028,"rtnDesc":"noPermission"}`, unexpected, "50010028", "50010028: noPermission"},
	"rtnCode inside ret":      {"CODE", "200 OK", `{"ret":{"rtnCode":7,"rtnDesc":"no"}}`, unexpected, "7", "7: no"},
	"errorCode":               {"CODE", "200 OK", `{"error":{"errorCode":7,"errorMsg":"no"}}`, unexpected, "7", "7: no"},
	"misprinted envelope":     {"CODE", "200 OK", `{"et":{"code":7,"msg":"no"}}`, unexpected, "7", "7: no"},
	"490":                     {"LIVE", "490 ", "<html></html>", unexpected, agcapi.SymptomStatus490, "490"},
	"404":                     {"LIVE", "404 Not Found", "", malformed, "", "an empty body"},
	"HTML 401":                {"INFER", "401 Unauthorized", "<html>proxy</html>", malformed, "", "an HTML page"},
	"HTML 403":                {"INFER", "403 Forbidden", "<html>proxy</html>", malformed, "", "an HTML page"},
	"truncated 403":           {"INFER", "403 Forbidden", `{"ret":{"co`, malformed, "", "not JSON"},
	"{} 403":                  {"INFER", "403 Forbidden", `{}`, malformed, "", "without the vendor's words"},
	"HTML 200":                {"INFER", "200 OK", "<html></html>", malformed, "", "an HTML page"},
	"empty 200":               {"INFER", "200 OK", "", malformed, "", "an empty body"},
	"empty object":            {"INFER", "200 OK", `{}`, unexpected, "", "neither a code nor"},
	"502":                     {"INFER", "502 Bad Gateway", "<html></html>", unavailable, "", "an HTML page"},
	"429":                     {"INFER", "429 Too Many Requests", "", vendorhttp.KindThrottled, "", "too many requests"},
}

var listRefusals = map[string]answer{
	"empty 403 with a reason": {"LIVE", "403 client token authorization fail.", "",
		denied, agcapi.SymptomForbidden, "403 client token authorization fail."},
	"empty 403":                      {"LIVE", "403 Forbidden", "", denied, agcapi.SymptomForbidden, "403 Forbidden with an empty body"},
	"worded 403":                     {"LIVE", "403 Forbidden", `{"ret":{"code":403,"msg":"client token authorization fail"}}`, denied, agcapi.SymptomForbidden, "403: client token authorization fail"},
	"403 with an unknown code":       {"INFER", "403 Forbidden", `{"ret":{"code":1,"msg":"no"}}`, vendorhttp.KindUnexpected, "1", "1: no"},
	"403 in a mesh's words":          {"INFER", "403 Forbidden", "RBAC: access denied", vendorhttp.KindUnexpected, "", "RBAC: access denied"},
	"401 in a mesh's words":          {"INFER", "401 Unauthorized", "Jwt is missing", vendorhttp.KindUnexpected, "", "Jwt is missing"},
	"403 in a proxy's JSON":          {"INFER", "403 Forbidden", `{"message":"blocked by policy"}`, vendorhttp.KindUnexpected, "", "blocked by policy"},
	"401 in a proxy's JSON":          {"INFER", "401 Unauthorized", `{"error":"login required"}`, vendorhttp.KindUnexpected, "login required", "login required"},
	"403 with another reason phrase": {"INFER", "403 Blocked by policy", "", vendorhttp.KindUnexpected, "", "403 Blocked by policy"},
	"401 of whitespace":              {"INFER", "401 Unauthorized", " \n", vendorhttp.KindMalformed, "", ""},
	"HTML 403 with the gateway's reason": {"INFER", "403 client token authorization fail.", "<html></html>",
		denied, agcapi.SymptomForbidden, "403 client token authorization fail."},
	"bare 401": {"INFER", "401 Unauthorized", "", rejected, agcapi.SymptomTokenRefused, "401 Unauthorized with an empty body"},
}

var appRefusals = map[string]answer{
	"app not visible": {"LIVE", "200 OK", `{"ret":{"code":204144644,"msg":"[AppGalleryConnectPublishService]call cds to query app information failed"}}`,
		denied, agcapi.SymptomAppNotVisible, "204144644: [AppGalleryConnectPublishService]"},
	"403":               {"LIVE", "403 client token authorization fail.", "", denied, agcapi.SymptomAppForbidden, "403 client token authorization fail."},
	"invalid parameter": {"OFFICIAL", "200 OK", `{"ret":{"code":204144641,"msg":"invalid input parameter"}}`, unexpected, "204144641", "204144641"},
	"owner not found":   {"OFFICIAL", "200 OK", `{"ret":{"code":204144689,"msg":"x"}}`, unexpected, "204144689", "204144689"},
}

var packageNameRefusals = map[string]answer{
	"403":               {"LIVE", "403 client token authorization fail.", "", denied, agcapi.SymptomNotAnAppID, "403 client token authorization fail."},
	"not found":         {"INFER", "200 OK", `{"ret":{"code":204144644,"msg":"x"}}`, denied, agcapi.SymptomNotAnAppID, "204144644"},
	"invalid parameter": {"INFER", "200 OK", `{"ret":{"code":204144641,"msg":"x"}}`, denied, agcapi.SymptomNotAnAppID, "204144641"},
}

func (a answer) check(t *testing.T, err error) {
	t.Helper()
	e, ok := errors.AsType[*vendorhttp.Error](err)
	if !ok {
		t.Fatalf("the call gave %v, expected an error (%s)", err, a.known)
	}
	if e.Kind != a.kind || e.Symptom != a.symptom {
		t.Errorf("kind %q, symptom %q; expected %q, %q (%s)", e.Kind, e.Symptom, a.kind, a.symptom, a.known)
	}
	if !strings.Contains(e.Words(), a.words) {
		t.Errorf("the words are %q, expected %q in them", e.Words(), a.words)
	}
	if strings.Contains(e.Error(), apiClient.Secret) || strings.Contains(e.Error(), "eyJ") {
		t.Errorf("the error holds a secret: %s", e.Error())
	}
}

func run(t *testing.T, rows map[string]answer, path string, call func(*testing.T, *agcapi.Client) error) {
	t.Helper()
	for name, row := range rows {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			samples := good()
			samples[path] = []sample{{row.status, row.body}}
			row.check(t, call(t, newVendor(t, samples).client(t, vendorhttp.Options{})))
		})
	}
}

func TestRefusalsOfAMintAreToldApart(t *testing.T) {
	t.Parallel()
	run(t, mintRefusals, tokenPath, func(t *testing.T, c *agcapi.Client) error {
		_, err := apiClient.Token(t.Context(), c)
		return err
	})
}

var someToken = agcapi.Token{Value: "eyJ.some.token", ClientID: apiClient.ID}

func TestRefusalsOfALookUpAreToldApart(t *testing.T) {
	t.Parallel()
	for _, rows := range []map[string]answer{commonRefusals, listRefusals} {
		run(t, rows, appIDsPath, func(t *testing.T, c *agcapi.Client) error {
			_, err := c.AppIDs(t.Context(), someToken, "org.example.app")
			return err
		})
	}
}

func TestRefusalsOfAnAppAreToldApart(t *testing.T) {
	t.Parallel()
	for _, rows := range []map[string]answer{commonRefusals, appRefusals} {
		run(t, rows, appPath, func(t *testing.T, c *agcapi.Client) error {
			_, err := c.AppInfo(t.Context(), someToken, "10227369", "", "")
			return err
		})
	}
	t.Run("a package name for the app id", func(t *testing.T) {
		t.Parallel()
		run(t, packageNameRefusals, appPath, func(t *testing.T, c *agcapi.Client) error {
			_, err := c.AppInfo(t.Context(), someToken, "org.example.app", "", "")
			return err
		})
	})
}
