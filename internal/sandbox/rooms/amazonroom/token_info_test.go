package amazonroom_test

import (
	"net/url"
	"regexp"
	"strings"
	"time"
)

// info asks tokeninfo about a token; ids that the sandbox makes up are not compared.
func (w *world) info(token string, status int, want string) {
	w.t.Helper()
	resp, got := w.send("GET", infoPath+"?access_token="+url.QueryEscape(token), nil, "")
	for form, name := range map[string]string{
		`"user_id":"amzn1\.account\.[A-Z0-9]{28}"`:    `"user_id":"<user>"`,
		`"app_id":"amzn1\.application\.[0-9a-f]{32}"`: `"app_id":"<app>"`,
	} {
		got = regexp.MustCompile(form).ReplaceAllString(got, name)
	}
	got = strings.ReplaceAll(got, w.profile.ClientID, "<client>")
	w.equal("tokeninfo", resp, got, status, want)
}

// noon is the clock's time in the samples that show times.
var noon = time.Date(2026, 9, 1, 12, 0, 0, 0, time.UTC)

// secondsLeft takes the count of seconds out: the clock runs on between the calls.
var secondsLeft = regexp.MustCompile(`"exp":(3599|3600|3598)`)

var tokenInfoSamples = map[string]func(*world){
	"tokeninfo": func(w *world) {
		w.SetClock(w.t, noon)
		token := w.token()
		resp, got := w.send("GET", infoPath+"?access_token="+url.QueryEscape(token), nil, "")
		if !secondsLeft.MatchString(got) || resp.StatusCode != 200 {
			w.t.Errorf("tokeninfo: %d %s, want about 3600 seconds left", resp.StatusCode, got)
		}
		for _, part := range []string{`{"aud":"` + w.profile.ClientID + `","user_id":"amzn1.account.`, `","iss":"https://www.amazon.com","exp":`, `,"app_id":"amzn1.application.`, `","iat":178826400`} {
			if !strings.Contains(got, part) {
				w.t.Errorf("tokeninfo: %s lacks %s", got, part)
			}
		}
		resp, _ = w.send("GET", "/lwa/auth/O2/tokeninfo?access_token="+url.QueryEscape(token), nil, "")
		if resp.StatusCode != 200 {
			w.t.Errorf("tokeninfo below O2: %d", resp.StatusCode)
		}
		w.AdvanceClock(w.t, 59*time.Minute)
		if _, got := w.send("GET", infoPath+"?access_token="+url.QueryEscape(token), nil, ""); !regexp.MustCompile(`"exp":(60|5[0-9]),`).MatchString(got) {
			w.t.Errorf("tokeninfo after 59 minutes: %s", got)
		}
	},
	"tokeninfo-client-credentials": func(w *world) {
		token := w.token()
		w.SetAmazonSwitch(w.t, "tokeninfo", "rejects")
		w.info(token, 400, invalidToken)
		w.SetAmazonSwitch(w.t, "tokeninfo", "omits_user")
		if _, got := w.send("GET", infoPath+"?access_token="+url.QueryEscape(token), nil, ""); strings.Contains(got, "user_id") || !strings.Contains(got, "app_id") {
			w.t.Errorf("tokeninfo: %s, want no user_id", got)
		}
	},
	"tokeninfo-invalid": func(w *world) {
		w.info("Atc|unknown", 400, invalidToken)
		w.info("", 400, missing("access_token"))
		token := w.token()
		w.AdvanceClock(w.t, time.Hour)
		w.info(token, 400, invalidToken)
		resp, got := w.send("GET", infoPath, nil, "")
		w.equal("tokeninfo without a token", resp, got, 400, missing("access_token"))
	},
}
