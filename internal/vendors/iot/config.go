package iot

import (
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/settings"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/iot/iotapi"
)

// Connection is the IoT platform as the provider block configures it. The client is built at its first use, once per
// process, so that everything in the process shares one login of an application.
type Connection struct {
	settings         settings.Values
	verifyDuringPlan bool
	client           func() (*iotapi.Client, error)
	now              func() time.Time
	// pending holds the logins that open ephemeral resources must leave, by handle, because private data must hold no secret.
	pending *vendorhttp.Ledger
}

// NewConnection records the settings and touches no network.
func NewConnection(values settings.Values, general settings.General) *Connection {
	c := &Connection{settings: values, verifyDuringPlan: general.VerifyDuringPlan, now: general.HTTP.Now, pending: general.Pending}
	if c.now == nil {
		c.now = time.Now
	}
	c.client = sync.OnceValues(func() (*iotapi.Client, error) { return c.build(general.HTTP) })
	return c
}

// transport are the settings that reaching the platform takes; all but the endpoint may be left out.
var transport = []string{"endpoint", "ca_certificate", "client_certificate", "client_key", "server_name"}

func (c *Connection) build(opts vendorhttp.Options) (*iotapi.Client, error) {
	names := []string{"endpoint"}
	for _, name := range transport[1:] {
		if value := c.settings.Get(name); value.IsUnknown() || strings.TrimSpace(value.ValueString()) != "" {
			names = append(names, name)
		}
	}
	known, err := c.settings.Known("reach the Huawei IoT platform", names...)
	if err != nil {
		return nil, err
	}
	if (known["client_certificate"] == "") != (known["client_key"] == "") {
		// Known names the argument and the variable of the half that is missing.
		_, err := c.settings.Known("use two-way TLS", "client_certificate", "client_key")
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
		return nil, &settings.Error{Summary: "Invalid Huawei IoT platform setting", Detail: fmt.Sprintf(
			"iot.ca_certificate, iot.client_certificate and iot.client_key (or their variables in the environment): %s.", err)}
	}
	return client, nil
}

// reachable reports whether everything that reaching the platform takes is known.
func (c *Connection) reachable() bool {
	for _, name := range transport {
		if c.settings.Get(name).IsUnknown() {
			return false
		}
	}
	return true
}

// application returns the application that an object's arguments name, each falling back to the provider block. A
// secret of the provider block belongs to its id and to no other. purpose completes "… needed to".
func (c *Connection) application(purpose string, id, secret types.String) (iotapi.Application, error) {
	appID, err := c.appID(purpose, id)
	if err != nil {
		return iotapi.Application{}, err
	}
	if !secret.IsNull() {
		return iotapi.Application{ID: appID, Secret: strings.TrimSpace(secret.ValueString())}, nil
	}
	if own := c.settings.Get("app_id"); !id.IsNull() && !own.IsUnknown() && strings.TrimSpace(own.ValueString()) != appID {
		return iotapi.Application{}, &settings.Error{Summary: "No secret for Huawei IoT application " + appID,
			Detail: "Give its secret, or configure the same application in the provider block (iot.app_id and iot.secret)."}
	}
	known, err := c.settings.Known(purpose, "app_id", "secret")
	return iotapi.Application{ID: appID, Secret: known["secret"]}, err
}

// appID returns the id that an object's argument names, or the provider block's.
func (c *Connection) appID(purpose string, id types.String) (string, error) {
	if !id.IsNull() {
		return strings.TrimSpace(id.ValueString()), nil
	}
	known, err := c.settings.Known(purpose, "app_id")
	return known["app_id"], err
}

// session returns the one login in this process of the application that an object's arguments name, with its id.
func (c *Connection) session(purpose string, id, secret types.String) (*iotapi.Session, string, error) {
	client, err := c.client()
	if err != nil {
		return nil, "", err
	}
	app, err := c.application(purpose, id, secret)
	if err != nil {
		return nil, "", err
	}
	return client.Session(app), app.ID, nil
}
