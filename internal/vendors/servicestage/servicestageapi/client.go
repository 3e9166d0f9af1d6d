// Package servicestageapi is a client of the git repository authorizations of Huawei Cloud ServiceStage, and of the one
// IAM call they need, the project lookup. It is plain Go and knows no Terraform.
//
// Sources are Huawei's API reference of ServiceStage (pages servicestage_06_0092 to _0117 and, for error codes, _0162),
// the user manual (servicestage_03_0076), the API gateway's error codes (devg-apisign, api-sign-errorcode) and the
// source of huaweicloud-sdk-go-v3. What is inferred says so.
package servicestageapi

import (
	"context"
	"net/http"
	"net/url"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

const vendor = "ServiceStage"

// Config is what the client needs to know about an account.
type Config struct {
	// Endpoint is ServiceStage's base address, IAMEndpoint that of IAM, without /v3.
	Endpoint, IAMEndpoint *url.URL
	// Region is looked up in IAM for the project id when ProjectID is empty.
	Region, ProjectID string
	Credentials       Credentials
}

// Client calls the API for one project. It is safe for concurrent use.
type Client struct {
	service, iam *vendorhttp.Client
	config       Config
	gate         *gate
	projects     latest[string]
	lists        latest[listing]
}

// New builds a client. It touches no network.
func New(config Config, opts vendorhttp.Options) *Client {
	sign := config.Credentials.signer(opts.Clock())
	// The gateway in front of every service sends this header (api-sign-errorcode).
	ids := []string{"X-Request-Id"}
	by := config.Credentials.proof()
	c := &Client{
		config: config,
		gate:   newGate(),
		service: vendorhttp.New(vendorhttp.Config{
			Vendor: vendor, Endpoint: config.Endpoint, Classify: classifier(by), RequestIDHeaders: ids, Sign: sign}, opts),
		iam: vendorhttp.New(vendorhttp.Config{
			Vendor: "Huawei Cloud IAM", Endpoint: config.IAMEndpoint, Classify: iamClassifier(by), RequestIDHeaders: ids, Sign: sign}, opts),
	}
	c.projects = latest[string]{call: c.lookUpProject, lifetime: projectLifetimeOf, now: opts.Clock()}
	c.lists = latest[listing]{call: c.fetchList, lifetime: listLifetimeOf, now: opts.Clock()}
	return c
}

// do sends a call of the project. r.Path and r.PathValues start below /v1/{project_id}.
func (c *Client) do(ctx context.Context, r vendorhttp.Request, into any) (*vendorhttp.Response, error) {
	project, err := c.ProjectID(ctx)
	if err != nil {
		return nil, withheld{err}
	}
	r.Path = "/v1/{project_id}" + r.Path
	r.PathValues = append([]string{project}, r.PathValues...)
	r.Header = c.header(r.Header)
	if c.config.Credentials.AuthToken == "" {
		// A token carries its project; a key says it here.
		r.Header.Set("X-Project-Id", project)
	}
	return c.send(ctx, c.service, r, into)
}

// send passes the gate. A nil into reads no body.
func (c *Client) send(ctx context.Context, via *vendorhttp.Client, r vendorhttp.Request, into any) (resp *vendorhttp.Response, err error) {
	r.Secrets = append(r.Secrets, c.config.Credentials.secrets()...)
	err = c.gate.pass(ctx, func() error {
		if into == nil {
			resp, err = via.Do(ctx, r)
		} else {
			resp, err = via.DoJSON(ctx, r, into)
		}
		return err
	})
	return resp, err
}

// header adds what the reference demands of every call, GET included.
func (c *Client) header(more http.Header) http.Header {
	header := http.Header{"Content-Type": {"application/json;charset=utf8"}}
	for name, values := range more {
		header[http.CanonicalHeaderKey(name)] = values
	}
	return header
}
