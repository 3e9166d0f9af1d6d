package iot

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/credential"
	"github.com/storeauth/terraform-provider-storeauth/internal/object"
	"github.com/storeauth/terraform-provider-storeauth/internal/settings"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/iot/iotapi"
)

type accessTokenResource struct {
	object.Resource[*Config]
}

var (
	_ resource.ResourceWithConfigure  = (*accessTokenResource)(nil)
	_ resource.ResourceWithModifyPlan = (*accessTokenResource)(nil)
)

// newAccessTokenResource returns the managed storeauth_iot_access_token.
func newAccessTokenResource() resource.Resource { return &accessTokenResource{} }

func (r *accessTokenResource) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_iot_access_token"
}

func (r *accessTokenResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	kept := []planmodifier.String{stringplanmodifier.UseStateForUnknown()}
	resp.Schema = schema.Schema{
		MarkdownDescription: "An access token of a Huawei IoT application that Terraform obtains, refreshes before it expires, and ends. " +
			"**Creating it logs in, and a login ends the token that a running application uses**: it gets `1010005` and must log in " +
			"again. Any later login of the application, by anybody, ends this token in turn. An application has one live token, so " +
			"declare one of these for each application and let the consumers read it.\n\n" +
			"Creating logs in; reading lists one device with the token and never logs in; a plan shortly before the end plans a change, " +
			"whose apply calls refreshToken; destroying logs out. **Both tokens are stored in state**: that is the purpose of this " +
			"resource. Prefer the ephemeral resource of the same name where the consumer runs within one plan or apply.\n\n" +
			"A replacement logs out before it logs in, and no plan tries a secret, because trying it would end a running token. So a secret " +
			"that is refused leaves no token.",
		Attributes: map[string]schema.Attribute{
			"app_id": schema.StringAttribute{
				Optional: true, Computed: true,
				MarkdownDescription: "Id of the application. Default: the provider block's. Another application is a replacement.",
				PlanModifiers:       []planmodifier.String{stringplanmodifier.UseStateForUnknown(), object.ReplaceIfAnother(settings.OneLine)},
				Validators:          settings.OneLine.Strings(),
			},
			"secret_wo": schema.StringAttribute{
				Optional: true, WriteOnly: true, Sensitive: true,
				MarkdownDescription: "Secret of the application. Write-only: never stored. Default: the provider block's secret of the same application." +
					credential.NotNeeded,
				Validators: settings.OneLine.SecretStrings(),
			},
			"early_refresh": schema.StringAttribute{
				Optional: true, Computed: true, CustomType: timetypes.GoDurationType{},
				MarkdownDescription: "How long before its end the token is refreshed, such as `10m`: from then on a plan shows a change. At most " +
					"half of the token's lifetime counts, with a warning. Default: `10m`.",
				Default:    stringdefault.StaticString(defaultEarlyRefresh),
				Validators: []validator.String{settings.Validator(checkEarlyRefresh)},
			},
			"access_token": schema.StringAttribute{
				Computed: true, Sensitive: true, MarkdownDescription: "The token.", PlanModifiers: kept,
			},
			"refresh_token": schema.StringAttribute{
				Computed: true, Sensitive: true, PlanModifiers: kept,
				MarkdownDescription: "The token that the next refresh uses; null where the platform gives none, and a refresh then logs in.",
			},
			"expires_at": schema.StringAttribute{
				Computed: true, CustomType: timetypes.RFC3339Type{}, PlanModifiers: kept,
				MarkdownDescription: "When the token ends by itself, RFC 3339.",
			},
			"scope": schema.StringAttribute{
				Computed: true, PlanModifiers: kept,
				MarkdownDescription: "Scope of the token; the platform knows `default` only.",
			},
			"token_type": schema.StringAttribute{
				Computed: true, PlanModifiers: kept,
				MarkdownDescription: "Type of the token, `Bearer` or `bearer`.",
			},
		},
	}
}

type accessTokenModel struct {
	AppID        types.String         `tfsdk:"app_id"`
	Secret       types.String         `tfsdk:"secret_wo"`
	EarlyRefresh timetypes.GoDuration `tfsdk:"early_refresh"`
	AccessToken  types.String         `tfsdk:"access_token"`
	RefreshToken types.String         `tfsdk:"refresh_token"`
	ExpiresAt    timetypes.RFC3339    `tfsdk:"expires_at"`
	Scope        types.String         `tfsdk:"scope"`
	TokenType    types.String         `tfsdk:"token_type"`
}

// issue records what the platform issued.
func (m *accessTokenModel) issue(token iotapi.Token) {
	m.AccessToken, m.RefreshToken = types.StringValue(token.Access), object.String(token.Refresh)
	m.ExpiresAt = timetypes.NewRFC3339TimeValue(token.ExpiresAt.UTC())
	m.Scope, m.TokenType = object.String(token.Scope), object.String(token.Type)
}

const loginPurpose = "log in to a Huawei IoT application"

// Create logs in, or takes over the login that something else in this run already made: a second one would end it. It
// never leaves the session, so nobody logs the token out.
func (r *accessTokenResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var plan, config accessTokenModel
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if resp.Diagnostics.HasError() {
		return
	}
	session, appID, err := r.Config.session(loginPurpose, config.AppID, config.Secret)
	var token iotapi.Token
	if err == nil {
		token, err = session.Join(ctx)
	}
	if err != nil {
		resp.Diagnostics.Append(catalogue.Error("Could not obtain the Huawei IoT access token", err))
		return
	}
	if plan.AppID.IsUnknown() {
		plan.AppID = types.StringValue(appID)
	}
	r.store(ctx, &plan, token, &resp.State, resp.Private, &resp.Diagnostics)
}

// Read asks whether the token still works, without logging in. Only the gateway's own word that this token is dead
// removes it.
func (r *accessTokenResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var state accessTokenModel
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() || !r.Config.verifyDuringPlan || !r.Config.reachable() {
		return
	}
	client, err := r.Config.client()
	if err == nil {
		err = client.Check(ctx, settings.OneLine.Read(state.AppID), state.AccessToken.ValueString())
	}
	switch {
	case vendorhttp.HasSymptom(err, iotapi.SymptomDeadToken):
		resp.Diagnostics.Append(catalogue.Warning("The Huawei IoT access token is not valid any more, and a new login is planned", err))
		resp.State.RemoveResource(ctx)
	case err != nil:
		resp.Diagnostics.Append(catalogue.Error("Could not check the Huawei IoT access token", err))
	}
}

// Update refreshes the token where the plan says so. A refresh token that is refused, or that the platform never gave,
// is replaced by one login.
func (r *accessTokenResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var plan, state, config accessTokenModel
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if resp.Diagnostics.HasError() {
		return
	}
	lifetime, diags := recallLifetime(ctx, req.Private)
	resp.Diagnostics.Append(diags...)
	margin, diags := marginOf(plan, lifetime)
	resp.Diagnostics.Append(diags...)
	due, diags := r.due(state, margin)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	if !due {
		plan.AccessToken, plan.RefreshToken, plan.ExpiresAt = state.AccessToken, state.RefreshToken, state.ExpiresAt
		plan.Scope, plan.TokenType = state.Scope, state.TokenType
		resp.Diagnostics.Append(resp.State.Set(ctx, &plan)...)
		return
	}
	token, err := r.renew(ctx, config, state.RefreshToken, &resp.Diagnostics)
	if err != nil {
		resp.Diagnostics.Append(catalogue.Error("Could not refresh the Huawei IoT access token", err))
		return
	}
	r.store(ctx, &plan, token, &resp.State, resp.Private, &resp.Diagnostics)
}

func (r *accessTokenResource) renew(ctx context.Context, config accessTokenModel, refreshToken types.String, diags *diag.Diagnostics) (iotapi.Token, error) {
	session, _, err := r.Config.session(loginPurpose, config.AppID, config.Secret)
	if err != nil {
		return iotapi.Token{}, err
	}
	if refreshToken.IsNull() {
		return session.Join(ctx)
	}
	token, err := session.Resume(ctx, refreshToken.ValueString())
	if !vendorhttp.HasSymptom(err, iotapi.SymptomRefreshRefused) {
		return token, err
	}
	refused := err
	if token, err = session.Join(ctx); err == nil {
		diags.Append(catalogue.Warning("The refresh token was refused; the application was logged in instead", refused))
	}
	return token, err
}

// store saves what the platform issued before anything else can fail.
func (r *accessTokenResource) store(ctx context.Context, plan *accessTokenModel, token iotapi.Token, state *tfsdk.State,
	private credential.PrivateWriter, diags *diag.Diagnostics) {
	plan.issue(token)
	diags.Append(state.Set(ctx, plan)...)
	diags.Append(rememberLifetime(ctx, private, token.Lifetime)...)
	_, problems := marginOf(*plan, token.Lifetime)
	diags.Append(problems...)
}

// Delete logs out. A token that is not valid any more counts as success, and so does one past its end when the platform does not answer.
func (r *accessTokenResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var state accessTokenModel
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}
	client, err := r.Config.client()
	if err == nil {
		_, err = client.Logout(ctx, settings.OneLine.Read(state.AppID), state.AccessToken.ValueString())
	}
	if end, diags := state.ExpiresAt.ValueRFC3339Time(); err != nil && (diags.HasError() || r.Config.now().Before(end)) {
		resp.Diagnostics.Append(catalogue.Error("Could not log out the Huawei IoT access token", err))
	}
}
