package sandboxtest

import (
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"
)

// World is a sandbox for the tests of one room. They make calls over the wire and compare the answers byte by byte.
type World struct {
	*Sandbox
	T *testing.T
	// Vendor is the room's name.
	Vendor string
	// Base is the address before the path of every call, and Client makes the calls.
	Base   string
	Client *http.Client
	// ContentType is the content type of every answer with a body.
	ContentType string
	// Issued finds a token in an answer: its second group, between a first and a third.
	Issued *regexp.Regexp
}

// NewWorld starts a sandbox for the tests of a room. prefix lies before the path of every call.
func NewWorld(t *testing.T, vendor, prefix, contentType string, issued *regexp.Regexp) *World {
	t.Helper()
	s := Start(t)
	return &World{
		Sandbox: s, T: t, Vendor: vendor, Base: s.URL + prefix, Client: http.DefaultClient, ContentType: contentType, Issued: issued,
	}
}

// Set turns a switch of the room.
func (w *World) Set(name string, value any) {
	w.T.Helper()
	w.SetSwitch(w.T, w.Vendor, name, value)
}

// Answer is what came before the body of an answer.
type Answer struct {
	// Status is the status line without the protocol, such as "404 Not Found".
	Status     string
	StatusCode int
	Header     http.Header
	// ProtoMajor is the major version of HTTP.
	ProtoMajor int
}

// Do makes a call and returns the answer and its body.
func (w *World) Do(req *http.Request) (Answer, string) {
	w.T.Helper()
	resp, err := w.Client.Do(req)
	if err != nil {
		w.T.Fatal(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		w.T.Fatal(err)
	}
	return Answer{resp.Status, resp.StatusCode, resp.Header, resp.ProtoMajor}, string(text)
}

// Request is a request with these headers. Those with an empty value are left out.
func (w *World) Request(method, path string, headers map[string]string, body string) *http.Request {
	w.T.Helper()
	req, err := http.NewRequestWithContext(w.T.Context(), method, w.Base+path, strings.NewReader(body))
	if err != nil {
		w.T.Fatal(err)
	}
	for name, value := range headers {
		if value != "" {
			req.Header.Set(name, value)
		}
	}
	return req
}

// Send makes the call of [World.Request].
func (w *World) Send(method, path string, headers map[string]string, body string) (Answer, string) {
	w.T.Helper()
	return w.Do(w.Request(method, path, headers, body))
}

// Expect makes a call, checks its answer by [World.Equal] and returns the tokens that were issued.
func (w *World) Expect(method, path string, headers map[string]string, sent, status, want string) []string {
	w.T.Helper()
	answer, got := w.Send(method, path, headers, sent)
	return w.Equal(method+" "+path, answer, got, status, want)
}

// Equal checks the status line, the content type and the body, in which <token> stands for each issued token. It returns
// the tokens.
func (w *World) Equal(what string, answer Answer, got, status, want string) []string {
	w.T.Helper()
	var issued []string
	if w.Issued != nil {
		for _, groups := range w.Issued.FindAllStringSubmatch(got, -1) {
			issued = append(issued, groups[2])
		}
		got = w.Issued.ReplaceAllString(got, "${1}<token>${3}")
	}
	if answer.Status != status || got != want {
		w.T.Errorf("%s:\n got %s %s\nwant %s %s", what, answer.Status, got, status, want)
	}
	contentType := ""
	if want != "" {
		contentType = w.ContentType
	}
	if has := answer.Header.Get("Content-Type"); has != contentType {
		w.T.Errorf("%s: content type %q, want %q", what, has, contentType)
	}
	return issued
}

// Status is a status line with the usual reason phrase.
func Status(code int) string { return fmt.Sprintf("%d %s", code, http.StatusText(code)) }

// Bearer is the value of an Authorization header; empty for an empty credential.
func Bearer(credential string) string {
	if credential == "" {
		return ""
	}
	return "Bearer " + credential
}

// Refuses makes a console call that must be refused with this status, in a sentence that has the word and quotes no key.
func (w *World) Refuses(what, method, path string, in any, status int, word string) {
	w.T.Helper()
	got, body := w.TryConsole(w.T, method, path, in)
	if got != status || !strings.Contains(string(body), word) || !strings.HasPrefix(string(body), "{") {
		w.T.Errorf("%s: status %d %s, want %d with %q", what, got, body, status, word)
	}
	if strings.Contains(string(body), "BEGIN PRIVATE") {
		w.T.Errorf("%s: the error quotes a key", what)
	}
}

// Shown is what the console shows at path.
func (w *World) Shown(path string) string {
	w.T.Helper()
	status, body := w.TryConsole(w.T, http.MethodGet, path, nil)
	if status != http.StatusOK {
		w.T.Fatalf("GET %s: %d %s", path, status, body)
	}
	return string(body)
}

// Hides checks that the console shows none of the secrets at path. An empty secret is an error too: it was never made.
func (w *World) Hides(path string, secrets map[string]string) {
	w.T.Helper()
	shown := w.Shown(path)
	for name, secret := range secrets {
		if strings.Contains(shown, secret) {
			w.T.Errorf("GET %s shows %s, or there was none", path, name)
		}
	}
}
