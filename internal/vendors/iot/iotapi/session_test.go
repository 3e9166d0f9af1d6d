package iotapi_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/iot/iotapi"
)

func grant(token string, expiresIn int) answer {
	return answer{200, fmt.Sprintf(`{"accessToken":%q,"expiresIn":%d,"refreshToken":"r-%s","tokenType":"bearer","scope":"default"}`, token, expiresIn, token)}
}

func TestSessionLogsInOnceAndOutOnceForAllWhoJoin(t *testing.T) {
	t.Parallel()
	p, client := start(t, nil)
	const users = 10
	var all sync.WaitGroup
	for range users {
		all.Go(func() {
			if _, err := client.Session(app).Join(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if _, err := client.Session(iotapi.Application{ID: app.ID, Secret: "another"}).Join(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := p.calls(loginPath); got != 2 {
		t.Errorf("%d logins, expected one for each secret", got)
	}
	for i := range users {
		if got := p.calls(logoutPath); got != 0 {
			t.Fatalf("%d logouts after %d of %d had left", got, i, users)
		}
		if err := client.Session(app).Leave(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if got := p.calls(logoutPath); got != 1 {
		t.Errorf("%d logouts", got)
	}
}

func TestSessionNearItsEndIsLoggedInAgainForWhoJoinsLater(t *testing.T) {
	t.Parallel()
	p, client := start(t, map[string][]answer{loginPath: {grant("first", 30), grant("second", 3600)}})
	session := client.Session(app)
	for _, want := range []string{"first", "second", "second"} {
		token, err := session.Join(t.Context())
		if err != nil || token.Access != want {
			t.Fatalf("joined with %q, %v; expected %q", token.Access, err, want)
		}
	}
	if got := p.calls(loginPath); got != 2 {
		t.Errorf("%d logins", got)
	}
}

func TestSessionIsResumedByRefreshTokenOnlyWhereNobodyHoldsIt(t *testing.T) {
	t.Parallel()
	p, client := start(t, map[string][]answer{refreshPath: {grant("refreshed", 3600)}})
	session := client.Session(app)
	for range 2 {
		if token, err := session.Resume(t.Context(), "old"); err != nil || token.Access != "refreshed" || token.Refresh != "r-refreshed" {
			t.Fatalf("resumed with %+v, %v", token, err)
		}
	}
	if token, err := session.Join(t.Context()); err != nil || token.Access != "refreshed" {
		t.Fatalf("joined with %+v, %v", token, err)
	}
	if refreshes, logins := p.calls(refreshPath), p.calls(loginPath); refreshes != 1 || logins != 0 {
		t.Errorf("%d refreshes and %d logins", refreshes, logins)
	}
}

func TestVerificationLogsOutAgain(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name           string
		samples        map[string][]answer
		kind           vendorhttp.Kind
		symptom        string
		logins, logout int
	}{
		{"accepted", nil, 0, "", 1, 1},
		{"wrong secret", map[string][]answer{loginPath: {{401, `{"error_code":"100208","error_desc":"AppId or secret is not right."}`}}},
			vendorhttp.KindRejected, "100208", 1, 0},
		{"not authorized", map[string][]answer{devicesPath: {{200, `{"error_code":"100217","error_desc":"The application hasn't been authorized."}`}}},
			vendorhttp.KindDenied, "100217", 1, 1},
		{"throttled", map[string][]answer{devicesPath: {{403, `{"resultcode":"1010009","resultmsg":"app throttle exceed."}`}}},
			vendorhttp.KindThrottled, "1010009", 1, 1},
		{"another login came between", map[string][]answer{devicesPath: {{403, deadTokenSample}, {200, devicesSample}},
			loginPath: {grant("first", 3600), grant("second", 3600)}}, 0, "", 2, 1},
		{"another login comes between again", map[string][]answer{devicesPath: {{403, deadTokenSample}},
			loginPath: {grant("first", 3600), grant("second", 3600)}}, vendorhttp.KindUnexpected, iotapi.SymptomOvertaken, 2, 1},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			p, client := start(t, row.samples)
			leftover, err := client.Session(app).Verify(t.Context())
			if leftover != nil {
				t.Errorf("left behind: %v", leftover)
			}
			if row.symptom == "" && err != nil || row.symptom != "" && (!vendorhttp.HasSymptom(err, row.symptom) || vendorhttp.KindOf(err) != row.kind) {
				t.Errorf("the verification says %v", err)
			}
			if logins, logouts := p.calls(loginPath), p.calls(logoutPath); logins != row.logins || logouts != row.logout {
				t.Errorf("%d logins and %d logouts, expected %d and %d", logins, logouts, row.logins, row.logout)
			}
		})
	}
}

func TestVerificationSaysWhatItCouldNotLogOut(t *testing.T) {
	t.Parallel()
	_, client := start(t, map[string][]answer{logoutPath: {{404, "<html>"}}})
	leftover, err := client.Session(app).Verify(t.Context())
	if err != nil || !vendorhttp.HasSymptom(leftover, iotapi.SymptomNoLogout) {
		t.Errorf("leftover %v, error %v", leftover, err)
	}
}

func TestInterruptedVerificationAwaitsItsLoginAndLogsOut(t *testing.T) {
	t.Parallel()
	interrupted, interrupt := context.WithCancel(t.Context())
	p := &platform{samples: working()}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == loginPath {
			interrupt()
		}
		p.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	leftover, err := newClient(t, server.URL, iotapi.TLS{}).Session(app).Verify(interrupted)
	if leftover != nil || err == nil {
		t.Errorf("leftover %v, error %v", leftover, err)
	}
	if logins, logouts := p.calls(loginPath), p.calls(logoutPath); logins != 1 || logouts != 1 {
		t.Errorf("%d logins and %d logouts", logins, logouts)
	}
}

func TestVerificationUsesTheLoginThatSomebodyHolds(t *testing.T) {
	t.Parallel()
	p, client := start(t, nil)
	session := client.Session(app)
	if _, err := session.Join(t.Context()); err != nil {
		t.Fatal(err)
	}
	if leftover, err := session.Verify(t.Context()); err != nil || leftover != nil {
		t.Fatalf("%v, %v", leftover, err)
	}
	if logins, checks, logouts := p.calls(loginPath), p.calls(devicesPath), p.calls(logoutPath); logins != 1 || checks != 1 || logouts != 0 {
		t.Errorf("%d logins, %d checks, %d logouts", logins, checks, logouts)
	}
}

func TestTokenEndsWhenThePlatformSaysCountedFromTheRequest(t *testing.T) {
	t.Parallel()
	_, client := start(t, map[string][]answer{loginPath: {grant("short", 90)}})
	token, err := client.Login(t.Context(), app)
	if err != nil || !token.ExpiresAt.Equal(noon.Add(90*time.Second)) || token.Lifetime != 90*time.Second {
		t.Errorf("%+v, %v", token, err)
	}
}
