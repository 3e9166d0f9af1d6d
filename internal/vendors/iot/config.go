package iot

import (
	"fmt"
	"sync"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/credential"
	"github.com/storeauth/terraform-provider-storeauth/internal/explain"
	"github.com/storeauth/terraform-provider-storeauth/internal/object"
	"github.com/storeauth/terraform-provider-storeauth/internal/settings"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/iot/iotapi"
)

// Config is the IoT platform as the provider block configures it. The client is built at its first use, once per
// process, so that everything in the process shares one login of an application.
type Config struct {
	settings         settings.Values
	verifyDuringPlan bool
	refreshed        credential.Refreshed
	client           func() (*iotapi.Client, error)
	now              func() time.Time
	// open holds the logins that open ephemeral resources must leave.
	open *vendorhttp.Ledger
}

// newConfig records the settings and touches no network.
func newConfig(values settings.Values, general settings.General) *Config {
	c := &Config{settings: values, verifyDuringPlan: general.VerifyDuringPlan, now: general.HTTP.Clock(), open: general.Open}
	c.client = sync.OnceValues(func() (*iotapi.Client, error) { return c.build(general.HTTP) })
	return c
}

// transport are the settings that reaching the platform takes; all but the endpoint may be left out.
var transport = []string{"endpoint", "ca_certificate", "client_certificate", "client_key", "server_name"}

func (c *Config) build(opts vendorhttp.Options) (*iotapi.Client, error) {
	names := []string{"endpoint"}
	for _, name := range transport[1:] {
		if c.settings.Given(name) {
			names = append(names, name)
		}
	}
	known, err := c.settings.Require("reach the Huawei IoT platform", names...)
	if err != nil {
		return nil, err
	}
	if (known["client_certificate"] == "") != (known["client_key"] == "") {
		// Require names the argument and the variable of the half that is missing.
		_, err := c.settings.Require("use two-way TLS", "client_certificate", "client_key")
		return nil, err
	}
	endpoint, err := vendorhttp.ParseEndpoint(known["endpoint"])
	if err != nil {
		return nil, err
	}
	client, err := iotapi.New(endpoint, iotapi.TLS{
		CACertificates: known["ca_certificate"], ServerName: known["server_name"],
		ClientCertificate: known["client_certificate"], ClientKey: known["client_key"],
	}, opts)
	if err != nil {
		return nil, &explain.Problem{Summary: "Invalid Huawei IoT platform setting", Detail: fmt.Sprintf(
			"iot.ca_certificate, iot.client_certificate and iot.client_key (or their variables in the environment): %s.", err)}
	}
	return client, nil
}

// reachable reports whether everything that reaching the platform takes is known.
func (c *Config) reachable() bool { return c.settings.AllKnown(transport...) }

// appID returns the id that an object's argument names, or the provider block's.
func (c *Config) appID(purpose string, id types.String) (string, error) {
	if !id.IsNull() {
		return settings.OneLine.Read(id), nil
	}
	known, err := c.settings.Require(purpose, "app_id")
	return known["app_id"], err
}

// session returns the one login in this process of the application that an object's arguments name, with its id.
func (c *Config) session(purpose string, id, secret types.String) (*iotapi.Session, string, error) {
	client, err := c.client()
	if err != nil {
		return nil, "", err
	}
	appID, known, err := c.credential(purpose, id, secret)
	if err != nil {
		return nil, "", err
	}
	return client.Session(iotapi.Application{ID: appID, Secret: known}), appID, nil
}

// credential returns the id and the secret of the application that an object's arguments name, each falling back to the provider
// block.
func (c *Config) credential(purpose string, id, secret types.String) (appID, known string, err error) {
	return c.settings.Credential(purpose,
		settings.Argument{Setting: "app_id", Value: id}, settings.Argument{Setting: "secret", Value: secret})
}

// token is a token of this vendor as ephemeral resources hold it.
func (c *Config) token() object.Held {
	return object.Held{Noun: "Huawei IoT access token", Left: leftToken, Catalogue: catalogue, Ledger: c.open}
}
