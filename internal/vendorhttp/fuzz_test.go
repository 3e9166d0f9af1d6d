package vendorhttp_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

// FuzzWire writes anything to the connection where an answer is expected: status lines, headers, redirects, chunks and bodies of
// every form. {secret} stands for what the request carried.
func FuzzWire(f *testing.F) {
	const secret = "t0ken-c4nary-0123456789"
	for _, seed := range []string{
		"", "HTTP/1.1 200 OK\r\n\r\n", "HTTP/1.1 200 {secret}\r\nContent-Length: 2\r\n\r\n{}", "HTTP/1.1 200 OK\r\n{secret}\r\n\r\n",
		"HTTP/1.1 {secret} OK\r\n\r\n", "HTTP/1.1 500 \x1b[2J::error::\r\nX-Request-Id: {secret}\x9b\r\n\r\n", "HTTP/1.1 302 Found\r\nLocation: https://{secret}/\r\n\r\n",
		"HTTP/1.1 302 Found\r\nLocation: ?again\r\n\r\n", "HTTP/1.1 307 X\r\nLocation: ://\r\n\r\n", "HTTP/1.1 429 X\r\nRetry-After: Wed, 02 Jan 2019 03:04:05 GMT\r\n\r\n",
		"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{secret}\r\n", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\n1234",
		"HTTP/1.1 103 Early\r\nLink: {secret}\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", "HTTP/1.1 403 no\r\nContent-Type: text/plain\r\n\r\n::error::{secret}",
	} {
		f.Add(seed)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { _ = listener.Close() })
	var mu sync.Mutex
	var answer string
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go func() {
				defer func() { _ = conn.Close() }()
				_ = conn.SetDeadline(time.Now().Add(5 * time.Second))
				_, _ = conn.Read(make([]byte, 4096))
				mu.Lock()
				text := answer
				mu.Unlock()
				_, _ = conn.Write([]byte(strings.ReplaceAll(text, "{secret}", secret)))
			}()
		}
	}()
	endpoint, err := vendorhttp.ParseEndpoint("http://" + listener.Addr().String())
	if err != nil {
		f.Fatal(err)
	}
	var logged string
	client := vendorhttp.New(vendorhttp.Config{Vendor: "Shop", Endpoint: endpoint, Classify: vendorhttp.ClassifyStatus, RequestIDHeaders: []string{"X-Request-Id"}},
		vendorhttp.Options{RequestTimeout: 10 * time.Second, Log: func(_ context.Context, message string, fields map[string]any) {
			mu.Lock()
			defer mu.Unlock()
			logged += fmt.Sprint(message, fields)
		}})
	f.Fuzz(func(t *testing.T, text string) {
		mu.Lock()
		answer, logged = text, ""
		mu.Unlock()
		var into map[string]any
		_, err := client.DoJSON(t.Context(), vendorhttp.Request{Operation: "look", Method: http.MethodGet, Path: "/x",
			Header: http.Header{"Authorization": {"Bearer " + secret}}, Secrets: []string{secret}}, &into)
		words := logged
		if err != nil {
			words += err.Error()
		}
		if strings.Contains(words, secret) || strings.ContainsFunc(words, func(r rune) bool { return !unicode.IsPrint(r) }) || len(words) > 6000 {
			t.Errorf("%q led to %q", text, words)
		}
	})
}

// FuzzText reads any JSON as a vendor's text: what comes out is harmless, and what was harmless comes out as it is.
func FuzzText(f *testing.F) {
	for _, seed := range []string{`"a"`, `1.50`, `null`, `"\u001b[2J"`, `"::error::"`, `"a\n::b"`, `"\u200d"`, `{}`, `"##[x"`, `true`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var text vendorhttp.Text
		var prose vendorhttp.Prose
		var verbatim vendorhttp.Verbatim
		if json.Unmarshal(data, &text) != nil || json.Unmarshal(data, &prose) != nil || json.Unmarshal(data, &verbatim) != nil {
			return
		}
		for got, kept := range map[string]string{string(text): "\u200c\u200d", string(prose): "\u200c\u200d\n\t"} {
			if strings.ContainsFunc(got, func(r rune) bool {
				return !unicode.IsPrint(r) && !unicode.Is(unicode.Zs, r) && !strings.ContainsRune(kept, r)
			}) {
				t.Errorf("%q is not printable", got)
			}
			for line := range strings.SplitSeq(got, "\n") {
				if strings.HasPrefix(strings.TrimSpace(line), "::") || strings.Contains(line, "##[") {
					t.Errorf("%q would be obeyed", got)
				}
			}
		}
		if plain := string(verbatim); len(plain) < 300 && vendorhttp.Printable(plain) == plain && (string(text) != plain || string(prose) != plain) {
			t.Errorf("%q became %q and %q", plain, text, prose)
		}
	})
}

// FuzzEndpoint reads anything as an address. What is accepted is https or loopback, and reads as itself.
func FuzzEndpoint(f *testing.F) {
	for _, seed := range []string{"https://host", "http://127.0.0.1:1/x/", "https://u:p4ssw0rd@h", "http://[::1%25a]:1", "https://h/%2f", "https:///"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		u, err := vendorhttp.ParseEndpoint(text)
		if err != nil {
			if at := strings.LastIndex(text, "@"); at > 24 && strings.Contains(err.Error(), text[:at]) {
				t.Errorf("the error repeats a user part: %v", err)
			}
			return
		}
		if u.Scheme != "https" && !vendorhttp.IsLoopback(u.Hostname()) {
			t.Errorf("%q is accepted", text)
		}
		again, err := vendorhttp.ParseEndpoint(u.String())
		if err != nil || again.String() != u.String() {
			t.Errorf("%q became %q, which became %v, %v", text, u, again, err)
		}
	})
}

// FuzzRedact cuts any secret out of any text.
func FuzzRedact(f *testing.F) {
	f.Add("token abcd=1 is bad", "abcd=1")
	f.Add("aaaaa", "aaaa")
	const marker = "redacted" // stands in the place of what was cut
	f.Fuzz(func(t *testing.T, text, secret string) {
		got := vendorhttp.Redact(text, secret)
		if len(secret) >= 4 && !strings.ContainsAny(secret, "[]") && !strings.Contains(marker, secret) && strings.Contains(got, secret) {
			t.Errorf("%q without %q is %q", text, secret, got)
		}
	})
}

// FuzzSecret: what is taken for a credential can stand in a header, and no error repeats it.
func FuzzSecret(f *testing.F) {
	f.Add(" abc\n")
	f.Add("a\x00b")
	f.Fuzz(func(t *testing.T, text string) {
		clean, err := vendorhttp.CleanSecret(text)
		if err == nil && (clean == "" || strings.ContainsFunc(clean, func(r rune) bool { return r <= ' ' || r >= 0x7f })) {
			t.Errorf("%q became %q", text, clean)
		}
		if err != nil && len(text) > 24 && strings.Contains(err.Error(), text) {
			t.Errorf("the error repeats the secret: %v", err)
		}
	})
}
