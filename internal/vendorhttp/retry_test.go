package vendorhttp_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

// newClient builds a client at server whose waits are as short as they can be.
func newClient(t *testing.T, server *httptest.Server, change ...func(*vendorhttp.Config, *vendorhttp.Options)) *vendorhttp.Client {
	t.Helper()
	endpoint, err := vendorhttp.ParseEndpoint(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	config := vendorhttp.Config{
		Vendor: "Test Vendor", Endpoint: endpoint, Classify: vendorhttp.ClassifyStatus, RequestIDHeaders: []string{"X-Request-Id"},
	}
	opts := vendorhttp.Options{MaxRetries: 2, FirstBackoff: time.Microsecond}
	for _, c := range change {
		c(&config, &opts)
	}
	return vendorhttp.New(config, opts)
}

// answering counts requests and answers each with status; 0 resets the connection.
func answering(t *testing.T, status int) (*httptest.Server, *atomic.Int32) {
	t.Helper()
	var requests atomic.Int32
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		requests.Add(1)
		if status == 0 {
			panic(http.ErrAbortHandler)
		}
		w.WriteHeader(status)
	}))
	t.Cleanup(server.Close)
	return server, &requests
}

func TestWhichAnswersAreFollowedByAnotherAttempt(t *testing.T) {
	t.Parallel()
	const lost = 0
	statuses := []int{lost, 200, 400, 401, 403, 404, 409, 429, 500, 502, 503, 504}
	for _, rule := range []struct {
		name    string
		method  string
		retry   vendorhttp.Retry
		retried []int
	}{
		{"GET", http.MethodGet, vendorhttp.RetryByMethod, []int{lost, 429, 500, 502, 503, 504}},
		{"DELETE", http.MethodDelete, vendorhttp.RetryByMethod, []int{lost, 429, 502, 503, 504}},
		{"POST", http.MethodPost, vendorhttp.RetryByMethod, []int{429}},
		{"PUT", http.MethodPut, vendorhttp.RetryByMethod, []int{429}},
		{"harmless mint", http.MethodPost, vendorhttp.RetryLikeGet, []int{lost, 429, 500, 502, 503, 504}},
		{"immortal mint", http.MethodPost, vendorhttp.RetryAnswered, []int{429, 503}},
		{"single-use code", http.MethodPost, vendorhttp.RetryNever, nil},
	} {
		for _, status := range statuses {
			t.Run(fmt.Sprintf("%s %d", rule.name, status), func(t *testing.T) {
				t.Parallel()
				server, requests := answering(t, status)
				_, err := newClient(t, server).Do(t.Context(), vendorhttp.Request{Operation: "try", Method: rule.method, Path: "/x", Retry: rule.retry})
				want := int32(1)
				if slices.Contains(rule.retried, status) {
					want = 3
				}
				if got := requests.Load(); got != want {
					t.Errorf("%d requests, expected %d", got, want)
				}
				if (err == nil) != (status == 200) {
					t.Errorf("error is %v", err)
				}
			})
		}
	}
}

func TestZeroRetriesSendOnce(t *testing.T) {
	t.Parallel()
	server, requests := answering(t, 503)
	client := newClient(t, server, func(_ *vendorhttp.Config, o *vendorhttp.Options) { o.MaxRetries = 0 })
	if _, err := client.Do(t.Context(), vendorhttp.Request{Method: http.MethodGet, Path: "/x"}); vendorhttp.KindOf(err) != vendorhttp.KindUnavailable {
		t.Errorf("error is %v", err)
	}
	if got := requests.Load(); got != 1 {
		t.Errorf("%d requests", got)
	}
}

// TestRetryAfterIsWaitedFor does not wait: the operation's deadline lies before the time asked for, which the client must
// then still be waiting for.
func TestRetryAfterIsWaitedForInSecondsAndAsADateAndCapped(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	for header, waits := range map[string]bool{
		"3600": true, now.Add(time.Hour).Format(http.TimeFormat): true, "0": false, now.Add(-time.Hour).Format(http.TimeFormat): false, "soon": false,
	} {
		t.Run(header, func(t *testing.T) {
			t.Parallel()
			var requests atomic.Int32
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				if requests.Add(1) == 1 {
					w.Header().Set("Retry-After", header)
					w.WriteHeader(http.StatusTooManyRequests)
				}
			}))
			t.Cleanup(server.Close)
			client := newClient(t, server, func(_ *vendorhttp.Config, o *vendorhttp.Options) { o.Now = func() time.Time { return now } })
			ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
			defer cancel()
			_, err := client.Do(ctx, vendorhttp.Request{Method: http.MethodPost, Path: "/x"})
			if waits != (err != nil) {
				t.Errorf("with Retry-After %q the error is %v", header, err)
			}
		})
	}
}

func TestInterruptionEndsTheWaitAtOnce(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "3600")
		w.WriteHeader(http.StatusServiceUnavailable)
		cancel()
	}))
	t.Cleanup(server.Close)
	_, err := newClient(t, server).Do(ctx, vendorhttp.Request{Method: http.MethodGet, Path: "/x"})
	if !errors.Is(err, context.Canceled) || vendorhttp.KindOf(err) != vendorhttp.KindUnavailable {
		t.Errorf("error is %v", err)
	}
}

func TestAnswerUnderWayIsAwaitedThroughAnInterruptionWhenItMustBeUndone(t *testing.T) {
	t.Parallel()
	for _, settle := range []bool{true, false} {
		ctx, cancel := context.WithCancel(t.Context())
		release := make(chan struct{})
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			cancel()
			select {
			case <-release:
			case <-r.Context().Done():
			}
			_, _ = w.Write([]byte("{}"))
		}))
		t.Cleanup(server.Close)
		done := make(chan error, 1)
		go func() {
			_, err := newClient(t, server).Do(ctx, vendorhttp.Request{Method: http.MethodPost, Path: "/x", Settle: settle})
			done <- err
		}()
		if settle {
			<-ctx.Done()
			close(release)
		}
		if err := <-done; (err == nil) != settle {
			t.Errorf("settle %v: error is %v", settle, err)
		}
	}
}
