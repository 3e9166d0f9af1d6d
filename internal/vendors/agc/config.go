// Package agc holds the Terraform objects of Huawei AppGallery Connect.
package agc

import (
	"context"
	"errors"
	"strings"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/settings"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/agc/agcapi"
)

// Connection is AppGallery Connect as the provider block configures it. The client of a site is built at its first use, once
// per process.
type Connection struct {
	settings         settings.Values
	verifyDuringPlan bool
	http             vendorhttp.Options

	building sync.Mutex
	clients  map[string]*agcapi.Client
}

// NewConnection records the settings and touches no network.
func NewConnection(values settings.Values, general settings.General) *Connection {
	return &Connection{
		settings: values, verifyDuringPlan: general.VerifyDuringPlan, http: general.HTTP, clients: map[string]*agcapi.Client{},
	}
}

// given reports whether a setting is set, or will be with apply.
func (c *Connection) given(name string) bool {
	value := c.settings.Get(name)
	return value.IsUnknown() || strings.TrimSpace(value.ValueString()) != ""
}

// client returns the client of the site that an object names, or of the provider block's.
func (c *Connection) client(site types.String) (*agcapi.Client, error) {
	const purpose = "reach AppGallery Connect"
	name := site.ValueString()
	if site.IsNull() {
		known, err := c.settings.Known(purpose, "site")
		if err != nil {
			return nil, err
		}
		name = known["site"]
	}
	address := agcapi.Endpoints[name]
	if c.given("endpoint") {
		known, err := c.settings.Known(purpose, "endpoint")
		if err != nil {
			return nil, err
		}
		address = known["endpoint"]
	}
	endpoint, err := vendorhttp.ParseEndpoint(address)
	if err != nil {
		return nil, err
	}
	c.building.Lock()
	defer c.building.Unlock()
	if c.clients[name] == nil {
		c.clients[name] = agcapi.New(name, endpoint, c.http)
	}
	return c.clients[name], nil
}

// asksOutsideApply reports whether plan and refresh may ask the vendor: not when told otherwise, and not while the
// endpoint is known only after apply.
func (c *Connection) asksOutsideApply() bool {
	return c.verifyDuringPlan && !c.settings.Get("endpoint").IsUnknown()
}

// own returns the provider block's credential. purpose completes "… needed to".
func (c *Connection) own(purpose string) (agcapi.Credential, error) {
	switch byKey, byClient := c.given("service_account_key"), c.given("client_id") || c.given("client_secret"); {
	case byKey && byClient:
		return nil, &settings.Error{Summary: "Conflicting AppGallery Connect settings", Detail: "agc.service_account_key " +
			"(AGC_SERVICE_ACCOUNT_KEY in the environment) and agc.client_id with agc.client_secret (AGC_CLIENT_ID, AGC_CLIENT_SECRET) " +
			"are both set, and only one credential can be used to " + purpose + ". Set one of them."}
	case byKey:
		return c.ownAccount(purpose)
	}
	client, err := c.ownClient(purpose)
	if problem, ok := errors.AsType[*settings.Error](err); ok && !c.given("client_id") && !c.given("client_secret") {
		problem.Detail += " Or set agc.service_account_key in the provider block or AGC_SERVICE_ACCOUNT_KEY in the environment, for a " +
			"service account."
	}
	if err != nil {
		return nil, err
	}
	return client, nil
}

func (c *Connection) ownClient(purpose string) (agcapi.APIClient, error) {
	known, err := c.settings.Known(purpose, "client_id", "client_secret")
	if err != nil {
		return agcapi.APIClient{}, err
	}
	file, err := parseClientSecret(known["client_secret"])
	return agcapi.APIClient{ID: known["client_id"], Secret: file.ClientSecret}, err
}

func (c *Connection) ownAccount(purpose string) (agcapi.ServiceAccount, error) {
	known, err := c.settings.Known(purpose, "service_account_key")
	if err != nil {
		return agcapi.ServiceAccount{}, err
	}
	return agcapi.ParseServiceAccount(known["service_account_key"])
}

// read calls the Publishing API for a data source with the provider block's credential and its kept token.
func (c *Connection) read(ctx context.Context, purpose string, call func(*agcapi.Client, agcapi.Token) error) error {
	client, err := c.client(types.StringNull())
	if err != nil {
		return err
	}
	credential, err := c.own(purpose)
	if err != nil {
		return err
	}
	if err := c.refuseProjectLevel(credential); err != nil {
		return err
	}
	return client.WithToken(ctx, credential, func(token agcapi.Token) error { return call(client, token) })
}

// refuseProjectLevel refuses the provider block's credential before any call when its file says that it is a project's.
func (c *Connection) refuseProjectLevel(credential agcapi.Credential) error {
	if account, ok := credential.(agcapi.ServiceAccount); ok {
		if err := requireDeveloperLevel(account); err != nil {
			return &settings.Error{Summary: "Service account of a project", Detail: "agc.service_account_key: " + err.Error() + "."}
		}
		return nil
	}
	file, err := parseClientSecret(c.settings.Get("client_secret").ValueString())
	if err == nil {
		err = requireTeamLevel(file)
	}
	if err != nil {
		return &settings.Error{Summary: "API client of a project", Detail: "agc.client_secret: " + err.Error() + "."}
	}
	return nil
}

// credential returns what an object's arguments name, falling back to the provider block. A key of the provider block belongs
// to its id and to no other.
func (c *Connection) credential(purpose string, id, secret, key types.String) (agcapi.Credential, error) {
	switch {
	case !key.IsNull():
		return agcapi.ParseServiceAccount(key.ValueString())
	case id.IsNull():
		return c.own(purpose)
	case !secret.IsNull():
		file, err := parseClientSecret(secret.ValueString())
		return agcapi.APIClient{ID: strings.TrimSpace(id.ValueString()), Secret: file.ClientSecret}, err
	}
	own, err := c.ownClient(purpose)
	if err != nil || own.ID != strings.TrimSpace(id.ValueString()) {
		return nil, &settings.Error{Summary: "No key for AppGallery Connect API client " + id.ValueString(),
			Detail: "Give its client_secret, or configure the same client in the provider block (agc.client_id and agc.client_secret)."}
	}
	return own, nil
}
