// Package provider wires the provider together: the provider block, and the list of everything it offers. It holds no
// behaviour of any vendor.
package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/object"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/agc"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/amazon"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/galaxy"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/iot"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/servicestage"
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

type model struct {
	AGC              types.Object         `tfsdk:"agc"`
	Galaxy           types.Object         `tfsdk:"galaxy"`
	Amazon           types.Object         `tfsdk:"amazon"`
	ServiceStage     types.Object         `tfsdk:"servicestage"`
	IoT              types.Object         `tfsdk:"iot"`
	SandboxURL       types.String         `tfsdk:"sandbox_url"`
	VerifyDuringPlan types.Bool           `tfsdk:"verify_during_plan"`
	MaxRetries       types.Int64          `tfsdk:"max_retries"`
	RequestTimeout   timetypes.GoDuration `tfsdk:"request_timeout"`
}

func (p *storeauth) Schema(_ context.Context, _ provider.SchemaRequest, resp *provider.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Credentials for app stores and their vendor platforms, declared and verified.",
		Attributes:          generalAttributes(),
	}
	for _, block := range blocks {
		resp.Schema.Attributes[block.Name] = block.Attribute()
	}
}

// Configure records settings and builds nothing: no network, and no error for a vendor that is not used or whose values
// come with apply.
func (p *storeauth) Configure(ctx context.Context, req provider.ConfigureRequest, resp *provider.ConfigureResponse) {
	var m model
	resp.Diagnostics.Append(req.Config.Get(ctx, &m)...)
	general, diags := m.general(p.version)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	data := object.NewData(
		agc.NewConnection(agc.Block.Resolve(m.AGC, general.SandboxURL), general),
		galaxy.NewConnection(galaxy.Block.Resolve(m.Galaxy, general.SandboxURL), general),
		amazon.NewConnection(amazon.Block.Resolve(m.Amazon, general.SandboxURL), general),
		servicestage.NewConnection(servicestage.Block.Resolve(m.ServiceStage, general.SandboxURL), general),
		iot.NewConnection(iot.Block.Resolve(m.IoT, general.SandboxURL), general),
	)
	resp.ResourceData, resp.DataSourceData, resp.EphemeralResourceData, resp.ActionData = data, data, data, data
	resp.ListResourceData = data
}

func (p *storeauth) Resources(context.Context) []func() resource.Resource {
	return []func() resource.Resource{
		agc.NewAPIClientResource,
		agc.NewServiceAccountResource,
		galaxy.NewServiceAccountResource,
		galaxy.NewAccessTokenResource,
		amazon.NewSecurityProfileAttachmentResource,
		servicestage.NewOAuthAuthorizationResource,
		servicestage.NewTokenAuthorizationResource,
		servicestage.NewPasswordAuthorizationResource,
		iot.NewApplicationResource,
		iot.NewAccessTokenResource,
	}
}

func (p *storeauth) DataSources(context.Context) []func() datasource.DataSource {
	return []func() datasource.DataSource{
		agc.NewAppDataSource,
		agc.NewAppIDsDataSource,
		agc.NewTokenValidationDataSource,
		galaxy.NewAppDataSource,
		galaxy.NewAppsDataSource,
		galaxy.NewTokenValidationDataSource,
		amazon.NewAppDataSource,
		amazon.NewTokenValidationDataSource,
		servicestage.NewAuthorizationDataSource,
		servicestage.NewAuthorizationsDataSource,
		servicestage.NewOAuthRedirectDataSource,
		servicestage.NewRepositoriesDataSource,
		iot.NewTokenValidationDataSource,
	}
}

func (p *storeauth) EphemeralResources(context.Context) []func() ephemeral.EphemeralResource {
	return []func() ephemeral.EphemeralResource{
		agc.NewAccessTokenEphemeral,
		galaxy.NewAccessTokenEphemeral,
		amazon.NewAccessTokenEphemeral,
		iot.NewAccessTokenEphemeral,
	}
}

func (p *storeauth) Actions(context.Context) []func() action.Action {
	return []func() action.Action{
		galaxy.NewRevokeAccessTokenAction,
		iot.NewLogoutAction,
	}
}

func (p *storeauth) Functions(context.Context) []func() function.Function {
	return []func() function.Function{
		agc.NewParseCredentialFunction,
		galaxy.NewPublicKeySHA256Function,
		servicestage.NewParseOAuthCallbackFunction,
	}
}

func (p *storeauth) ListResources(context.Context) []func() list.ListResource {
	return []func() list.ListResource{
		servicestage.NewOAuthAuthorizationList,
		servicestage.NewTokenAuthorizationList,
		servicestage.NewPasswordAuthorizationList,
	}
}
