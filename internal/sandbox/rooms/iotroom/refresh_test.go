package iotroom_test

import (
	"net/http"
	"strings"
	"time"
)

var refreshSamples = map[string]func(*world){
	"refresh": func(w *world) {
		first := w.ownLogin()
		second := w.ownRefresh(first.Refresh, 200, refreshed)
		w.dead(first.Access)
		w.alive(second.Access)
	},
	"refresh-rotates": func(w *world) {
		first := w.ownLogin()
		second := w.ownRefresh(first.Refresh, 200, refreshed)
		w.ownRefresh(first.Refresh, 401, wrongSecret)
		w.alive(second.Access)
		w.Set("refresh_keeps_refresh_token", true)
		third := w.ownRefresh(second.Refresh, 200, refreshed)
		if third.Refresh != second.Refresh {
			w.T.Error("with the switch the refresh token changed")
		}
		fourth := w.ownRefresh(third.Refresh, 200, refreshed)
		w.dead(third.Access)
		w.alive(fourth.Access)
		if _, refresh := w.LiveIoTTokens(w.T, w.app.AppID); refresh != 1 {
			w.T.Errorf("%d refresh tokens live", refresh)
		}
	},
	"refresh-after-expiry": func(w *world) {
		issued := w.ownLogin()
		w.AdvanceClock(w.T, 2*time.Hour)
		w.dead(issued.Access)
		w.alive(w.ownRefresh(issued.Refresh, 200, refreshed).Access)
		issued = w.ownLogin()
		w.ExpireIoTToken(w.T, w.app.AppID)
		w.dead(issued.Access)
		w.ownRefresh(issued.Refresh, 200, refreshed)
	},
	"refresh-lifetime": func(w *world) {
		issued := w.ownLogin()
		w.AdvanceClock(w.T, 30*24*time.Hour-time.Minute)
		issued = w.ownRefresh(issued.Refresh, 200, refreshed)
		w.AdvanceClock(w.T, 30*24*time.Hour+time.Minute)
		w.ownRefresh(issued.Refresh, 401, wrongSecret)
		w.SetIoTLifetimes(w.T, time.Hour, 24*time.Hour)
		issued = w.ownLogin()
		w.AdvanceClock(w.T, 25*time.Hour)
		w.ownRefresh(issued.Refresh, 401, wrongSecret)
	},
	"refresh-wrong": func(w *world) {
		issued := w.ownLogin()
		other := w.CreateIoTApplication(w.T)
		w.refresh(w.app.AppID, "wrong", issued.Refresh, 401, wrongSecret)
		w.refresh("nobody", w.app.Secret, issued.Refresh, 401, wrongSecret)
		w.refresh(other.AppID, other.Secret, issued.Refresh, 401, wrongSecret)
		w.ownRefresh(issued.Access, 401, wrongSecret)
		w.alive(issued.Access)
		w.ExpireIoTTokens(w.T, w.app.AppID)
		w.dead(issued.Access)
		w.ownRefresh(issued.Refresh, 401, wrongSecret)
	},
	"refresh-missing": func(w *world) {
		for _, sent := range []string{`{}`, `{"appId":"a","secret":"s"}`, `{"appId":"a","refreshToken":"r"}`, `{"secret":"s","refreshToken":"r"}`, `{"appId":"a","secret":"s","refreshToken":null}`} {
			w.postJSON(refreshPath, sent, 400, missing)
		}
		for _, sent := range []string{``, `appId=a`, `[]`, `{"appId":1,"secret":"s","refreshToken":"r"}`} {
			w.postJSON(refreshPath, sent, 400, invalidBody)
		}
	},
	"declared-json": func(w *world) {
		undeclared := map[string]string{"Content-Type": "text/plain"}
		w.expect(http.MethodPost, refreshPath, undeclared, `{}`, 400, missing)
		w.expect(http.MethodPost, logoutPath, undeclared, `{}`, 400, missing)
		w.Set("declared_json", true)
		w.expect(http.MethodPost, refreshPath, undeclared, `{}`, 400, invalidBody)
		w.expect(http.MethodPost, logoutPath, undeclared, `{}`, 400, invalidBody)
		w.expect(http.MethodPost, logoutPath, map[string]string{"Content-Type": "application/json;charset=utf-8"}, `{}`, 400, missing)
	},
	"long-text": func(w *world) {
		longest := strings.Repeat("ü", 256)
		w.ownRefresh(longest+"x", 401, wrongSecret)
		w.logout(longest+"x", 403, deadToken)
		w.Set("long_text_malformed", true)
		w.ownRefresh(longest+"x", 400, invalidBody)
		w.refresh(longest+"x", "s", "r", 400, invalidBody)
		w.logout(longest+"x", 400, invalidBody)
		w.ownRefresh(longest, 401, wrongSecret)
		w.logout(longest, 403, deadToken)
	},
}
