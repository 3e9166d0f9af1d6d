package amazon

import (
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/credential"
	"github.com/storeauth/terraform-provider-storeauth/internal/settings"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/amazon/amazonapi"
)

// Config is the Amazon Appstore as the provider block configures it. The client is built at its first use, once per
// process, so that everything in the process shares its tokens.
type Config struct {
	settings         settings.Values
	verifyDuringPlan bool
	refreshed        credential.Refreshed
	client           func() (*amazonapi.Client, error)
}

// newConfig records the settings and touches no network.
func newConfig(values settings.Values, general settings.General) *Config {
	return &Config{
		settings:         values,
		verifyDuringPlan: general.VerifyDuringPlan,
		client:           sync.OnceValues(func() (*amazonapi.Client, error) { return build(values, general.HTTP) }),
	}
}

func build(values settings.Values, opts vendorhttp.Options) (*amazonapi.Client, error) {
	known, err := values.Require("reach the Amazon Appstore", "token_endpoint", "endpoint")
	if err != nil {
		return nil, err
	}
	tokenEndpoint, err := amazonapi.ParseEndpoint(known["token_endpoint"])
	if err != nil {
		return nil, err
	}
	endpoint, err := amazonapi.ParseEndpoint(known["endpoint"])
	if err != nil {
		return nil, err
	}
	return amazonapi.New(tokenEndpoint, endpoint, opts), nil
}

// asksOutsideApply reports whether plan and refresh may ask the vendor: not when told otherwise, and not while an endpoint
// is known only after apply.
func (c *Config) asksOutsideApply() bool {
	return c.verifyDuringPlan && c.settings.AllKnown("token_endpoint", "endpoint")
}

// credential returns the security profile's credential that an object's arguments name, each falling back to the provider
// block. purpose completes "… needed to".
func (c *Config) credential(purpose string, id, secret types.String) (amazonapi.Credential, error) {
	knownID, knownSecret, err := c.settings.Credential(purpose,
		settings.Argument{Setting: "client_id", Value: id}, settings.Argument{Setting: "client_secret", Value: secret})
	return amazonapi.Credential{ClientID: knownID, ClientSecret: knownSecret}, err
}
