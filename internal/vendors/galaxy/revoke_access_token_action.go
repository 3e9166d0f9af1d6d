package galaxy

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/object"
	"github.com/storeauth/terraform-provider-storeauth/internal/settings"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/galaxy/galaxyapi"
)

type revokeAccessTokenAction struct {
	object.Action[*Config]
}

var _ action.ActionWithConfigure = (*revokeAccessTokenAction)(nil)

// newRevokeAccessTokenAction returns the action storeauth_galaxy_revoke_access_token.
func newRevokeAccessTokenAction() action.Action { return &revokeAccessTokenAction{} }

func (a *revokeAccessTokenAction) Metadata(_ context.Context, req action.MetadataRequest, resp *action.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_galaxy_revoke_access_token"
}

func (a *revokeAccessTokenAction) Schema(_ context.Context, _ action.SchemaRequest, resp *action.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Revokes a Galaxy Store access token, such as one that leaked. Tokens never expire by themselves, and only who holds one " +
			"can revoke it. A token that the gateway does not know for this account was revoked already, or belongs to another account.",
		Attributes: map[string]schema.Attribute{
			"access_token": schema.StringAttribute{
				Required: true,
				MarkdownDescription: "The token to revoke, from a sensitive variable. Terraform hands no write-only value to an action, so a saved plan " +
					"holds the token: apply directly. The token is of no use afterwards.",
				Validators: settings.OneLine.Strings(),
			},
			"service_account_id": schema.StringAttribute{
				Optional:            true,
				MarkdownDescription: "Id of the service account that the token belongs to. Default: the provider block's.",
				Validators:          accountID.Strings(),
			},
		},
	}
}

func (a *revokeAccessTokenAction) Invoke(ctx context.Context, req action.InvokeRequest, resp *action.InvokeResponse) {
	var m struct {
		AccessToken      types.String `tfsdk:"access_token"`
		ServiceAccountID types.String `tfsdk:"service_account_id"`
	}
	resp.Diagnostics.Append(req.Config.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	message, err := a.revoke(ctx, m.AccessToken, m.ServiceAccountID)
	if err != nil {
		resp.Diagnostics.Append(catalogue.Error("Could not revoke the Galaxy Store access token", err))
		return
	}
	resp.SendProgress(action.InvokeProgressEvent{Message: message})
}

func (a *revokeAccessTokenAction) revoke(ctx context.Context, accessToken, id types.String) (message string, err error) {
	client, err := a.Config.client()
	if err != nil {
		return "", err
	}
	if id.IsNull() {
		known, err := a.Config.settings.Require("revoke a Galaxy Store access token", "service_account_id")
		if err != nil {
			return "", err
		}
		id = types.StringValue(known["service_account_id"])
	}
	err = client.RevokeTokenOf(ctx, accountID.Read(id), settings.OneLine.Read(accessToken))
	if vendorhttp.HasSymptom(err, galaxyapi.SymptomInvalidToken) {
		return "The gateway does not know the access token for service account " + accountID.Read(id) + ": it was revoked already, or it " +
			"belongs to another account and lives on there. Nothing was revoked.", nil
	}
	return "The access token is revoked.", err
}
