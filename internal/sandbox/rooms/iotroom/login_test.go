package iotroom_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

var loginSamples = map[string]func(*world){
	"login": func(w *world) {
		w.alive(w.ownLogin().Access)
		odd := w.PutIoTApplication(w.T, sandboxtest.IoTApplication{AppID: "a b+c&d", Secret: "p=w%"})
		w.login(odd.AppID, odd.Secret, 200, loggedIn)
	},
	"login-capital": func(w *world) {
		form := url.Values{"appId": {w.app.AppID}, "Secret": {w.app.Secret}}.Encode()
		w.expect(http.MethodPost, loginPath, map[string]string{"Content-Type": formType + "; charset=UTF-8"}, form, 200, loggedIn)
	},
	"login-ends-previous": func(w *world) {
		other := w.CreateIoTApplication(w.T)
		foreign := w.login(other.AppID, other.Secret, 200, loggedIn)
		first := w.ownLogin()
		w.alive(first.Access)
		second := w.ownLogin()
		w.dead(first.Access)
		w.alive(second.Access)
		if !w.IoTTokenLives(w.T, foreign.Access) {
			w.T.Error("a login ended the token of another application")
		}
		third, _ := w.LoginIoTApplication(w.T, w.app.AppID)
		w.dead(second.Access)
		w.alive(third)
	},
	"login-ends-refresh": func(w *world) {
		first := w.ownLogin()
		w.ownLogin()
		w.ownRefresh(first.Refresh, 401, wrongSecret)
		w.Set("login_keeps_refresh_tokens", true)
		second := w.ownLogin()
		third := w.ownLogin()
		fourth := w.ownRefresh(second.Refresh, 200, refreshed)
		w.dead(third.Access)
		w.alive(fourth.Access)
	},
	"login-missing": func(w *world) {
		for _, form := range []string{"", "appId=" + w.app.AppID, "secret=x", "appId=&secret=x", "appId=x&secret=", "appId=%zz&secret=x"} {
			w.expect(http.MethodPost, loginPath, map[string]string{"Content-Type": formType}, form, 400, missing)
		}
		w.postJSON(loginPath, `{"appId":"`+w.app.AppID+`","secret":"`+w.app.Secret+`"}`, 400, missing)
	},
	"login-wrong": func(w *world) {
		first := w.ownLogin()
		w.login(w.app.AppID, "wrong", 401, wrongSecret)
		w.login("nobody", w.app.Secret, 401, wrongSecret)
		w.alive(first.Access)
	},
	"frozen": func(w *world) {
		issued := w.ownLogin()
		w.FreezeIoTApplication(w.T, w.app.AppID)
		w.login(w.app.AppID, w.app.Secret, 400, frozen)
		w.login(w.app.AppID, "wrong", 401, wrongSecret)
		w.ownRefresh(issued.Refresh, 400, frozen)
		w.Set("frozen_code", "100449")
		const freezed = `{"error_code":"100449","error_desc":"The device is freezed cant operate."}`
		w.login(w.app.AppID, w.app.Secret, 400, freezed)
		w.ownRefresh(issued.Refresh, 400, freezed)
		w.UnfreezeIoTApplication(w.T, w.app.AppID)
		w.ownRefresh(issued.Refresh, 200, refreshed)
	},
	"frozen-token-lives": func(w *world) {
		issued := w.ownLogin()
		w.FreezeIoTApplication(w.T, w.app.AppID)
		w.alive(issued.Access)
		w.logout(issued.Access, 204, "")
		w.dead(issued.Access)
	},
	"token-form": func(w *world) {
		issued := w.ownLogin()
		form := regexp.MustCompile(`^[0-9a-f]{28,32}$`)
		if !form.MatchString(issued.Access) || !form.MatchString(issued.Refresh) || issued.Access == issued.Refresh {
			w.T.Error("the tokens are not two of 28 to 32 hex digits")
		}
	},
	"token-lifetime": func(w *world) {
		issued := w.ownLogin()
		w.AdvanceClock(w.T, 59*time.Minute)
		w.alive(issued.Access)
		w.AdvanceClock(w.T, 2*time.Minute)
		w.dead(issued.Access)
		w.SetIoTLifetimes(w.T, 90*time.Second, time.Hour)
		issued = w.login(w.app.AppID, w.app.Secret, 200, strings.Replace(loggedIn, "3600", "90", 1))
		w.alive(issued.Access)
		w.AdvanceClock(w.T, 91*time.Second)
		w.dead(issued.Access)
	},
	"token-type": func(w *world) {
		for _, tokenType := range []string{"Bearer", "bearer"} {
			w.Set("token_type", tokenType)
			issued := w.login(w.app.AppID, w.app.Secret, 200, strings.Replace(loggedIn, "Bearer ", tokenType, 1))
			w.ownRefresh(issued.Refresh, 200, strings.Replace(refreshed, "Bearer ", tokenType, 1))
		}
	},
	"no-refresh-token": func(w *world) {
		w.Set("no_refresh_token", true)
		w.login(w.app.AppID, w.app.Secret, 200, strings.Replace(loggedIn, `"refreshToken":"<token>"`, `"refreshToken":null`, 1))
		if access, refresh := w.LiveIoTTokens(w.T, w.app.AppID); !access || refresh != 0 {
			w.T.Errorf("live: %v, %d refresh tokens", access, refresh)
		}
	},
	"logout": func(w *world) {
		issued := w.ownLogin()
		w.logout(issued.Access, 204, "")
		w.dead(issued.Access)
	},
	"logout-ends-refresh": func(w *world) {
		issued := w.ownLogin()
		w.logout(issued.Access, 204, "")
		w.ownRefresh(issued.Refresh, 401, wrongSecret)
	},
	"logout-dead": func(w *world) {
		issued := w.ownLogin()
		w.logout(issued.Access, 204, "")
		live := w.ownLogin()
		w.logout(issued.Access, 403, deadToken)
		w.Set("dead_logout", "100208")
		w.logout(issued.Access, 401, wrongSecret)
		w.Set("dead_logout", "204")
		w.logout(issued.Access, 204, "")
		w.alive(live.Access)
	},
	"logout-missing": func(w *world) {
		w.postJSON(logoutPath, `{}`, 400, missing)
		w.postJSON(logoutPath, `{"accessToken":null}`, 400, missing)
		w.postJSON(logoutPath, ``, 400, invalidBody)
		w.postJSON(logoutPath, `{"accessToken":7}`, 400, invalidBody)
	},
}
