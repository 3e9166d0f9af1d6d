package iot

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/object"
	"github.com/storeauth/terraform-provider-storeauth/internal/settings"
)

type logoutAction struct {
	object.Action[*Config]
}

var _ action.ActionWithConfigure = (*logoutAction)(nil)

// newLogoutAction returns the action storeauth_iot_logout.
func newLogoutAction() action.Action { return &logoutAction{} }

func (a *logoutAction) Metadata(_ context.Context, req action.MetadataRequest, resp *action.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_iot_logout"
}

func (a *logoutAction) Schema(_ context.Context, _ action.SchemaRequest, resp *action.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Ends an access token of a Huawei IoT application. It never logs in, and **whoever runs on the token is cut off**: " +
			"its calls get `1010005` until it logs in again. A token that the platform does not know was ended already, or is another application's.",
		Attributes: map[string]schema.Attribute{
			"access_token": schema.StringAttribute{
				Required: true,
				MarkdownDescription: "The token to end, from a sensitive variable. Terraform hands no write-only value to an action, so a saved plan " +
					"holds the token: apply directly. The token is of no use afterwards.",
				Validators: settings.OneLine.Strings(),
			},
			"app_id": schema.StringAttribute{
				Optional:            true,
				MarkdownDescription: "Id of the application that the token belongs to. Default: the provider block's.",
				Validators:          settings.OneLine.Strings(),
			},
		},
	}
}

// Invoke logs the token out, and tells a token that was ended from one that the platform did not accept: that one was dead
// already, or is another application's.
func (a *logoutAction) Invoke(ctx context.Context, req action.InvokeRequest, resp *action.InvokeResponse) {
	var m struct {
		AccessToken types.String `tfsdk:"access_token"`
		AppID       types.String `tfsdk:"app_id"`
	}
	resp.Diagnostics.Append(req.Config.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	message, err := a.logout(ctx, m.AccessToken, m.AppID)
	if err != nil {
		resp.Diagnostics.Append(catalogue.Error("Could not log out the Huawei IoT access token", err))
		return
	}
	resp.SendProgress(action.InvokeProgressEvent{Message: message})
}

func (a *logoutAction) logout(ctx context.Context, accessToken, id types.String) (message string, err error) {
	client, err := a.Config.client()
	if err != nil {
		return "", err
	}
	// Without an id anywhere the platform still finds the token: the call's documentation asks for nothing else.
	if id.IsNull() {
		id = a.Config.settings.Get("app_id")
	}
	dead, err := client.Logout(ctx, settings.OneLine.Read(id), settings.OneLine.Read(accessToken))
	if dead {
		return "The platform does not know the access token: it was ended already, or it is another application's and lives on there. Nothing was ended.", nil
	}
	return "The access token is ended.", err
}
