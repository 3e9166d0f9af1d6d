package servicestage

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/explain"
	"github.com/storeauth/terraform-provider-storeauth/internal/settings"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/servicestage/servicestageapi"
)

// Config is the ServiceStage project that the provider block configures. The client is built at its first use, once per
// process, so that all readers share its list.
type Config struct {
	settings     settings.Values
	client       func() (*servicestageapi.Client, error)
	predecessors sync.Map // of predecessor, by token type and name
}

// newConfig records the settings and touches no network.
func newConfig(values settings.Values, general settings.General) *Config {
	c := &Config{settings: values}
	c.client = sync.OnceValues(func() (*servicestageapi.Client, error) { return c.build(general.HTTP) })
	return c
}

const purpose = "reach ServiceStage"

func (c *Config) build(opts vendorhttp.Options) (*servicestageapi.Client, error) {
	credentials, err := c.credentials()
	if err != nil {
		return nil, err
	}
	var names []string
	for _, name := range []string{"project_id", "endpoint", "iam_endpoint"} {
		if c.settings.Given(name) {
			names = append(names, name)
		}
	}
	// The region stands in for an endpoint, and names the project.
	if c.settings.Given("region") || !c.settings.Given("project_id") || !c.settings.Given("endpoint") {
		names = append(names, "region")
	}
	known, err := c.settings.Require(purpose, names...)
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
func (c *Config) credentials() (servicestageapi.Credentials, error) {
	if c.settings.Given("auth_token") {
		known, err := c.settings.Require(purpose, "auth_token")
		return servicestageapi.Credentials{AuthToken: known["auth_token"]}, err
	}
	names := []string{"access_key", "secret_key"}
	if c.settings.Given("security_token") {
		names = append(names, "security_token")
	}
	known, err := c.settings.Require(purpose, names...)
	if problem, ok := errors.AsType[*explain.Problem](err); ok && !problem.Unknown && !c.settings.Given("access_key") {
		problem.Detail += " Or set servicestage.auth_token in the provider block or HW_AUTH_TOKEN in the environment."
	}
	return servicestageapi.Credentials{
		AccessKey: known["access_key"], SecretKey: known["secret_key"], SecurityToken: known["security_token"]}, err
}

func endpoint(given, region string, fromRegion func(string) (*url.URL, error)) (*url.URL, error) {
	if given != "" {
		return vendorhttp.ParseEndpoint(given)
	}
	u, err := fromRegion(region)
	if err != nil {
		return nil, &explain.Problem{Summary: "Invalid ServiceStage setting",
			Detail: fmt.Sprintf("servicestage.region (or HW_REGION_NAME in the environment): %s.", err)}
	}
	return u, nil
}

// reachable reports whether all settings are known: a refresh waits for apply when one is not.
func (c *Config) reachable() bool { return c.settings.AllKnown() }

// place is where an authorization lives.
type place struct{ Region, ProjectID types.String }

// place returns the configured region and project; the region is null when an endpoint and a project id do without.
func (c *Config) place(ctx context.Context) (place, error) {
	client, err := c.client()
	if err != nil {
		return place{}, err
	}
	project, err := client.ProjectID(ctx)
	if err != nil {
		return place{}, err
	}
	p := place{Region: types.StringNull(), ProjectID: types.StringValue(project)}
	if region := c.settings.Get("region").ValueString(); region != "" {
		p.Region = types.StringValue(region)
	}
	return p, nil
}

// at returns the client, after making sure that recorded is the place it works in: the list of another project proves
// nothing about an authorization. A null region or project was never recorded.
func (c *Config) at(ctx context.Context, name string, recorded place) (*servicestageapi.Client, place, error) {
	here, err := c.place(ctx)
	if err != nil {
		return nil, here, err
	}
	for _, difference := range []struct {
		what             string
		recorded, actual types.String
	}{{"project", recorded.ProjectID, here.ProjectID}, {"region", recorded.Region, here.Region}} {
		if settings.HasValue(difference.recorded) && settings.HasValue(difference.actual) && !difference.recorded.Equal(difference.actual) {
			return nil, here, &explain.Problem{Summary: "ServiceStage authorization " + name + " belongs to another " + difference.what,
				Detail: fmt.Sprintf("It is recorded in %s %s, and the provider block is configured for %s %s. Configure the provider for "+
					"%[2]s, with an alias if it needs both; or take the authorization out of the state (terraform state rm) and "+
					"declare it anew.", difference.what, difference.recorded.ValueString(), difference.what, difference.actual.ValueString())}
		}
	}
	client, err := c.client()
	return client, here, err
}
