package probe

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

// Console is the console of a sandbox: it makes what a person would click.
type Console func(method, path string, in, out any) error

// room is a sandbox in this process, reached through pipes instead of a port.
type room struct {
	vendor    string
	server    *http.Server
	listener  *pipes
	transport *http.Transport
}

func newRoom(vendor string) (*room, error) {
	s, err := sandbox.New()
	if err != nil {
		return nil, err
	}
	listener := &pipes{connections: make(chan net.Conn), closed: make(chan struct{})}
	transport := Transport(nil)
	transport.Proxy = nil
	transport.DisableKeepAlives = false // a pipe does not break, so nothing is sent again
	transport.DialContext = listener.dial
	r := &room{vendor: vendor, server: &http.Server{Handler: s}, listener: listener, transport: transport} //nolint:gosec // nobody slow can connect
	go r.server.Serve(listener)                                                                            //nolint:errcheck // it ends when it is closed
	return r, nil
}

func (r *room) close() {
	r.transport.CloseIdleConnections()
	_ = r.server.Close()
}

// endpoints are those of the vendor's services in the sandbox.
func (r *room) endpoints(like map[string]*url.URL) map[string]*url.URL {
	out := map[string]*url.URL{}
	for prefix := range like {
		out[prefix] = &url.URL{Scheme: "http", Host: "sandbox.invalid", Path: prefix}
	}
	return out
}

// console calls the console.
func (r *room) console(method, path string, in, out any) error {
	body, err := json.Marshal(in)
	if err != nil {
		return err
	}
	request, err := http.NewRequestWithContext(context.Background(), method, "http://sandbox.invalid/console"+path, strings.NewReader(string(body)))
	if err != nil {
		return err
	}
	response, err := r.transport.RoundTrip(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		return err
	}
	if response.StatusCode >= http.StatusBadRequest {
		return fmt.Errorf("the sandbox's console: %s %s: %s", method, path, text)
	}
	if out == nil {
		return nil
	}
	return json.Unmarshal(text, out)
}

// fresh makes everything as it was at the start, sets the switches, and then the account.
func (r *room) fresh(prepare func(Console, Environment) error, env Environment, sets []setting) error {
	if err := r.console(http.MethodPost, "/reset", nil, nil); err != nil {
		return err
	}
	values := map[string]any{}
	for _, set := range sets {
		values[set.name] = set.value
	}
	if len(values) > 0 {
		if err := r.console(http.MethodPost, "/"+r.vendor+"/switches", values, nil); err != nil {
			return err
		}
	}
	return prepare(r.console, env)
}

func (r *room) switches() ([]harness.Switch, error) {
	var all map[string][]harness.Switch
	err := r.console(http.MethodGet, "/switches", nil, &all)
	return all[r.vendor], err
}

// pipes is a listener whose connections are made in memory.
type pipes struct {
	connections chan net.Conn
	closed      chan struct{}
	once        sync.Once
}

func (p *pipes) dial(ctx context.Context, _, _ string) (net.Conn, error) {
	client, server := net.Pipe()
	select {
	case p.connections <- server:
		return client, nil
	case <-p.closed:
		return nil, net.ErrClosed
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// Accept is of net.Listener.
func (p *pipes) Accept() (net.Conn, error) {
	select {
	case c := <-p.connections:
		return c, nil
	case <-p.closed:
		return nil, net.ErrClosed
	}
}

// Close is of net.Listener.
func (p *pipes) Close() error {
	p.once.Do(func() { close(p.closed) })
	return nil
}

// Addr is of net.Listener.
func (p *pipes) Addr() net.Addr { return pipeAddr{} }

type pipeAddr struct{}

func (pipeAddr) Network() string { return "pipe" }
func (pipeAddr) String() string  { return "sandbox.invalid:80" }
