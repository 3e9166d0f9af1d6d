package amazon

import (
	"context"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/credential"
	"github.com/storeauth/terraform-provider-storeauth/internal/object"
	"github.com/storeauth/terraform-provider-storeauth/internal/settings"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/amazon/amazonapi"
)

type attachmentResource struct {
	object.Resource[*Config]
	credential.Lifecycle[attachmentModel, string]
}

var (
	_ resource.ResourceWithConfigure   = (*attachmentResource)(nil)
	_ resource.ResourceWithIdentity    = (*attachmentResource)(nil)
	_ resource.ResourceWithImportState = (*attachmentResource)(nil)
	_ resource.ResourceWithModifyPlan  = (*attachmentResource)(nil)
)

// newSecurityProfileAttachmentResource returns storeauth_amazon_security_profile_attachment.
func newSecurityProfileAttachmentResource() resource.Resource {
	r := &attachmentResource{}
	r.Adopt(r)
	return r
}

func (r *attachmentResource) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_amazon_security_profile_attachment"
}

func (r *attachmentResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "That a security profile is attached to an API of Amazon's developer console: attached by a person (My Settings > API " +
			"Access), adopted and verified by Terraform.\n\n" +
			"Verification obtains a fresh access token of the API's scope, which Login with Amazon refuses with `invalid_scope` when the " +
			"profile is not attached. The vendor has no API to attach or detach: destroying this resource only forgets it.",
		Attributes: map[string]schema.Attribute{
			"client_id": schema.StringAttribute{
				Required:            true,
				MarkdownDescription: "Client id of the security profile, from its Web Settings: `amzn1.application-oa2-client.…`. Another client forces replacement.",
				PlanModifiers:       []planmodifier.String{object.ReplaceIfAnother(clientID)},
				Validators:          clientID.Strings(),
			},
			"api": schema.StringAttribute{
				Optional: true, Computed: true,
				MarkdownDescription: apiDescription + " Another API forces replacement.",
				PlanModifiers:       []planmodifier.String{followScope{}},
				Validators:          append(apiValidators(), stringvalidator.AtLeastOneOf(path.MatchRoot("api"), path.MatchRoot("scope"))),
			},
			"scope": schema.StringAttribute{
				Optional: true, Computed: true,
				MarkdownDescription: "In place of `api`: " + wordsOfScope + " Another scope forces replacement.",
				PlanModifiers:       []planmodifier.String{followAPI{}, object.ReplaceIfAnother(scopeForm)},
				Validators:          scopeValidators(),
			},
			"client_secret_wo": schema.StringAttribute{
				Optional: true, WriteOnly: true, Sensitive: true,
				MarkdownDescription: "Client secret of the security profile. Write-only: never stored. Left out, the provider block's secret of the " +
					"same client id is used." + credential.NotSeen("amazon"),
				Validators: clientSecret.SecretStrings(),
			},
			"client_secret_wo_version": credential.VersionAttribute("client_secret_wo"),
			"security_profile_name": schema.StringAttribute{
				Optional:            true,
				MarkdownDescription: "What the console calls the security profile. Recorded only; no API tells it.",
			},
			"status": credential.StatusAttribute(),
			"reason": credential.ReasonAttribute(),
		},
	}
}

func (r *attachmentResource) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = identityschema.Schema{Attributes: map[string]identityschema.Attribute{
		"client_id": identityschema.StringAttribute{RequiredForImport: true, Description: "Client id of the security profile."},
		"scope":     identityschema.StringAttribute{RequiredForImport: true, Description: "Scope of the API, such as appstore::apps:readwrite."},
	}}
}

type attachmentModel struct {
	ClientID            types.String `tfsdk:"client_id"`
	API                 types.String `tfsdk:"api"`
	Scope               types.String `tfsdk:"scope"`
	ClientSecret        types.String `tfsdk:"client_secret_wo"`
	ClientSecretVersion types.Int64  `tfsdk:"client_secret_wo_version"`
	SecurityProfileName types.String `tfsdk:"security_profile_name"`
	Status              types.String `tfsdk:"status"`
	Reason              types.String `tfsdk:"reason"`
}

type attachmentIdentity struct {
	ClientID types.String `tfsdk:"client_id"`
	Scope    types.String `tfsdk:"scope"`
}

// ImportState takes the identity, or `client_id/scope` or `client_id/api`.
func (r *attachmentResource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	var imported attachmentIdentity
	if req.ID == "" && req.Identity != nil && !req.Identity.Raw.IsNull() {
		resp.Diagnostics.Append(req.Identity.Get(ctx, &imported)...)
	} else {
		id, target, ok := strings.Cut(strings.TrimSpace(req.ID), "/")
		target, err := scopeForm(target)
		if !ok || id == "" || err != nil {
			resp.Diagnostics.AddError("Invalid import id", "An import id of an attachment is client_id/api or client_id/scope, such as "+
				"amzn1.application-oa2-client.ae941846cdd745e9a53319f7bb98d435/app_submission.")
			return
		}
		if api, ok := amazonapi.APIByName(target); ok {
			target = api.Scope
		}
		imported = attachmentIdentity{types.StringValue(id), types.StringValue(target)}
	}
	for _, part := range []struct {
		argument string
		form     settings.Form
		value    *types.String
	}{{"client_id", clientID, &imported.ClientID}, {"scope", scopeForm, &imported.Scope}} {
		if _, err := part.form(part.value.ValueString()); err != nil && !settings.IsDoubt(err) {
			resp.Diagnostics.AddError("Invalid import id", part.argument+": "+err.Error()+".")
		}
		*part.value = part.form.Value(*part.value)
	}
	if resp.Diagnostics.HasError() {
		return
	}
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("client_id"), imported.ClientID)...)
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("scope"), imported.Scope)...)
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("api"), apiOf(imported.Scope))...)
	if resp.Identity != nil {
		resp.Diagnostics.Append(resp.Identity.Set(ctx, &imported)...)
	}
}
