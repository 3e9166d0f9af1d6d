// Package galaxyapi is a client of the Samsung Galaxy Store Developer API: access tokens and the reads of the Content
// Publish API. It is plain Go and knows no Terraform.
//
// Sources are named as in Samsung's documentation below
// https://developer.samsung.com/galaxy-store/galaxy-store-developer-api: "create an access token", "use the access
// token", "view seller's app list", "view seller's app details". What is known only from people who run clients
// against the live service says so.
package galaxyapi

import (
	"net/http"
	"net/url"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

// DefaultEndpoint is the only host of the API.
const DefaultEndpoint = "https://devapi.samsungapps.com"

// Scopes of a service account, chosen by checkbox when it is created; there is no third.
const (
	// ScopePublishing is the portal's "Publishing & ITEM".
	ScopePublishing = "publishing"
	// ScopeGSS is the portal's "GSS", Galaxy Store Statistics.
	ScopeGSS = "gss"
)

// Client calls the API. It is safe for concurrent use.
type Client struct {
	http *vendorhttp.Client
	now  func() time.Time
}

// New builds a client for endpoint. It touches no network.
func New(endpoint *url.URL, opts vendorhttp.Options) *Client {
	return &Client{now: opts.Clock(), http: vendorhttp.New(vendorhttp.Config{
		Vendor:   "Galaxy Store",
		Endpoint: endpoint,
		Classify: classify,
		// No request id is documented; these are what gateways of this kind send.
		RequestIDHeaders: []string{"X-Request-Id", "X-Amzn-Trace-Id"},
	}, opts)}
}

// Header returns the headers of a call with an access token of the service account. Every call needs both ("use the access
// token"): without service-account-id the gateway answers an authentication error, whatever the token (seen live).
func Header(account, token string) http.Header {
	return http.Header{"Authorization": {"Bearer " + token}, "service-account-id": {account}}
}
