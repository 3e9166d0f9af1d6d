// Package amazonapi is a client of Login with Amazon (LWA), for the tokens of a security profile, and of the Amazon Appstore's
// App Submission API, for its reads. It is plain Go and knows no Terraform.
//
// Sources are named by their titles in Amazon's documentation below
// https://developer.amazon.com/docs/app-submission-api/ ("API Authentication", "API flows") and
// https://developer.amazon.com/docs/login-with-amazon/. What is known only from people who run clients against the live
// service says so.
package amazonapi

import (
	"net/http"
	"net/url"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

// The hosts that every Appstore document and client uses. Login with Amazon has regional ones with the same paths.
const (
	DefaultTokenEndpoint = "https://api.amazon.com" //nolint:gosec // an address, not a token
	DefaultEndpoint      = "https://developer.amazon.com"
)

// Client mints tokens and calls the App Submission API. It is safe for concurrent use.
type Client struct {
	lwa, appstore *vendorhttp.Client
	tokens        vendorhttp.Cache[Token]
	now           func() time.Time
}

// New builds a client for the endpoints of Login with Amazon and of the Appstore. It touches no network.
func New(tokenEndpoint, endpoint *url.URL, opts vendorhttp.Options) *Client {
	now := opts.Clock()
	// The documentation's copies of answers show the first; the second is what Amazon's other gateways send.
	requestIDs := []string{"X-Amzn-RequestId", "X-Amz-Request-Id"}
	return &Client{
		now:    now,
		tokens: vendorhttp.Cache[Token]{ExpiresAt: func(t Token) time.Time { return t.ExpiresAt }, Now: now},
		lwa: vendorhttp.New(vendorhttp.Config{
			Vendor: "Login with Amazon", Endpoint: tokenEndpoint, Classify: classifyOAuth, RequestIDHeaders: requestIDs,
		}, opts),
		appstore: vendorhttp.New(vendorhttp.Config{
			Vendor: "Amazon Appstore", Endpoint: endpoint, Classify: classifyAppstore, RequestIDHeaders: requestIDs,
		}, opts),
	}
}

// Credential is a security profile's client id and client secret, from its Web Settings.
type Credential struct{ ClientID, ClientSecret string }

// Token authorizes calls of the API that its scope belongs to.
type Token struct {
	// AccessToken is opaque; those of client credentials begin with "Atc|".
	AccessToken string
	// TokenType is "bearer", in the case that the vendor chose.
	TokenType string
	// Scope is what the token was asked for and is good for.
	Scope     string
	ExpiresAt time.Time
}

// Header returns what every call must send.
func (t Token) Header() http.Header {
	return http.Header{"Authorization": {"Bearer " + t.AccessToken}}
}
