package iotroom_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/rooms/iotroom"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

func TestConsoleRefusesWhatCannotBe(t *testing.T) {
	w := newWorld(t)
	w.Refuses("id taken", "POST", "/iot/applications", map[string]any{"app_id": w.app.AppID}, 409, "exists")
	w.Refuses("field unknown", "POST", "/iot/applications", map[string]any{"id": "x"}, 400, "id")
	w.Refuses("application unknown", "POST", "/iot/applications/none/freeze", nil, 404, "none")
	w.Refuses("secret of none", "POST", "/iot/applications/none/reset-secret", nil, 404, "none")
	w.Refuses("login of none", "POST", "/iot/applications/none/login", nil, 404, "none")
	w.Refuses("device not object", "PUT", "/iot/applications/"+w.app.AppID+"/devices", map[string]any{"devices": []any{1}}, 400, "device 1")
	w.Refuses("refusal of no call", "POST", "/iot/refusals", map[string]any{"call": "x", "code": "50252"}, 400, "call")
	w.Refuses("refusal code", "POST", "/iot/refusals", map[string]any{"call": "login", "code": "1"}, 400, "status")
	w.Refuses("refusal times", "POST", "/iot/refusals", map[string]any{"call": "login", "code": "50252", "times": -1}, 400, "times")
	w.Refuses("switch unknown", "POST", "/iot/switches", map[string]any{"nothing": true}, 400, "nothing")
	w.Refuses("switch lifetime", "POST", "/iot/switches", map[string]any{"access_token_lifetime": "10ms"}, 400, "access_token_lifetime")
	w.Refuses("switch refresh", "POST", "/iot/switches", map[string]any{"refresh_token_lifetime": "a day"}, 400, "refresh_token_lifetime")
	w.Refuses("switch type", "POST", "/iot/switches", map[string]any{"token_type": "MAC"}, 400, "token_type")
	w.Refuses("switch frozen", "POST", "/iot/switches", map[string]any{"frozen_code": "1"}, 400, "frozen_code")
	w.Refuses("switch logout", "POST", "/iot/switches", map[string]any{"dead_logout": "1"}, 400, "dead_logout")
	w.Refuses("switch throttle", "POST", "/iot/switches", map[string]any{"throttle_limit": -1}, 400, "throttle_limit")
	w.ownLogin()
}

func TestConsoleShowsSecretsAndTokensOnce(t *testing.T) {
	w := newWorld(t)
	issued := w.ownLogin()
	for _, path := range []string{"/iot/applications", "/iot/applications/" + w.app.AppID, "/iot/refusals", "/iot/switches"} {
		w.Hides(path, map[string]string{"the secret": w.app.Secret, "a token": issued.Access, "a refresh token": issued.Refresh})
	}
	body := w.Shown("/iot/applications")
	for _, fact := range []string{w.app.AppID, `"live_access_token": true`, `"live_refresh_tokens": 1`, `"expires_at"`} {
		if !strings.Contains(body, fact) {
			t.Errorf("the list lacks %s: %s", fact, body)
		}
	}
}

func TestTLSNeedsAServedSandbox(t *testing.T) {
	clock := harness.NewClock(nil)
	room := iotroom.New(clock)
	simulator, err := harness.NewSimulator(clock, room)
	if err != nil {
		t.Fatal(err)
	}
	answer := httptest.NewRecorder()
	simulator.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "/console/iot/tls", nil))
	if answer.Code != http.StatusConflict {
		t.Errorf("status %d %s", answer.Code, answer.Body)
	}
	if err := room.Close(); err != nil {
		t.Errorf("close without listeners: %v", err)
	}
}

func TestResetForgetsApplicationsAndKeepsTheListeners(t *testing.T) {
	w := newWorld(t)
	before := w.IoTTLS(t)
	issued := w.ownLogin()
	w.Set("numeric_codes", true)
	w.RefuseIoTCalls(t, sandboxtest.IoTRefusal{Call: "login", Code: "50252"})
	w.Reset(t)
	w.login(w.app.AppID, w.app.Secret, 401, wrongSecret)
	w.PutIoTApplication(t, w.app)
	w.dead(issued.Access)
	if after := w.IoTTLS(t); after != before {
		t.Error("the listeners or certificates changed")
	}
	w.over(before.OneWay, w.trusting())
	w.ownLogin()
}

// However many log in at the same time, one token is valid afterwards.
func TestConcurrentLoginsLeaveOneToken(t *testing.T) {
	w := newWorld(t)
	var mu sync.Mutex
	var all []tokens
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 4 {
				issued := w.ownLogin()
				mu.Lock()
				all = append(all, issued)
				mu.Unlock()
				w.Send(http.MethodGet, devicesPath, map[string]string{"app_key": w.app.AppID, "Authorization": "Bearer " + issued.Access}, "")
			}
		})
		wg.Go(func() {
			w.Set("token_type", "Bearer ")
			w.LiveIoTTokens(t, w.app.AppID)
			other := w.CreateIoTApplication(t)
			w.LoginIoTApplication(t, other.AppID)
			w.DeleteIoTApplication(t, other.AppID)
		})
	}
	wg.Wait()
	live := 0
	for _, issued := range all {
		if w.IoTTokenLives(t, issued.Access) {
			live++
		}
	}
	if access, refresh := w.LiveIoTTokens(t, w.app.AppID); live != 1 || !access || refresh != 1 {
		t.Errorf("%d of %d access tokens live, the console says %v and %d refresh tokens", live, len(all), access, refresh)
	}
}

// A refresh token is exchanged once, however many try.
func TestOneRefreshTokenIsExchangedOnce(t *testing.T) {
	w := newWorld(t)
	issued := w.ownLogin()
	var mu sync.Mutex
	answers := map[int]int{}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			resp, _ := w.Send(http.MethodPost, refreshPath, nil,
				`{"appId":"`+w.app.AppID+`","secret":"`+w.app.Secret+`","refreshToken":"`+issued.Refresh+`"}`)
			mu.Lock()
			defer mu.Unlock()
			answers[resp.StatusCode]++
		})
	}
	wg.Wait()
	if answers[200] != 1 || answers[401] != 7 {
		t.Errorf("answers by status %v", answers)
	}
}

func TestJournalHoldsNoSecretOfThePlatform(t *testing.T) {
	w := newWorld(t)
	side := w.IoTTLS(t)
	w.over(side.TwoWay, w.presenting(side.ClientCertificate, side.ClientKey))
	first := w.ownLogin()
	second := w.ownRefresh(first.Refresh, 200, refreshed)
	w.alive(second.Access)
	w.logout(second.Access, 204, "")
	w.Hides("/journal", map[string]string{
		"the secret": w.app.Secret, "an access token": first.Access, "another access token": second.Access,
		"a refresh token": first.Refresh, "another refresh token": second.Refresh,
		"a certificate": "CERTIFICATE", "a key": "PRIVATE KEY",
	})
	entries := w.Journal(t, "", "/iot/*")
	if len(entries) != 4 {
		t.Fatalf("%d requests are journaled, want 4", len(entries))
	}
	for _, entry := range entries {
		if entry.Notes["application"] != w.app.AppID || entry.Notes["tls"] != "two_way" {
			t.Errorf("%s %s is journaled with %v", entry.Method, entry.Path, entry.Notes)
		}
	}
}

func BenchmarkStart(b *testing.B) {
	for b.Loop() {
		clock := harness.NewClock(nil)
		room := iotroom.New(clock)
		simulator, err := harness.NewSimulator(clock, room)
		if err != nil {
			b.Fatal(err)
		}
		if err := room.Open(simulator.Vendor); err != nil {
			b.Fatal(err)
		}
		if err := room.Close(); err != nil {
			b.Fatal(err)
		}
	}
}
