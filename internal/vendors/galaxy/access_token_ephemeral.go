package galaxy

import (
	"context"
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/object"
	"github.com/storeauth/terraform-provider-storeauth/internal/settings"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

type accessTokenEphemeral struct {
	object.Ephemeral[*Connection]
}

var (
	_ ephemeral.EphemeralResourceWithConfigure = (*accessTokenEphemeral)(nil)
	_ ephemeral.EphemeralResourceWithClose     = (*accessTokenEphemeral)(nil)
)

// NewAccessTokenEphemeral returns the ephemeral storeauth_galaxy_access_token.
func NewAccessTokenEphemeral() ephemeral.EphemeralResource { return &accessTokenEphemeral{} }

func (e *accessTokenEphemeral) Metadata(_ context.Context, req ephemeral.MetadataRequest, resp *ephemeral.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_galaxy_access_token"
}

func (e *accessTokenEphemeral) Schema(_ context.Context, _ ephemeral.SchemaRequest, resp *ephemeral.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "A Galaxy Store access token for the time of one plan or apply, never stored. Each instance mints a token of its own " +
			"and revokes it when Terraform no longer needs it; Galaxy Store tokens never expire by themselves.",
		Attributes: map[string]schema.Attribute{
			"service_account_id": schema.StringAttribute{
				Optional:            true,
				MarkdownDescription: "Id of the service account. Default: the provider block's.",
				Validators:          []validator.String{settings.Validator(checkAccountID)},
			},
			"private_key": schema.StringAttribute{
				Optional: true, Sensitive: true,
				MarkdownDescription: "RSA private key of the account. Default: the provider block's.",
				Validators:          []validator.String{settings.Validator(checkPrivateKey)},
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

const openedKey = "opened"

// Open mints. Terraform never closes an instance whose Open failed, so what was minted by then is revoked here.
func (e *accessTokenEphemeral) Open(ctx context.Context, req ephemeral.OpenRequest, resp *ephemeral.OpenResponse) {
	var m accessTokenEphemeralModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	const summary = "Could not open the Galaxy Store access token"
	client, err := e.Vendor.client()
	if err != nil {
		resp.Diagnostics.Append(catalogue.Error(summary, err))
		return
	}
	account, err := e.Vendor.account("mint a Galaxy Store access token", m.ServiceAccountID, m.PrivateKey)
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
	revoke := func(ctx context.Context) error { return client.RevokeToken(ctx, account.id, token) }
	m.AccessToken = types.StringValue(token)
	m.Headers = types.MapValueMust(types.StringType, map[string]attr.Value{
		"Authorization":      types.StringValue("Bearer " + token),
		"service-account-id": types.StringValue(account.id),
	})
	resp.Diagnostics.Append(resp.Result.Set(ctx, &m)...)
	var handle string
	if m.RevokeOnClose.IsNull() || m.RevokeOnClose.ValueBool() {
		handle = e.Vendor.pending.Add(revoke)
		encoded, _ := json.Marshal(handle) // a string always encodes
		resp.Diagnostics.Append(resp.Private.SetKey(ctx, openedKey, encoded)...)
	}
	if ctx.Err() != nil {
		resp.Diagnostics.AddError(summary, "Interrupted, so the token is not handed out.")
	}
	if resp.Diagnostics.HasError() {
		e.Vendor.pending.Take(handle)
		undo(ctx, revoke, &resp.Diagnostics)
	}
}

// Close revokes what this instance's Open minted.
func (e *accessTokenEphemeral) Close(ctx context.Context, req ephemeral.CloseRequest, resp *ephemeral.CloseResponse) {
	encoded, diags := req.Private.GetKey(ctx, openedKey)
	resp.Diagnostics.Append(diags...)
	var handle string
	if len(encoded) == 0 || json.Unmarshal(encoded, &handle) != nil {
		return
	}
	if revoke, ok := e.Vendor.pending.Take(handle); ok {
		undo(ctx, revoke, &resp.Diagnostics)
	}
}

func undo(ctx context.Context, revoke vendorhttp.Undo, diags *diag.Diagnostics) {
	ctx, cancel := vendorhttp.CleanUpContext(ctx)
	defer cancel()
	if err := revoke(ctx); err != nil {
		diags.Append(catalogue.Leftover("A Galaxy Store access token was left behind", leftToken("made for this run"), err))
	}
}
