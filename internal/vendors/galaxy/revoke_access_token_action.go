package galaxy

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/object"
	"github.com/storeauth/terraform-provider-storeauth/internal/settings"
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
			"can revoke it. A token that is dead already is done.",
		Attributes: map[string]schema.Attribute{
			"access_token": schema.StringAttribute{
				Required: true, WriteOnly: true,
				MarkdownDescription: "The token to revoke. Write-only: never stored.",
				Validators:          settings.OneLine.Strings(),
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
	if err := a.revoke(ctx, m.AccessToken, m.ServiceAccountID); err != nil {
		resp.Diagnostics.Append(catalogue.Error("Could not revoke the Galaxy Store access token", err))
		return
	}
	resp.SendProgress(action.InvokeProgressEvent{Message: "The access token is dead."})
}

func (a *revokeAccessTokenAction) revoke(ctx context.Context, accessToken, id types.String) error {
	client, err := a.Config.client()
	if err != nil {
		return err
	}
	if id.IsNull() {
		known, err := a.Config.settings.Require("revoke a Galaxy Store access token", "service_account_id")
		if err != nil {
			return err
		}
		id = types.StringValue(known["service_account_id"])
	}
	return client.RevokeToken(ctx, accountID.Read(id), settings.OneLine.Read(accessToken))
}
