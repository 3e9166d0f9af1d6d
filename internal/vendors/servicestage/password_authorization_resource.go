package servicestage

import (
	"context"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/credential"
	"github.com/storeauth/terraform-provider-storeauth/internal/object"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/servicestage/servicestageapi"
)

type passwordAuthorizationResource struct {
	secretAuthorization[passwordAuthorizationModel]
}

var (
	_ resource.ResourceWithConfigure   = (*passwordAuthorizationResource)(nil)
	_ resource.ResourceWithIdentity    = (*passwordAuthorizationResource)(nil)
	_ resource.ResourceWithImportState = (*passwordAuthorizationResource)(nil)
	_ resource.ResourceWithMoveState   = (*passwordAuthorizationResource)(nil)
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
		movesFrom: "huaweicloud_servicestage_repo_password_authorization",
		adopt: func(m *passwordAuthorizationModel, from huaweicloudAuthorization) string {
			m.UserName = object.String(from.UserName)
			return from.Password
		},
		create: func(ctx context.Context, client *servicestageapi.Client, name string, m *passwordAuthorizationModel, secret string) (servicestageapi.Authorization, error) {
			return client.CreatePassword(ctx, name, m.RepoType.ValueString(), m.UserName.ValueString(), secret)
		},
	}
	return r
}

// Schema implements resource.Resource.
func (r *passwordAuthorizationResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "A git authorization of Huawei Cloud ServiceStage by user name and password.\n\n" +
			howItChanges("password", "user_name") + onlyOneOfAName,
		Attributes: attributes(map[string]schema.Attribute{
			"user_name": schema.StringAttribute{
				Required:            true,
				MarkdownDescription: "User at the git host. A change deletes the authorization and creates it again, in one update.",
				Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
			},
			"password_wo": schema.StringAttribute{
				Optional: true, WriteOnly: true, Sensitive: true,
				MarkdownDescription: "Password, or an app password where the git host wants one. Write-only: never stored. Needed to create, and to mend an " +
					"authorization that stopped working; an imported one that works needs none." + credential.NotNeeded,
			},
			"password_wo_version": versionAttribute("password_wo"),
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
		authorizationModel: &m.authorizationModel, version: &m.Version,
		declared: &m.UserName, declaredName: "user_name", reported: &m.RepoUser, adoptReported: true, equal: strings.EqualFold,
		usual: func(types.String) bool { return false },
	}
}
