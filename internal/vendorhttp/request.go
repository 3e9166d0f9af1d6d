package vendorhttp

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/hashicorp/go-retryablehttp"
)

// Request is one call, described so that it can be sent, repeated, logged and explained.
type Request struct {
	// Operation completes "could not …": "obtain an access token".
	Operation string
	Method    string
	// Path is a template below the endpoint, "/seller/apps/{id}"; each {…} takes the next of PathValues, escaped. The
	// log shows the template.
	Path       string
	PathValues []string
	Query      url.Values
	Header     http.Header
	// Body is sent as it is; nil sends none.
	Body []byte
	// Retry is the rule for another attempt.
	Retry Retry
	// Settle awaits the answer of an attempt under way even when the operation is interrupted, because the answer
	// names something that must be undone, such as a token. Waits between attempts end at once all the same.
	Settle bool
	// Classify overrides the client's classifier for this call.
	Classify Classifier
	// MayHave says in a whole sentence what the vendor may have done when its answer does not prove the opposite; empty for
	// a call that changes nothing.
	MayHave string
	// Secrets are cut out of every error of this call.
	Secrets []string
}

func (c *Client) build(ctx context.Context, r Request) (*retryablehttp.Request, error) {
	u := *c.config.Endpoint
	path, err := expand(r.Path, r.PathValues)
	if err != nil {
		return nil, err
	}
	u.RawPath = u.EscapedPath() + path
	if u.Path, err = url.PathUnescape(u.RawPath); err != nil {
		return nil, errors.New("the path could not be built")
	}
	u.RawQuery = r.Query.Encode()
	var body any // a nil []byte would still be a body, and go out chunked
	if r.Body != nil {
		body = r.Body
	}
	req, err := retryablehttp.NewRequestWithContext(ctx, r.Method, u.String(), body)
	if err != nil {
		return nil, errors.New("the request could not be built")
	}
	for name, values := range r.Header {
		for _, value := range values {
			if !printableHeader(value) {
				return nil, fmt.Errorf("the value of the %s header has a control character", name)
			}
		}
		req.Header[http.CanonicalHeaderKey(name)] = values
	}
	if c.opts.UserAgent != "" {
		req.Header.Set("User-Agent", c.opts.UserAgent)
	}
	if req.Header.Get("Accept") == "" {
		req.Header.Set("Accept", "application/json")
	}
	return req, nil
}

// expand fills a path template, escaping each value as one segment.
func expand(template string, values []string) (string, error) {
	var b bytes.Buffer
	for rest := template; ; {
		before, after, found := strings.Cut(rest, "{")
		b.WriteString(before)
		if !found {
			break
		}
		name, tail, _ := strings.Cut(after, "}")
		if len(values) == 0 || values[0] == "" {
			return "", fmt.Errorf("the path needs a value for %s", name)
		}
		b.WriteString(url.PathEscape(values[0]))
		values, rest = values[1:], tail
	}
	return b.String(), nil
}
