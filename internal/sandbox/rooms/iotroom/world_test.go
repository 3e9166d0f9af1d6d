package iotroom_test

import (
	"net/http"
	"net/url"
	"regexp"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// The wire texts that the samples expect, written out by hand.
const (
	loginPath   = "/iocm/app/sec/v1.1.0/login"
	refreshPath = "/iocm/app/sec/v1.1.0/refreshToken"
	logoutPath  = "/iocm/app/sec/v1.1.0/logout"
	devicesPath = "/iocm/app/dm/v1.4.0/devices?pageNo=0&pageSize=1"

	loggedIn  = `{"scope":"default","tokenType":"Bearer ","expiresIn":3600,"accessToken":"<token>","refreshToken":"<token>"}`
	refreshed = `{"accessToken":"<token>","tokenType":"Bearer ","expiresIn":3600,"refreshToken":"<token>","scope":"default"}`
	noDevices = `{"totalCount":0,"pageNo":0,"pageSize":1,"devices":[]}`

	frozen        = `{"error_code":"100247","error_desc":"Operation not allowed. The application has been frozen."}`
	missing       = `{"error_code":"102202","error_desc":"Required Parameter is null or empty."}`
	invalidBody   = `{"error_code":"50400","error_desc":"The input is invalid."}`
	invalidInput  = `{"error_code":"100022","error_desc":"The input is invalid."}`
	wrongSecret   = `{"error_code":"100208","error_desc":"AppId or secret is not right."}`
	noAppKey      = `{"error_code":"100025","error_desc":"AppId for auth not exist."}`
	noSuchApp     = `{"error_code":"100203","error_desc":"The application is not existed."}`
	notAuthorized = `{"error_code":"100217","error_desc":"The application hasn't been authorized."}`
	deadToken     = `{"resultcode":"1010005","resultmsg":"Invalid access token or appId."}`
	throttled     = `{"resultcode":"1010009","resultmsg":"app throttle exceed."}`
)

// world is a platform with one application.
type world struct {
	*sandboxtest.World
	app sandboxtest.IoTApplication
}

func newWorld(t *testing.T) *world {
	w := &world{World: sandboxtest.NewWorld(t, "iot", "/iot", "application/json",
		regexp.MustCompile(`((?:access|refresh)Token":")([0-9a-f]{28,32})(")`))}
	w.app = w.CreateIoTApplication(t)
	return w
}

func TestEveryBehaviourIsSeenOnTheWire(t *testing.T) {
	sandboxtest.EveryBehaviour(t, "iot", newWorld, loginSamples, refreshSamples, gateSamples, tlsSamples)
}

// tokens is what a login or refresh gave.
type tokens struct{ Access, Refresh string }

// expect makes one call, checks its answer and returns the tokens that were issued, the access token first.
func (w *world) expect(method, path string, headers map[string]string, sent string, status int, body string) tokens {
	w.T.Helper()
	issued := append(w.Expect(method, path, headers, sent, sandboxtest.Status(status), body), "", "")
	return tokens{Access: issued[0], Refresh: issued[1]}
}

const formType = "application/x-www-form-urlencoded"

// login logs in with an id and a secret.
func (w *world) login(id, secret string, status int, body string) tokens {
	w.T.Helper()
	form := url.Values{"appId": {id}, "secret": {secret}}.Encode()
	return w.expect(http.MethodPost, loginPath, map[string]string{"Content-Type": formType}, form, status, body)
}

// ownLogin logs in as the world's application.
func (w *world) ownLogin() tokens {
	w.T.Helper()
	return w.login(w.app.AppID, w.app.Secret, 200, loggedIn)
}

func (w *world) postJSON(path, sent string, status int, body string) tokens {
	w.T.Helper()
	return w.expect(http.MethodPost, path, map[string]string{"Content-Type": "application/json"}, sent, status, body)
}

// refresh asks for a new token.
func (w *world) refresh(id, secret, token string, status int, body string) tokens {
	w.T.Helper()
	return w.postJSON(refreshPath, `{"appId":"`+id+`","secret":"`+secret+`","refreshToken":"`+token+`"}`, status, body)
}

func (w *world) ownRefresh(token string, status int, body string) tokens {
	w.T.Helper()
	return w.refresh(w.app.AppID, w.app.Secret, token, status, body)
}

func (w *world) logout(token string, status int, body string) {
	w.T.Helper()
	w.postJSON(logoutPath, `{"accessToken":"`+token+`"}`, status, body)
}

// get makes a later call with a token of the world's application.
func (w *world) get(path, token string, status int, body string) {
	w.T.Helper()
	w.expect(http.MethodGet, path, map[string]string{"app_key": w.app.AppID, "Authorization": "Bearer " + token}, "", status, body)
}

func (w *world) alive(token string) {
	w.T.Helper()
	w.get(devicesPath, token, 200, noDevices)
	if !w.IoTTokenLives(w.T, token) {
		w.T.Error("the console says that the token is dead")
	}
}

func (w *world) dead(token string) {
	w.T.Helper()
	w.get(devicesPath, token, 403, deadToken)
	if w.IoTTokenLives(w.T, token) {
		w.T.Error("the console says that the token lives")
	}
}
