package servicestage

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/credential"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/servicestage/servicestageapi"
)

// ModifyPlan makes an authorization that needs a person show in every plan, and decides what a callback will do. It asks the
// vendor nothing.
func (r *oauthAuthorizationResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if req.Plan.Raw.IsNull() {
		return
	}
	var config, plan oauthAuthorizationModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	if resp.Diagnostics.HasError() {
		return
	}
	callback, diags := callbackOf(&config)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	if req.State.Raw.IsNull() {
		before := r.Config.predecessor(servicestageapi.TokenTypeOAuth, plan.Name.ValueString())
		if callback.used(before.secret) {
			resp.Diagnostics.AddWarning("The callback of ServiceStage authorization "+plan.Name.ValueString()+" was used before",
				"It is not sent again: a code is good for one use. The authorization will be pending until it gets a new one.")
			handOn(ctx, resp.Private, credential.Random, callback.Code, &resp.Diagnostics)
		}
		return
	}
	var state oauthAuthorizationModel
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	last, diags := credential.Recall(ctx, req.Private)
	resp.Diagnostics.Append(diags...)
	imported := flag(ctx, req.Private, flagImported, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	r.Config.rememberPredecessor(servicestageapi.TokenTypeOAuth, state.Name.ValueString(), predecessor{secret: last})
	if !plan.Tag.Equal(state.Tag) && (!imported || !state.Tag.IsNull()) {
		resp.RequiresReplace.Append(path.Root("tag"))
	}
	switch {
	case !state.waits():
		if callback.unused(last) {
			resp.Diagnostics.AddAttributeWarning(path.Root("callback_url_wo"),
				"The callback of ServiceStage authorization "+plan.Name.ValueString()+" is ignored",
				"The authorization works, so there is nothing to exchange. To re-authorize with it, plan with -replace; otherwise take it out "+
					"of the configuration.")
		}
		return
	// A callback that comes with apply is taken for an unused one: what is planned now cannot become a replacement then.
	case (callback.unused(last) || callback.unknown) && !state.pending():
		resp.Diagnostics.Append(waiting(&state, false, false))
		resp.RequiresReplace.Append(path.Root("status"))
		plan.expect()
	case callback.unused(last):
		resp.Diagnostics.AddWarning("ServiceStage authorization "+plan.Name.ValueString()+" waits for its callback to be exchanged",
			"Apply exchanges the callback in the configuration. Should it have grown too old, open "+state.AuthorizeURL.ValueString()+
				" for another one.")
		plan.expect()
	case callback.unknown:
		resp.Diagnostics.Append(waiting(&state, false, false))
		plan.expect()
	default:
		resp.Diagnostics.Append(waiting(&state, callback.used(last), false))
		plan.Status, plan.AuthorizeURL = types.StringUnknown(), types.StringUnknown()
		if drifted(&state.authorizationModel, servicestageapi.TokenTypeOAuth) {
			plan.TokenType = types.StringUnknown()
		}
	}
	resp.Diagnostics.Append(resp.Plan.Set(ctx, &plan)...)
}

// expect makes everything unknown that an exchange finds out.
func (m *oauthAuthorizationModel) expect() {
	unknown := types.StringUnknown()
	m.Status, m.RepoHost, m.RepoHome, m.RepoUser, m.AvatarURL = unknown, unknown, unknown, unknown, unknown
	m.TokenType, m.CreatedAt, m.UpdatedAt, m.AuthorizeURL = unknown, unknown, unknown, unknown
}
