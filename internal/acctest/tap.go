package acctest

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendors"
)

// Tap stands between the provider and the sandbox and collects the secrets that pass on the wire: bearer values,
// signatures, and tokens in answers. No test can know them beforehand.
type Tap struct {
	// URL is to be used as the sandbox's.
	URL string

	mu   sync.Mutex
	seen map[string]string
}

// NewTap listens in front of the sandbox at target until the test ends.
func NewTap(t testing.TB, target string) *Tap {
	t.Helper()
	tap := &Tap{seen: map[string]string{}}
	upstream, err := url.Parse(target)
	if err != nil {
		t.Fatal(err)
	}
	proxy := &httputil.ReverseProxy{
		Rewrite:        func(r *httputil.ProxyRequest) { r.SetURL(upstream); r.Out.Host = r.In.Host; tap.request(r.In.Header) },
		ModifyResponse: tap.response,
		ErrorHandler:   func(w http.ResponseWriter, _ *http.Request, _ error) { w.WriteHeader(http.StatusBadGateway) },
	}
	server := httptest.NewServer(proxy)
	t.Cleanup(server.Close)
	tap.URL = server.URL
	return tap
}

var tokenField = regexp.MustCompile(`"(access_?[tT]oken|refresh_?[tT]oken)"\s*:\s*"([^"]{8,})"`)

// secretHeaders are the headers that carry a credential, as the vendors name them.
var secretHeaders = func() (names []string) {
	for _, vendor := range vendors.All {
		names = append(names, vendor.SecretHeaders...)
	}
	return names
}()

func (tap *Tap) request(h http.Header) {
	for _, name := range secretHeaders {
		if value := h.Get(name); value != "" {
			value = strings.TrimPrefix(value, "Bearer ")
			if _, signature, ok := strings.Cut(value, "Signature="); ok {
				value = signature
			}
			tap.add("a value of the header "+name, value)
		}
	}
}

func (tap *Tap) response(resp *http.Response) error {
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	resp.Body = io.NopCloser(bytes.NewReader(body))
	for _, match := range tokenField.FindAllSubmatch(body, -1) {
		tap.add("an answer's "+string(match[1]), string(match[2]))
	}
	return nil
}

func (tap *Tap) add(name, secret string) {
	tap.mu.Lock()
	defer tap.mu.Unlock()
	tap.seen[secret] = name
}

// Seen returns the secrets that passed so far, with a name for each.
func (tap *Tap) Seen() map[string]string {
	tap.mu.Lock()
	defer tap.mu.Unlock()
	seen := make(map[string]string, len(tap.seen))
	for secret, name := range tap.seen {
		seen[secret] = name
	}
	return seen
}
