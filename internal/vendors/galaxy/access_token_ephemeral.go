package galaxy

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/object"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/galaxy/galaxyapi"
)

type accessTokenEphemeral struct {
	object.Ephemeral[*Config]
}

var (
	_ ephemeral.EphemeralResourceWithConfigure = (*accessTokenEphemeral)(nil)
	_ ephemeral.EphemeralResourceWithClose     = (*accessTokenEphemeral)(nil)
)

// newAccessTokenEphemeral returns the ephemeral storeauth_galaxy_access_token.
func newAccessTokenEphemeral() ephemeral.EphemeralResource { return &accessTokenEphemeral{} }

func (e *accessTokenEphemeral) Metadata(_ context.Context, req ephemeral.MetadataRequest, resp *ephemeral.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_galaxy_access_token"
}

func (e *accessTokenEphemeral) Schema(_ context.Context, _ ephemeral.SchemaRequest, resp *ephemeral.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "A Galaxy Store access token for the time of one plan or apply, never stored. Each instance obtains a token of its own " +
			"and revokes it when Terraform no longer needs it; Galaxy Store tokens never expire by themselves.",
		Attributes: map[string]schema.Attribute{
			"service_account_id": schema.StringAttribute{
				Optional:            true,
				MarkdownDescription: "Id of the service account. Default: the provider block's.",
				Validators:          accountID.Strings(),
			},
			"private_key": schema.StringAttribute{
				Optional: true, Sensitive: true,
				MarkdownDescription: "RSA private key of the account. Default: the provider block's key of the same account.",
				Validators:          privateKey.Strings(),
			},
			"scopes": schema.SetAttribute{
				ElementType: types.StringType, Optional: true,
				MarkdownDescription: "Scopes of the token, of `publishing` and `gss`. Default: `[\"publishing\"]`.",
				Validators:          scopesValidators,
			},
			"revoke_on_close": schema.BoolAttribute{
				Optional: true,
				MarkdownDescription: "Whether the token is revoked when Terraform is done with it. Default: `true`. With `false` it lives on " +
					"until somebody who holds it revokes it.",
			},
			"access_token": schema.StringAttribute{
				Computed: true, Sensitive: true, MarkdownDescription: "The token.",
			},
			"headers": schema.MapAttribute{
				ElementType: types.StringType, Computed: true, Sensitive: true,
				MarkdownDescription: "The headers every call of the API must send.",
			},
		},
	}
}

type accessTokenEphemeralModel struct {
	ServiceAccountID types.String `tfsdk:"service_account_id"`
	PrivateKey       types.String `tfsdk:"private_key"`
	Scopes           types.Set    `tfsdk:"scopes"`
	RevokeOnClose    types.Bool   `tfsdk:"revoke_on_close"`
	AccessToken      types.String `tfsdk:"access_token"`
	Headers          types.Map    `tfsdk:"headers"`
}

// Open obtains a token of this instance's own.
func (e *accessTokenEphemeral) Open(ctx context.Context, req ephemeral.OpenRequest, resp *ephemeral.OpenResponse) {
	var m accessTokenEphemeralModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	const summary = "Could not open the Galaxy Store access token"
	client, err := e.Config.client()
	if err != nil {
		resp.Diagnostics.Append(catalogue.Error(summary, err))
		return
	}
	account, err := e.Config.account(mintPurpose, m.ServiceAccountID, m.PrivateKey)
	if err != nil {
		resp.Diagnostics.Append(catalogue.Error(summary, err))
		return
	}
	scopes := m.Scopes
	if scopes.IsNull() {
		scopes = defaultScopes
	}
	token, err := client.MintToken(ctx, account.id, account.key, sortedScopes(scopes))
	if err != nil {
		resp.Diagnostics.Append(catalogue.Error(summary, err))
		return
	}
	m.AccessToken, m.Headers = types.StringValue(token), object.Headers(galaxyapi.Header(account.id, token))
	revoke := func(ctx context.Context) error { return client.RevokeToken(ctx, account.id, token) }
	e.Config.token().HandOut(ctx, &m, m.RevokeOnClose.IsNull() || m.RevokeOnClose.ValueBool(), revoke, resp)
}

// Close revokes what this instance's Open obtained.
func (e *accessTokenEphemeral) Close(ctx context.Context, req ephemeral.CloseRequest, resp *ephemeral.CloseResponse) {
	e.Config.token().Close(ctx, req, resp)
}
