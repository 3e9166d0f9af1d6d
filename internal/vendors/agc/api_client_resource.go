package agc

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/credential"
	"github.com/storeauth/terraform-provider-storeauth/internal/object"
)

type apiClientResource struct {
	object.Resource[*Config]
	credential.Lifecycle[apiClientModel, string]
}

var (
	_ resource.ResourceWithConfigure   = (*apiClientResource)(nil)
	_ resource.ResourceWithIdentity    = (*apiClientResource)(nil)
	_ resource.ResourceWithImportState = (*apiClientResource)(nil)
	_ resource.ResourceWithModifyPlan  = (*apiClientResource)(nil)

	_ resource.ResourceWithValidateConfig = (*apiClientResource)(nil)
)

// newAPIClientResource returns storeauth_agc_api_client.
func newAPIClientResource() resource.Resource {
	r := &apiClientResource{}
	r.Adopt(r)
	return r
}

func (r *apiClientResource) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_agc_api_client"
	resp.ResourceBehavior = siteMayBeCorrected
}

func (r *apiClientResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "An API client of AppGallery Connect, made by a person in the console (Users and permissions > API key > Connect " +
			"API), adopted and verified by Terraform.\n\n" +
			"Verification has three layers and changes nothing: an access token, the permission to use the Publishing API, and " +
			"every app of `app_ids`. The diagnostic names the layer that failed. The vendor has no API to create, change or delete an API " +
			"client: destroying this resource only forgets it.",
		Attributes: map[string]schema.Attribute{
			"client_id": schema.StringAttribute{
				Required:            true,
				MarkdownDescription: "Id of the API client. Not the Client ID or the App ID of an app. Another client forces replacement.",
				PlanModifiers:       []planmodifier.String{object.ReplaceIfAnother(clientID)},
				Validators:          clientID.Strings(),
			},
			"site": siteAttribute(),
			"client_secret_wo": schema.StringAttribute{
				Optional: true, WriteOnly: true, Sensitive: true,
				MarkdownDescription: "Key of the API client, or the JSON file that the console offers with it, which also tells whether the client is " +
					"the team's: a project's is refused before any call. Write-only: never stored. Left out, the provider block's key of the same client is used." + credential.NotSeen("agc"),
				Validators: teamSecret.SecretStrings(),
			},
			"client_secret_wo_version": credential.VersionAttribute("client_secret_wo"),
			"project_id": schema.StringAttribute{
				Optional: true,
				MarkdownDescription: "Project of the API client, null for `N/A`, the team level. The Publishing API takes no other, so anything else is refused " +
					"at plan. Meant for `provider::storeauth::parse_agc_credential(…).project_id`.",
				Validators: []validator.String{teamLevel{}},
			},
			"app_ids": appIDsAttribute(),
			"name": schema.StringAttribute{
				Optional:            true,
				MarkdownDescription: "Name of the API client in the console. Recorded only; the vendor's API does not tell it.",
			},
			"roles":  rolesAttribute(),
			"status": credential.StatusAttribute(),
			"reason": credential.ReasonAttribute(),
		},
	}
}

func (r *apiClientResource) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = identityschema.Schema{Attributes: map[string]identityschema.Attribute{
		"client_id": identityschema.StringAttribute{RequiredForImport: true, Description: "Id of the API client."},
		"site":      identityschema.StringAttribute{OptionalForImport: true, Description: "Site of the account. Default: the provider block's."},
	}}
}

type apiClientModel struct {
	ClientID            types.String `tfsdk:"client_id"`
	Site                types.String `tfsdk:"site"`
	ClientSecret        types.String `tfsdk:"client_secret_wo"`
	ClientSecretVersion types.Int64  `tfsdk:"client_secret_wo_version"`
	ProjectID           types.String `tfsdk:"project_id"`
	AppIDs              types.Set    `tfsdk:"app_ids"`
	Name                types.String `tfsdk:"name"`
	Roles               types.Set    `tfsdk:"roles"`
	Status              types.String `tfsdk:"status"`
	Reason              types.String `tfsdk:"reason"`
}

type apiClientIdentity struct {
	ClientID types.String `tfsdk:"client_id"`
	Site     types.String `tfsdk:"site"`
}

// ValidateConfig refuses the file of another client than the one named.
func (r *apiClientResource) ValidateConfig(ctx context.Context, req resource.ValidateConfigRequest, resp *resource.ValidateConfigResponse) {
	var m apiClientModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() || m.ClientID.IsUnknown() || m.ClientSecret.IsNull() || m.ClientSecret.IsUnknown() {
		return
	}
	file, err := parseClientSecret(m.ClientSecret.ValueString())
	if id := clientID.Read(m.ClientID); err == nil && file.ClientID != "" && file.ClientID != id {
		resp.Diagnostics.AddAttributeError(path.Root("client_secret_wo"), "File of another API client", fmt.Sprintf(
			"client_secret_wo is the file of API client %s, and client_id is %s.", file.ClientID, id))
	}
}

// ModifyPlan settles the site before the shared planning.
func (r *apiClientResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if r.Config == nil {
		return
	}
	r.Config.planSite(ctx, &req, resp)
	if !resp.Diagnostics.HasError() {
		r.Lifecycle.ModifyPlan(ctx, req, resp)
		r.Config.leaveSiteOpen(ctx, req, resp)
	}
}

// Update ends the leniency that follows an import.
func (r *apiClientResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	r.Lifecycle.Update(ctx, req, resp)
	endImport(ctx, req, resp)
}

// ImportState takes "client_id" or "site/client_id".
func (r *apiClientResource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	r.Config.importBySite(ctx, path.Root("client_id"), req, resp)
}
