package agc

import (
	"context"
	"errors"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/credential"
	"github.com/storeauth/terraform-provider-storeauth/internal/explain"
	"github.com/storeauth/terraform-provider-storeauth/internal/settings"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/agc/agcapi"
)

// Config is AppGallery Connect as the provider block configures it. The client of a site is built at its first use, once
// per process.
type Config struct {
	settings         settings.Values
	verifyDuringPlan bool
	refreshed        credential.Refreshed
	http             vendorhttp.Options

	building sync.Mutex
	clients  map[string]*agcapi.Client
}

// newConfig records the settings and touches no network.
func newConfig(values settings.Values, general settings.General) *Config {
	return &Config{
		settings: values, verifyDuringPlan: general.VerifyDuringPlan, http: general.HTTP, clients: map[string]*agcapi.Client{},
	}
}

// client returns the client of the site that an object names, or of the provider block's.
func (c *Config) client(site types.String) (*agcapi.Client, error) {
	const purpose = "reach AppGallery Connect"
	name := siteForm.Read(site)
	if site.IsNull() {
		known, err := c.settings.Require(purpose, "site")
		if err != nil {
			return nil, err
		}
		name = known["site"]
	}
	address := agcapi.Endpoints[name]
	if c.settings.Given("endpoint") {
		known, err := c.settings.Require(purpose, "endpoint")
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
func (c *Config) asksOutsideApply() bool {
	return c.verifyDuringPlan && c.settings.AllKnown("endpoint")
}

// own returns the provider block's credential. purpose completes "… needed to".
func (c *Config) own(purpose string) (agcapi.Credential, error) {
	switch byKey, byClient := c.settings.Given("service_account_key"), c.settings.Given("client_id") || c.settings.Given("client_secret"); {
	case byKey && byClient:
		return nil, &explain.Problem{Summary: "Conflicting AppGallery Connect settings", Detail: "agc.service_account_key " +
			"(AGC_SERVICE_ACCOUNT_KEY in the environment) and agc.client_id with agc.client_secret (AGC_CLIENT_ID, AGC_CLIENT_SECRET) " +
			"are both set, and only one credential can be used to " + purpose + ". Set one of them."}
	case byKey:
		return c.ownAccount(purpose)
	}
	client, err := c.apiClient(purpose, types.StringNull(), types.StringNull())
	if problem, ok := errors.AsType[*explain.Problem](err); ok && !c.settings.Given("client_id") && !c.settings.Given("client_secret") {
		problem.Detail += " Or set agc.service_account_key in the provider block or AGC_SERVICE_ACCOUNT_KEY in the environment, for a " +
			"service account."
	}
	if err != nil {
		return nil, err
	}
	return client, nil
}

// apiClient returns the API client that an object's arguments name, each falling back to the provider block.
func (c *Config) apiClient(purpose string, id, secret types.String) (agcapi.APIClient, error) {
	knownID, text, err := c.settings.Credential(purpose,
		settings.Argument{Setting: "client_id", Value: id}, settings.Argument{Setting: "client_secret", Value: secret})
	if err != nil {
		return agcapi.APIClient{}, err
	}
	file, err := parseClientSecret(text)
	return agcapi.APIClient{ID: knownID, Secret: file.ClientSecret}, err
}

func (c *Config) ownAccount(purpose string) (agcapi.ServiceAccount, error) {
	known, err := c.settings.Require(purpose, "service_account_key")
	if err != nil {
		return agcapi.ServiceAccount{}, err
	}
	return agcapi.ParseServiceAccount(known["service_account_key"])
}

// read calls the Publishing API for a data source with the provider block's credential and its kept token.
func (c *Config) read(ctx context.Context, purpose string, call func(*agcapi.Client, agcapi.Token) error) error {
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
func (c *Config) refuseProjectLevel(credential agcapi.Credential) error {
	if account, ok := credential.(agcapi.ServiceAccount); ok {
		if err := requireDeveloperLevel(account); err != nil {
			return &explain.Problem{Summary: "Service account of a project", Detail: "agc.service_account_key: " + err.Error() + "."}
		}
		return nil
	}
	file, err := parseClientSecret(c.settings.Get("client_secret").ValueString())
	if err == nil {
		err = requireTeamLevel(file)
	}
	if err != nil {
		return &explain.Problem{Summary: "API client of a project", Detail: "agc.client_secret: " + err.Error() + "."}
	}
	return nil
}

// heldAccount returns the service account whose key file the provider block holds.
func (c *Config) heldAccount(purpose string, subAccount types.String) (agcapi.ServiceAccount, error) {
	key, err := c.settings.Held(purpose, subAccount)
	if err == nil && key.IsNull() {
		err = &explain.Problem{Summary: "No key of AppGallery Connect service account " + clientID.Read(subAccount), Detail: "Give its key file in " +
			"agc.secrets or in agc.service_account_key in the provider block."}
	}
	if err != nil {
		return agcapi.ServiceAccount{}, err
	}
	return agcapi.ParseServiceAccount(key.ValueString())
}

// credential returns what an object's arguments name, falling back to the provider block. The id may be that of a service account
// whose key file the block holds.
func (c *Config) credential(purpose string, id, secret, key, subAccount types.String) (agcapi.Credential, error) {
	switch {
	case !key.IsNull():
		return agcapi.ParseServiceAccount(key.ValueString())
	case !subAccount.IsNull():
		return c.heldAccount(purpose, subAccount)
	case id.IsNull() && secret.IsNull():
		return c.own(purpose)
	case secret.IsNull() && isAccountKey(c.settings.SecretOf(id).ValueString()):
		return c.heldAccount(purpose, id)
	}
	client, err := c.apiClient(purpose, id, secret)
	if err != nil {
		return nil, err
	}
	return client, nil
}
