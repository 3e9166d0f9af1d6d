package servicestage

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/explain"
	"github.com/storeauth/terraform-provider-storeauth/internal/settings"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/servicestage/servicestageapi"
)

// Config is the ServiceStage project that the provider block configures. The client is built at its first use, once per
// process, so that all readers share its list.
type Config struct {
	settings         settings.Values
	verifyDuringPlan bool
	client           func() (*servicestageapi.Client, error)
	warned           sync.Once
	seen             sightings
	codes            codes
}

// newConfig records the settings and touches no network.
func newConfig(values settings.Values, general settings.General) *Config {
	c := &Config{settings: values, verifyDuringPlan: general.VerifyDuringPlan}
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

// credentials returns the access key with what belongs to it, or the IAM token.
func (c *Config) credentials() (servicestageapi.Credentials, error) {
	if c.settings.Given("auth_token") && !c.settings.Given("access_key") {
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

// doubts warns, at the first use, of settings that are good and may not be meant. In the provider block the two exclude each
// other, so both come from the environment.
func (c *Config) doubts(diags *diag.Diagnostics) {
	if !settings.HasValue(c.settings.Get("access_key")) || !settings.HasValue(c.settings.Get("auth_token")) {
		return
	}
	c.warned.Do(func() {
		diags.AddWarning("HW_ACCESS_KEY and HW_AUTH_TOKEN are both set", "ServiceStage takes one of the two. The access key of HW_ACCESS_KEY is "+
			"used, and the token of HW_AUTH_TOKEN is not. Unset the one that is not meant, or write servicestage.access_key or "+
			"servicestage.auth_token in the provider block.")
	})
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

// refreshes reports whether a refresh asks the vendor: not while a setting is known only after apply, and not when told otherwise.
// What was just imported, or moved here, has no status, and so nothing that could be kept.
func (c *Config) refreshes(status types.String) bool {
	return c.settings.AllKnown() && (c.verifyDuringPlan || status.IsNull())
}

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

// reach returns the client, and where it works.
func (c *Config) reach(ctx context.Context, diags *diag.Diagnostics) (*servicestageapi.Client, place, error) {
	c.doubts(diags)
	here, err := c.place(ctx)
	if err != nil {
		return nil, here, err
	}
	client, err := c.client()
	return client, here, err
}

// at is reach, after making sure that recorded is the place it works in: the list of another project proves nothing about an
// authorization.
func (c *Config) at(ctx context.Context, name string, recorded place, diags *diag.Diagnostics) (*servicestageapi.Client, place, error) {
	client, here, err := c.reach(ctx, diags)
	if what := here.differs(recorded); err == nil && what != nil {
		return nil, here, &explain.Problem{Summary: "ServiceStage authorization " + name + " belongs to another " + what.name,
			Detail: fmt.Sprintf("It is recorded in %s %s, and the provider block is configured for %s %s. Configure the provider for "+
				"%[2]s, with an alias if it needs both; or take the authorization out of the state (terraform state rm) and "+
				"declare it anew.", what.name, what.recorded, what.name, what.actual)}
	}
	return client, here, err
}

// difference is a part of a place that is another one than recorded.
type difference struct{ name, recorded, actual string }

// differs returns the first difference, nil when there is none. A null region or project was never recorded.
func (p place) differs(recorded place) *difference {
	for _, part := range []struct {
		name             string
		recorded, actual types.String
	}{{"project", recorded.ProjectID, p.ProjectID}, {"region", recorded.Region, p.Region}} {
		if settings.HasValue(part.recorded) && settings.HasValue(part.actual) && !part.recorded.Equal(part.actual) {
			return &difference{part.name, part.recorded.ValueString(), part.actual.ValueString()}
		}
	}
	return nil
}
