package servicestage

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/credential"
	"github.com/storeauth/terraform-provider-storeauth/internal/object"
	"github.com/storeauth/terraform-provider-storeauth/internal/settings"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/servicestage/servicestageapi"
)

type oauthAuthorizationResource struct {
	object.Resource[*Config]
}

var (
	_ resource.ResourceWithConfigure      = (*oauthAuthorizationResource)(nil)
	_ resource.ResourceWithIdentity       = (*oauthAuthorizationResource)(nil)
	_ resource.ResourceWithImportState    = (*oauthAuthorizationResource)(nil)
	_ resource.ResourceWithModifyPlan     = (*oauthAuthorizationResource)(nil)
	_ resource.ResourceWithValidateConfig = (*oauthAuthorizationResource)(nil)
)

// newOAuthAuthorizationResource returns storeauth_servicestage_oauth_authorization.
func newOAuthAuthorizationResource() resource.Resource { return &oauthAuthorizationResource{} }

func (r *oauthAuthorizationResource) Metadata(_ context.Context, _ resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = resourceTypes[servicestageapi.TokenTypeOAuth]
}

func (r *oauthAuthorizationResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "A git authorization of Huawei Cloud ServiceStage by OAuth. OAuth takes a person and a browser, so `pending` is a state " +
			"and not a failure:\n\n" +
			"1. Apply without a callback. Nothing is made at the vendor yet; `authorize_url` holds an address to open.\n" +
			"2. Open it, sign in to the git host and to Huawei Cloud. The console ends with a message that creating the authorization " +
			"failed, which is expected. Copy the address bar.\n" +
			"3. Apply with that address in `callback_url_wo`, soon: its code is good for one use and a short time.\n\n" +
			"While the status is not `normal`, every plan is non-empty and warns with the address. An authorization that expires, is withdrawn at " +
			"the git host or is re-authorized another way in the console shows as a planned change, and a plan with an unused callback " +
			"replaces it. One that was deleted is `pending` again." + onlyOneOfAName,
		Attributes: attributes(map[string]schema.Attribute{
			"status": schema.StringAttribute{
				Computed:            true,
				MarkdownDescription: "`pending` (waits for its browser step); otherwise what the vendor says: " + vendorStatuses,
				PlanModifiers:       []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
			},
			"tag": schema.StringAttribute{
				Optional:            true,
				MarkdownDescription: "Site label, such as `intl` for the international site. Forces replacement.",
				Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
			},
			"callback_url_wo": schema.StringAttribute{
				Optional: true, WriteOnly: true, Sensitive: true,
				MarkdownDescription: "The address in the browser after the browser step, as copied or percent-decoded. Write-only: never stored. It is " +
					"used once, for one authorization; afterwards it may stay in the configuration or go." + credential.NotNeeded,
				Validators: []validator.String{stringvalidator.ConflictsWith(path.MatchRoot("code_wo"), path.MatchRoot("state_wo"))},
			},
			"code_wo": schema.StringAttribute{
				Optional: true, WriteOnly: true, Sensitive: true,
				MarkdownDescription: "The `code` of that address, decoded, instead of `callback_url_wo`. Write-only: never stored." + credential.NotNeeded,
				Validators:          append(settings.OneLine.Strings(), stringvalidator.AlsoRequires(path.MatchRoot("state_wo"))),
			},
			"state_wo": schema.StringAttribute{
				Optional: true, WriteOnly: true,
				MarkdownDescription: "The `state` of that address, decoded; belongs to `code_wo`. Write-only: never stored." + credential.NotNeeded,
				Validators:          append(settings.OneLine.Strings(), stringvalidator.AlsoRequires(path.MatchRoot("code_wo"))),
			},
			"used_callbacks": schema.ListAttribute{
				ElementType: types.StringType, Computed: true,
				MarkdownDescription: "Salted fingerprints of the codes that were sent, by which a used callback is told from a new one.",
			},
			"authorize_url": schema.StringAttribute{
				Computed: true,
				MarkdownDescription: "A fresh address to open for the browser step; null while the authorization works. Each apply that leaves it " +
					"waiting gets a new one; the earlier ones stay good for one use too, as far as is known.",
				PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
			},
		}),
	}
}

func (r *oauthAuthorizationResource) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = identitySchema()
}

type oauthAuthorizationModel struct {
	authorizationModel
	Tag          types.String `tfsdk:"tag"`
	CallbackURL  types.String `tfsdk:"callback_url_wo"`
	Code         types.String `tfsdk:"code_wo"`
	State        types.String `tfsdk:"state_wo"`
	AuthorizeURL types.String `tfsdk:"authorize_url"`
	// UsedCallbacks is an attribute because Terraform gives the deletion of a tainted object no private state.
	UsedCallbacks types.List `tfsdk:"used_callbacks"`
}

// waits reports whether the authorization needs a person: anything but a working OAuth authorization.
func (m *oauthAuthorizationModel) waits() bool {
	return m.Status.ValueString() != servicestageapi.StatusNormal || drifted(&m.authorizationModel, servicestageapi.TokenTypeOAuth)
}

func (m *oauthAuthorizationModel) pending() bool { return m.Status.ValueString() == statusPending }

// recordTag takes over the vendor's tag. A missing tag proves nothing: it is only inferred that a list tells the tag.
func (m *oauthAuthorizationModel) recordTag(a servicestageapi.Authorization) {
	if a.Tag != "" {
		m.Tag = types.StringValue(a.Tag)
	}
}

// ValidateConfig refuses a callback that is wrong whatever the vendor says.
func (r *oauthAuthorizationResource) ValidateConfig(ctx context.Context, req resource.ValidateConfigRequest, resp *resource.ValidateConfigResponse) {
	var config oauthAuthorizationModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if !resp.Diagnostics.HasError() {
		_, diags := callbackOf(&config)
		resp.Diagnostics.Append(diags...)
	}
}

// ImportState implements resource.ResourceWithImportState.
func (r *oauthAuthorizationResource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	r.Config.importAuthorization(ctx, servicestageapi.TokenTypeOAuth, req, resp)
}
