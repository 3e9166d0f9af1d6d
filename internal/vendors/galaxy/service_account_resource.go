package galaxy

import (
	"context"
	"crypto/rsa"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/setdefault"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/credential"
	"github.com/storeauth/terraform-provider-storeauth/internal/object"
)

type serviceAccountResource struct {
	object.Resource[*Config]
	credential.Lifecycle[serviceAccountModel, *rsa.PrivateKey]
}

var (
	_ resource.ResourceWithConfigure   = (*serviceAccountResource)(nil)
	_ resource.ResourceWithIdentity    = (*serviceAccountResource)(nil)
	_ resource.ResourceWithImportState = (*serviceAccountResource)(nil)
	_ resource.ResourceWithModifyPlan  = (*serviceAccountResource)(nil)
)

// newServiceAccountResource returns storeauth_galaxy_service_account.
func newServiceAccountResource() resource.Resource {
	r := &serviceAccountResource{}
	r.Adopt(r)
	return r
}

func (r *serviceAccountResource) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_galaxy_service_account"
}

func (r *serviceAccountResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "A Galaxy Store service account, made by a person in Seller Portal (Assistance > API Service), adopted and " +
			"verified by Terraform.\n\n" +
			"Verification obtains one access token for each declared scope and revokes it in the same step. The vendor has no API " +
			"to create, change or delete a service account: destroying this resource only forgets it.",
		Attributes: map[string]schema.Attribute{
			"service_account_id": schema.StringAttribute{
				Required:            true,
				MarkdownDescription: "Id of the service account, a UUID, as the list in Seller Portal shows it. Another account forces replacement.",
				PlanModifiers:       []planmodifier.String{object.ReplaceIfAnother(accountID)},
				Validators:          accountID.Strings(),
			},
			"private_key_wo": schema.StringAttribute{
				Optional: true, WriteOnly: true, Sensitive: true,
				MarkdownDescription: "RSA private key of the account: PEM (PKCS#1 or PKCS#8), with real or literal line breaks, or its bare " +
					"base64. Write-only: never stored. Left out, the provider block's key of the same account is used." + credential.NotSeen("galaxy"),
				Validators: privateKey.SecretStrings(),
			},
			"private_key_wo_version": credential.VersionAttribute("private_key_wo"),
			"scopes": schema.SetAttribute{
				ElementType: types.StringType, Optional: true, Computed: true,
				MarkdownDescription: "Scopes the account must have, of `publishing` (\"Publishing & ITEM\") and `gss`. Default: `[\"publishing\"]`.",
				Default:             setdefault.StaticValue(defaultScopes),
				Validators:          scopesValidators,
			},
			"name": schema.StringAttribute{
				Optional:            true,
				MarkdownDescription: "What your team calls the account. Recorded only; the vendor does not tell a name.",
			},
			"granted_scopes": schema.SetAttribute{
				ElementType: types.StringType, Computed: true,
				MarkdownDescription: "Those of the declared scopes that the vendor grants.",
			},
			"public_key_sha256": schema.StringAttribute{
				Computed:            true,
				MarkdownDescription: "Hex SHA-256 of the public key (SubjectPublicKeyInfo): names the key without revealing it.",
			},
			"status": credential.StatusAttribute(),
			"reason": credential.ReasonAttribute(),
		},
	}
}

func (r *serviceAccountResource) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = identityschema.Schema{Attributes: map[string]identityschema.Attribute{
		"service_account_id": identityschema.StringAttribute{RequiredForImport: true, Description: "Id of the service account, a UUID."},
	}}
}

type serviceAccountModel struct {
	ServiceAccountID  types.String `tfsdk:"service_account_id"`
	PrivateKey        types.String `tfsdk:"private_key_wo"`
	PrivateKeyVersion types.Int64  `tfsdk:"private_key_wo_version"`
	Scopes            types.Set    `tfsdk:"scopes"`
	Name              types.String `tfsdk:"name"`
	GrantedScopes     types.Set    `tfsdk:"granted_scopes"`
	PublicKeySHA256   types.String `tfsdk:"public_key_sha256"`
	Status            types.String `tfsdk:"status"`
	Reason            types.String `tfsdk:"reason"`
}

type serviceAccountIdentity struct {
	ServiceAccountID types.String `tfsdk:"service_account_id"`
}

// ImportState takes the account's id; its scopes are the default until the vendor or the configuration says otherwise.
func (r *serviceAccountResource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	object.ImportID(ctx, "service_account_id", accountID, req, resp)
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("scopes"), defaultScopes)...)
}
