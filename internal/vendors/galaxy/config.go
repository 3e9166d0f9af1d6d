// Package galaxy holds the Terraform objects of the Samsung Galaxy Store.
package galaxy

import (
	"crypto/rsa"
	"errors"
	"regexp"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/rsakey"
	"github.com/storeauth/terraform-provider-storeauth/internal/settings"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/galaxy/galaxyapi"
)

// Connection is the Galaxy Store as the provider block configures it. The client is built at its first use, once per
// process.
type Connection struct {
	settings         settings.Values
	verifyDuringPlan bool
	client           func() (*galaxyapi.Client, error)
	// reading is the token that data sources read with; those that read at the same time share it.
	reading vendorhttp.Lease[string]
	// pending holds the revocations of open ephemeral tokens by handle, because their private data must hold no secret.
	pending *vendorhttp.Ledger
}

// NewConnection records the settings and touches no network.
func NewConnection(values settings.Values, general settings.General) *Connection {
	c := &Connection{settings: values, verifyDuringPlan: general.VerifyDuringPlan, pending: general.Pending}
	c.client = sync.OnceValues(func() (*galaxyapi.Client, error) {
		known, err := values.Known("reach the Galaxy Store", "endpoint")
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

// own returns the provider block's service account. purpose completes "… needed to".
func (c *Connection) own(purpose string) (serviceAccount, error) {
	known, err := c.settings.Known(purpose, "service_account_id", "private_key")
	if err != nil {
		return serviceAccount{}, err
	}
	key, err := rsakey.ParsePrivate(known["private_key"])
	if err != nil {
		return serviceAccount{}, err
	}
	return serviceAccount{id: known["service_account_id"], key: key}, nil
}

// asksOutsideApply reports whether plan and refresh may ask the vendor: not when told otherwise, and not while the
// endpoint is known only after apply.
func (c *Connection) asksOutsideApply() bool {
	return c.verifyDuringPlan && !c.settings.Get("endpoint").IsUnknown()
}

// account returns the service account that an object's arguments name, each falling back to the provider block. A key
// of the provider block belongs to its id and to no other.
func (c *Connection) account(purpose string, id, key types.String) (serviceAccount, error) {
	if id.IsNull() && key.IsNull() {
		return c.own(purpose)
	}
	account := serviceAccount{id: id.ValueString()}
	if id.IsNull() {
		known, err := c.settings.Known(purpose, "service_account_id")
		if err != nil {
			return serviceAccount{}, err
		}
		account.id = known["service_account_id"]
	}
	if key.IsNull() {
		own, err := c.own(purpose)
		if problem, ok := errors.AsType[*settings.Error](err); ok && problem.Unknown {
			return serviceAccount{}, err
		}
		if err != nil || own.id != account.id {
			return serviceAccount{}, &settings.Error{Summary: "No private key for Galaxy Store service account " + account.id,
				Detail: "Give its private key, or configure the same account in the provider block " +
					"(galaxy.service_account_id and galaxy.private_key)."}
		}
		return own, nil
	}
	parsed, err := rsakey.ParsePrivate(key.ValueString())
	account.key = parsed
	return account, err
}

var accountID = regexp.MustCompile(`(?i)^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)

// checkAccountID refuses what Seller Portal never shows as an id: it is a UUID (seen live).
func checkAccountID(value string) error {
	if !accountID.MatchString(value) {
		return errors.New("it is not a service account id, a UUID such as 0b6f7c1e-4a55-4d6c-9d0e-3f5b8a2c7d10 " +
			"(Seller Portal > Assistance > API Service)")
	}
	return nil
}
