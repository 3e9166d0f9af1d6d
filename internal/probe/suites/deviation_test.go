package suites_test

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/probe/suites"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/evidence"
)

var (
	codeMember = regexp.MustCompile(`("(?:code|error|error_code|errorCode|resultcode|rtnCode)":"?)(\w[\w.]*)`)
	wordMember = regexp.MustCompile(`("(?:message|msg|Message|errorMessage|error_msg|errorMsg|error_desc|error_description|resultmsg)":")`)
)

// alterations are ways in which a vendor may answer that the sandbox has under no switch. touched tells from the evidence whether
// an answer was altered.
var alterations = map[string]struct {
	alter   func(*http.Response, string) string
	touched func(evidence.Response) bool
}{
	"code": {
		func(_ *http.Response, body string) string { return codeMember.ReplaceAllString(body, "${1}${2}9") },
		func(r evidence.Response) bool { return codeMember.MatchString(r.Body) && r.Status >= 400 },
	},
	"words": {
		func(_ *http.Response, body string) string { return wordMember.ReplaceAllString(body, "${1}Indeed ") },
		func(r evidence.Response) bool { return strings.Contains(r.Body, "Indeed ") },
	},
	"status": {
		func(r *http.Response, body string) string {
			if r.StatusCode >= 400 {
				r.StatusCode, r.Status = 451, "451 Unavailable For Legal Reasons"
			}
			return body
		},
		func(r evidence.Response) bool { return r.Status == 451 },
	},
	"content type": {
		func(r *http.Response, body string) string {
			r.Header.Set("Content-Type", "text/html")
			return body
		},
		func(r evidence.Response) bool { return r.Body != "" },
	},
	"reason phrase": {
		func(r *http.Response, body string) string {
			r.Status = strconv.Itoa(r.StatusCode) + " Because"
			return body
		},
		func(evidence.Response) bool { return true },
	},
	"another member": {
		func(_ *http.Response, body string) string {
			return strings.Replace(body, "{", `{"unheard_of":null,`, 1)
		},
		func(r evidence.Response) bool { return strings.Contains(r.Body, "unheard_of") },
	},
}

// between serves a proxy in front of a vendor that changes its answers. Its reason phrases need the bare connection.
func between(t *testing.T, target string, change func(*http.Response, string) string) string {
	t.Helper()
	upstream, err := url.Parse(target)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		out := r.Clone(r.Context())
		sent, err := io.ReadAll(r.Body)
		if err != nil {
			panic(err)
		}
		out.Body, out.RequestURI = io.NopCloser(bytes.NewReader(sent)), ""
		out.URL.Scheme, out.URL.Host = upstream.Scheme, upstream.Host
		answer, err := http.DefaultTransport.RoundTrip(out)
		if err != nil {
			panic(err)
		}
		defer answer.Body.Close()
		body, err := io.ReadAll(answer.Body)
		if err != nil {
			panic(err)
		}
		// What was sent travels along for a change that repeats it; the vendor has not seen it.
		answer.Request.Header.Set("X-Test-Sent", whole(r, sent))
		text := change(answer, string(body))
		answer.Body, answer.ContentLength = io.NopCloser(strings.NewReader(text)), int64(len(text))
		answer.Header.Set("Content-Length", strconv.Itoa(len(text)))
		answer.Close = true
		conn, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			panic(err)
		}
		defer conn.Close()
		whole, err := httputil.DumpResponse(answer, true)
		if err != nil {
			panic(err)
		}
		_, _ = conn.Write(whole)
	}))
	t.Cleanup(server.Close)
	return server.URL
}

// Whatever a vendor answers in yet another way differs, or could not be asked; nothing is taken for the same.
func TestAnotherAnswerIsNeverAMatch(t *testing.T) {
	t.Parallel()
	for _, suite := range suites.All() {
		for name, alteration := range alterations {
			t.Run(fmt.Sprintf("%s/%s", suite.Vendor, name), func(t *testing.T) {
				t.Parallel()
				w := newWorld(t, suite, nil)
				w.vars["STOREAUTH_SANDBOX_URL"] = between(t, w.URL, alteration.alter)
				report := w.run(t.Context(), t)
				differ := 0
				for _, p := range report.File.Probes {
					if p.Verdict == evidence.Differs {
						differ++
					}
					for _, e := range p.Exchanges {
						if !e.Setup && alteration.touched(e.Response) && p.Verdict != evidence.Differs && p.Verdict != evidence.NotAsked {
							t.Errorf("%s is %s, and its answer is %+v", p.ID, p.Verdict, e.Response)
						}
					}
				}
				if differ < 5 {
					t.Errorf("only %d probes differ\n%s", differ, shown(t, report))
				}
			})
		}
	}
}
