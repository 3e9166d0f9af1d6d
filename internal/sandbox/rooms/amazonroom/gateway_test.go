package amazonroom_test

import (
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

func noScope(uri, verb string) string {
	return `{"Message":"Unable to fetch the request scope for uri = ` + uri + ` and verb = ` + verb + `"}`
}

var gatewaySamples = map[string]func(*world){
	"gateway-no-scope": func(w *world) {
		const v1 = "/appstore/v1/applications/"
		for _, token := range []string{"", "Atc|none", w.token()} {
			for path, uri := range map[string]string{
				"/appstore/api/appstore/v1/applications/x/edits//apks": v1 + "x/edits//apks",
				"/appstore/api/appstore/v1/applications//edits":        v1 + "/edits",
				"/appstore/api/appstore/v1/applications/x/edits/":      v1 + "x/edits/",
				"/appstore/api/appstore/v1/applications/x":             v1 + "x",
				"/appstore/api/appstore/v1/applications":               "/appstore/v1/applications",
				"/appstore/api/appstore/v2/applications/x/edits":       "/appstore/v2/applications/x/edits",
				"/appstore/other": "/other",
			} {
				w.call("GET", path, token, "", "", 400, noScope(uri, "GET"))
			}
			w.call("PATCH", appsPath+"x/edits", token, "", "", 400, noScope(v1+"x/edits", "PATCH"))
			w.call("PUT", appsPath+"x/edits/previous", token, "", "", 400, noScope(v1+"x/edits/previous", "PUT"))
		}
	},
	"gateway-token": func(w *world) {
		path := appsPath + w.AddAmazonApp(w.T, sandboxtest.AmazonApp{}) + "/edits"
		token := w.token()
		w.call("GET", path, token, "", "", 200, "{}")
		for _, bad := range []string{"", "Atc|none"} {
			w.call("GET", path, bad, "", "", 403, notAuthorized)
			w.call("POST", path, bad, "", "", 403, notAuthorized)
		}
		w.Expect("GET", path, map[string]string{"Authorization": token}, "", sandboxtest.Status(403), notAuthorized)
		w.AdvanceClock(w.T, time.Hour-time.Minute)
		w.call("GET", path, token, "", "", 200, "{}")
		w.AdvanceClock(w.T, time.Minute)
		w.call("GET", path, token, "", "", 403, notAuthorized)
		w.Set("gateway_status", 401)
		w.call("GET", path, token, "", "", 401, notAuthorized)
		revoked := w.token()
		w.RevokeAmazonTokens(w.T, w.profile.ClientID)
		w.call("GET", path, revoked, "", "", 401, notAuthorized)
	},
	"gateway-other-scope": func(w *world) {
		w.AttachAmazonProfile(w.T, w.profile.ClientID, "reporting")
		token := w.mint(w.form(reporting), 200, granted(reporting))
		w.call("GET", appsPath+unknown+"/edits", token, "", "", 403, notAuthorized)
	},
	"unknown-app": func(w *world) {
		w.get(unknown+"/edits", 404, noApp)
		w.get("x/edits/y/listings/z", 404, noApp)
		w.write("POST", unknown+"/edits", "", "", 404, noApp)
		id := w.AddAmazonApp(w.T, sandboxtest.AmazonApp{})
		w.get(id+"/edits", 200, "{}")
		w.RemoveAmazonApp(w.T, id)
		w.get(id+"/edits", 404, noApp)
		w.Set("unknown_app_status", 400)
		w.get(id+"/edits", 400, `{"httpCode":400,"message":"Bad Request","errors":[{"errorCode":"error_app_not_found","errorMessage":"The app does not exist."}]}`)
	},
	"empty-errors": func(w *world) {
		app := w.published()
		id := w.OpenAmazonEdit(w.T, app, "")
		const none = `"errors":[]}`
		w.Set("empty_errors", true)
		w.get(unknown+"/edits", 404, `{"httpCode":404,"message":"Not Found",`+none)
		w.get(app+"/edits/none", 404, `{"httpCode":404,"message":"Not Found",`+none)
		w.write("POST", app+"/edits", "", "", 409, `{"httpCode":409,"message":"Conflict",`+none)
		w.write("DELETE", app+"/edits/"+id, "x", "", 412, `{"httpCode":412,"message":"Precondition Failed",`+none)
		w.write("DELETE", app+"/edits/"+id, "", "", 400, noIfMatch)
		w.write("POST", w.AddAmazonApp(w.T, sandboxtest.AmazonApp{State: "suppressed"})+"/edits", "", "", 412, noNewEdit)
	},
	"appstore-request-id": func(w *world) {
		for _, set := range []bool{false, true} {
			w.Set("appstore_request_id", set)
			for _, path := range []string{"/appstore/other", appsPath + unknown + "/edits"} {
				if resp, _ := w.Send("GET", path, map[string]string{"Authorization": "Bearer " + w.token()}, ""); (resp.Header.Get("X-Amzn-RequestId") != "") != set {
					w.T.Errorf("%s with the switch %v: request id %q", path, set, resp.Header.Get("X-Amzn-RequestId"))
				}
			}
		}
	},
	"foreign-app": func(w *world) {
		id := w.AddAmazonApp(w.T, sandboxtest.AmazonApp{})
		w.MakeAmazonAppForeign(w.T, id)
		const errors = `"errors":[{"errorCode":"error_app_not_authorized","errorMessage":"The app does not belong to the account."}]}`
		w.get(id+"/edits", 403, `{"httpCode":403,"message":"Forbidden",`+errors)
		w.Set("foreign_app_status", 404)
		w.get(id+"/edits", 404, `{"httpCode":404,"message":"Not Found",`+errors)
	},
	"package-name": func(w *world) {
		w.AddAmazonApp(w.T, sandboxtest.AmazonApp{PackageName: "com.example.reader"})
		w.get("com.example.reader/edits", 404, noApp)
		w.Set("package_names", true)
		w.get("com.example.reader/edits", 200, "{}")
		w.get("com.example.none/edits", 404, noApp)
	},
	"not-simulated": func(w *world) {
		id := w.AddAmazonApp(w.T, sandboxtest.AmazonApp{})
		for _, call := range []struct{ method, path string }{
			{"POST", "edits/e/apks/upload"}, {"POST", "edits/e/apks/large/upload"}, {"POST", "edits/e/apks/attach"},
			{"PUT", "edits/e/apks/a/replace"}, {"GET", "edits/e/apks/a/targeting"}, {"GET", "edits/e/listings/en-US/screenshots"},
			{"POST", "edits/e/listings/en-US/screenshots/upload"}, {"GET", "edits/e/availability"}, {"POST", "devtest/register"}, {"POST", "tracks/t/testers"},
		} {
			w.call(call.method, appsPath+id+"/"+call.path, "", "", "", 403, notAuthorized)
			w.write(call.method, id+"/"+call.path, "", "", 501,
				`{"httpCode":501,"message":"Not Implemented","errors":[{"errorCode":"sandbox_not_simulated","errorMessage":"The sandbox does not simulate this call."}]}`)
		}
	},
}
