package galaxy

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/mapplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/setdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/setplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/credential"
	"github.com/storeauth/terraform-provider-storeauth/internal/object"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/galaxy/galaxyapi"
)

type accessTokenResource struct {
	object.Resource[*Config]
}

var (
	_ resource.ResourceWithConfigure  = (*accessTokenResource)(nil)
	_ resource.ResourceWithModifyPlan = (*accessTokenResource)(nil)
)

// newAccessTokenResource returns the managed storeauth_galaxy_access_token.
func newAccessTokenResource() resource.Resource { return &accessTokenResource{} }

func (r *accessTokenResource) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_galaxy_access_token"
}

func (r *accessTokenResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "A Galaxy Store access token that lives until it is destroyed. **It is stored in state**: the token never expires, so " +
			"whoever reads the state can publish with it. Prefer the ephemeral resource of the same name wherever the consumer " +
			"runs within one plan or apply.\n\n" +
			"Creating obtains a token, reading checks it, destroying revokes it. With `create_before_destroy` a change of " +
			"`rotation_triggers` rotates without a gap. For another account or other scopes, the plan obtains a token of each scope and " +
			"revokes it at once, so that a refusal is found before the token at hand is revoked.",
		Attributes: map[string]schema.Attribute{
			"scopes": schema.SetAttribute{
				ElementType: types.StringType, Optional: true, Computed: true,
				MarkdownDescription: "Scopes of the token, of `publishing` and `gss`. Default: `[\"publishing\"]`. Other scopes force replacement.",
				Default:             setdefault.StaticValue(defaultScopes),
				PlanModifiers:       []planmodifier.Set{setplanmodifier.RequiresReplace()},
				Validators:          scopesValidators,
			},
			"rotation_triggers": schema.MapAttribute{
				ElementType: types.StringType, Optional: true,
				MarkdownDescription: "Any values whose change replaces the token, such as the `rfc3339` of a `time_rotating`.",
				PlanModifiers:       []planmodifier.Map{mapplanmodifier.RequiresReplace()},
			},
			"service_account_id": schema.StringAttribute{
				Optional: true, Computed: true,
				MarkdownDescription: "Id of the service account. Default: the provider block's. Another account forces replacement.",
				PlanModifiers:       []planmodifier.String{stringplanmodifier.UseStateForUnknown(), object.ReplaceIfAnother(accountID)},
				Validators:          accountID.Strings(),
			},
			"private_key_wo": schema.StringAttribute{
				Optional: true, WriteOnly: true, Sensitive: true,
				MarkdownDescription: "RSA private key of the account. Write-only: never stored. Default: the provider block's key of the same account." +
					credential.NotNeeded,
				Validators: privateKey.SecretStrings(),
			},
			"access_token": schema.StringAttribute{
				Computed: true, Sensitive: true,
				MarkdownDescription: "The token.",
				PlanModifiers:       []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
			},
		},
	}
}

type accessTokenModel struct {
	Scopes           types.Set    `tfsdk:"scopes"`
	RotationTriggers types.Map    `tfsdk:"rotation_triggers"`
	ServiceAccountID types.String `tfsdk:"service_account_id"`
	PrivateKey       types.String `tfsdk:"private_key_wo"`
	AccessToken      types.String `tfsdk:"access_token"`
}

const mintPurpose = "obtain a Galaxy Store access token"

func (r *accessTokenResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var plan, config accessTokenModel
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if resp.Diagnostics.HasError() {
		return
	}
	client, err := r.Config.client()
	if err != nil {
		resp.Diagnostics.Append(catalogue.Error(cannotObtain, err))
		return
	}
	account, err := r.Config.account(mintPurpose, config.ServiceAccountID, config.PrivateKey)
	if err != nil {
		resp.Diagnostics.Append(catalogue.Error(cannotObtain, err))
		return
	}
	token, err := client.MintToken(ctx, account.id, account.key, sortedScopes(plan.Scopes))
	if err != nil {
		resp.Diagnostics.Append(catalogue.Error(cannotObtain, err))
		return
	}
	if plan.ServiceAccountID.IsUnknown() {
		plan.ServiceAccountID = types.StringValue(account.id)
	}
	plan.AccessToken = types.StringValue(token)
	resp.Diagnostics.Append(resp.State.Set(ctx, &plan)...)
}

// Read checks the token. Only the gateway's own word that this token or its account does not exist removes it; a 401 in
// any other words, or none, proves nothing.
func (r *accessTokenResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var state accessTokenModel
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() || !r.Config.asksOutsideApply() {
		return
	}
	const summary = "Could not check the Galaxy Store access token"
	client, err := r.Config.client()
	if err == nil {
		err = client.CheckToken(ctx, accountID.Read(state.ServiceAccountID), state.AccessToken.ValueString())
	}
	switch {
	case vendorhttp.HasSymptom(err, galaxyapi.SymptomInvalidToken, galaxyapi.SymptomAccountNotFound):
		resp.Diagnostics.Append(catalogue.Warning("The Galaxy Store access token is not valid any more, and a new one is planned", err))
		resp.State.RemoveResource(ctx)
	case err != nil:
		resp.Diagnostics.Append(catalogue.Error(summary, err))
	}
}

// Update has nothing to do at the vendor: every argument but the write-only key forces replacement.
func (r *accessTokenResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var plan accessTokenModel
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(resp.State.Set(ctx, &plan)...)
}

// Delete revokes the token. A token that is not valid any more counts as success.
func (r *accessTokenResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var state accessTokenModel
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}
	client, err := r.Config.client()
	if err == nil {
		err = client.RevokeToken(ctx, accountID.Read(state.ServiceAccountID), state.AccessToken.ValueString())
	}
	if err != nil {
		resp.Diagnostics.Append(catalogue.Error("Could not revoke the Galaxy Store access token", err))
	}
}
