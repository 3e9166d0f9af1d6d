// Package provider is the provider as a whole: the provider block, what all vendors share of it, and the end of the process. It
// knows the list of vendors and none by name.
package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/object"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors"
)

type storeauth struct{ version string }

var (
	_ provider.Provider                       = (*storeauth)(nil)
	_ provider.ProviderWithActions            = (*storeauth)(nil)
	_ provider.ProviderWithEphemeralResources = (*storeauth)(nil)
	_ provider.ProviderWithFunctions          = (*storeauth)(nil)
	_ provider.ProviderWithListResources      = (*storeauth)(nil)
)

// New returns the factory of the provider; version appears in the User-Agent.
func New(version string) func() provider.Provider {
	return func() provider.Provider { return &storeauth{version: version} }
}

func (p *storeauth) Metadata(_ context.Context, _ provider.MetadataRequest, resp *provider.MetadataResponse) {
	resp.TypeName = "storeauth"
	resp.Version = p.version
}

func (p *storeauth) Schema(_ context.Context, _ provider.SchemaRequest, resp *provider.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Credentials for app stores and their vendor platforms, declared and verified.",
		Attributes:          generalAttributes(),
	}
	for _, vendor := range vendors.All {
		resp.Schema.Attributes[vendor.Block.Name] = vendor.Block.Attribute()
	}
}

// Configure records settings and builds nothing: no network, and no error for a vendor that is not used or whose values
// come with apply.
func (p *storeauth) Configure(ctx context.Context, req provider.ConfigureRequest, resp *provider.ConfigureResponse) {
	general, diags := generalSettings(ctx, req.Config, p.version)
	resp.Diagnostics.Append(diags...)
	configs := make([]object.Config, 0, len(vendors.All))
	for _, vendor := range vendors.All {
		var written types.Object
		resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root(vendor.Block.Name), &written)...)
		configs = append(configs, vendor.Configure(vendor.Block.Resolve(written, general.Sandbox), general))
	}
	if resp.Diagnostics.HasError() {
		return
	}
	data := object.NewData(configs...)
	resp.ResourceData, resp.DataSourceData, resp.EphemeralResourceData, resp.ActionData = data, data, data, data
	resp.ListResourceData = data
}

func (p *storeauth) Resources(context.Context) []func() resource.Resource {
	return ofAll(func(v object.Vendor) []func() resource.Resource { return v.Resources })
}

func (p *storeauth) DataSources(context.Context) []func() datasource.DataSource {
	return ofAll(func(v object.Vendor) []func() datasource.DataSource { return v.DataSources })
}

func (p *storeauth) EphemeralResources(context.Context) []func() ephemeral.EphemeralResource {
	return ofAll(func(v object.Vendor) []func() ephemeral.EphemeralResource { return v.EphemeralResources })
}

func (p *storeauth) Actions(context.Context) []func() action.Action {
	return append(ofAll(func(v object.Vendor) []func() action.Action { return v.Actions }), newVerifyAction)
}

func (p *storeauth) Functions(context.Context) []func() function.Function {
	return ofAll(func(v object.Vendor) []func() function.Function { return v.Functions })
}

func (p *storeauth) ListResources(context.Context) []func() list.ListResource {
	return ofAll(func(v object.Vendor) []func() list.ListResource { return v.ListResources })
}

// ofAll collects one kind of object of all vendors.
func ofAll[T any](kind func(object.Vendor) []T) []T {
	var all []T
	for _, vendor := range vendors.All {
		all = append(all, kind(vendor)...)
	}
	return all
}
