package harness_test

import (
	"encoding/json"
	"io"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

// echo is a room that counts how often it acted and answers what it is asked to.
type echo struct {
	name   string
	acted  atomic.Int32
	handle http.HandlerFunc
	panel  harness.Panel
}

func (e *echo) Name() string                    { return e.name }
func (e *echo) Prefixes() []string              { return []string{"/" + e.name, "/" + e.name + "2"} }
func (e *echo) Reset()                          { e.acted.Store(0) }
func (e *echo) Behaviours() []harness.Behaviour { return nil }
func (e *echo) Handler(string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		e.acted.Add(1)
		e.handle(w, r)
	})
}

func (e *echo) Switches() harness.Panel {
	if e.panel == nil {
		e.panel = harness.NewSwitches(func(*struct{}) []harness.Switch { return nil })
	}
	return e.panel
}

func (e *echo) Console() []harness.Route {
	return []harness.Route{{Method: http.MethodGet, Path: "/acted/{word}", About: "how often it acted",
		Handle: func(r *http.Request) (any, error) {
			return map[string]any{"acted": e.acted.Load(), "word": r.PathValue("word")}, nil
		}}}
}

const echoed = `{"from":"the vendor"}`

// bed is a test bed: a served simulator with one echo room.
type bed struct {
	t     *testing.T
	room  *echo
	sim   *harness.Simulator
	clock *harness.Clock
	url   string
	// http does not follow redirects. It opens a connection for each call, so that a broken one affects no other call.
	http *http.Client
}

func newBed(t *testing.T) *bed {
	b := &bed{t: t, room: &echo{name: "echo"}, clock: harness.NewClock(nil)}
	b.room.handle = func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, echoed)
	}
	sim, err := harness.NewSimulator(b.clock, b.room)
	if err != nil {
		t.Fatal(err)
	}
	b.sim = sim
	b.url = serve(t, sim)
	b.http = &http.Client{
		Transport:     &http.Transport{DisableKeepAlives: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	return b
}

func serve(t *testing.T, h http.Handler) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := harness.Serve(l, h)
	t.Cleanup(func() {
		if err := server.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return "http://" + server.Addr().String()
}

// do makes a call; the error is that of the call or of reading its body.
func (b *bed) do(method, path, body string) (*http.Response, string, error) {
	b.t.Helper()
	req, err := http.NewRequestWithContext(b.t.Context(), method, b.url+path, strings.NewReader(body))
	if err != nil {
		b.t.Fatal(err)
	}
	resp, err := b.http.Do(req)
	if err != nil {
		return nil, "", err
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	return resp, string(text), err
}

// status makes a call that must be answered and returns its status.
func (b *bed) status(method, path string) int {
	b.t.Helper()
	resp, _, err := b.do(method, path, "")
	if err != nil {
		b.t.Fatalf("%s %s: %v", method, path, err)
	}
	return resp.StatusCode
}

// console makes a console call that must succeed.
func (b *bed) console(method, path, body string, out any) {
	b.t.Helper()
	resp, text, err := b.do(method, "/console"+path, body)
	if err != nil || resp.StatusCode/100 != 2 {
		b.t.Fatalf("console %s %s: %v %s", method, path, err, text)
	}
	if out != nil {
		if err := json.Unmarshal([]byte(text), out); err != nil {
			b.t.Fatal(err)
		}
	}
}

func (b *bed) fault(rule string) { b.t.Helper(); b.console("POST", "/faults", rule, nil) }

func (b *bed) journal(query string) []harness.Entry {
	b.t.Helper()
	var out struct{ Entries []harness.Entry }
	b.console("GET", "/journal?"+query, "", &out)
	return out.Entries
}
