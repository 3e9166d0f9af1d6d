package iotapi_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/iot/iotapi"
)

func TestLoginSendsAFormAndReadsEveryKnownShape(t *testing.T) {
	t.Parallel()
	full := iotapi.Token{Access: "85fe3222f362e3b6e943e483bd9c6f9b", Refresh: "1a2b3c4d5e6f708192a3b4c5d6e7f809",
		Type: "Bearer", Scope: "default", Lifetime: time.Hour, ExpiresAt: noon.Add(time.Hour)}
	bare := iotapi.Token{Access: "85fe3222f362e3b6e943e483bd9c6f9b", Type: "bearer", Scope: "default",
		Lifetime: 2 * time.Hour, ExpiresAt: noon.Add(2 * time.Hour)}
	silent := iotapi.Token{Access: "85fe3222f362e3b6e943e483bd9c6f9b", Lifetime: time.Hour, ExpiresAt: noon.Add(time.Hour)}
	for _, sample := range []struct {
		name, body string
		want       iotapi.Token
	}{
		{"trailing space in tokenType", grantSample, full},
		{"null refreshToken, lifetime as a string", `{"accessToken":"85fe3222f362e3b6e943e483bd9c6f9b","tokenType":"bearer",` +
			`"expiresIn":"7200","refreshToken":null,"scope":"default"}`, bare},
		{"nothing but the token", `{"accessToken":"85fe3222f362e3b6e943e483bd9c6f9b"}`, silent},
	} {
		t.Run(sample.name, func(t *testing.T) {
			t.Parallel()
			p, client := start(t, map[string][]answer{loginPath: {{200, sample.body}}})
			token, err := client.Login(t.Context(), iotapi.Application{ID: "an app", Secret: "a+b&c"})
			if err != nil {
				t.Fatal(err)
			}
			if token != sample.want {
				t.Errorf("token %+v, expected %+v", token, sample.want)
			}
			sent := p.seen[0]
			if sent.method != "POST" || sent.path != loginPath || sent.body != "appId=an+app&secret=a%2Bb%26c" {
				t.Errorf("sent %s %s %s", sent.method, sent.path, sent.body)
			}
			if got := sent.header.Get("Content-Type"); got != "application/x-www-form-urlencoded" {
				t.Errorf("Content-Type %s", got)
			}
			if sent.header.Get("Authorization") != "" {
				t.Error("a login carries an Authorization header")
			}
		})
	}
}

func TestRefreshSendsJSON(t *testing.T) {
	t.Parallel()
	p, client := start(t, nil)
	if _, err := client.Refresh(t.Context(), app, "old"); err != nil {
		t.Fatal(err)
	}
	sent := p.seen[0]
	if want := `{"appId":"` + app.ID + `","refreshToken":"old","secret":"` + app.Secret + `"}`; sent.body != want || sent.path != refreshPath {
		t.Errorf("sent %s %s", sent.path, sent.body)
	}
	if got := sent.header.Get("Content-Type"); got != "application/json" {
		t.Errorf("Content-Type %s", got)
	}
}

func TestLaterCallsNameTheApplicationAndCarryTheToken(t *testing.T) {
	t.Parallel()
	p, client := start(t, nil)
	if err := client.Check(t.Context(), app.ID, "t0ken"); err != nil {
		t.Fatal(err)
	}
	if _, err := client.Logout(t.Context(), app.ID, "t0ken"); err != nil {
		t.Fatal(err)
	}
	for _, sent := range p.seen {
		if sent.header.Get("app_key") != app.ID || sent.header.Get("Authorization") != "Bearer t0ken" || sent.header.Get("Content-Type") != "application/json" {
			t.Errorf("%s has headers %v", sent.path, sent.header)
		}
	}
	if check := p.seen[0]; check.method != "GET" || check.path != devicesPath || check.query != "pageNo=0&pageSize=1" {
		t.Errorf("checked by %s %s?%s", check.method, check.path, check.query)
	}
	if logout := p.seen[1]; logout.method != "POST" || logout.path != logoutPath || logout.body != `{"accessToken":"t0ken"}` {
		t.Errorf("logged out by %s %s %s", logout.method, logout.path, logout.body)
	}
}

func TestPlatformWithoutDevicesAcceptsTheToken(t *testing.T) {
	t.Parallel()
	_, client := start(t, map[string][]answer{devicesPath: {{200, `{"totalCount":0,"pageNo":0,"pageSize":1,"devices":[]}`}}})
	if err := client.Check(t.Context(), app.ID, "t0ken"); err != nil {
		t.Error(err)
	}
}

func TestLogoutOfADeadTokenIsDone(t *testing.T) {
	t.Parallel()
	for sample, want := range map[answer]bool{{204, ""}: false, {200, ""}: false, {200, "{}"}: false, {403, deadTokenSample}: true,
		{401, `{"error_code":"100208","error_desc":"AppId or secret is not right."}`}: true} {
		_, client := start(t, map[string][]answer{logoutPath: {sample}})
		if dead, err := client.Logout(t.Context(), app.ID, "t0ken"); err != nil || dead != want {
			t.Errorf("%+v: dead %v, %v", sample, dead, err)
		}
	}
}

func TestLoginsOfOneApplicationWaitForEachOtherAndThoseOfTwoDoNot(t *testing.T) {
	t.Parallel()
	arrived, release := make(chan string, 3), make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		arrived <- r.FormValue("secret")
		if r.FormValue("secret") == "first" {
			<-release
		}
		_, _ = io.WriteString(w, grantSample)
	}))
	t.Cleanup(server.Close)
	client := newClient(t, server.URL, iotapi.TLS{})
	first := make(chan error, 1)
	go func() {
		_, err := client.Login(t.Context(), iotapi.Application{ID: "shared", Secret: "first"})
		first <- err
	}()
	<-arrived
	// Another application does not wait.
	if _, err := client.Login(t.Context(), iotapi.Application{ID: "another", Secret: "another"}); err != nil {
		t.Error(err)
	}
	<-arrived
	// The same one waits, and stops waiting when it is interrupted.
	short, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	_, err := client.Login(short, iotapi.Application{ID: "shared", Secret: "second"})
	if err == nil || !strings.Contains(err.Error(), "while another login of the application was under way") {
		t.Errorf("a second login of the application says %v", err)
	}
	close(release)
	if err := <-first; err != nil {
		t.Error(err)
	}
	if _, err := client.Login(t.Context(), iotapi.Application{ID: "shared", Secret: "third"}); err != nil {
		t.Errorf("the turn was not given back: %v", err)
	}
	if secret := <-arrived; secret != "third" {
		t.Errorf("the %s login reached the platform", secret)
	}
}
