package harness_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

// faultCase is one fault rule and what a client sees of it.
type faultCase struct {
	rule   string
	status int
	body   func(string) bool
	header map[string]string
	err    func(error) bool
	acted  int32
}

func is(want string) func(string) bool { return func(got string) bool { return got == want } }
func contains(want string) func(string) bool {
	return func(got string) bool { return strings.Contains(got, want) }
}

func isReset(err error) bool {
	return errors.Is(err, syscall.ECONNRESET) || errors.Is(err, io.EOF)
}

var faultCases = map[string]faultCase{
	"status with seconds": {rule: `{"kind":"status","status":429,"retry_after":7,"body":{"a":1}}`,
		status: 429, body: is(`{"a":1}`), header: map[string]string{"Retry-After": "7", "Content-Type": "application/json"}},
	"status with a date": {rule: `{"kind":"status","status":503,"retry_after":"Wed, 02 Jan 2030 03:04:05 GMT"}`,
		status: 503, body: is(""), header: map[string]string{"Retry-After": "Wed, 02 Jan 2030 03:04:05 GMT"}},
	"status with text": {rule: `{"kind":"status","status":490,"body":"<p>no</p>"}`,
		status: 490, body: is("<p>no</p>"), header: map[string]string{"Content-Type": "text/html; charset=utf-8"}},
	"status with a type": {rule: `{"kind":"status","status":500,"body":"no","content_type":"text/plain"}`,
		status: 500, body: is("no"), header: map[string]string{"Content-Type": "text/plain"}},
	"status after acting": {rule: `{"kind":"status","status":502,"acts":true}`, status: 502, body: is(""), acted: 1},
	"html":                {rule: `{"kind":"html"}`, status: 503, body: contains("<h1>503 Service Unavailable</h1>"), header: map[string]string{"Content-Type": "text/html; charset=utf-8"}},
	"html 200":            {rule: `{"kind":"html","status":200}`, status: 200, body: contains("<html>")},
	"html 401":            {rule: `{"kind":"html","status":401}`, status: 401, body: contains("<html>")},
	"reset":               {rule: `{"kind":"reset"}`, err: isReset},
	"reset_after":         {rule: `{"kind":"reset_after"}`, err: isReset, acted: 1},
	"slow":                {rule: `{"kind":"slow","delay_ms":1}`, status: 200, body: is(echoed), acted: 1},
	"truncated": {rule: `{"kind":"truncated"}`, status: 200, body: is(echoed[:len(echoed)/2]), acted: 1,
		err: func(err error) bool { return errors.Is(err, io.ErrUnexpectedEOF) }},
	"empty":        {rule: `{"kind":"empty"}`, status: 200, body: is("")},
	"huge":         {rule: `{"kind":"huge"}`, status: 200, body: func(got string) bool { return len(got) > 4<<20 }},
	"redirect":     {rule: `{"kind":"redirect","location":"http://127.0.0.1:1/x"}`, status: 302, body: is(""), header: map[string]string{"Location": "http://127.0.0.1:1/x"}},
	"redirect 308": {rule: `{"kind":"redirect","status":308,"location":"/y"}`, status: 308, body: is(""), header: map[string]string{"Location": "/y"}},
}

func TestFaultsDoWhatTheySay(t *testing.T) {
	for name, want := range faultCases {
		t.Run(name, func(t *testing.T) {
			b := newBed(t)
			b.fault(want.rule)
			// A POST: the client's transport repeats a GET on a broken connection by itself.
			resp, body, err := b.do("POST", "/echo/x", "")
			if want.err == nil && err != nil || want.err != nil && !want.err(err) {
				t.Errorf("error %v", err)
			}
			if want.status != 0 {
				checkAnswer(t, want, resp, body)
			}
			if n := b.room.acted.Load(); n != want.acted {
				t.Errorf("the vendor acted %d times, want %d", n, want.acted)
			}
			entry := b.journal("")[0]
			if !strings.Contains(want.rule, `"`+entry.Fault+`"`) || entry.Status != want.status {
				t.Errorf("journal: fault %q, status %d", entry.Fault, entry.Status)
			}
			b.console("DELETE", "/faults", "", nil)
			if _, body, err := b.do("POST", "/echo/x", ""); err != nil || body != echoed {
				t.Errorf("after clearing: %v %s", err, body)
			}
		})
	}
}

func checkAnswer(t *testing.T, want faultCase, resp *http.Response, body string) {
	t.Helper()
	if resp == nil {
		t.Fatal("no answer")
	}
	if resp.StatusCode != want.status || !want.body(body) {
		t.Errorf("answer %d %.200s", resp.StatusCode, body)
	}
	for name, value := range want.header {
		if got := resp.Header.Get(name); got != value {
			t.Errorf("%s: %q, want %q", name, got, value)
		}
	}
}

func TestTruncatingAnAnswerWithoutABodyBreaksItToo(t *testing.T) {
	b := newBed(t)
	b.room.handle = func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) }
	b.fault(`{"kind":"truncated"}`)
	if _, _, err := b.do("POST", "/echo/x", ""); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("error %v, want an unexpected end", err)
	}
}

func TestRulesCountSkipAndFollowOneAnother(t *testing.T) {
	b := newBed(t)
	b.fault(`{"kind":"status","status":429,"skip":1,"times":2}`)
	b.fault(`{"kind":"status","status":503,"skip":1,"times":1}`)
	want := []int{200, 429, 429, 503, 200, 200}
	for i, status := range want {
		if got := b.status("GET", "/echo/x"); got != status {
			t.Errorf("call %d: status %d, want %d", i+1, got, status)
		}
	}
	var out struct{ Faults []harness.Fault }
	b.console("GET", "/faults", "", &out)
	if len(out.Faults) != 2 || out.Faults[0].Hit != 2 || out.Faults[0].Matched != 3 || out.Faults[1].Hit != 1 {
		t.Errorf("rules %+v", out.Faults)
	}
}

func TestRulesHitOnlyWhatTheySelect(t *testing.T) {
	for rule, hit := range map[string]map[string]bool{
		`{"vendor":"echo"`:   {"GET /echo/a": true, "POST /echo2/a/b": true},
		`{"prefix":"/echo2"`: {"GET /echo/a": false, "POST /echo2/a/b": true},
		`{"method":"post"`:   {"GET /echo/a": false, "POST /echo/a": true},
		`{"path":"/a"`:       {"GET /echo/a": true, "GET /echo2/a": true, "GET /echo/a/b": false},
		`{"path":"/a*"`:      {"GET /echo/a": true, "GET /echo/a/b": true, "GET /echo/b": false},
		`{"path":"/a/*"`:     {"GET /echo/a": false, "GET /echo/a/b": true},
		`{"acts":false`:      {"GET /echo": true, "GET /echo/": true},
		`{"prefix":"/echo"`:  {"GET /echo?x=/echo2": true, "GET /echo2": false},
		`{"path":"/a%2Fb/c"`: {"GET /echo/a/b/c": false},
		`{"path":"/a/b/c"`:   {"GET /echo/a%2Fb/c": true},
		`{"path":"*"`:        {"GET /echo/anything": true},
	} {
		t.Run(rule, func(t *testing.T) {
			b := newBed(t)
			b.fault(rule + `,"kind":"status","status":418}`)
			for call, want := range hit {
				method, path, _ := strings.Cut(call, " ")
				if got := b.status(method, path) == 418; got != want {
					t.Errorf("%s: hit %v, want %v", call, got, want)
				}
			}
		})
	}
}

func TestOneRuleIsRemovedByItsNumber(t *testing.T) {
	b := newBed(t)
	b.fault(`{"kind":"status","status":418}`)
	b.fault(`{"kind":"status","status":503}`)
	b.console("DELETE", "/faults?id=1", "", nil)
	if got := b.status("GET", "/echo/x"); got != 503 {
		t.Errorf("status %d, want that of the second rule", got)
	}
	if got := b.status("DELETE", "/console/faults?id=1"); got != 404 {
		t.Errorf("removing it again: status %d", got)
	}
}

func TestConsoleRefusesFaultsThatCannotBe(t *testing.T) {
	b := newBed(t)
	for _, rule := range []string{
		`{}`, `{"kind":"fire"}`, `{"kind":"status"}`, `{"kind":"status","status":100}`, `{"kind":"slow"}`,
		`{"kind":"redirect"}`, `{"kind":"redirect","location":"/","status":200}`, `{"kind":"reset","times":-1}`,
		`{"kind":"reset","vendor":"nobody"}`, `{"kind":"reset","prefix":"/nowhere"}`, `{"kind":"reset","path":"x"}`,
		`{"kind":"reset","unknown":1}`, `{"kind":"reset"} {}`, `[`,
	} {
		resp, body, err := b.do("POST", "/console/faults", rule)
		if err != nil || resp.StatusCode != 400 || !strings.Contains(body, `"error"`) {
			t.Errorf("%s: %v %s", rule, err, body)
		}
	}
}

// The vendor never acts on a request whose client left during a slow fault.
func TestSlowEndsWithItsClient(t *testing.T) {
	b := newBed(t)
	b.fault(`{"kind":"slow","delay_ms":3600000}`)
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, "POST", b.url+"/echo/x", strings.NewReader("body"))
	if err != nil {
		t.Fatal(err)
	}
	if resp, err := b.http.Do(req); !errors.Is(err, context.DeadlineExceeded) {
		if resp != nil {
			resp.Body.Close()
		}
		t.Errorf("error %v, want a deadline", err)
	}
	if n := b.room.acted.Load(); n != 0 {
		t.Errorf("the vendor acted %d times", n)
	}
	// The server learns of it a moment later: the slow call is then no longer under way.
	b.console("DELETE", "/faults", "", nil)
	for deadline := time.Now().Add(5 * time.Second); ; {
		b.status("GET", "/echo/x")
		entries := b.journal("")
		if entries[len(entries)-1].UnderWay == 1 {
			return
		}
		if time.Now().After(deadline) {
			t.Fatal("the slow call goes on without its client")
		}
	}
}

func TestLatencyDelaysOnePrefixOnly(t *testing.T) {
	b := newBed(t)
	b.console("POST", "/latency", `{"prefix":"/echo2","ms":40}`, nil)
	for path, slow := range map[string]bool{"/echo/x": false, "/echo2/x": true} {
		start := time.Now()
		b.status("GET", path)
		if took := time.Since(start); slow && took < 40*time.Millisecond {
			t.Errorf("%s took %s, want at least the latency", path, took)
		}
	}
	var delays map[string]int
	b.console("POST", "/latency", `{"prefix":"/echo2","ms":0}`, &delays)
	if len(delays) != 0 {
		t.Errorf("delays %v after the last was ended", delays)
	}
	if got, _, _ := b.do("POST", "/console/latency", `{"prefix":"/nowhere","ms":1}`); got.StatusCode != 400 {
		t.Errorf("latency of an unknown prefix: status %d", got.StatusCode)
	}
}
