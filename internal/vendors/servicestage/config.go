package servicestage

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/settings"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/servicestage/servicestageapi"
)

// Connection is the ServiceStage project that the provider block configures. The client is built at its first use, once per
// process, so that all readers share its list.
type Connection struct {
	settings     settings.Values
	client       func() (*servicestageapi.Client, error)
	predecessors sync.Map // of predecessor, by token type and name
}

// NewConnection records the settings and touches no network.
func NewConnection(values settings.Values, general settings.General) *Connection {
	c := &Connection{settings: values}
	c.client = sync.OnceValues(func() (*servicestageapi.Client, error) { return c.build(general.HTTP) })
	return c
}

const purpose = "reach ServiceStage"

func (c *Connection) build(opts vendorhttp.Options) (*servicestageapi.Client, error) {
	credentials, err := c.credentials()
	if err != nil {
		return nil, err
	}
	var names []string
	for _, name := range []string{"project_id", "endpoint", "iam_endpoint"} {
		if c.given(name) {
			names = append(names, name)
		}
	}
	// The region stands in for an endpoint, and names the project.
	if c.given("region") || !c.given("project_id") || !c.given("endpoint") {
		names = append(names, "region")
	}
	known, err := c.settings.Known(purpose, names...)
	if err != nil {
		return nil, err
	}
	config := servicestageapi.Config{Region: known["region"], ProjectID: known["project_id"], Credentials: credentials}
	if config.Endpoint, err = endpoint(known["endpoint"], known["region"], servicestageapi.ServiceEndpoint); err != nil {
		return nil, err
	}
	if config.ProjectID == "" {
		iam, err := endpoint(known["iam_endpoint"], known["region"], servicestageapi.IAMEndpoint)
		if err != nil {
			return nil, err
		}
		config.IAMEndpoint = servicestageapi.TrimIAM(iam)
	}
	return servicestageapi.New(config, opts), nil
}

// credentials returns the IAM token, or the access key with what belongs to it.
func (c *Connection) credentials() (servicestageapi.Credentials, error) {
	if c.given("auth_token") {
		known, err := c.settings.Known(purpose, "auth_token")
		return servicestageapi.Credentials{AuthToken: known["auth_token"]}, err
	}
	names := []string{"access_key", "secret_key"}
	if c.given("security_token") {
		names = append(names, "security_token")
	}
	known, err := c.settings.Known(purpose, names...)
	if problem, ok := errors.AsType[*settings.Error](err); ok && !problem.Unknown && !c.given("access_key") {
		problem.Detail += " Or set servicestage.auth_token in the provider block or HW_AUTH_TOKEN in the environment."
	}
	return servicestageapi.Credentials{
		AccessKey: known["access_key"], SecretKey: known["secret_key"], SecurityToken: known["security_token"]}, err
}

// given reports whether a setting has a value, known or not.
func (c *Connection) given(name string) bool {
	value := c.settings.Get(name)
	return value.IsUnknown() || strings.TrimSpace(value.ValueString()) != ""
}

func endpoint(given, region string, fromRegion func(string) (*url.URL, error)) (*url.URL, error) {
	if given != "" {
		return vendorhttp.ParseEndpoint(given)
	}
	u, err := fromRegion(region)
	if err != nil {
		return nil, &settings.Error{Summary: "Invalid ServiceStage setting",
			Detail: fmt.Sprintf("servicestage.region (or HW_REGION_NAME in the environment): %s.", err)}
	}
	return u, nil
}

// reachable reports whether all settings are known: a refresh waits for apply when one is not.
func (c *Connection) reachable() bool {
	for _, field := range Block.Fields {
		if c.settings.Get(field.Name).IsUnknown() {
			return false
		}
	}
	return true
}

// place is where an authorization lives.
type place struct{ Region, ProjectID types.String }

// place returns the configured region and project; the region is null when an endpoint and a project id do without.
func (c *Connection) place(ctx context.Context) (place, error) {
	client, err := c.client()
	if err != nil {
		return place{}, err
	}
	project, err := client.ProjectID(ctx)
	if err != nil {
		return place{}, err
	}
	p := place{Region: types.StringNull(), ProjectID: types.StringValue(project)}
	if region := strings.TrimSpace(c.settings.Get("region").ValueString()); region != "" {
		p.Region = types.StringValue(region)
	}
	return p, nil
}

// at returns the client, after making sure that recorded is the place it works in: the list of another project proves
// nothing about an authorization. A null region or project was never recorded.
func (c *Connection) at(ctx context.Context, name string, recorded place) (*servicestageapi.Client, place, error) {
	here, err := c.place(ctx)
	if err != nil {
		return nil, here, err
	}
	for _, difference := range []struct {
		what             string
		recorded, actual types.String
	}{{"project", recorded.ProjectID, here.ProjectID}, {"region", recorded.Region, here.Region}} {
		if known(difference.recorded) && known(difference.actual) && !difference.recorded.Equal(difference.actual) {
			return nil, here, &settings.Error{Summary: "ServiceStage authorization " + name + " belongs to another " + difference.what,
				Detail: fmt.Sprintf("It is recorded in %s %s, and the provider block is configured for %s %s. Configure the provider for "+
					"%[2]s, with an alias if it needs both; or take the authorization out of the state (terraform state rm) and "+
					"declare it anew.", difference.what, difference.recorded.ValueString(), difference.what, difference.actual.ValueString())}
		}
	}
	client, err := c.client()
	return client, here, err
}

func known(value types.String) bool { return !value.IsNull() && !value.IsUnknown() }
