package servicestage

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/credential"
	"github.com/storeauth/terraform-provider-storeauth/internal/object"
	"github.com/storeauth/terraform-provider-storeauth/internal/settings"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/servicestage/servicestageapi"
)

type tokenAuthorizationResource struct {
	secretAuthorization[tokenAuthorizationModel]
}

var (
	_ resource.ResourceWithConfigure   = (*tokenAuthorizationResource)(nil)
	_ resource.ResourceWithIdentity    = (*tokenAuthorizationResource)(nil)
	_ resource.ResourceWithImportState = (*tokenAuthorizationResource)(nil)
	_ resource.ResourceWithMoveState   = (*tokenAuthorizationResource)(nil)
	_ resource.ResourceWithModifyPlan  = (*tokenAuthorizationResource)(nil)
)

// newTokenAuthorizationResource returns storeauth_servicestage_token_authorization.
func newTokenAuthorizationResource() resource.Resource {
	r := &tokenAuthorizationResource{}
	r.kind = secretKind[tokenAuthorizationModel]{
		tokenType: servicestageapi.TokenTypePersonal,
		argument:  "token_wo",
		form:      settings.OneLine.Value,
		strength:  credential.Random,
		fields:    (*tokenAuthorizationModel).fields,
		movesFrom: "huaweicloud_servicestage_repo_token_authorization",
		adopt: func(m *tokenAuthorizationModel, from huaweicloudAuthorization) string {
			if m.Host = object.String(from.Host); isOfficial(m.Host, from.Type) {
				m.Host = types.StringNull()
			}
			return settings.OneLine.Read(types.StringValue(from.Token))
		},
		create: func(ctx context.Context, client *servicestageapi.Client, name string, m *tokenAuthorizationModel, secret string) (servicestageapi.Authorization, error) {
			return client.CreateToken(ctx, name, m.RepoType.ValueString(), m.Host.ValueString(), secret)
		},
	}
	return r
}

// Schema implements resource.Resource.
func (r *tokenAuthorizationResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "A git authorization of Huawei Cloud ServiceStage by a personal access token of the git host.\n\n" +
			howItChanges("token", "host") + onlyOneOfAName,
		Attributes: attributes(map[string]schema.Attribute{
			"host": schema.StringAttribute{
				Optional: true,
				MarkdownDescription: "Address of a self-hosted git host, such as `https://git.example.com:8080/gitlab`. Default: the git host's " +
					"official one. A change deletes the authorization and creates it again, in one update.",
				Validators: []validator.String{settings.Validator(checkHost)},
			},
			"token_wo": schema.StringAttribute{
				Optional: true, WriteOnly: true, Sensitive: true,
				MarkdownDescription: "Personal access token. Write-only: never stored. Needed to create, and to mend an authorization that stopped " +
					"working; an imported one that works needs none." + credential.NotNeeded,
				Validators: settings.OneLine.SecretStrings(),
			},
			"token_wo_version": versionAttribute("token_wo"),
		}),
	}
}

type tokenAuthorizationModel struct {
	authorizationModel
	Host    types.String `tfsdk:"host"`
	Token   types.String `tfsdk:"token_wo"`
	Version types.Int64  `tfsdk:"token_wo_version"`
}

func (m *tokenAuthorizationModel) fields() secretFields {
	return secretFields{
		authorizationModel: &m.authorizationModel, version: &m.Version,
		declared: &m.Host, declaredName: "host", reported: &m.RepoHost, equal: sameHost,
		usual: func(host types.String) bool { return isOfficial(host, m.RepoType.ValueString()) },
	}
}
