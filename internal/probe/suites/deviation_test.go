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
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/probe/suites"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/evidence"
)

var (
	codeMember = regexp.MustCompile(`("(?:code|error|error_code|errorCode|resultcode|rtnCode)":"?)(\w[\w.]*)`)
	wordMember = regexp.MustCompile(`("(?:message|msg|Message|errorMessage|error_msg|errorMsg|error_desc|error_description|resultmsg)":")`)
)

// alterations are ways in which a vendor may answer that the sandbox has under no switch.
var alterations = []func(r *http.Response, body string) string{
	func(_ *http.Response, body string) string { return codeMember.ReplaceAllString(body, "${1}${2}9") },
	func(_ *http.Response, body string) string { return wordMember.ReplaceAllString(body, "${1}Indeed ") },
	func(r *http.Response, body string) string {
		if r.StatusCode >= 400 {
			r.StatusCode, r.Status = 451, "451 Unavailable For Legal Reasons"
		}
		return body
	},
	func(r *http.Response, body string) string {
		// An empty body has no type.
		if body != "" {
			r.Header.Set("Content-Type", "text/html")
		}
		return body
	},
	func(r *http.Response, body string) string {
		r.Status = strconv.Itoa(r.StatusCode) + " Because"
		return body
	},
	func(_ *http.Response, body string) string {
		return strings.Replace(body, "{", `{"unheard_of":null,`, 1)
	},
}

// altered changes each answer in one way, the next one in the next, and marks those that are changed.
func altered(first int) func(*http.Response, string) string {
	var n atomic.Int64
	n.Store(int64(first))
	return func(r *http.Response, body string) string {
		before := r.Status + r.Header.Get("Content-Type") + body
		text := alterations[int(n.Add(1))%len(alterations)](r, body)
		if r.Status+r.Header.Get("Content-Type")+text != before {
			r.Header.Set("Retry-After", mark)
		}
		return text
	}
}

// mark is the value of a header that the evidence keeps and the comparison ignores.
const mark = "4711"

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

// Whatever a vendor answers in yet another way differs, or could not be asked; nothing is taken for the same. What is answered
// as ever does not differ.
func TestAnotherAnswerIsNeverAMatch(t *testing.T) {
	t.Parallel()
	for _, suite := range suites.All() {
		for first := range 2 {
			t.Run(fmt.Sprintf("%s/%d", suite.Vendor, first), func(t *testing.T) {
				t.Parallel()
				w := newWorld(t, suite, nil)
				w.vars["STOREAUTH_SANDBOX_URL"] = between(t, w.URL, altered(first*len(alterations)/2))
				report := w.run(t.Context(), t)
				differ := 0
				for _, p := range report.File.Probes {
					touched := slices.ContainsFunc(p.Exchanges, func(e evidence.Exchange) bool {
						return !e.Setup && e.Response.Headers["Retry-After"] == mark
					})
					switch {
					case p.Verdict == evidence.NotAsked:
					case touched != (p.Verdict == evidence.Differs):
						t.Errorf("%s is %s; its answers are altered: %v", p.ID, p.Verdict, touched)
					case touched:
						differ++
					}
				}
				if differ < 6 || t.Failed() {
					t.Errorf("%d probes differ\n%s", differ, shown(t, report))
				}
			})
		}
	}
}

// A page of HTML is a web server's. Whatever its words are, it is the same answer.
func TestAPageMayHaveOtherWords(t *testing.T) {
	t.Parallel()
	for vendor, with := range map[string]struct {
		name  string
		value any
		probe string
	}{
		"amazon": {"html_not_found", true, "Z11"},
		"galaxy": {"not_found", "page", "G12b"},
		"iot":    {"web_server_elsewhere", true, "I10"},
	} {
		t.Run(vendor, func(t *testing.T) {
			t.Parallel()
			suite, err := suites.Find(vendor)
			if err != nil {
				t.Fatal(err)
			}
			w := newWorld(t, suite, map[string]any{with.name: with.value})
			w.only = []string{with.probe}
			w.vars["STOREAUTH_SANDBOX_URL"] = between(t, w.URL, func(_ *http.Response, body string) string {
				return strings.Replace(body, "<body>", "<body>Sorry. ", 1)
			})
			report := w.run(t.Context(), t)
			got := verdicts(report)[with.probe]
			if got.Verdict != evidence.AsSwitch || got.Switch.Name != with.name || !strings.Contains(got.Exchanges[len(got.Exchanges)-1].Response.Body, "Sorry") {
				t.Errorf("%s\n%s", got.Says, shown(t, report))
			}
		})
	}
}

// differing are the probes that differ when the vendor's answers are changed.
func differing(t *testing.T, vendor string, change func(*http.Response, string) string, only ...string) []string {
	t.Helper()
	suite, err := suites.Find(vendor)
	if err != nil {
		t.Fatal(err)
	}
	w := newWorld(t, suite, nil)
	w.only = only
	w.vars["STOREAUTH_SANDBOX_URL"] = between(t, w.URL, change)
	report := w.run(t.Context(), t)
	var ids []string
	for _, p := range report.File.Probes {
		switch p.Verdict {
		case evidence.AsSimulated:
		case evidence.Differs:
			ids = append(ids, p.ID)
		default:
			t.Errorf("%s is %s: %s", p.ID, p.Verdict, p.Says)
		}
	}
	return ids
}

var accessToken = regexp.MustCompile(`"access_?[tT]oken":"([^"]+)"`)

// A vendor whose new token ends the older ones differs in the probe of just that, because all others use the newest.
func TestATokenThatEndsTheOlderOnesIsFound(t *testing.T) {
	t.Parallel()
	newest, older := "", map[string]bool{}
	ids := differing(t, "agc", func(r *http.Response, body string) string {
		if minted := accessToken.FindStringSubmatch(body); minted != nil {
			older[newest], newest = true, minted[1]
		}
		if _, token, found := strings.Cut(r.Request.Header.Get("Authorization"), "Bearer "); found && token != newest && older[token] {
			r.StatusCode, r.Status = http.StatusUnauthorized, "401 Unauthorized"
			return `{"ret":{"code":205524993,"msg":"client token auth failed"}}`
		}
		return body
	}, "H1a", "H1b", "H1c", "H4c", "H8c", "H7a")
	if !slices.Equal(ids, []string{"H1c"}) {
		t.Error(ids)
	}
}

// A logout after which the token still works is no logout, whatever it answers.
func TestATokenThatSurvivesItsLogoutIsFound(t *testing.T) {
	t.Parallel()
	ended := ""
	ids := differing(t, "iot", func(r *http.Response, body string) string {
		sent := r.Request.Header.Get("X-Test-Sent")
		if token := accessToken.FindStringSubmatch(sent); token != nil && r.StatusCode == http.StatusNoContent {
			ended = token[1]
		}
		if ended == "" || r.StatusCode != http.StatusForbidden || !strings.Contains(sent, ended) {
			return body
		}
		r.StatusCode, r.Status = http.StatusNoContent, "204 No Content"
		if r.Request.Method == http.MethodPost {
			return ""
		}
		r.StatusCode, r.Status = http.StatusOK, "200 OK"
		return `{"totalCount":0,"pageNo":0,"pageSize":1,"devices":[]}`
	}, "I5d")
	if !slices.Equal(ids, []string{"I5d"}) {
		t.Error(ids)
	}
}

// A token that is given with another status is a token: what it prepares is asked.
func TestAPreparationMaySucceedWithAnotherStatus(t *testing.T) {
	t.Parallel()
	ids := differing(t, "galaxy", func(r *http.Response, body string) string {
		if accessToken.MatchString(body) {
			r.StatusCode, r.Status = http.StatusCreated, "201 Created"
		}
		return body
	}, "G18", "G7", "G10a", "G11a")
	if !slices.Equal(ids, []string{"G18"}) {
		t.Error(ids)
	}
}
