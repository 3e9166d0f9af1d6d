package amazonroom_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

func TestSecretsAreGivenOnce(t *testing.T) {
	w := newWorld(t)
	rotated := w.RotateAmazonSecret(t, w.profile.ClientID, true)
	for _, path := range []string{"/amazon/profiles", "/amazon/profiles/" + w.profile.ClientID} {
		w.Hides(path, map[string]string{"the first secret": w.profile.ClientSecret, "the rotated secret": rotated})
	}
}

func TestConsoleShowsWhatIsAttachedNow(t *testing.T) {
	w := newWorld(t)
	shown := func(want ...string) {
		t.Helper()
		var out struct {
			Scopes []string `json:"scopes"`
		}
		w.Console(t, http.MethodGet, "/amazon/profiles/"+w.profile.ClientID, nil, &out)
		if strings.Join(out.Scopes, " ") != strings.Join(want, " ") {
			t.Errorf("attached %v, want %v", out.Scopes, want)
		}
	}
	shown(submission)
	w.Set("attach_delay", "1m")
	w.AttachAmazonProfile(t, w.profile.ClientID, "reporting")
	shown(submission)
	w.AdvanceClock(t, time.Minute)
	shown(reporting, submission)
	w.DetachAmazonProfile(t, w.profile.ClientID, "app_submission")
	shown(reporting)
}

func TestConsoleRefusesWhatTheVendorWould(t *testing.T) {
	w := newWorld(t)
	app := w.AddAmazonApp(t, sandboxtest.AmazonApp{})
	profiles, apps, one := "/amazon/profiles", "/amazon/apps", "/amazon/profiles/"+w.profile.ClientID
	w.Refuses("client id's form", "POST", profiles, map[string]any{"client_id": "abc"}, 400, "32 hex")
	w.Refuses("client id taken", "POST", profiles, map[string]any{"client_id": w.profile.ClientID}, 409, "exists")
	w.Refuses("secret's form", "POST", profiles, map[string]any{"secret_form": "x"}, 400, "secret_form")
	w.Refuses("api unknown", "POST", profiles, map[string]any{"apis": []string{"ads"}}, 400, "reporting")
	w.Refuses("profile unknown", "DELETE", profiles+"/x", nil, 404, "security profile")
	w.Refuses("attach to nothing", "POST", one+"/attach", nil, 400, "api")
	w.Refuses("attach to two things", "POST", one+"/attach", map[string]any{"api": "reporting", "scope": "x"}, 400, "api")
	w.Refuses("attach no one", "POST", profiles+"/x/attach", map[string]any{"api": "reporting"}, 404, "security profile")
	w.Refuses("rotate's form", "POST", one+"/rotate", map[string]any{"secret_form": "x"}, 400, "secret_form")
	w.Refuses("rotate no one", "POST", profiles+"/x/rotate", nil, 404, "security profile")
	w.Refuses("app id's form", "POST", apps, map[string]any{"app_id": "com.example"}, 400, "mobileapp")
	w.Refuses("app taken", "POST", apps, map[string]any{"app_id": app}, 409, "exists")
	w.Refuses("app state", "POST", apps, map[string]any{"state": "x"}, 400, "suppressed")
	w.Refuses("listing no object", "POST", apps, map[string]any{"listings": map[string]any{"en-US": 1}}, 400, "en-US")
	w.Refuses("details no object", "POST", apps, map[string]any{"details": 1}, 400, "details")
	w.Refuses("APK without id", "POST", apps, map[string]any{"apks": []any{map[string]any{}}}, 400, "APK 1")
	w.Refuses("app unknown", "PUT", apps+"/x/state", map[string]any{"state": "published"}, 404, "no app")
	w.Refuses("state unknown", "PUT", apps+"/"+app+"/state", map[string]any{"state": "x"}, 400, "state")
	w.Refuses("no edit to submit", "POST", apps+"/"+app+"/edit/submit", nil, 409, "no edit")
	w.Refuses("switch unknown", "POST", "/amazon/switches", map[string]any{"nothing": true}, 400, "nothing")
	w.Refuses("switch status", "POST", "/amazon/switches", map[string]any{"gateway_status": 200}, 400, "gateway_status")
	w.Refuses("switch tokeninfo", "POST", "/amazon/switches", map[string]any{"tokeninfo": "x"}, 400, "tokeninfo")
	w.Refuses("switch token type", "POST", "/amazon/switches", map[string]any{"token_type": "mac"}, 400, "token_type")
	w.Refuses("switch delay", "POST", "/amazon/switches", map[string]any{"attach_delay": "-1s"}, 400, "not below")
	w.Refuses("switch no duration", "POST", "/amazon/switches", map[string]any{"attach_delay": "soon"}, 400, "duration")
	w.OpenAmazonEdit(t, app, "")
	if status, _ := w.TryConsole(t, http.MethodPost, apps+"/"+app+"/edit", nil); status != http.StatusConflict {
		t.Errorf("a second edit: %d", status)
	}
}

func TestDurationsOfSwitchesAreText(t *testing.T) {
	w := newWorld(t)
	w.Set("detach_delay", "90s")
	var out map[string]any
	w.Console(t, http.MethodGet, "/amazon/switches", nil, &out)
	if out["detach_delay"] != "1m30s" || out["attach_delay"] != "0s" {
		t.Errorf("delays %v and %v", out["detach_delay"], out["attach_delay"])
	}
}

func TestResetReturnsToAnEmptyAccount(t *testing.T) {
	w := newWorld(t)
	token, app := w.token(), w.published()
	w.Set("gateway_status", 401)
	w.Reset(t)
	w.mint(w.form(submission), 401, invalidClient)
	w.call("GET", appsPath+app+"/edits", token, "", "", 403, notAuthorized)
	w.profile = w.AddAmazonProfile(t, sandboxtest.AmazonProfile{ClientID: w.profile.ClientID, ClientSecret: w.profile.ClientSecret})
	w.mint(w.form(submission), 400, invalidScope)
	w.AttachAmazonProfile(t, w.profile.ClientID, "app_submission")
	w.get(app+"/edits", 404, noApp)
}

func TestJournalHoldsNoSecretOfTheAccount(t *testing.T) {
	w := newWorld(t)
	app := w.published()
	edit := w.OpenAmazonEdit(t, app, "")
	token := w.token()
	w.call("GET", appsPath+app+"/edits/"+edit+"/listings", token, "", "", 200,
		`{"listings":{"en-US":{"language":"en-US","title":"Example App","fullDescription":"Example App does one thing well.","shortDescription":"Example App","recentChanges":"Fixes","featureBullets":["One thing","Done well"],"keywords":["example"]}}}`)
	w.info(token+"x", 400, invalidToken)
	w.mint(form(w.profile.ClientID, "wrong-secret", submission), 401, invalidClient)
	w.mint(w.form("a-pasted-secret"), 400, invalidScope)
	w.call("GET", appsPath+unknown+"/edits", token, "", "", 404, noApp)
	w.call("GET", appsPath+unknown+"/edits", "Atc|none", "", "", 403, notAuthorized)
	w.Hides("/journal", map[string]string{
		"the secret": w.profile.ClientSecret, "a wrong secret": "wrong-secret", "a secret sent as scope": "a-pasted-secret",
		"the client id": w.profile.ClientID, "the token": token, "the token's end": token[len(token)-40:], "a token's prefix": "Atc|",
	})
	notes := []map[string]string{
		{"api": "app_submission"}, {"edit": "IN_PROGRESS"}, {"error": "invalid_token"}, {"error": "invalid_client"},
		{"api": "other", "error": "invalid_scope"}, {"refused_by": "service"}, {"refused_by": "gateway"},
	}
	entries := w.Journal(t, "", "")
	if len(entries) != len(notes) {
		t.Fatalf("%d entries, want %d", len(entries), len(notes))
	}
	for i, want := range notes {
		got, _ := json.Marshal(entries[i].Notes)
		expected, _ := json.Marshal(want)
		if !bytes.Equal(got, expected) {
			t.Errorf("entry %d is noted %s, want %s", i+1, got, expected)
		}
	}
}

func TestConcurrentCallsAreAllAnswered(t *testing.T) {
	w := newWorld(t)
	app := w.published()
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 4 {
				w.get(app+"/edits", 200, "{}")
				w.info("none", 400, invalidToken)
			}
		})
		wg.Go(func() {
			w.AttachAmazonProfile(t, w.profile.ClientID, "reporting")
			w.DetachAmazonProfile(t, w.profile.ClientID, "reporting")
			other := w.published()
			w.OpenAmazonEdit(t, other, "")
			w.SubmitAmazonEdit(t, other)
		})
	}
	wg.Wait()
	if n := w.Count(t, "POST", tokenPath); n != 32 {
		t.Errorf("the journal has %d token calls, want 32", n)
	}
}
