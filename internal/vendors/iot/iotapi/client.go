// Package iotapi is a client of the northbound authentication of the Huawei IoT platform (OceanConnect, IoTDM), API
// version 1.1.0: login, refresh, logout, and the cheapest read that needs a token. It is plain Go and knows no
// Terraform.
//
// Sources: Huawei Cloud's pages "Authentication" (iot_06_0007), "Refreshing a Token" and "Querying Devices in Batches"
// (iot_06_0061), and, where a comment says so, what independent clients of the platform do.
package iotapi

import (
	"context"
	"net/http"
	"net/url"
	"sync"
	"sync/atomic"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

const vendor = "the Huawei IoT platform"

// Application is what the platform's portal issues.
type Application struct{ ID, Secret string }

// Client calls one platform. It is safe for concurrent use.
type Client struct {
	http *vendorhttp.Client
	now  func() time.Time
	// turns holds a one-place channel for each application id: whoever fills it may log in.
	turns sync.Map
	// sessions holds a *Session for each application and secret.
	sessions sync.Map
	// presented is whether a client certificate was configured, asked whether the platform wanted one.
	presented bool
	asked     *atomic.Bool
	// answered is whether any request was answered.
	answered atomic.Bool
}

// New builds a client for endpoint, https://server:8743 on most platforms. It touches no network. The error says which
// part of the TLS material is unusable, without showing any.
func New(endpoint *url.URL, material TLS, opts vendorhttp.Options) (*Client, error) {
	c := &Client{now: opts.Clock(), presented: material.ClientKey != "", asked: &atomic.Bool{}}
	config, err := material.config(c.asked)
	if err != nil {
		return nil, err
	}
	c.http = vendorhttp.New(vendorhttp.Config{
		Vendor:   vendor,
		Endpoint: endpoint,
		Classify: classify,
		TLS:      config,
		// No request id is documented; this is what gateways of this kind send.
		RequestIDHeaders: []string{"X-Request-Id"},
	}, opts)
	return c, nil
}

// Header returns the headers of every call after the login; appID may be empty. The older header access_token, which clients of 2017
// sent, is not needed by any documented version.
func Header(appID, token string) http.Header {
	h := http.Header{"Authorization": {"Bearer " + token}, "Content-Type": {"application/json"}}
	if appID != "" {
		h["app_key"] = []string{appID}
	}
	return h
}

// ShownID is an application's id as diagnostics show it. Ids and secrets look alike here, so what stands in the place of an id may
// be the secret: its first characters are enough to tell one application from another.
func ShownID(id string) string {
	const shown = 4
	if len(id) <= 2*shown {
		return id[:min(len(id), 1)] + "…"
	}
	return id[:shown] + "…"
}

// turn waits until nobody else logs in to the application, and returns what ends the turn. A login ends the token that
// an earlier one issued, so the platform asks for one at a time ("Authentication").
func (c *Client) turn(ctx context.Context, operation, appID string) (done func(), err error) {
	place, _ := c.turns.LoadOrStore(appID, make(chan struct{}, 1))
	turn := place.(chan struct{}) //nolint:errcheck // only this function stores here
	select {
	case turn <- struct{}{}:
		return func() { <-turn }, nil
	case <-ctx.Done():
		return nil, &vendorhttp.Error{Vendor: vendor, Operation: operation, Kind: vendorhttp.KindUnavailable,
			Note: "interrupted while another login of the application was under way"}
	}
}
