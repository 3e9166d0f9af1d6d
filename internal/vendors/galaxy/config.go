package galaxy

import (
	"crypto/rsa"
	"errors"
	"regexp"
	"strings"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/credential"
	"github.com/storeauth/terraform-provider-storeauth/internal/object"
	"github.com/storeauth/terraform-provider-storeauth/internal/pasted"
	"github.com/storeauth/terraform-provider-storeauth/internal/rsakey"
	"github.com/storeauth/terraform-provider-storeauth/internal/settings"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/galaxy/galaxyapi"
)

// Config is the Galaxy Store as the provider block configures it. The client is built at its first use, once per
// process.
type Config struct {
	settings         settings.Values
	verifyDuringPlan bool
	refreshed        credential.Refreshed
	client           func() (*galaxyapi.Client, error)
	// reading is the token that data sources read with; those that read at the same time share it.
	reading vendorhttp.Lease[string]
	// open holds the revocations of the tokens that ephemeral resources have open.
	open *vendorhttp.Ledger
}

// newConfig records the settings and touches no network.
func newConfig(values settings.Values, general settings.General) *Config {
	c := &Config{settings: values, verifyDuringPlan: general.VerifyDuringPlan, open: general.Open}
	c.client = sync.OnceValues(func() (*galaxyapi.Client, error) {
		known, err := values.Require("reach the Galaxy Store", "endpoint")
		if err != nil {
			return nil, err
		}
		endpoint, err := vendorhttp.ParseEndpoint(known["endpoint"])
		if err != nil {
			return nil, err
		}
		return galaxyapi.New(endpoint, general.HTTP), nil
	})
	c.reading.Mint, c.reading.End = c.mintReading, c.endReading
	return c
}

// serviceAccount is a service account's id with its private key.
type serviceAccount struct {
	id  string
	key *rsa.PrivateKey
}

// asksOutsideApply reports whether plan and refresh may ask the vendor: not when told otherwise, and not while the
// endpoint is known only after apply.
func (c *Config) asksOutsideApply() bool {
	return c.verifyDuringPlan && c.settings.AllKnown("endpoint")
}

// account returns the service account that an object's arguments name, each falling back to the provider block. purpose
// completes "… needed to".
func (c *Config) account(purpose string, id, key types.String) (serviceAccount, error) {
	knownID, text, err := c.settings.Credential(purpose,
		settings.Argument{Setting: "service_account_id", Value: id}, settings.Argument{Setting: "private_key", Value: key})
	if err != nil {
		return serviceAccount{}, err
	}
	parsed, err := rsakey.ParsePrivate(text)
	return serviceAccount{id: knownID, key: parsed}, err
}

// own returns the provider block's service account.
func (c *Config) own(purpose string) (serviceAccount, error) {
	return c.account(purpose, types.StringNull(), types.StringNull())
}

// token is a token of this vendor as ephemeral resources and data sources hold it.
func (c *Config) token() object.Held {
	return object.Held{Noun: "Galaxy Store access token", Left: leftToken("made for this run"), Catalogue: catalogue, Ledger: c.open}
}

var accountUUID = regexp.MustCompile(`(?i)^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)

// accountID is the form of a service account's id: a UUID, in lower case as Seller Portal shows it (seen live).
var accountID settings.Form = func(text string) (string, error) {
	text, err := pasted.Line(text)
	switch {
	case err != nil:
		return "", err
	case pasted.IsFile(text):
		return "", settings.LooksLike("a private key")
	case !accountUUID.MatchString(text):
		return "", errors.New("it is not a service account id, a UUID such as 0b6f7c1e-4a55-4d6c-9d0e-3f5b8a2c7d10 " +
			"(Seller Portal > Assistance > API Service)")
	}
	return strings.ToLower(text), nil
}
