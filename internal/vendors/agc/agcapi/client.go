// Package agcapi is a client of the AppGallery Connect server API ("Connect API") of Huawei: access tokens of API clients,
// self-signed tokens of service accounts, and the reads of the Publishing API. It is plain Go and knows no Terraform.
//
// Sources are named by the titles of Huawei's documentation below
// https://developer.huawei.com/consumer/en/doc/app/agc-help-connect-api-overview: "Obtaining a Token", "Querying App
// Information", "Querying the App ID Corresponding to an App Package Name". What is known only from people who run
// clients against the live service says so.
package agcapi

import (
	"net/http"
	"net/url"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

// Sites of AppGallery Connect, by the data processing location of the account.
const (
	SiteChina     = "china"
	SiteEurope    = "europe"
	SiteSingapore = "singapore"
	SiteRussia    = "russia"
)

// Sites are all sites, the default first.
var Sites = []string{SiteChina, SiteEurope, SiteSingapore, SiteRussia}

// Endpoints maps a site to its base address, the same for tokens and calls ("Obtaining a Token"). A token of one site is
// not to be used at another.
var Endpoints = map[string]string{
	SiteChina:     "https://connect-api.cloud.huawei.com",
	SiteEurope:    "https://connect-api-dre.cloud.huawei.com",
	SiteSingapore: "https://connect-api-dra.cloud.huawei.com",
	SiteRussia:    "https://connect-api-drru.cloud.huawei.com",
}

// Client calls the API of one site. It is safe for concurrent use.
type Client struct {
	http *vendorhttp.Client
	now  func() time.Time
	kept vendorhttp.Cache[Token]
}

// New builds a client for the site at endpoint. Errors name the site, because a credential is unknown at every other one. It
// touches no network.
func New(site string, endpoint *url.URL, opts vendorhttp.Options) *Client {
	now := opts.Clock()
	return &Client{
		now:  now,
		kept: vendorhttp.Cache[Token]{ExpiresAt: func(t Token) time.Time { return t.ExpiresAt }, Now: now},
		http: vendorhttp.New(vendorhttp.Config{
			Vendor:   "AppGallery Connect, site " + site,
			Endpoint: endpoint,
			Classify: classify,
			// The gateway explains an empty 403 in the reason phrase only (seen live), which HTTP/2 drops.
			HTTP1: true,
			// No request id is documented; this is what gateways of this kind send.
			RequestIDHeaders: []string{"X-Request-Id"},
		}, opts),
	}
}

// Token authorizes calls.
type Token struct {
	// Value is the bearer token: opaque for an API client, a self-signed JWT for a service account.
	Value string
	// ClientID is the API client's id, empty for a service account.
	ClientID  string
	ExpiresAt time.Time
}

// Header returns what every call must send: an API client both headers, since without client_id its token is refused with
// 401 (seen live); a service account its token alone.
func (t Token) Header() http.Header {
	h := http.Header{"Authorization": {"Bearer " + t.Value}}
	if t.ClientID != "" {
		h["client_id"] = []string{t.ClientID}
	}
	return h
}
