// Package sandboxtest starts a sandbox for one test and speaks to its console.
// Everything goes over HTTP, so a test sees what a client sees. A room's typed
// calls are in the file of its name.
package sandboxtest

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox"
)

// Sandbox is a sandbox that lives as long as its test.
type Sandbox struct {
	// URL is the root below which every vendor has its prefix, without a trailing slash.
	URL     string
	running *sandbox.Running
	client  *http.Client
}

// Start starts a sandbox on a free loopback port. It is closed when the test ends.
func Start(t testing.TB) *Sandbox {
	t.Helper()
	running, err := sandbox.Start("127.0.0.1:0")
	if err != nil {
		t.Fatalf("start the sandbox: %v", err)
	}
	transport := &http.Transport{}
	t.Cleanup(func() {
		transport.CloseIdleConnections()
		if err := running.Close(); err != nil {
			t.Errorf("close the sandbox: %v", err)
		}
	})
	return &Sandbox{URL: running.URL(), running: running, client: &http.Client{Transport: transport}}
}

// Console makes one console call and fails the test when it is refused. path
// lies below /console; in is sent as JSON unless nil; the answer goes to out
// unless nil.
func (s *Sandbox) Console(t testing.TB, method, path string, in, out any) {
	t.Helper()
	status, body := s.TryConsole(t, method, path, in)
	if status/100 != 2 {
		t.Fatalf("console %s %s: status %d: %s", method, path, status, body)
	}
	if out != nil {
		if err := json.Unmarshal(body, out); err != nil {
			t.Fatalf("console %s %s: the answer is not the JSON expected: %v", method, path, err)
		}
	}
}

// answer makes one console call and returns its answer.
func answer[T any](t testing.TB, s *Sandbox, method, path string, in any) (out T) {
	t.Helper()
	s.Console(t, method, path, in, &out)
	return out
}

// TryConsole makes one console call and returns its status and body, whatever they are.
func (s *Sandbox) TryConsole(t testing.TB, method, path string, in any) (status int, body []byte) {
	t.Helper()
	var sent io.Reader
	if in != nil {
		data, err := json.Marshal(in)
		if err != nil {
			t.Fatalf("console %s %s: %v", method, path, err)
		}
		sent = bytes.NewReader(data)
	}
	// A test's context ends before its cleanups run, which may call the console too.
	req, err := http.NewRequestWithContext(context.WithoutCancel(t.Context()), method, s.URL+"/console"+path, sent)
	if err != nil {
		t.Fatalf("console %s %s: %v", method, path, err)
	}
	resp, err := s.client.Do(req)
	if err != nil {
		t.Fatalf("console %s %s: %v", method, path, err)
	}
	defer resp.Body.Close()
	body, err = io.ReadAll(resp.Body)
	if err != nil {
		t.Fatalf("console %s %s: read the answer: %v", method, path, err)
	}
	return resp.StatusCode, []byte(strings.TrimSpace(string(body)))
}

// Reset forgets everything the sandbox holds.
func (s *Sandbox) Reset(t testing.TB) {
	t.Helper()
	s.Console(t, http.MethodPost, "/reset", nil, nil)
}
