package servicestageapi

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

// Redirect returns a fresh address for the browser step (servicestage_06_0093). Each carries a state of its own, good for one
// exchange; earlier addresses stay usable (inferred: nothing documents that they end).
func (c *Client) Redirect(ctx context.Context, repoType, tag string) (string, error) {
	r := vendorhttp.Request{
		Operation:  "get an address for the browser step at " + repoType,
		Method:     http.MethodGet,
		Path:       "/git/auths/{repo_type}/redirect",
		PathValues: []string{repoType},
		Query:      siteQuery(tag),
	}
	var answer struct {
		URL vendorhttp.Text `json:"url"`
	}
	resp, err := c.do(ctx, r, &answer)
	switch {
	case err != nil:
		return "", err
	case answer.URL == "":
		return "", c.service.Malformed(r, resp, "the answer has no address")
	case !openable(answer.URL.String()):
		return "", c.service.Malformed(r, resp, "the address in the answer is not one that a browser can open")
	}
	return answer.URL.String(), nil
}

// openable reports whether an address can be shown as it is, for a person to open. vendorhttp.Printable would cut it. A
// backslash is the mark of an escape: the vendor sent what cannot be shown.
func openable(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && len(address) <= 4096 &&
		!strings.ContainsFunc(address, func(r rune) bool { return r <= ' ' || r >= 0x7f || r == '\\' })
}
