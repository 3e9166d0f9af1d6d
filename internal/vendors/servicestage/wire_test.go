package servicestage_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync"
	"testing"
)

// wire stands in front of the sandbox and knows which secret an authorization has that was made through it. The sandbox shows
// nobody its secrets.
type wire struct {
	*httptest.Server
	mu sync.Mutex
	// secrets are tokens and passwords by the name of the authorization.
	secrets map[string]string
}

func tapped(t *testing.T, sandbox string) *wire {
	t.Helper()
	target, err := url.Parse(sandbox)
	if err != nil {
		t.Fatal(err)
	}
	w := &wire{secrets: map[string]string{}}
	proxy := &httputil.ReverseProxy{
		// A kept connection that breaks would be used a second time.
		Transport:      &http.Transport{DisableKeepAlives: true},
		Rewrite:        func(r *httputil.ProxyRequest) { r.SetURL(target) },
		ModifyResponse: w.learn,
		ErrorHandler:   func(http.ResponseWriter, *http.Request, error) { panic(http.ErrAbortHandler) },
	}
	w.Server = httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		r.Body = io.NopCloser(bytes.NewReader(body))
		proxy.ServeHTTP(rw, r.WithContext(withBody(r.Context(), body)))
	}))
	t.Cleanup(w.Close)
	return w
}

func (w *wire) learn(resp *http.Response) error {
	var sent struct{ Name, Token, Password string }
	_ = json.Unmarshal(bodyOf(resp.Request.Context()), &sent)
	w.mu.Lock()
	defer w.mu.Unlock()
	switch {
	case resp.Request.Method == http.MethodPost && resp.StatusCode == http.StatusOK:
		w.secrets[sent.Name] = sent.Token + sent.Password
	case resp.Request.Method == http.MethodDelete && resp.StatusCode == http.StatusNoContent:
		delete(w.secrets, resp.Request.URL.Path[strings.LastIndex(resp.Request.URL.Path, "/")+1:])
	}
	return nil
}

type bodyKey struct{}

func withBody(ctx context.Context, body []byte) context.Context {
	return context.WithValue(ctx, bodyKey{}, body)
}

func bodyOf(ctx context.Context) []byte {
	body, _ := ctx.Value(bodyKey{}).([]byte)
	return body
}
