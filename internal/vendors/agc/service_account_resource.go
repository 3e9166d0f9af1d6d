package agc

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/credential"
	"github.com/storeauth/terraform-provider-storeauth/internal/object"
	"github.com/storeauth/terraform-provider-storeauth/internal/settings"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/agc/agcapi"
)

type serviceAccountResource struct {
	object.Resource[*Config]
	credential.Lifecycle[serviceAccountModel, agcapi.ServiceAccount]
}

var (
	_ resource.ResourceWithConfigure   = (*serviceAccountResource)(nil)
	_ resource.ResourceWithIdentity    = (*serviceAccountResource)(nil)
	_ resource.ResourceWithImportState = (*serviceAccountResource)(nil)
	_ resource.ResourceWithModifyPlan  = (*serviceAccountResource)(nil)

	_ resource.ResourceWithValidateConfig = (*serviceAccountResource)(nil)
)

// newServiceAccountResource returns storeauth_agc_service_account.
func newServiceAccountResource() resource.Resource {
	r := &serviceAccountResource{}
	r.Adopt(r)
	return r
}

func (r *serviceAccountResource) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_agc_service_account"
	resp.ResourceBehavior = siteMayBeCorrected
}

func (r *serviceAccountResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "A service account of AppGallery Connect at the developer level, made by a person in the console (Users and " +
			"permissions > Service account), adopted and verified by Terraform. Huawei recommends it over an API client and says it will " +
			"replace it.\n\n" +
			"Verification has three layers and changes nothing: a token signed with the key, the permission to use the Publishing API, and every app " +
			"of `app_ids`. The diagnostic names the layer that failed. The vendor has no API to create, change or delete a service " +
			"account: destroying this resource only forgets it.",
		Attributes: map[string]schema.Attribute{
			"key_wo": schema.StringAttribute{
				Optional: true, WriteOnly: true, Sensitive: true,
				MarkdownDescription: "JSON key file of the account, as the console offered it once. Write-only: never stored. Left out, the provider " +
					"block's is used. A new key of the same account is an update; the key of another account forces a replacement." + credential.NotSeen("agc"),
				Validators: developerKey.SecretStrings(),
			},
			"key_wo_version": credential.VersionAttribute("key_wo"),
			"site":           siteAttribute(),
			"app_ids":        appIDsAttribute(),
			"name": schema.StringAttribute{
				Optional:            true,
				MarkdownDescription: "Name of the account in the console. Recorded only; the vendor's API does not tell it.",
			},
			"roles": rolesAttribute(),
			"sub_account": schema.StringAttribute{
				Optional: true, Computed: true,
				MarkdownDescription: "Id of the account, `sub_account` of its key file. Left out, it follows from the key. Named, it takes the key that the " +
					"provider block holds of this account. Another account forces a replacement.",
				Validators: clientID.Strings(),
			},
			"key_id": schema.StringAttribute{
				Computed: true, MarkdownDescription: "Id of the key, from the key file.",
			},
			"project_id": schema.StringAttribute{
				Computed: true, MarkdownDescription: "Project of the account, from the key file; null at the developer level, the only one that is accepted.",
			},
			"status": credential.StatusAttribute(),
			"reason": credential.ReasonAttribute(),
		},
	}
}

func (r *serviceAccountResource) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = identityschema.Schema{Attributes: map[string]identityschema.Attribute{
		"sub_account": identityschema.StringAttribute{RequiredForImport: true, Description: "Id of the account, sub_account of its key file."},
		"site":        identityschema.StringAttribute{OptionalForImport: true, Description: "Site of the account. Default: the provider block's."},
	}}
}

type serviceAccountModel struct {
	Key        types.String `tfsdk:"key_wo"`
	KeyVersion types.Int64  `tfsdk:"key_wo_version"`
	Site       types.String `tfsdk:"site"`
	AppIDs     types.Set    `tfsdk:"app_ids"`
	Name       types.String `tfsdk:"name"`
	Roles      types.Set    `tfsdk:"roles"`
	SubAccount types.String `tfsdk:"sub_account"`
	KeyID      types.String `tfsdk:"key_id"`
	ProjectID  types.String `tfsdk:"project_id"`
	Status     types.String `tfsdk:"status"`
	Reason     types.String `tfsdk:"reason"`
}

type serviceAccountIdentity struct {
	SubAccount types.String `tfsdk:"sub_account"`
	Site       types.String `tfsdk:"site"`
}

var subAccountPath = path.Root("sub_account")

// ValidateConfig refuses the key of another account than the one named.
func (r *serviceAccountResource) ValidateConfig(ctx context.Context, req resource.ValidateConfigRequest, resp *resource.ValidateConfigResponse) {
	var m serviceAccountModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() || !settings.HasValue(m.SubAccount) || !settings.HasValue(m.Key) {
		return
	}
	if id := idIn(m.Key.ValueString()); id != "" && id != clientID.Read(m.SubAccount) {
		resp.Diagnostics.AddAttributeError(path.Root("key_wo"), "Key of another service account", fmt.Sprintf(
			"key_wo is the key of service account %s, and sub_account is %s.", id, clientID.Read(m.SubAccount)))
	}
}

// ModifyPlan settles the site before the shared planning, and afterwards plans a replacement when the key is another account's.
func (r *serviceAccountResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if r.Config == nil {
		return
	}
	r.Config.planSite(ctx, &req, resp)
	if resp.Diagnostics.HasError() {
		return
	}
	r.Lifecycle.ModifyPlan(ctx, req, resp)
	r.Config.leaveSiteOpen(ctx, req, resp)
	if resp.Diagnostics.HasError() || req.State.Raw.IsNull() || resp.Plan.Raw.IsNull() {
		return
	}
	var configured, recorded, planned types.String
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, subAccountPath, &configured)...)
	resp.Diagnostics.Append(req.State.GetAttribute(ctx, subAccountPath, &recorded)...)
	if !configured.IsNull() {
		resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, subAccountPath, configured)...)
	}
	resp.Diagnostics.Append(resp.Plan.GetAttribute(ctx, subAccountPath, &planned)...)
	// An unknown key may be another account's, and Terraform lets no apply turn an update into a replacement. So the
	// plan is a replacement: it forgets the account and adopts the one that the key is of.
	imported, diags := req.Private.GetKey(ctx, importedKey)
	resp.Diagnostics.Append(diags...)
	if !clientID.Value(planned).Equal(clientID.Value(recorded)) && string(imported) != justImported {
		resp.RequiresReplace = append(resp.RequiresReplace, subAccountPath)
	}
}

// Update ends the leniency that follows an import.
func (r *serviceAccountResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	r.Lifecycle.Update(ctx, req, resp)
	endImport(ctx, req, resp)
}

// ImportState takes "sub_account" or "site/sub_account".
func (r *serviceAccountResource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	r.Config.importBySite(ctx, subAccountPath, req, resp)
}
