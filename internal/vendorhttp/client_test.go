package vendorhttp_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

func serve(t *testing.T, handler http.HandlerFunc) *httptest.Server {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return server
}

func asError(t *testing.T, err error) *vendorhttp.Error {
	t.Helper()
	e, ok := errors.AsType[*vendorhttp.Error](err)
	if !ok {
		t.Fatalf("error is %v, not a vendor's", err)
	}
	return e
}

func TestRedirectsThatLeaveTheEndpointAreRefused(t *testing.T) {
	t.Parallel()
	var strayed atomic.Int32
	elsewhere := serve(t, func(http.ResponseWriter, *http.Request) { strayed.Add(1) })
	server := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/away":
			http.Redirect(w, r, elsewhere.URL, http.StatusFound)
		case "/scheme":
			http.Redirect(w, r, "https://"+r.Host+"/home", http.StatusFound)
		case "/near":
			http.Redirect(w, r, "/home", http.StatusFound)
		}
	})
	client := newClient(t, server)
	for _, path := range []string{"/away", "/scheme"} {
		_, err := client.Do(t.Context(), vendorhttp.Request{Operation: "go", Method: http.MethodGet, Path: path})
		if e := asError(t, err); e.Kind != vendorhttp.KindMalformed || !strings.Contains(e.Note, "away from the endpoint") || e.Attempts != 1 {
			t.Errorf("%s: %v after %d attempts", path, err, e.Attempts)
		}
	}
	if _, err := client.Do(t.Context(), vendorhttp.Request{Method: http.MethodGet, Path: "/near"}); err != nil {
		t.Errorf("a redirect at home: %v", err)
	}
	if _, err := client.Do(t.Context(), vendorhttp.Request{Method: http.MethodPost, Path: "/near"}); err == nil {
		t.Error("a POST followed a redirect")
	}
	if strayed.Load() != 0 {
		t.Error("a request left the endpoint")
	}
}

func TestBodyIsReadToItsLimitAndNoFurther(t *testing.T) {
	t.Parallel()
	var requests atomic.Int32
	server := serve(t, func(w http.ResponseWriter, r *http.Request) {
		requests.Add(1)
		size := 4 << 20
		if r.URL.Path == "/large" {
			size++
		}
		_, _ = w.Write([]byte(strings.Repeat(" ", size)))
	})
	client := newClient(t, server)
	if _, err := client.Do(t.Context(), vendorhttp.Request{Method: http.MethodGet, Path: "/full"}); err != nil {
		t.Errorf("4 MiB: %v", err)
	}
	_, err := client.Do(t.Context(), vendorhttp.Request{Method: http.MethodGet, Path: "/large"})
	if e := asError(t, err); e.Kind != vendorhttp.KindMalformed || requests.Load() != 2 {
		t.Errorf("4 MiB and a byte: %v after %d requests", err, requests.Load()-1)
	}
}

func TestConnectionLostInTheMiddleOfABodyIsALostAnswer(t *testing.T) {
	t.Parallel()
	var requests atomic.Int32
	server := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		if requests.Add(1) < 3 {
			w.Header().Set("Content-Length", "100")
			_, _ = w.Write([]byte(`{"half":`))
			panic(http.ErrAbortHandler)
		}
		_, _ = w.Write([]byte(`{}`))
	})
	var into map[string]any
	if _, err := newClient(t, server).DoJSON(t.Context(), vendorhttp.Request{Method: http.MethodGet, Path: "/x"}, &into); err != nil {
		t.Errorf("the third answer was whole: %v", err)
	}
}

func TestSecretsAreCutOutOfEveryError(t *testing.T) {
	t.Parallel()
	const secret = "s3cr3t|value"
	server := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/lost" {
			panic(http.ErrAbortHandler)
		}
		w.Header().Set("X-Request-Id", "id-"+secret)
		w.WriteHeader(http.StatusBadRequest)
	})
	echo := func(*vendorhttp.Response) *vendorhttp.Failure {
		return &vendorhttp.Failure{Kind: vendorhttp.KindUnexpected, Code: "C-" + secret, Message: "you sent s3cr3t%7Cvalue", Note: secret}
	}
	for _, path := range []string{"/echo", "/lost"} {
		_, err := newClient(t, server).Do(t.Context(), vendorhttp.Request{
			Operation: "try", Method: http.MethodGet, Path: path, Query: map[string][]string{"access_token": {secret}},
			Header: http.Header{"Authorization": {secret}}, Classify: echo, Secrets: []string{secret},
		})
		e := asError(t, err)
		for _, text := range []string{err.Error(), e.Words(), e.Where(), e.Note, fmt.Sprint(err)} {
			if strings.Contains(text, secret) || strings.Contains(text, "s3cr3t%7Cvalue") {
				t.Errorf("%s: the secret is in %q", path, text)
			}
		}
	}
}

func TestHeaderThatCannotBeSentIsRefusedWithoutShowingIt(t *testing.T) {
	t.Parallel()
	server := serve(t, func(http.ResponseWriter, *http.Request) { t.Error("it was sent") })
	_, err := newClient(t, server).Do(t.Context(), vendorhttp.Request{
		Operation: "try", Method: http.MethodGet, Path: "/x", Header: http.Header{"Authorization": {"Bearer abc\ndef"}},
	})
	if err == nil || strings.Contains(err.Error(), "abc") || !strings.Contains(err.Error(), "Authorization") {
		t.Errorf("error is %v", err)
	}
}

func TestLogHoldsTheTemplateAndNoValue(t *testing.T) {
	t.Parallel()
	var lines []string
	server := serve(t, func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("X-Request-Id", "r-1") })
	client := newClient(t, server, func(_ *vendorhttp.Config, o *vendorhttp.Options) {
		o.Log = func(_ context.Context, message string, fields map[string]any) {
			lines = append(lines, fmt.Sprint(message, fields))
		}
	})
	_, err := client.Do(t.Context(), vendorhttp.Request{
		Method: http.MethodGet, Path: "/apps/{id}", PathValues: []string{"hush/1"}, Query: map[string][]string{"token": {"hush2"}},
		Header: http.Header{"Authorization": {"hush3"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	log := strings.Join(lines, "\n")
	if strings.Contains(log, "hush") || !strings.Contains(log, "/apps/{id}") || !strings.Contains(log, "r-1") || !strings.Contains(log, "status:200") {
		t.Errorf("the log is %s", log)
	}
}

func TestPathValuesAreOneSegmentEach(t *testing.T) {
	t.Parallel()
	var got string
	server := serve(t, func(_ http.ResponseWriter, r *http.Request) { got = r.URL.EscapedPath() })
	client := newClient(t, server)
	if _, err := client.Do(t.Context(), vendorhttp.Request{Method: http.MethodGet, Path: "/a/{x}/b", PathValues: []string{"one/two?three"}}); err != nil {
		t.Fatal(err)
	}
	if got != "/a/one%2Ftwo%3Fthree/b" {
		t.Errorf("path is %s", got)
	}
	if _, err := client.Do(t.Context(), vendorhttp.Request{Method: http.MethodGet, Path: "/a/{x}/b", PathValues: []string{""}}); err == nil {
		t.Error("an empty segment was sent")
	}
}

func TestAttemptThatTakesTooLongIsUnavailable(t *testing.T) {
	t.Parallel()
	server := serve(t, func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	client := newClient(t, server, func(_ *vendorhttp.Config, o *vendorhttp.Options) {
		o.RequestTimeout, o.MaxRetries = 20*time.Millisecond, 0
	})
	_, err := client.Do(t.Context(), vendorhttp.Request{Operation: "try", Method: http.MethodGet, Path: "/x"})
	if e := asError(t, err); e.Kind != vendorhttp.KindUnavailable || !strings.Contains(e.Note, "no answer within 20ms") {
		t.Errorf("error is %v", err)
	}
}

func TestHTTP1KeepsTheReasonPhrase(t *testing.T) {
	t.Parallel()
	server := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		conn, _, err := w.(http.Hijacker).Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		defer func() { _ = conn.Close() }()
		_, _ = conn.Write([]byte("HTTP/1.1 403 client token authorization fail.\r\nContent-Length: 0\r\n\r\n"))
	})
	client := newClient(t, server, func(c *vendorhttp.Config, _ *vendorhttp.Options) { c.HTTP1 = true })
	_, err := client.Do(t.Context(), vendorhttp.Request{Method: http.MethodGet, Path: "/x"})
	if e := asError(t, err); e.Where() != "HTTP 403 client token authorization fail." || e.Kind != vendorhttp.KindMalformed {
		t.Errorf("where is %q, kind %s", e.Where(), e.Kind)
	}
}

func TestOneMintServesAllWhoWaitAndADeadTokenIsMintedOnce(t *testing.T) {
	t.Parallel()
	now := time.Now()
	end := now.Add(time.Hour)
	cache := vendorhttp.Cache[string]{ExpiresAt: func(string) time.Time { return end }, Now: func() time.Time { return now }}
	var mints atomic.Int32
	mint := func(context.Context) (string, error) { return fmt.Sprint("token ", mints.Add(1)), nil }
	get := func() string {
		token, err := cache.Get(t.Context(), "key", mint)
		if err != nil {
			t.Error(err)
		}
		return token
	}
	var wg sync.WaitGroup
	for range 50 {
		wg.Go(func() { get() })
	}
	wg.Wait()
	if mints.Load() != 1 {
		t.Errorf("%d mints for 50 users", mints.Load())
	}
	dead := get()
	for range 2 {
		cache.Drop("key", func(token string) bool { return token == dead })
		get()
	}
	if mints.Load() != 2 {
		t.Errorf("%d mints after one token died", mints.Load())
	}
	now = now.Add(time.Hour - 30*time.Second)
	get()
	if mints.Load() != 3 {
		t.Errorf("%d mints: a token about to expire was handed out", mints.Load())
	}
}

func TestLeaseEndsWithItsLastUser(t *testing.T) {
	t.Parallel()
	var minted, ended []string
	lease := vendorhttp.Lease[string]{
		Mint: func(context.Context) (string, error) {
			minted = append(minted, fmt.Sprint("token ", len(minted)+1))
			return minted[len(minted)-1], nil
		},
		End: func(ctx context.Context, token string) error { ended = append(ended, token); return ctx.Err() },
	}
	first, _ := lease.Acquire(t.Context())
	second, _ := lease.Acquire(t.Context())
	if first != second || len(minted) != 1 {
		t.Errorf("two users hold %q and %q", first, second)
	}
	if err := lease.Release(t.Context()); err != nil || len(ended) != 0 {
		t.Errorf("the first one out ended %v: %v", ended, err)
	}
	interrupted, cancel := context.WithCancel(t.Context())
	cancel()
	if err := lease.Release(interrupted); err != nil || len(ended) != 1 {
		t.Errorf("the last one out, interrupted, ended %v: %v", ended, err)
	}
	if again, _ := lease.Acquire(t.Context()); again != "token 2" {
		t.Errorf("a later user got %q", again)
	}
}
