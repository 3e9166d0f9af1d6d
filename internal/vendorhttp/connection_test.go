package vendorhttp_test

import (
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"runtime"
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

// raw answers every connection with the same bytes and closes it.
func raw(t *testing.T, answer string) *url.URL {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			_, _ = conn.Read(make([]byte, 4096))
			_, _ = conn.Write([]byte(answer))
			_ = conn.Close()
		}
	}()
	return &url.URL{Scheme: "http", Host: listener.Addr().String()}
}

func TestBrokenAnswerIsNeverQuoted(t *testing.T) {
	t.Parallel()
	const token = "tok-3f9a7c11d5"
	for name, answer := range map[string]string{
		"header line":      "HTTP/1.1 200 OK\r\nbroken " + token + "\r\n\r\n",
		"status line":      "HTTP/1.1 " + token + " OK\r\n\r\n",
		"no HTTP":          token + "\r\n\r\n",
		"protocol":         "HTTP/" + token + " 200 OK\r\n\r\n",
		"content length":   "HTTP/1.1 200 OK\r\nContent-Length: " + token + "\r\n\r\n",
		"encoding":         "HTTP/1.1 200 OK\r\nTransfer-Encoding: " + token + "\r\n\r\n",
		"chunk":            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + token + "\r\n",
		"gzip":             "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 14\r\n\r\n" + token,
		"location":         "HTTP/1.1 302 Found\r\nLocation: ://" + token + "\r\nContent-Length: 0\r\n\r\n",
		"endless interims": strings.Repeat("HTTP/1.1 103 Early Hints\r\nLink: "+token+"\r\n\r\n", 20),
	} {
		client := vendorhttp.New(vendorhttp.Config{Vendor: "Test Vendor", Endpoint: raw(t, answer), Classify: vendorhttp.ClassifyStatus}, vendorhttp.Options{})
		_, err := client.Do(t.Context(), vendorhttp.Request{Operation: "look", Method: http.MethodPost, Path: "/", MayHave: "It may be done."})
		e := asError(t, err)
		if strings.Contains(err.Error()+e.Note, token) {
			t.Errorf("%s: the error quotes the answer: %v", name, err)
		}
		if e.Note == "" || e.MayHave == "" {
			t.Errorf("%s: note %q, may have %q", name, e.Note, e.MayHave)
		}
	}
}

func TestWayToTheVendorIsExplained(t *testing.T) {
	t.Parallel()
	gone := httptest.NewServer(http.NotFoundHandler())
	gone.Close()
	for name, c := range map[string]struct{ url, symptom string }{
		"nobody listens": {gone.URL, vendorhttp.SymptomConnectionRefused},
		"no such name":   {"https://host.invalid", vendorhttp.SymptomNameNotFound},
	} {
		endpoint, err := vendorhttp.ParseEndpoint(c.url)
		if err != nil {
			t.Fatal(err)
		}
		client := vendorhttp.New(vendorhttp.Config{Vendor: "Test Vendor", Endpoint: endpoint, Classify: vendorhttp.ClassifyStatus}, vendorhttp.Options{})
		_, err = client.Do(t.Context(), vendorhttp.Request{Operation: "look", Method: http.MethodPost, Path: "/", MayHave: "It may be done."})
		if e := asError(t, err); e.Symptom != c.symptom || e.Kind != vendorhttp.KindUnavailable || e.MayHave != "" {
			t.Errorf("%s: symptom %q, kind %v, may have %q: %v", name, e.Symptom, e.Kind, e.MayHave, err)
		}
	}
}

func TestWhatMayHaveHappenedIsSaidUnlessTheVendorRefused(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		status  int
		body    string
		refused bool
		says    bool
	}{
		{200, "", false, true}, {200, "{", false, true}, {500, "", false, true}, {503, "busy", false, true}, {504, "<html>", false, true},
		{403, "<html>", false, true}, {403, `{"code":"NO"}`, true, false}, {429, "", false, false},
	} {
		server := serve(t, func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(c.status)
			_, _ = fmt.Fprint(w, c.body)
		})
		client := newClient(t, server, func(config *vendorhttp.Config, opts *vendorhttp.Options) {
			opts.MaxRetries = 0
			config.Classify = func(r *vendorhttp.Response) *vendorhttp.Failure {
				failure := vendorhttp.ClassifyStatus(r)
				if failure != nil {
					failure.Refused = c.refused
				}
				return failure
			}
		})
		var into map[string]any
		_, err := client.DoJSON(t.Context(), vendorhttp.Request{Operation: "act", Method: http.MethodPost, Path: "/", MayHave: "It may be done."}, &into)
		if e := asError(t, err); (e.MayHave != "") != c.says {
			t.Errorf("%d %q: may have is %q", c.status, c.body, e.MayHave)
		}
	}
}

func TestAnswerThatCanBeReadInTwoWaysIsNotRead(t *testing.T) {
	t.Parallel()
	for body, good := range map[string]bool{
		`{"a":1}`: true, ` {"a":{"b":[1,{"a":2}]},"b":1} `: true, `[]`: true, `"text"`: true,
		`{"a":1}{"a":2}`: false, `{"a":1} x`: false, `{"a":1,"a":2}`: false, `{"a":{"b":1,"b":2}}`: false, "\ufeff{}": false, "": false,
		strings.Repeat("[", 5000) + strings.Repeat("]", 5000): false,
	} {
		server := serve(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = fmt.Fprint(w, body) })
		var into any
		if _, err := newClient(t, server).DoJSON(t.Context(), vendorhttp.Request{Operation: "look", Method: http.MethodGet, Path: "/"}, &into); (err == nil) != good {
			t.Errorf("%.40q: %v", body, err)
		}
	}
}

func TestVendorsWordsAreMadePrintableAfterTheSecretsAreCutOut(t *testing.T) {
	t.Parallel()
	const secret = "s3cret/with+signs"
	server := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain")
		w.WriteHeader(http.StatusBadGateway)
		_, _ = fmt.Fprint(w, "upstream\x1b[31m\r\n::error::"+strings.Repeat("x", 270)+secret+"s3cret%2Fwith%2Bsigns czNjcmV0L3dpdGgrc2lnbnM")
	})
	client := newClient(t, server, func(_ *vendorhttp.Config, opts *vendorhttp.Options) { opts.MaxRetries = 0 })
	_, err := client.Do(t.Context(), vendorhttp.Request{Operation: "look", Method: http.MethodGet, Path: "/", Secrets: []string{secret}})
	e := asError(t, err)
	if !strings.Contains(e.Note, `plain text: upstream\x1b[31m\r\n\::error::x`) || strings.Contains(e.Note, "s3c") {
		t.Errorf("the note is %q", e.Note)
	}
}

func TestRefusedAnswersAreClosed(t *testing.T) {
	server := serve(t, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusUnauthorized) })
	client := newClient(t, server)
	look := func() {
		_, err := client.Do(t.Context(), vendorhttp.Request{Operation: "look", Method: http.MethodGet, Path: "/"})
		if e := asError(t, err); e.Attempts != 1 {
			t.Fatalf("%d attempts", e.Attempts)
		}
	}
	look()
	before := runtime.NumGoroutine()
	for range 200 {
		look()
	}
	if after := runtime.NumGoroutine(); after > before+50 {
		t.Errorf("%d goroutines before 200 refused calls, %d after", before, after)
	}
}
