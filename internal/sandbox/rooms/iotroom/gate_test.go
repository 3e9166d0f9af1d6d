package iotroom_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

var gateSamples = map[string]func(*world){
	"gate-no-app-key": func(w *world) {
		bearer := "Bearer " + w.ownLogin().Access
		w.expect(http.MethodGet, devicesPath, map[string]string{"Authorization": bearer}, "", 401, noAppKey)
		w.expect(http.MethodGet, devicesPath, map[string]string{"Authorization": bearer, "x-app-key": w.app.AppID}, "", 200, noDevices)
		w.over(w.IoTTLS(w.T).OneWay, w.trusting())
		w.expect(http.MethodGet, devicesPath, map[string]string{"Authorization": bearer, "x-app-key": w.app.AppID}, "", 401, noAppKey)
		w.expect(http.MethodGet, devicesPath, map[string]string{"Authorization": bearer, "app_key": w.app.AppID}, "", 200, noDevices)
		w.Set("app_key_envelope", "gateway")
		w.expect(http.MethodGet, devicesPath, map[string]string{"Authorization": bearer}, "", 401, `{"resultcode":"100025","resultmsg":"AppId for auth not exist."}`)
	},
	"gate-dead-token": func(w *world) {
		live := w.ownLogin().Access
		other := w.CreateIoTApplication(w.T)
		for _, headers := range []map[string]string{
			{"app_key": w.app.AppID},
			{"app_key": w.app.AppID, "Authorization": "Bearer"},
			{"app_key": w.app.AppID, "Authorization": "Bearer unknown"},
			{"app_key": w.app.AppID, "Authorization": live},
			{"app_key": w.app.AppID, "Authorization": "Basic " + live},
			{"app_key": other.AppID, "Authorization": "Bearer " + live},
			{"app_key": "nobody", "Authorization": "Bearer " + live},
		} {
			w.expect(http.MethodGet, devicesPath, headers, "", 403, deadToken)
		}
		w.expect(http.MethodGet, devicesPath, map[string]string{"app_key": w.app.AppID, "Authorization": "bearer " + live}, "", 200, noDevices)
	},
	"gate-bearer": func(w *world) {
		live := w.ownLogin().Access
		said := func(scheme string) map[string]string {
			return map[string]string{"app_key": w.app.AppID, "Authorization": scheme + " " + live}
		}
		w.expect(http.MethodGet, devicesPath, said("BEARER"), "", 200, noDevices)
		w.Set("exact_bearer", true)
		w.expect(http.MethodGet, devicesPath, said("BEARER"), "", 403, deadToken)
		w.expect(http.MethodGet, devicesPath, said("bearer"), "", 200, noDevices)
	},
	"gate-throttle": func(w *world) {
		token := w.ownLogin().Access
		for range 100 {
			w.get(devicesPath, token, 200, noDevices)
		}
		w.get(devicesPath, token, 403, throttled)
		w.AdvanceClock(w.T, time.Minute)
		w.Set("throttle_limit", 2)
		w.get(devicesPath, token, 200, noDevices)
		w.get(devicesPath, token, 200, noDevices)
		w.get(devicesPath, token, 403, throttled)
		w.AdvanceClock(w.T, time.Minute)
		w.get(devicesPath, token, 200, noDevices)
	},
	"devices": func(w *world) {
		token := w.ownLogin().Access
		w.SetIoTDevices(w.T, w.app.AppID, json.RawMessage(`{"deviceId": "1", "createTime":"20151212T121212Z"}`),
			json.RawMessage(`{"deviceId":"2"}`), json.RawMessage(`{"deviceId":"3"}`))
		const one = `{"deviceId":"1","createTime":"20151212T121212Z"}`
		w.get("/iocm/app/dm/v1.4.0/devices?pageNo=0&pageSize=2", token, 200, `{"totalCount":3,"pageNo":0,"pageSize":2,"devices":[`+one+`,{"deviceId":"2"}]}`)
		w.get("/iocm/app/dm/v1.3.0/devices?pageNo=1&pageSize=2&status=ONLINE", token, 200, `{"totalCount":3,"pageNo":1,"pageSize":2,"devices":[{"deviceId":"3"}]}`)
		w.get("/iocm/app/dm/v1.1.0/devices?pageNo=9&appId="+w.app.AppID, token, 200, `{"totalCount":3,"pageNo":9,"pageSize":25,"devices":[]}`)
		w.get("/iocm/app/dm/v1.4.0/devices?gatewayId=g&pageSize=1", token, 200, `{"totalCount":3,"pageNo":0,"pageSize":1,"devices":[`+one+`]}`)
	},
	"devices-bad-page": func(w *world) {
		token := w.ownLogin().Access
		for _, query := range []string{"", "?pageSize=1", "?pageNo=-1", "?pageNo=x", "?pageNo=0&pageSize=251", "?pageNo=0&pageSize=0", "?pageNo=99999999"} {
			w.get("/iocm/app/dm/v1.4.0/devices"+query, token, 400, invalidInput)
		}
	},
	"devices-app-id": func(w *world) {
		token := w.ownLogin().Access
		other := w.CreateIoTApplication(w.T)
		w.get(devicesPath+"&appId=nobody", token, 403, noSuchApp)
		w.get(devicesPath+"&appId="+other.AppID, token, 403, notAuthorized)
		w.Set("unknown_app_not_authorized", true)
		w.get(devicesPath+"&appId=nobody", token, 403, notAuthorized)
	},
	"elsewhere": func(w *world) {
		token := w.ownLogin().Access
		for _, path := range []string{"/iocm/app/sub/v1.2.0/subscriptions", "/iodm/northbound/v1.5.0/category", loginPath} {
			w.get(path, "dead", 403, deadToken)
			w.get(path, token, 404, "")
		}
		w.expect(http.MethodGet, "/nowhere", nil, "", 404, "")
		w.Set("web_server_elsewhere", true)
		page := func(method, path string, status int, line string) {
			resp, body := w.Send(method, path, nil, "")
			if resp.StatusCode != status || resp.Header.Get("Content-Type") != "text/html" || !strings.Contains(body, "<h1>"+line+"</h1>") {
				w.T.Errorf("%s %s: %d %s", method, path, resp.StatusCode, body)
			}
		}
		page(http.MethodGet, "/iocm/app/sub/v1.2.0/subscriptions", 404, "404 Not Found")
		page(http.MethodGet, "/nowhere", 404, "404 Not Found")
		page(http.MethodGet, loginPath, 405, "405 Method Not Allowed")
		page(http.MethodPost, "/iocm/app/dm/v1.4.0/devices", 405, "405 Method Not Allowed")
		w.alive(token)
	},
	"numeric-codes": func(w *world) {
		w.Set("numeric_codes", true)
		w.login(w.app.AppID, "wrong", 401, `{"error_code":100208,"error_desc":"AppId or secret is not right."}`)
		w.get(devicesPath, "dead", 403, `{"resultcode":1010005,"resultmsg":"Invalid access token or appId."}`)
	},
	"set-refusals": func(w *world) {
		first := w.ownLogin()
		for _, known := range []struct {
			code   string
			status int
			text   string
		}{
			{"100247", 400, "Operation not allowed. The application has been frozen."},
			{"100449", 400, "The device is freezed cant operate."},
			{"102202", 400, "Required Parameter is null or empty."},
			{"50400", 400, "The input is invalid."},
			{"100022", 400, "The input is invalid."},
			{"100208", 401, "AppId or secret is not right."},
			{"100006", 401, "Refresh access token failed."},
			{"100025", 401, "AppId for auth not exist."},
			{"100203", 403, "The application is not existed."},
			{"100217", 403, "The application hasn't been authorized."},
			{"100403", 404, "The device is not existed."},
			{"100418", 404, "The deviceData is not existed."},
			{"50252", 500, "Internal server error."},
			{"100220", 500, "Get AppKey from header failed."},
		} {
			w.RefuseIoTCalls(w.T, sandboxtest.IoTRefusal{Call: "login", Code: known.code, Times: 1})
			w.login(w.app.AppID, w.app.Secret, known.status, `{"error_code":"`+known.code+`","error_desc":"`+known.text+`"}`)
		}
		w.RefuseIoTCalls(w.T, sandboxtest.IoTRefusal{Call: "later", Code: "100217", Status: 200})
		w.get(devicesPath, first.Access, 200, notAuthorized)
		w.ClearIoTRefusals(w.T)
		w.alive(first.Access)
		w.RefuseIoTCalls(w.T, sandboxtest.IoTRefusal{Call: "refresh", Code: "1010009"})
		w.ownRefresh(first.Refresh, 403, throttled)
		w.RefuseIoTCalls(w.T, sandboxtest.IoTRefusal{Call: "logout", Code: "100501", Status: 503, Text: "Congestion"})
		w.logout(first.Access, 503, `{"error_code":"100501","error_desc":"Congestion"}`)
		w.alive(first.Access)
	},
	"application-deleted": func(w *world) {
		issued := w.ownLogin()
		w.DeleteIoTApplication(w.T, w.app.AppID)
		w.dead(issued.Access)
		w.login(w.app.AppID, w.app.Secret, 401, wrongSecret)
		w.ownRefresh(issued.Refresh, 401, wrongSecret)
	},
	"secret-reset": func(w *world) {
		issued := w.ownLogin()
		reset := w.ResetIoTSecret(w.T, w.app.AppID)
		if reset.AppID != w.app.AppID || reset.Secret == w.app.Secret || strings.TrimSpace(reset.Secret) == "" {
			w.T.Errorf("reset to %+v", reset)
		}
		w.login(w.app.AppID, w.app.Secret, 401, wrongSecret)
		w.ownRefresh(issued.Refresh, 401, wrongSecret)
		w.alive(issued.Access)
		w.login(w.app.AppID, reset.Secret, 200, loggedIn)
	},
}
