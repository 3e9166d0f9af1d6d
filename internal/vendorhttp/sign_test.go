package vendorhttp_test

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

func TestEachAttemptIsSignedAnewOverTheBytesSent(t *testing.T) {
	t.Parallel()
	var signatures, bodies []string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		signatures, bodies = append(signatures, r.Header.Get("X-Signature")), append(bodies, string(body))
		if len(signatures) < 3 {
			w.WriteHeader(http.StatusTooManyRequests)
		}
	}))
	t.Cleanup(server.Close)
	count := 0
	client := newClient(t, server, func(c *vendorhttp.Config, _ *vendorhttp.Options) {
		c.Sign = func(req *http.Request, body []byte) error {
			count++
			req.Header.Set("X-Signature", req.Method+req.URL.Path+string(body)+strconv.Itoa(count))
			return nil
		}
	})
	_, err := client.Do(t.Context(), vendorhttp.Request{Method: http.MethodPost, Path: "/p", Body: []byte("b")})
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"POST/pb1", "POST/pb2", "POST/pb3"}; !slices.Equal(signatures, want) {
		t.Errorf("signatures %q, expected %q", signatures, want)
	}
	if want := []string{"b", "b", "b"}; !slices.Equal(bodies, want) {
		t.Errorf("bodies %q, expected %q", bodies, want)
	}
}

func TestARequestThatCannotBeSignedIsNotSent(t *testing.T) {
	t.Parallel()
	server, requests := answering(t, http.StatusOK)
	client := newClient(t, server, func(c *vendorhttp.Config, _ *vendorhttp.Options) {
		c.Sign = func(*http.Request, []byte) error { return errors.New("no key") }
	})
	_, err := client.Do(t.Context(), vendorhttp.Request{Method: http.MethodGet, Path: "/p"})
	if err == nil || requests.Load() != 0 {
		t.Errorf("error %v after %d requests, expected an error and none", err, requests.Load())
	}
}
