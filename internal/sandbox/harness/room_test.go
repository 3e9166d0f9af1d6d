package harness_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

// rawExchange sends text over a bare connection and returns everything that comes back.
func rawExchange(t *testing.T, url, text string) string {
	t.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(url, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if _, err := io.WriteString(conn, text); err != nil {
		t.Fatal(err)
	}
	all, err := io.ReadAll(conn)
	if err != nil {
		t.Fatal(err)
	}
	return string(all)
}

func TestRawAnswerHasItsOwnReasonPhrase(t *testing.T) {
	b := newBed(t)
	b.room.handle = func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("X-Request-Id", "r1")
		harness.Raw(w, http.StatusForbidden, "client token authorization fail.")
	}
	got := rawExchange(t, b.url, "GET /echo/x HTTP/1.1\r\nHost: h\r\n\r\n")
	if !strings.HasPrefix(got, "HTTP/1.1 403 client token authorization fail.\r\n") ||
		!strings.Contains(got, "\r\nContent-Length: 0\r\n") || !strings.Contains(got, "\r\nX-Request-Id: r1\r\n") || !strings.HasSuffix(got, "\r\n\r\n") {
		t.Errorf("on the wire: %q", got)
	}
	resp, _, err := b.do("POST", "/echo/x", "body")
	if err != nil || resp.Status != "403 client token authorization fail." {
		t.Errorf("%v, status %q", err, resp.Status)
	}
	if e := b.journal("")[1]; e.Status != 403 {
		t.Errorf("journal: status %d", e.Status)
	}
}

func TestRoomSeesTheRequestWithoutItsPrefix(t *testing.T) {
	b := newBed(t)
	b.room.handle = func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		_ = json.NewEncoder(w).Encode([]string{r.URL.Path, r.URL.EscapedPath(), r.RequestURI, string(body)})
	}
	for path, want := range map[string]string{
		"/echo":            `["","","/echo","b"]`,
		"/echo2/a?x=1":     `["/a","/a","/echo2/a?x=1","b"]`,
		"/echo/a%2Fb//c/":  `["/a/b//c/","/a%2Fb//c/","/echo/a%2Fb//c/","b"]`,
		"/echo/../console": `["/../console","/../console","/echo/../console","b"]`,
	} {
		_, got, err := b.do("POST", path, "b")
		if err != nil || strings.TrimSpace(got) != want {
			t.Errorf("%s: %v %s, want %s", path, err, got, want)
		}
	}
	if got := b.status("GET", "/echo3"); got != 404 {
		t.Errorf("/echo3: status %d", got)
	}
}

func TestVendorServesOnePrefixOnAnotherListener(t *testing.T) {
	b := newBed(t)
	b.fault(`{"prefix":"/echo2","path":"/a","kind":"status","status":418}`)
	other := serve(t, b.sim.Vendor("/echo2"))
	got := rawExchange(t, other, "GET /a HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
	if !strings.HasPrefix(got, "HTTP/1.1 418 ") {
		t.Errorf("answer %q", got)
	}
	if entries := b.journal("path=/echo2/a"); len(entries) != 1 {
		t.Errorf("entries %+v", entries)
	}
}

func TestRoomThatPanicsIsSeenAsSuch(t *testing.T) {
	b := newBed(t)
	b.room.handle = func(http.ResponseWriter, *http.Request) { panic("a bug") }
	resp, body, err := b.do("GET", "/echo/x", "")
	if err != nil || resp.StatusCode != 500 || !strings.Contains(body, "sandbox itself") {
		t.Errorf("%v %s", err, body)
	}
}

func TestSimulatorRefusesRoomsThatClash(t *testing.T) {
	for name, rooms := range map[string][]harness.Room{
		"same name":   {&echo{name: "a"}, &echo{name: "a"}},
		"same prefix": {&echo{name: "a"}, &echo{name: "a2"}},
		"console":     {&echo{name: "console"}},
		"nested":      {&echo{name: "a/b"}},
	} {
		if _, err := harness.NewSimulator(harness.NewClock(nil), rooms...); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// declared is a room with a table of behaviours.
type declared struct {
	echo
	table []harness.Behaviour
}

func (d *declared) Behaviours() []harness.Behaviour { return d.table }

func TestBehavioursAreCheckedAndWritten(t *testing.T) {
	good := harness.Behaviour{ID: "x", What: "a | b", Tag: harness.Assumed, Source: "none"}
	for name, table := range map[string][]harness.Behaviour{
		"twice":       {good, good},
		"no source":   {{ID: "x", What: "y", Tag: harness.Assumed}},
		"unknown tag": {{ID: "x", What: "y", Tag: "sure", Source: "z"}},
	} {
		if _, err := harness.NewSimulator(harness.NewClock(nil), &declared{echo: echo{name: "a"}, table: table}); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	sim, err := harness.NewSimulator(harness.NewClock(nil), &declared{echo: echo{name: "a"}, table: []harness.Behaviour{good}})
	if err != nil {
		t.Fatal(err)
	}
	var text bytes.Buffer
	if err := sim.WriteBehaviours(&text, nil); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(text.String(), "## a\n") || !strings.Contains(text.String(), `| x | a \| b | assumed | none |`) {
		t.Errorf("the table lacks a row: %s", text.String())
	}
}

// Close ends requests under way, and leaves neither connection nor goroutine.
func TestCloseLeavesNothingRunning(t *testing.T) {
	before := runtime.NumGoroutine()
	room := &echo{name: "echo"}
	entered := make(chan struct{})
	room.handle = func(_ http.ResponseWriter, r *http.Request) { close(entered); <-r.Context().Done() }
	sim, err := harness.NewSimulator(harness.NewClock(nil), room)
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := harness.Serve(l, sim)
	conns := make([]net.Conn, 3)
	for i := range conns {
		if conns[i], err = net.Dial("tcp", server.Addr().String()); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = conns[i].Close() })
	}
	// One request under way, one idle connection, one that never said anything.
	_, _ = io.WriteString(conns[0], "GET /echo/x HTTP/1.1\r\nHost: h\r\n\r\n")
	_, _ = io.WriteString(conns[1], "GET /console HTTP/1.1\r\nHost: h\r\n\r\n")
	if _, err := bufio.NewReader(conns[1]).ReadString('\n'); err != nil {
		t.Fatal(err)
	}
	<-entered
	for range 2 {
		if err := server.Close(); err != nil {
			t.Fatal(err)
		}
	}
	// A goroutine is counted until it has returned, which is a moment after its work has ended.
	for deadline := time.Now().Add(5 * time.Second); runtime.NumGoroutine() > before; runtime.Gosched() {
		if time.Now().After(deadline) {
			stacks := make([]byte, 1<<16)
			t.Fatalf("%d goroutines, %d before:\n%s", runtime.NumGoroutine(), before, stacks[:runtime.Stack(stacks, true)])
		}
	}
}
