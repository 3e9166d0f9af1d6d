package probe

import (
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// UserAgent names the project and where to find it, so that a vendor can tell who asks.
const UserAgent = "storeauth-probe (+https://github.com/storeauth/terraform-provider-storeauth)"

const (
	callTimeout = 30 * time.Second
	longestBody = 1 << 20
)

// Transport speaks HTTP/1.1, which keeps the reason phrase, and uses each connection once, so that nothing is sent again unseen.
func Transport(tlsConfig *tls.Config) *http.Transport {
	protocols := new(http.Protocols)
	protocols.SetHTTP1(true)
	return &http.Transport{
		Proxy: http.ProxyFromEnvironment, Protocols: protocols, TLSClientConfig: tlsConfig,
		DisableKeepAlives: true, DisableCompression: true, TLSHandshakeTimeout: callTimeout / 2,
	}
}

// Answer is what came back: as it is, for the probe to go on with.
type Answer struct {
	Status int
	Reason string
	Header http.Header
	Body   []byte
}

// JSON is the text at a path of members, empty when there is none.
func (a Answer) JSON(members ...string) string {
	value, _ := parseJSON(a.Body)
	for _, member := range members {
		object, _ := value.(map[string]any)
		value = object[member]
	}
	text, _ := value.(string)
	return text
}

// HasItems reports whether a member is a list with something in it.
func (a Answer) HasItems(member string) bool {
	value, _ := parseJSON(a.Body)
	object, _ := value.(map[string]any)
	items, _ := object[member].([]any)
	return len(items) > 0
}

// First is a text in the first object of a list.
func (a Answer) First(list, member string) string {
	value, _ := parseJSON(a.Body)
	object, _ := value.(map[string]any)
	items, _ := object[list].([]any)
	if len(items) == 0 {
		return ""
	}
	first, _ := items[0].(map[string]any)
	text, _ := first[member].(string)
	return text
}

// send sends one request to base and reads the answer. A redirect is an answer like any other.
func send(ctx context.Context, transport http.RoundTripper, base *url.URL, c Call) (Answer, error) {
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, c.Method, base.String()+c.Path, nil)
	if err != nil {
		return Answer{}, err
	}
	if c.Body != "" {
		r.Body = io.NopCloser(strings.NewReader(c.Body))
		r.ContentLength = int64(len(c.Body))
	}
	for name, value := range c.Header {
		// Some vendors tell header names apart by their letter case, as in client_id.
		r.Header[name] = []string{value}
	}
	r.Header.Set("User-Agent", UserAgent)
	if c.Sign != nil {
		if err := c.Sign(r); err != nil {
			return Answer{}, err
		}
	}
	response, err := transport.RoundTrip(r)
	if err != nil {
		return Answer{}, err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(io.LimitReader(response.Body, longestBody))
	if err != nil {
		return Answer{}, fmt.Errorf("the answer broke off: %w", err)
	}
	_, reason, _ := strings.Cut(response.Status, " ")
	return Answer{Status: response.StatusCode, Reason: reason, Header: response.Header, Body: body}, nil
}
