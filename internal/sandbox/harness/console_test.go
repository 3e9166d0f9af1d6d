package harness_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

func TestClockRunsAheadOfItsBase(t *testing.T) {
	base := time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)
	clock := harness.NewClock(func() time.Time { return base })
	clock.Advance(90 * time.Minute)
	base = base.Add(time.Second)
	if got := clock.Now(); !got.Equal(time.Date(2030, 1, 1, 1, 30, 1, 0, time.UTC)) {
		t.Errorf("now %s", got)
	}
	set := time.Date(2029, 6, 1, 0, 0, 0, 0, time.UTC)
	clock.Set(set)
	base = base.Add(time.Minute)
	if got := clock.Now(); !got.Equal(set.Add(time.Minute)) {
		t.Errorf("now %s after setting", got)
	}
	clock.Reset()
	if !clock.Now().Equal(base) || clock.Offset() != 0 {
		t.Errorf("now %s after a reset", clock.Now())
	}
}

func TestConsoleMovesTheClock(t *testing.T) {
	b := newBed(t)
	b.console("POST", "/clock", `{"advance":"90m"}`, nil)
	b.console("POST", "/clock", `{"advance":"-30m"}`, nil)
	if got := b.clock.Offset(); got != time.Hour {
		t.Errorf("offset %s", got)
	}
	var out struct{ Now time.Time }
	b.console("POST", "/clock", `{"set":"2031-05-06T07:08:09Z"}`, nil)
	b.console("GET", "/clock", "", &out)
	if late := out.Now.Sub(time.Date(2031, 5, 6, 7, 8, 9, 0, time.UTC)); late < 0 || late > time.Minute {
		t.Errorf("now %s", out.Now)
	}
	for _, body := range []string{`{}`, `{"advance":"soon"}`, `{"set":"today"}`, `{"advance":"1s","set":"2031-05-06T07:08:09Z"}`} {
		if resp, _, _ := b.do("POST", "/console/clock", body); resp.StatusCode != 400 {
			t.Errorf("%s: status %d", body, resp.StatusCode)
		}
	}
}

// Clients tell a wrong clock from a wrong key by the Date of an answer.
func TestDateOfEveryAnswerFollowsTheClock(t *testing.T) {
	b := newBed(t)
	b.clock.Set(time.Date(2031, 5, 6, 7, 8, 9, 999, time.FixedZone("", 3600)))
	dated := func(what string) {
		t.Helper()
		resp, _, err := b.do("GET", "/echo/x", "")
		if err != nil {
			t.Fatal(err)
		}
		date, err := time.Parse(time.RFC1123, resp.Header.Get("Date"))
		if late := date.Sub(time.Date(2031, 5, 6, 6, 8, 9, 0, time.UTC)); err != nil || late < 0 || late > time.Minute {
			t.Errorf("%s: Date %q", what, resp.Header["Date"])
		}
	}
	dated("an answer")
	b.room.handle = func(w http.ResponseWriter, _ *http.Request) { harness.Raw(w, http.StatusForbidden, "no reason") }
	dated("an answer with a reason phrase of its own")
	b.fault(`{"kind":"html"}`)
	dated("a fault")
}

func TestConsoleListsItsRoutesAndRooms(t *testing.T) {
	b := newBed(t)
	var out struct {
		Vendors []struct {
			Name     string
			Prefixes []string
		}
		Routes []struct{ Method, Path, About string }
	}
	b.console("GET", "", "", &out)
	if len(out.Vendors) != 1 || out.Vendors[0].Name != "echo" || len(out.Vendors[0].Prefixes) != 2 {
		t.Errorf("vendors %+v", out.Vendors)
	}
	listed := map[string]bool{}
	for _, r := range out.Routes {
		listed[r.Method+" "+r.Path] = r.About != ""
	}
	for _, route := range []string{
		"GET /console", "POST /console/reset", "GET /console/behaviours", "GET /console/clock", "POST /console/clock",
		"GET /console/faults", "POST /console/faults", "DELETE /console/faults", "POST /console/latency",
		"GET /console/journal", "DELETE /console/journal", "GET /console/echo/acted/{word}",
	} {
		if !listed[route] {
			t.Errorf("%s is not listed with what it does", route)
		}
	}
	var acted struct{ Word string }
	b.console("GET", "/echo/acted/w", "", &acted)
	if acted.Word != "w" {
		t.Errorf("the wildcard held %q", acted.Word)
	}
}

func TestConsoleAnswersUnknownRoutesInJSON(t *testing.T) {
	b := newBed(t)
	for _, call := range []string{"GET /console/nothing", "PUT /console/clock", "GET /"} {
		method, path, _ := strings.Cut(call, " ")
		resp, body, err := b.do(method, path, "")
		if err != nil || resp.StatusCode != 404 || !strings.Contains(body, `"error"`) {
			t.Errorf("%s: %v %d %s", call, err, resp.StatusCode, body)
		}
	}
	if len(b.journal("")) != 0 {
		t.Error("the console is in the journal of vendor requests")
	}
}

func TestResetForgetsEverything(t *testing.T) {
	b := newBed(t)
	b.console("POST", "/clock", `{"advance":"1h"}`, nil)
	b.console("POST", "/latency", `{"prefix":"/echo","ms":1}`, nil)
	b.status("GET", "/echo/x")
	b.fault(`{"kind":"status","status":418}`)
	b.console("POST", "/reset", "", nil)
	if b.clock.Offset() != 0 || b.room.acted.Load() != 0 || len(b.journal("")) != 0 {
		t.Error("clock, room or journal kept something")
	}
	var delays map[string]int
	b.console("GET", "/latency", "", &delays)
	if got := b.status("GET", "/echo/x"); got != 200 || len(delays) != 0 {
		t.Errorf("status %d, latency %v", got, delays)
	}
}
