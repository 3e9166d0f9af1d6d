package amazonroom_test

import (
	"net/url"
	"regexp"
	"strings"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// info asks tokeninfo about a token; ids that the sandbox makes up are not compared.
func (w *world) info(token string, status int, want string) {
	w.T.Helper()
	resp, got := w.Send("GET", infoPath+"?access_token="+url.QueryEscape(token), nil, "")
	for form, name := range map[string]string{
		`"user_id":"amzn1\.account\.[A-Z0-9]{28}"`:    `"user_id":"<user>"`,
		`"app_id":"amzn1\.application\.[0-9a-f]{32}"`: `"app_id":"<app>"`,
	} {
		got = regexp.MustCompile(form).ReplaceAllString(got, name)
	}
	got = strings.ReplaceAll(got, w.profile.ClientID, "<client>")
	w.Equal("tokeninfo", resp, got, sandboxtest.Status(status), want)
}

// noon is the clock's time in the samples that show times.
var noon = time.Date(2026, 9, 1, 12, 0, 0, 0, time.UTC)

// secondsLeft takes the count of seconds out: the clock runs on between the calls.
var secondsLeft = regexp.MustCompile(`"exp":(3599|3600|3598)`)

var tokenInfoSamples = map[string]func(*world){
	"tokeninfo": func(w *world) {
		w.SetClock(w.T, noon)
		token := w.token()
		resp, got := w.Send("GET", infoPath+"?access_token="+url.QueryEscape(token), nil, "")
		if !secondsLeft.MatchString(got) || resp.StatusCode != 200 {
			w.T.Errorf("tokeninfo: %d %s, want about 3600 seconds left", resp.StatusCode, got)
		}
		for _, part := range []string{`{"aud":"` + w.profile.ClientID + `","user_id":"amzn1.account.`, `","iss":"https://www.amazon.com","exp":`, `,"app_id":"amzn1.application.`, `","iat":178826400`} {
			if !strings.Contains(got, part) {
				w.T.Errorf("tokeninfo: %s lacks %s", got, part)
			}
		}
		resp, _ = w.Send("GET", "/lwa/auth/O2/tokeninfo?access_token="+url.QueryEscape(token), nil, "")
		if resp.StatusCode != 200 {
			w.T.Errorf("tokeninfo below O2: %d", resp.StatusCode)
		}
		w.AdvanceClock(w.T, 59*time.Minute)
		if _, got := w.Send("GET", infoPath+"?access_token="+url.QueryEscape(token), nil, ""); !regexp.MustCompile(`"exp":(60|5[0-9]),`).MatchString(got) {
			w.T.Errorf("tokeninfo after 59 minutes: %s", got)
		}
	},
	"tokeninfo-client-credentials": func(w *world) {
		token := w.token()
		w.Set("tokeninfo", "rejects")
		w.info(token, 400, invalidToken)
		w.Set("tokeninfo", "omits_user")
		if _, got := w.Send("GET", infoPath+"?access_token="+url.QueryEscape(token), nil, ""); strings.Contains(got, "user_id") || !strings.Contains(got, "app_id") {
			w.T.Errorf("tokeninfo: %s, want no user_id", got)
		}
	},
	"tokeninfo-invalid": func(w *world) {
		w.info("Atc|unknown", 400, invalidToken)
		w.info("", 400, missing("access_token"))
		w.Expect("GET", infoPath+"?access_token=Atc|unknown", nil, "", sandboxtest.Status(400), `{"error_description":"The request has an invalid parameter : access_token","error":"invalid_request"}`)
		token := w.token()
		w.AdvanceClock(w.T, time.Hour)
		w.info(token, 400, invalidToken)
		w.Expect("GET", infoPath, nil, "", sandboxtest.Status(400), missing("access_token"))
	},
}
