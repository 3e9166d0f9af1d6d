package vendorhttp_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

// throttledBy403 is the classifier of a vendor that announces its rate limit by a code under 403.
func throttledBy403(r *vendorhttp.Response) *vendorhttp.Failure {
	if object, _ := r.Object(); object["code"] == "slow down" {
		return &vendorhttp.Failure{Kind: vendorhttp.KindThrottled, Code: "slow down"}
	}
	return vendorhttp.ClassifyStatus(r)
}

func TestRateLimitUnderAnotherStatusIsRepeatedLike429(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name, method, body string
		retry              vendorhttp.Retry
		limited, want      int32
	}{
		{"GET", http.MethodGet, `{"code":"slow down"}`, vendorhttp.RetryByMethod, 1, 2},
		{"POST", http.MethodPost, `{"code":"slow down"}`, vendorhttp.RetryByMethod, 1, 2},
		{"limit that lasts", http.MethodGet, `{"code":"slow down"}`, vendorhttp.RetryByMethod, 9, 3},
		{"single-use code", http.MethodPost, `{"code":"slow down"}`, vendorhttp.RetryNever, 1, 1},
		{"other 403", http.MethodGet, `{"code":"go away"}`, vendorhttp.RetryByMethod, 1, 1},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			var requests atomic.Int32
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				if requests.Add(1) <= row.limited {
					w.WriteHeader(http.StatusForbidden)
					_, _ = io.WriteString(w, row.body)
				}
			}))
			t.Cleanup(server.Close)
			client := newClient(t, server, func(c *vendorhttp.Config, _ *vendorhttp.Options) { c.Classify = throttledBy403 })
			_, err := client.Do(t.Context(), vendorhttp.Request{Operation: "try", Method: row.method, Path: "/x", Retry: row.retry})
			if got := requests.Load(); got != row.want {
				t.Errorf("%d requests, expected %d", got, row.want)
			}
			if got := requests.Load() > row.limited; got != (err == nil) {
				t.Errorf("error is %v after %d requests", err, requests.Load())
			}
			// The body is still there for the error once the attempts are used up.
			if err != nil && strings.Contains(row.body, "slow down") && vendorhttp.KindOf(err) != vendorhttp.KindThrottled {
				t.Errorf("error is %v", err)
			}
		})
	}
}
