package sandbox_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox"
)

func TestPageAsksNobodyElse(t *testing.T) {
	t.Parallel()
	s, err := sandbox.New()
	if err != nil {
		t.Fatal(err)
	}
	for path, kind := range map[string]string{"/": "text/html", "/page.js": "text/javascript", "/page.css": "text/css"} {
		w := httptest.NewRecorder()
		s.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "http://127.0.0.1:8750"+path, nil))
		policy := w.Header().Get("Content-Security-Policy")
		if w.Code != http.StatusOK || !strings.HasPrefix(w.Header().Get("Content-Type"), kind) || !strings.Contains(policy, "default-src 'none'") || strings.Contains(policy, "unsafe") {
			t.Errorf("%s: %d, %s, policy %q", path, w.Code, w.Header().Get("Content-Type"), policy)
		}
		if body := w.Body.String(); strings.Contains(body, "http://") || strings.Contains(body, "https://") || strings.Contains(body, "innerHTML") {
			t.Errorf("%s names another site, or writes markup", path)
		}
	}
}

// TestConsoleAnswersNoPageOfAnotherSite: a page that somebody has open in a browser could otherwise read the console's answers.
func TestConsoleAnswersNoPageOfAnotherSite(t *testing.T) {
	t.Parallel()
	running, err := sandbox.Start("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = running.Close() })
	for name, c := range map[string]struct {
		host, origin string
		status       int
	}{
		"a program":                 {"127.0.0.1:8750", "", 200},
		"the page":                  {"127.0.0.1:8750", "http://127.0.0.1:8750", 200},
		"the page by its name":      {"localhost:8750", "http://localhost:8750", 200},
		"IPv6":                      {"[::1]:8750", "http://[::1]:8750", 200},
		"a page of another site":    {"127.0.0.1:8750", "https://example.com", 403},
		"another port":              {"127.0.0.1:8750", "http://127.0.0.1:9999", 403},
		"a file":                    {"127.0.0.1:8750", "null", 403},
		"a name that points at us":  {"example.com:8750", "http://example.com:8750", 403},
		"such a name, from nowhere": {"example.com", "", 403},
	} {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, running.URL()+"/console", nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Host = c.host
		if c.origin != "" {
			r.Header.Set("Origin", c.origin)
		}
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		_ = answer.Body.Close()
		if answer.StatusCode != c.status {
			t.Errorf("%s: status %d, expected %d", name, answer.StatusCode, c.status)
		}
	}
}
