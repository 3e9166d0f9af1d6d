package faultmatrix_test

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
)

// moment is where a held call stands while the provider is stopped or killed, and what becomes of it then.
type moment string

const (
	// lost is a call that never reaches the vendor.
	lost moment = "before the vendor, which never gets it"
	// coming is one that the vendor carries out after the provider was stopped or killed.
	coming moment = "before the vendor, which acts later"
	// acted is one that the vendor has carried out and whose answer is still on its way.
	acted moment = "after the vendor acted"
)

// gate stands between a provider and the sandbox, holds one call of the provider, and cuts the provider off.
type gate struct {
	url    string
	vendor string
	server *httptest.Server

	mu      sync.Mutex
	hold    int // how many calls pass before the held one, negative for none
	at      moment
	calls   int
	codes   int    // how many calls had a single-use code
	heldOne string // what the held call asks
	cutOff  bool
	held    chan struct{}
	release chan struct{}
	// passing counts calls that are not answered yet.
	passing sync.WaitGroup
}

func newGate(t *testing.T, vendor string) *gate {
	t.Helper()
	g := &gate{vendor: vendor, hold: -1}
	g.server = httptest.NewServer(http.HandlerFunc(g.pass))
	g.url = g.server.URL
	t.Cleanup(g.server.Close)
	return g
}

// arm counts from now on and holds the call with that number.
func (g *gate) arm(hold int, at moment) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.hold, g.at, g.calls, g.codes, g.cutOff = hold, at, 0, 0, false
	g.held, g.release = make(chan struct{}), make(chan struct{})
}

// cut breaks the provider's connections, and lets nothing more of it pass.
func (g *gate) cut() {
	g.mu.Lock()
	g.cutOff = true
	g.mu.Unlock()
	g.server.CloseClientConnections()
}

// open lets the held call go on. done waits for the end of the provider's step, after which every call passes.
func (g *gate) open(done func()) {
	close(g.release)
	done()
	g.passing.Wait()
	g.mu.Lock()
	defer g.mu.Unlock()
	g.hold, g.cutOff = -1, false
}

func (g *gate) counted() int {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.calls
}

func (g *gate) pass(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	g.mu.Lock()
	isHeld, at, cutOff := g.calls == g.hold, g.at, g.cutOff
	held, release := g.held, g.release
	g.calls++
	if strings.HasSuffix(r.URL.Path, "/oauth") {
		g.codes++
	}
	if isHeld {
		g.heldOne = r.Method + " " + r.URL.Path
	}
	g.passing.Add(1)
	g.mu.Unlock()
	defer g.passing.Done()
	switch {
	case cutOff:
		panic(http.ErrAbortHandler)
	case !isHeld:
		g.forward(r, body).sendTo(w)
		return
	}
	var answer forwarded
	if at == acted {
		answer = g.forward(r, body)
	}
	close(held)
	<-release
	switch at {
	case lost:
		panic(http.ErrAbortHandler)
	case coming:
		answer = g.forward(r, body)
	}
	answer.sendTo(w)
}

type forwarded struct {
	*http.Response
	body []byte
}

// forward hands a call to the vendor, whatever becomes of who made it.
func (g *gate) forward(r *http.Request, body []byte) forwarded {
	out, err := http.NewRequestWithContext(context.WithoutCancel(r.Context()), r.Method, g.vendor+r.URL.RequestURI(), bytes.NewReader(body))
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	out.Header, out.Host = r.Header.Clone(), r.Host
	resp, err := http.DefaultTransport.RoundTrip(out)
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	defer resp.Body.Close()
	answer, err := io.ReadAll(resp.Body)
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	return forwarded{resp, answer}
}

func (f forwarded) sendTo(w http.ResponseWriter) {
	for name, values := range f.Header {
		w.Header()[name] = values
	}
	w.WriteHeader(f.StatusCode)
	_, _ = w.Write(f.body)
}
