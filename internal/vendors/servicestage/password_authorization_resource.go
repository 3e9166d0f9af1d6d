package servicestage

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/credential"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/servicestage/servicestageapi"
)

type passwordAuthorizationResource struct {
	secretAuthorization[passwordAuthorizationModel]
}

var (
	_ resource.ResourceWithConfigure   = (*passwordAuthorizationResource)(nil)
	_ resource.ResourceWithIdentity    = (*passwordAuthorizationResource)(nil)
	_ resource.ResourceWithImportState = (*passwordAuthorizationResource)(nil)
	_ resource.ResourceWithModifyPlan  = (*passwordAuthorizationResource)(nil)
)

// newPasswordAuthorizationResource returns storeauth_servicestage_password_authorization.
func newPasswordAuthorizationResource() resource.Resource {
	r := &passwordAuthorizationResource{}
	r.kind = secretKind[passwordAuthorizationModel]{
		tokenType: servicestageapi.TokenTypePassword,
		argument:  "password_wo",
		strength:  credential.Guessable,
		fields:    (*passwordAuthorizationModel).fields,
		create: func(ctx context.Context, client *servicestageapi.Client, m *passwordAuthorizationModel, secret string) (servicestageapi.Authorization, error) {
			return client.CreatePassword(ctx, m.Name.ValueString(), m.RepoType.ValueString(), m.UserName.ValueString(), secret)
		},
	}
	return r
}

// Schema implements resource.Resource.
func (r *passwordAuthorizationResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "A git authorization of Huawei Cloud ServiceStage by user name and password. The vendor can create, list and delete one, not " +
			"change it: a changed password replaces it, and so does an authorization that expired, was withdrawn, or was re-authorized another " +
			"way in the console. Replacing breaks running builds for a moment.",
		Attributes: attributes(map[string]schema.Attribute{
			"user_name": schema.StringAttribute{
				Required:            true,
				MarkdownDescription: "User at the git host. Forces replacement.",
				Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
			},
			"password_wo": schema.StringAttribute{
				Optional: true, WriteOnly: true, Sensitive: true,
				MarkdownDescription: "Password, or an app password where the git host wants one. Write-only: never stored. Needed to create; an imported " +
					"authorization works without.",
				Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
			},
			"password_wo_version": credential.VersionAttribute("password_wo"),
		}),
	}
}

type passwordAuthorizationModel struct {
	authorizationModel
	UserName types.String `tfsdk:"user_name"`
	Password types.String `tfsdk:"password_wo"`
	Version  types.Int64  `tfsdk:"password_wo_version"`
}

func (m *passwordAuthorizationModel) fields() secretFields {
	return secretFields{
		authorizationModel: &m.authorizationModel, secret: m.Password, version: &m.Version,
		declared: &m.UserName, declaredName: "user_name", reported: &m.RepoUser, stands: true,
	}
}
