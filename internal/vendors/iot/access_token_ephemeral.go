package iot

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/object"
	"github.com/storeauth/terraform-provider-storeauth/internal/settings"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/iot/iotapi"
)

type accessTokenEphemeral struct {
	object.Ephemeral[*Config]
}

var (
	_ ephemeral.EphemeralResourceWithConfigure = (*accessTokenEphemeral)(nil)
	_ ephemeral.EphemeralResourceWithClose     = (*accessTokenEphemeral)(nil)
)

// newAccessTokenEphemeral returns the ephemeral storeauth_iot_access_token.
func newAccessTokenEphemeral() ephemeral.EphemeralResource { return &accessTokenEphemeral{} }

func (e *accessTokenEphemeral) Metadata(_ context.Context, req ephemeral.MetadataRequest, resp *ephemeral.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_iot_access_token"
}

func (e *accessTokenEphemeral) Schema(_ context.Context, _ ephemeral.SchemaRequest, resp *ephemeral.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "An access token of a Huawei IoT application for the time of one plan or apply, never stored. **Opening it logs " +
			"in, in plan and in apply, and a login ends the token that a running application uses**: it gets `1010005` and must log in " +
			"again. Use an application that nothing else logs in to.\n\n" +
			"All instances of the same application share one login; the last one to close logs out.",
		Attributes: map[string]schema.Attribute{
			"app_id": schema.StringAttribute{
				Optional:            true,
				MarkdownDescription: "Id of the application. Default: the provider block's.",
				Validators:          settings.OneLine.Strings(),
			},
			"secret": schema.StringAttribute{
				Optional: true, Sensitive: true,
				MarkdownDescription: "Secret of the application. Default: the provider block's secret of the same application.",
				Validators:          settings.OneLine.Strings(),
			},
			"refresh_token": schema.StringAttribute{
				Optional: true, Sensitive: true,
				MarkdownDescription: "A refresh token to use in place of a login. One that the platform refuses is an error, and nothing logs in.",
				Validators:          settings.OneLine.Strings(),
			},
			"logout_on_close": schema.BoolAttribute{
				Optional: true,
				MarkdownDescription: "Whether the token is logged out when Terraform is done with it. Default: `true`. With `false` it lives on " +
					"until it expires or the application logs in again.",
			},
			"access_token": schema.StringAttribute{Computed: true, Sensitive: true, MarkdownDescription: "The token."},
			"new_refresh_token": schema.StringAttribute{
				Computed: true, Sensitive: true,
				MarkdownDescription: "The refresh token that came with it; null where the platform gives none.",
			},
			"token_type": schema.StringAttribute{Computed: true, MarkdownDescription: "Type of the token, `Bearer` or `bearer`."},
			"scope":      schema.StringAttribute{Computed: true, MarkdownDescription: "Scope of the token; the platform knows `default` only."},
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
	AppID           types.String      `tfsdk:"app_id"`
	Secret          types.String      `tfsdk:"secret"`
	RefreshToken    types.String      `tfsdk:"refresh_token"`
	LogoutOnClose   types.Bool        `tfsdk:"logout_on_close"`
	AccessToken     types.String      `tfsdk:"access_token"`
	NewRefreshToken types.String      `tfsdk:"new_refresh_token"`
	TokenType       types.String      `tfsdk:"token_type"`
	Scope           types.String      `tfsdk:"scope"`
	ExpiresAt       timetypes.RFC3339 `tfsdk:"expires_at"`
	Headers         types.Map         `tfsdk:"headers"`
}

// Open joins the application's login.
func (e *accessTokenEphemeral) Open(ctx context.Context, req ephemeral.OpenRequest, resp *ephemeral.OpenResponse) {
	var m accessTokenEphemeralModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	const summary = "Could not open the Huawei IoT access token"
	session, appID, err := e.Config.session(loginPurpose, m.AppID, m.Secret)
	if err != nil {
		resp.Diagnostics.Append(catalogue.Error(summary, err))
		return
	}
	var token iotapi.Token
	if m.RefreshToken.IsNull() {
		token, err = session.Join(ctx)
	} else {
		token, err = session.Resume(ctx, settings.OneLine.Read(m.RefreshToken))
	}
	if err != nil {
		resp.Diagnostics.Append(catalogue.Error(summary, err))
		return
	}
	m.AccessToken, m.NewRefreshToken = types.StringValue(token.Access), object.String(token.Refresh)
	m.TokenType, m.Scope = object.String(token.Type), object.String(token.Scope)
	m.ExpiresAt = timetypes.NewRFC3339TimeValue(token.ExpiresAt.UTC())
	m.Headers = object.Headers(iotapi.Header(appID, token.Access))
	// An instance that never leaves keeps the login alive for all who share it.
	e.Config.token().HandOut(ctx, &m, m.LogoutOnClose.IsNull() || m.LogoutOnClose.ValueBool(), session.Leave, resp)
}

// Close leaves the login that this instance joined.
func (e *accessTokenEphemeral) Close(ctx context.Context, req ephemeral.CloseRequest, resp *ephemeral.CloseResponse) {
	e.Config.token().Close(ctx, req, resp)
}
