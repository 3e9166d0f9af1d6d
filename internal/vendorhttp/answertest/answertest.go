// Package answertest gives any answer to every call of a client, and judges the errors that come of it: for fuzz targets of the
// operations of a vendor, and for the words of a vendor's catalogue.
package answertest

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"unicode"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

// Server gives the same answer to every request.
type Server struct {
	// Endpoint is the server's address.
	Endpoint *url.URL
	// Secret is what {secret} in a body stands for: a vendor may repeat what it was sent.
	Secret string
	// Fixed are the bodies that some calls are answered with, under 200 and whatever is set: "POST /login".
	Fixed map[string]string
	// InReason sends a body of plain words as the reason phrase instead, as a vendor's gateway does.
	InReason bool

	status int
	body   string
}

// Seeds are bodies that every vendor may answer with.
var Seeds = []string{"", "{}", "[]", "null", "<html><title>x</title>", `{"a":`, `{"ok":true}`, "plain words", `{"error":"x","error_description":"{secret}"}`,
	`{"error_code":"E\u001b[2J","error_msg":"::error::{secret}","code":1,"message":[]}`, `{"a":1,"a":2}`, "\xff\xfe", `{"ret":{"code":1,"msg":"\u202e"}}`}

// Serve starts a server that lives as long as the test.
func Serve(tb testing.TB, secret string) *Server {
	tb.Helper()
	s := &Server{Secret: secret, status: http.StatusOK}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if body, fixed := s.Fixed[r.Method+" "+r.URL.Path]; fixed {
			_, _ = io.WriteString(w, body)
			return
		}
		if s.InReason && s.body != "" && !strings.HasPrefix(s.body, "{") {
			s.inReason(tb, w)
			return
		}
		w.WriteHeader(s.status)
		_, _ = io.WriteString(w, strings.ReplaceAll(s.body, "{secret}", s.Secret))
	}))
	tb.Cleanup(server.Close)
	endpoint, err := vendorhttp.ParseEndpoint(server.URL)
	if err != nil {
		tb.Fatal(err)
	}
	s.Endpoint = endpoint
	return s
}

// inReason writes the status line itself, because net/http has its own phrases.
func (s *Server) inReason(tb testing.TB, w http.ResponseWriter) {
	connection, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		tb.Error(err)
		return
	}
	defer connection.Close()
	_, _ = fmt.Fprintf(connection, "HTTP/1.1 %d %s\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", s.status, s.body)
}

// Answer sets the next answers. It is false for a status that no answer can have.
func (s *Server) Answer(status int, body string) bool {
	s.status, s.body = status, body
	return status >= 200 && status <= 599
}

// longest is more than any error has: a few texts of some hundred characters each.
const longest = 6000

// Judge fails the test for an error that shows the server's secret or another one, that a terminal would obey, or that is not
// short.
func (s *Server) Judge(t *testing.T, call string, err error, secrets ...string) {
	t.Helper()
	if err == nil {
		return
	}
	words := err.Error()
	if e, ok := errors.AsType[*vendorhttp.Error](err); ok {
		words += " " + e.Words() + " " + e.Where() + " " + e.MayHave
	}
	for _, secret := range append(secrets, s.Secret) {
		if strings.Contains(words, secret) {
			t.Errorf("%s: the error shows the secret: %q", call, words)
		}
	}
	if strings.ContainsFunc(words, func(r rune) bool { return !unicode.IsPrint(r) }) || strings.Contains(words, " ::") || strings.Contains(words, "##[") {
		t.Errorf("%s: a terminal or a CI runner would obey %q", call, words)
	}
	if len(words) > longest {
		t.Errorf("%s: the error has %d bytes", call, len(words))
	}
}
