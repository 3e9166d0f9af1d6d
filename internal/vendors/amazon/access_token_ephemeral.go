package amazon

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/object"
)

type accessTokenEphemeral struct {
	object.Ephemeral[*Config]
}

// There is nothing to close: Login with Amazon has no call that ends such a token.
var _ ephemeral.EphemeralResourceWithConfigure = (*accessTokenEphemeral)(nil)

// newAccessTokenEphemeral returns the ephemeral storeauth_amazon_access_token.
func newAccessTokenEphemeral() ephemeral.EphemeralResource { return &accessTokenEphemeral{} }

func (e *accessTokenEphemeral) Metadata(_ context.Context, req ephemeral.MetadataRequest, resp *ephemeral.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_amazon_access_token"
}

func (e *accessTokenEphemeral) Schema(_ context.Context, _ ephemeral.SchemaRequest, resp *ephemeral.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "An access token of a security profile for the time of one plan or apply, never stored. All instances of the same security " +
			"profile and API share one token. It ends within the hour; Login with Amazon has no call that ends it sooner.",
		Attributes: map[string]schema.Attribute{
			"client_id": schema.StringAttribute{
				Optional:            true,
				MarkdownDescription: "Client id of the security profile. Default: the provider block's.",
				Validators:          clientID.Strings(),
			},
			"client_secret": schema.StringAttribute{
				Optional: true, Sensitive: true,
				MarkdownDescription: "Client secret of the security profile. Default: the provider block's secret of the same client id.",
				Validators:          clientSecret.Strings(),
			},
			"api": schema.StringAttribute{
				Optional:            true,
				MarkdownDescription: apiDescription + " Default: `app_submission`.",
				Validators:          apiValidators(),
			},
			"scope": schema.StringAttribute{
				Optional: true, Computed: true,
				MarkdownDescription: "In place of `api`: " + wordsOfScope,
				Validators:          scopeValidators(),
			},
			"access_token": schema.StringAttribute{Computed: true, Sensitive: true, MarkdownDescription: "The token."},
			"token_type":   schema.StringAttribute{Computed: true, MarkdownDescription: "Type of the token, `bearer`."},
			"expires_at": schema.StringAttribute{
				Computed: true, CustomType: timetypes.RFC3339Type{},
				MarkdownDescription: "When the token ends by itself, RFC 3339.",
			},
			"headers": schema.MapAttribute{
				ElementType: types.StringType, Computed: true, Sensitive: true,
				MarkdownDescription: "The headers every call of the API must send.",
			},
		},
	}
}

type accessTokenEphemeralModel struct {
	ClientID     types.String      `tfsdk:"client_id"`
	ClientSecret types.String      `tfsdk:"client_secret"`
	API          types.String      `tfsdk:"api"`
	Scope        types.String      `tfsdk:"scope"`
	AccessToken  types.String      `tfsdk:"access_token"`
	TokenType    types.String      `tfsdk:"token_type"`
	ExpiresAt    timetypes.RFC3339 `tfsdk:"expires_at"`
	Headers      types.Map         `tfsdk:"headers"`
}

// Open mints, or takes the token that this process has of the same credential and scope.
func (e *accessTokenEphemeral) Open(ctx context.Context, req ephemeral.OpenRequest, resp *ephemeral.OpenResponse) {
	var m accessTokenEphemeralModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	const summary = "Could not open the Amazon access token"
	client, err := e.Config.client()
	if err != nil {
		resp.Diagnostics.Append(catalogue.Error(summary, err))
		return
	}
	owner, err := e.Config.credential("obtain an Amazon access token", m.ClientID, m.ClientSecret)
	if err != nil {
		resp.Diagnostics.Append(catalogue.Error(summary, err))
		return
	}
	token, err := client.Token(ctx, owner, scopeForm.Read(scopeOf(m.API, m.Scope)))
	if err != nil {
		resp.Diagnostics.Append(catalogue.Error(summary, err))
		return
	}
	m.AccessToken, m.TokenType = types.StringValue(token.AccessToken), types.StringValue(token.TokenType)
	if m.Scope.IsNull() {
		m.Scope = types.StringValue(token.Scope) // else Terraform wants it as it was written
	}
	m.ExpiresAt = timetypes.NewRFC3339TimeValue(token.ExpiresAt.UTC())
	m.Headers = object.Headers(token.Header())
	resp.Diagnostics.Append(resp.Result.Set(ctx, &m)...)
}
