package iot

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/credential"
	"github.com/storeauth/terraform-provider-storeauth/internal/object"
	"github.com/storeauth/terraform-provider-storeauth/internal/settings"
)

type applicationResource struct {
	object.Resource[*Config]
	credential.Lifecycle[applicationModel, string]
}

var (
	_ resource.ResourceWithConfigure   = (*applicationResource)(nil)
	_ resource.ResourceWithIdentity    = (*applicationResource)(nil)
	_ resource.ResourceWithImportState = (*applicationResource)(nil)
	_ resource.ResourceWithModifyPlan  = (*applicationResource)(nil)
)

// newApplicationResource returns storeauth_iot_application.
func newApplicationResource() resource.Resource {
	r := &applicationResource{}
	r.Adopt(r)
	return r
}

func (r *applicationResource) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_iot_application"
}

func (r *applicationResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "An application of the Huawei IoT platform, made by a person in the platform's portal, adopted and verified by " +
			"Terraform. **Verifying logs in, and a login ends the token that a running application uses**: it gets `1010005` and must " +
			"log in again. So only an apply that creates or changes this resource verifies, unless `verify_on_refresh` says otherwise.\n\n" +
			"Verification logs in, lists one device and logs out again; while an ephemeral or a managed token of the same application " +
			"holds a login in the same run, it uses that one. The vendor has no API to create or delete an application: destroying " +
			"this resource only forgets it.",
		Attributes: map[string]schema.Attribute{
			"app_id": schema.StringAttribute{
				Required:            true,
				MarkdownDescription: "Id of the application, as the portal shows it. Another application forces replacement.",
				PlanModifiers:       []planmodifier.String{object.ReplaceIfAnother(settings.OneLine)},
				Validators:          settings.OneLine.Strings(),
			},
			"secret_wo": schema.StringAttribute{
				Optional: true, WriteOnly: true, Sensitive: true,
				MarkdownDescription: "Secret of the application. Write-only: never stored. Left out, the provider block's secret of the same " +
					"application is used." + credential.NotSeen("iot") + " Unless `verify_on_refresh` is true, only an apply that creates or changes this resource finds a refusal.",
				Validators: settings.OneLine.SecretStrings(),
			},
			"secret_wo_version": credential.VersionAttribute("secret_wo"),
			"verify_on_refresh": schema.BoolAttribute{
				Optional: true, Computed: true,
				MarkdownDescription: "Whether plan verifies too, and refresh where the provider block holds the secret. Each of them then logs in and ends the token that a running " +
					"application uses, a `storeauth_iot_access_token` of the same application in this configuration included. Default: `false`.",
				Default: booldefault.StaticBool(false),
			},
			"status": credential.StatusAttribute(),
			"reason": credential.ReasonAttribute(),
		},
	}
}

func (r *applicationResource) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = identityschema.Schema{Attributes: map[string]identityschema.Attribute{
		"app_id": identityschema.StringAttribute{RequiredForImport: true, Description: "Id of the application."},
	}}
}

type applicationModel struct {
	AppID           types.String `tfsdk:"app_id"`
	Secret          types.String `tfsdk:"secret_wo"`
	SecretVersion   types.Int64  `tfsdk:"secret_wo_version"`
	VerifyOnRefresh types.Bool   `tfsdk:"verify_on_refresh"`
	Status          types.String `tfsdk:"status"`
	Reason          types.String `tfsdk:"reason"`
}

type applicationIdentity struct {
	AppID types.String `tfsdk:"app_id"`
}

// ImportState takes the application's id. It logs in to nothing; the first apply that changes something verifies.
func (r *applicationResource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	object.ImportID(ctx, "app_id", settings.OneLine, req, resp)
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("verify_on_refresh"), types.BoolValue(false))...)
}
