package servicestageroom_test

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/rooms/servicestageroom"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// goldenVectors were measured with the official signer: access key AKEXAMPLE,
// secret key SKEXAMPLE, 2026-01-01T00:00:00Z.
var goldenVectors = []struct {
	method, target, body, signedHeaders, securityToken, signature string
	status                                                        int
}{
	{"GET", "/v1/" + project + "/git/auths", "", "x-project-id;x-sdk-date", "",
		"f437210e0a74f901bb4a7550e55b5d419c38486a0a4d22318df53e8b2a83f480", 200},
	{"GET", "/v1/" + project + "/git/auths/github/redirect?tag=intl", "", "x-project-id;x-sdk-date", "",
		"778d8f499c1d5676f751f92823533555354dbf5939f7fa129af6dd16fcaf4650", 200},
	{"GET", "/v1/" + project + "/git/auths", "", "x-project-id;x-sdk-date;x-security-token", "STSTOKEN",
		"1bf469b761bbfb2c814e16164a812d18b7dfa930d6e9e6cded3cd68330bf4a96", 200},
	{"DELETE", "/v1/" + project + "/git/auths/my.auth_1-x", "", "x-project-id;x-sdk-date", "",
		"72b8e9859983fe5056a19887d9c6bbf68c7e4d5c2fbf10008c50429ad0ef9306", 500},
	{"POST", "/v1/" + project + "/git/auths/github/oauth?tag=intl",
		`{"name":"my.auth_1-x","code":"c0de","state":"$2a$10$abc/def.ghi"}`, "host;x-project-id;x-sdk-date", "",
		"01f686549164c4d17f5acfc0aa14d05e9d1a0c90c12d9dbdb3be35bada5c42e5", 400},
	{"POST", "/v1/" + project + "/git/auths/github/oauth?tag=intl",
		`{"name":"my.auth_1-x","code":"c0de","state":"$2a$10$abc/def.ghi"}` + "\n", "host;x-project-id;x-sdk-date", "",
		"6043d04e647bf37469ef512a3ba694665c0be8c1e707e2b78848d5ee286336c0", 400},
}

// The vectors have no prefix in their paths, so they are sent as to a listener of the room's own.
func TestGoldenSignaturesAreAccepted(t *testing.T) {
	for _, vector := range goldenVectors {
		t.Run(vector.signature[:8], func(t *testing.T) {
			clock := harness.NewClock(func() time.Time { return time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC) })
			simulator, err := harness.NewSimulator(clock, servicestageroom.New(clock))
			if err != nil {
				t.Fatal(err)
			}
			made := httptest.NewRecorder()
			simulator.ServeHTTP(made, httptest.NewRequest(http.MethodPost, "/console/servicestage/access-keys",
				strings.NewReader(`{"access_key":"AKEXAMPLE","secret_key":"SKEXAMPLE","security_token":"`+vector.securityToken+`"}`)))
			if made.Code != http.StatusOK {
				t.Fatalf("make the access key: %d %s", made.Code, made.Body)
			}
			send := func(target string) *httptest.ResponseRecorder {
				r := httptest.NewRequest(vector.method, target, strings.NewReader(vector.body))
				r.Host = "servicestage.cn-north-4.myhuaweicloud.com"
				r.Header.Set("X-Sdk-Date", "20260101T000000Z")
				r.Header.Set("X-Project-Id", project)
				r.Header.Set("Content-Type", "application/json;charset=utf8")
				if vector.securityToken != "" {
					r.Header.Set("X-Security-Token", vector.securityToken)
				}
				r.Header.Set("Authorization", "SDK-HMAC-SHA256 Access=AKEXAMPLE, SignedHeaders="+vector.signedHeaders+", Signature="+vector.signature)
				answered := httptest.NewRecorder()
				simulator.Vendor("/servicestage").ServeHTTP(answered, r)
				return answered
			}
			if got := send(vector.target); got.Code != vector.status {
				t.Errorf("%s %s: status %d %s, want %d", vector.method, vector.target, got.Code, got.Body, vector.status)
			}
			separator := "?"
			if strings.Contains(vector.target, "?") {
				separator = "&"
			}
			if got := send(vector.target + separator + "more=1"); got.Code != http.StatusUnauthorized {
				t.Errorf("with another query: status %d, want 401", got.Code)
			}
		})
	}
}

// fail sends signatures by a wrong secret key.
func (w *world) fail(times int) {
	w.T.Helper()
	for range times {
		c := w.newCall(http.MethodGet, auths, "")
		c.key.SecretKey = "wrong"
		if resp, body := w.do(c); resp.StatusCode != 401 || !strings.Contains(body, "verify aksk signature fail") {
			w.T.Fatalf("wrong secret key: %d %s", resp.StatusCode, body)
		}
	}
}

var signatureSamples = map[string]func(*world){
	// The golden vectors have a test of their own; here the prefix is in the path.
	"signature": func(w *world) {
		w.get(auths, 200, emptyList)
		// The query that is signed is decoded, escaped again and sorted by key and value; here by hand.
		c := w.newCall(http.MethodGet, auths+"?b=2&a=x%20y&b=1&b=%24", "")
		c.then = func(r *http.Request) {
			r.URL.RawQuery = "a=x%20y&b=%24&b=1&b=2"
			c.sign(r)
			r.URL.RawQuery = "b=2&a=x+y&b=1&b=$"
		}
		w.answers(c, 200, emptyList)
	},
	"signature-form": func(w *world) {
		written := func(write func(access, headers, value string) string) *call {
			c := w.newCall(http.MethodGet, auths, "")
			c.then = func(r *http.Request) {
				part := strings.NewReplacer("SDK-HMAC-SHA256 Access=", "", " SignedHeaders=", "", " Signature=", "").Replace(r.Header.Get("Authorization"))
				parts := strings.Split(part, ",")
				r.Header.Set("Authorization", "SDK-HMAC-SHA256 "+write("Access="+parts[0], "SignedHeaders="+parts[1], parts[2]))
			}
			return c
		}
		forms := []*call{
			written(func(access, headers, value string) string {
				return "Signature=" + value + "," + access + ",  " + headers
			}),
			written(func(access, headers, value string) string {
				return access + ", " + headers + ", Signature=" + strings.ToUpper(value)
			}),
		}
		for _, signed := range [][]string{{"X-Sdk-Date"}, {"x-sdk-date", ""}, {}, {"x-absent", "x-sdk-date"}} {
			c := w.newCall(http.MethodGet, auths, "")
			c.signed = signed
			forms = append(forms, c)
		}
		absent := forms[len(forms)-1]
		for _, c := range forms[:len(forms)-1] {
			w.answers(c, 200, emptyList)
		}
		if resp, body := w.do(absent); resp.StatusCode != 401 || !strings.Contains(body, "verify aksk signature fail") {
			w.T.Errorf("a listed header that is absent: %d %s", resp.StatusCode, body)
		}
		w.Set("exact_signatures", true)
		w.answers(absent, 200, emptyList)
		for _, c := range forms[:len(forms)-1] {
			w.answers(c, 401, noToken)
		}
		w.get(auths, 200, emptyList)
	},
	"signature-odd-query": func(w *world) {
		odd := w.newCall(http.MethodGet, auths, "")
		odd.then = func(r *http.Request) {
			r.URL.RawQuery = "a=1%3Bb%3D2&c=%25zz"
			odd.sign(r)
			r.URL.RawQuery = "a=1;b=2&c=%zz"
		}
		if resp, body := w.do(odd); resp.StatusCode != 401 || !strings.Contains(body, "verify aksk signature fail") {
			w.T.Errorf("%d %s", resp.StatusCode, body)
		}
		w.Set("odd_queries_read", true)
		w.answers(odd, 200, emptyList)
	},
	"signature-listed-headers": func(w *world) {
		for _, signed := range [][]string{
			{"x-sdk-date"},
			{"host", "x-sdk-date"},
			{"accept", "content-type", "host", "user-agent", "x-sdk-date"},
		} {
			c := w.newCall(http.MethodGet, auths, "")
			c.signed = signed
			c.header.Set("Accept", "application/json")
			c.header.Set("User-Agent", "golangsdk/2.0.0")
			w.answers(c, 200, emptyList)
		}
		c := w.newCall(http.MethodGet, auths, "")
		c.then = func(r *http.Request) { r.Header.Set("X-Not-Signed", "1") }
		w.answers(c, 200, emptyList)
	},
	"signature-content-hash": func(w *world) {
		c := w.newCall(http.MethodPost, auths+"/github/personal", `{"name":"auth1","token":"x"}`)
		c.header.Set("X-Sdk-Content-Sha256", "UNSIGNED-PAYLOAD")
		if resp, body := w.do(c); resp.StatusCode != 200 {
			w.T.Errorf("%d %s", resp.StatusCode, body)
		}
		c = w.newCall(http.MethodPost, auths+"/github/personal", `{"name":"auth2","token":"x"}`)
		c.then = func(r *http.Request) { r.Header.Set("X-Sdk-Content-Sha256", "UNSIGNED-PAYLOAD") }
		if resp, _ := w.do(c); resp.StatusCode != 401 {
			w.T.Errorf("the hash was changed after signing: status %d", resp.StatusCode)
		}
	},
	"signature-wrong": func(w *world) {
		c := w.newCall(http.MethodPost, auths+"/github/personal?b=2&a=1", "{}")
		c.key.SecretKey = "another"
		w.answers(c, 401, `{"error_msg":"Incorrect IAM authentication information: verify aksk signature fail, canonicalRequest:`+
			`POST|`+auths+`/github/personal/|a=1&b=2|x-project-id:`+project+`|x-sdk-date:`+c.date+`||x-project-id;x-sdk-date|`+
			`44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a","error_code":"APIGW.0301","request_id":"<id>"}`)
		w.Set("brief_signature_words", true)
		w.answers(c, 401, `{"error_msg":"Incorrect IAM authentication information: verify aksk signature fail","error_code":"APIGW.0301","request_id":"<id>"}`)
		w.Set("brief_signature_words", false)
		for name, change := range map[string]func(*http.Request){
			"method": func(r *http.Request) { r.Method = http.MethodDelete },
			"path":   func(r *http.Request) { r.URL.Path = auths + "/gitlab/personal" },
			"query":  func(r *http.Request) { r.URL.RawQuery = "c=3" },
			"signed": func(r *http.Request) { r.Header.Set("X-Project-Id", "other") },
		} {
			fresh := w.PutAccessKey(w.T, sandboxtest.AccessKey{})
			c := w.newCall(http.MethodPost, auths+"/github/personal", "{}")
			c.key, c.then = fresh, change
			if name == "method" {
				c.path = auths + "/name"
				c.method = http.MethodDelete
				c.then = func(r *http.Request) {
					c.method = http.MethodGet
					c.sign(r)
				}
			}
			if resp, body := w.do(c); resp.StatusCode != 401 || !strings.Contains(body, "verify aksk signature fail") {
				w.T.Errorf("another %s than signed: %d %s", name, resp.StatusCode, body)
			}
		}
	},
	"signature-skew": func(w *world) {
		for _, off := range []time.Duration{-14 * time.Minute, 14 * time.Minute} {
			c := w.newCall(http.MethodGet, auths, "")
			c.date = w.now().Add(off).UTC().Format("20060102T150405Z")
			w.answers(c, 200, emptyList)
		}
		for _, off := range []time.Duration{-16 * time.Minute, 16 * time.Minute} {
			c := w.newCall(http.MethodGet, auths, "")
			c.date = w.now().Add(off).UTC().Format("20060102T150405Z")
			resp, body := w.do(c)
			start := `{"error_msg":"Incorrect IAM authentication information: calc aksk signature fail:signature expired, signature time:` + c.date + `,server time:20300102T0304`
			if resp.StatusCode != 401 || !strings.HasPrefix(body, start) || !strings.Contains(body, `"error_code":"APIGW.0301"`) {
				w.T.Errorf("%s off: %d %s", off, resp.StatusCode, body)
			}
		}
		w.Set("skew_code", "APIGW.0303")
		c := w.newCall(http.MethodGet, auths, "")
		c.date = "20200101T000000Z"
		if _, body := w.do(c); !strings.Contains(body, "Incorrect app authentication information: ") || !strings.Contains(body, `"error_code":"APIGW.0303"`) {
			w.T.Errorf("with the switch: %s", body)
		}
	},
	"signature-no-date": func(w *world) {
		for _, date := range []string{"", "2030-01-02T03:04:05Z"} {
			c := w.newCall(http.MethodGet, auths, "")
			c.date = date
			if resp, body := w.do(c); resp.StatusCode != 401 || !strings.Contains(body, "signature expired, signature time:"+date+",") {
				w.T.Errorf("date %q: %d %s", date, resp.StatusCode, body)
			}
		}
	},
	"signature-unknown-key": func(w *world) {
		c := w.newCall(http.MethodGet, auths, "")
		c.key.AccessKey = "UNKNOWN"
		w.answers(c, 401, noKey("UNKNOWN"))
		w.Set("unknown_key_words", "older")
		w.answers(c, 401, `{"error_msg":"Incorrect IAM authentication information: Get secretKey failed,ak:UNKNOWN,err:ak not exist","error_code":"APIGW.0301","request_id":"<id>"}`)
	},
	"signature-disabled-key": func(w *world) {
		w.DisableAccessKey(w.T, w.key.AccessKey)
		w.get(auths, 401, noKey(w.key.AccessKey))
	},
	"signature-first-check": func(w *world) {
		late := w.newCall(http.MethodGet, auths, "")
		late.key.AccessKey, late.date = "UNKNOWN", "20200101T000000Z"
		w.answers(late, 401, noKey("UNKNOWN"))
		w.Set("date_before_key", true)
		for _, key := range []sandboxtest.AccessKey{late.key, w.key, w.key, w.key, w.key, w.key} {
			late.key = key
			if resp, body := w.do(late); resp.StatusCode != 401 || !strings.Contains(body, "signature expired") {
				w.T.Errorf("%s: %d %s", key.AccessKey, resp.StatusCode, body)
			}
		}
		w.get(auths, 200, emptyList)
	},
	"signature-lock": func(w *world) {
		w.fail(4)
		w.get(auths, 200, emptyList)
		w.fail(4)
		if w.AccessKeyLocked(w.T, w.key.AccessKey) {
			w.T.Error("locked by four failures and four, with a success between")
		}
		w.fail(1)
		w.get(auths, 401, lockedKey)
		w.get("/iam/v3/projects", 401, lockedKey)
		if !w.AccessKeyLocked(w.T, w.key.AccessKey) {
			w.T.Error("the console does not show the lock")
		}
		w.AdvanceClock(w.T, 5*time.Minute)
		w.get(auths, 200, emptyList)
		w.Set("lock_at", 6)
		w.fail(6)
		w.get(auths, 401, lockedKey)
	},
	"signature-lock-again": func(w *world) {
		w.fail(5)
		w.AdvanceClock(w.T, 5*time.Minute)
		w.fail(4)
		w.get(auths, 200, emptyList)
		w.Set("locks_again", true)
		w.fail(5)
		w.AdvanceClock(w.T, 5*time.Minute)
		w.fail(1)
		w.get(auths, 401, lockedKey)
		w.AdvanceClock(w.T, 5*time.Minute)
		w.get(auths, 200, emptyList)
		w.fail(4)
		w.get(auths, 200, emptyList)
	},
	"signature-lock-counts": func(w *world) {
		failures := map[string]func(*call){
			"dates":  func(c *call) { c.date = "20200101T000000Z" },
			"tokens": func(c *call) { c.key.SecurityToken = "other" },
		}
		for counts, locks := range map[string][]string{"dates": {"dates"}, "tokens": {"tokens"}, "both": {"dates", "tokens"}} {
			w.Set("lock_counts", counts)
			for name, change := range failures {
				w.key = w.CreateTemporaryAccessKey(w.T, time.Hour)
				for range 5 {
					c := w.newCall(http.MethodGet, auths, "")
					change(c)
					w.do(c)
				}
				if locked := w.AccessKeyLocked(w.T, w.key.AccessKey); locked != slices.Contains(locks, name) {
					w.T.Errorf("with %s counted, five wrong %s lock the key: %v", counts, name, locked)
				}
				w.key = w.CreateAccessKey(w.T)
				w.fail(5)
				w.get(auths, 401, lockedKey)
			}
		}
	},
	"security-token": func(w *world) {
		w.key = w.CreateTemporaryAccessKey(w.T, time.Hour)
		if len(w.key.SecurityToken) < 100 {
			w.T.Errorf("a security token of %d characters", len(w.key.SecurityToken))
		}
		w.get(auths, 200, emptyList)
		c := w.newCall(http.MethodGet, auths, "")
		c.signed = []string{"x-sdk-date"}
		w.answers(c, 200, emptyList)
	},
	"security-token-missing": func(w *world) {
		w.key = w.CreateTemporaryAccessKey(w.T, time.Hour)
		c := w.newCall(http.MethodGet, auths, "")
		c.key.SecurityToken = ""
		for range 6 {
			w.answers(c, 401, noKey(w.key.AccessKey))
		}
		w.Set("missing_security_token", "decrypt_token")
		w.answers(c, 401, decryptFails)
		w.Set("missing_security_token", "wrong_signature")
		if resp, body := w.do(c); resp.StatusCode != 401 || !strings.Contains(body, "verify aksk signature fail") {
			w.T.Errorf("with the switch: %d %s", resp.StatusCode, body)
		}
		w.get(auths, 200, emptyList)
	},
	"security-token-wrong": func(w *world) {
		w.key = w.CreateTemporaryAccessKey(w.T, time.Hour)
		for range 6 {
			c := w.newCall(http.MethodGet, auths, "")
			c.key.SecurityToken = "other"
			w.answers(c, 401, decryptFails)
		}
		w.get(auths, 200, emptyList)
		w.AdvanceClock(w.T, 61*time.Minute)
		w.get(auths, 401, decryptFails)
	},
}
