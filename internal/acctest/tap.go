package acctest

import (
	"bytes"
	"io"
	"maps"
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

// wiretap stands between the provider and the sandbox and collects the secrets that pass on the wire: bearer values,
// signatures, and tokens in answers. No test can know them beforehand.
type wiretap struct {
	// url is to be used as the sandbox's.
	url string

	mu   sync.Mutex
	seen map[string]string
}

// newTap listens in front of the sandbox at target until the test ends.
func newTap(t testing.TB, target string) *wiretap {
	t.Helper()
	tap := &wiretap{seen: map[string]string{}}
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
	tap.url = server.URL
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

func (tap *wiretap) request(h http.Header) {
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

func (tap *wiretap) response(resp *http.Response) error {
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

func (tap *wiretap) add(name, secret string) {
	tap.mu.Lock()
	defer tap.mu.Unlock()
	tap.seen[secret] = name
}

// secrets are those that passed so far, with a name for each.
func (tap *wiretap) secrets() map[string]string {
	tap.mu.Lock()
	defer tap.mu.Unlock()
	return maps.Clone(tap.seen)
}
