package iot

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// ModifyPlan plans the provider block's application where the configuration names none, and the refresh of a token that
// is about to expire.
func (r *accessTokenResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if req.Plan.Raw.IsNull() || r.Config == nil {
		return
	}
	var config, plan accessTokenModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	if resp.Diagnostics.HasError() {
		return
	}
	if own := r.Config.settings.Get("app_id"); config.AppID.IsNull() && !own.IsNull() && !own.IsUnknown() {
		plan.AppID = own
	}
	if !req.State.Raw.IsNull() {
		r.planRefresh(ctx, req, resp, &plan)
	}
	resp.Diagnostics.Append(resp.Plan.Set(ctx, &plan)...)
}

// planRefresh makes what the platform issues unknown once the token's end is near.
func (r *accessTokenResource) planRefresh(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse, plan *accessTokenModel) {
	var state accessTokenModel
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	lifetime, diags := recallLifetime(ctx, req.Private)
	resp.Diagnostics.Append(diags...)
	end, diags := state.ExpiresAt.ValueRFC3339Time()
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	if !plan.AppID.Equal(state.AppID) {
		resp.RequiresReplace.Append(path.Root("app_id"))
		return
	}
	if plan.EarlyRefresh.IsUnknown() {
		return
	}
	asked, diags := plan.EarlyRefresh.ValueGoDuration()
	resp.Diagnostics.Append(diags...)
	margin := refreshMargin(asked, lifetime)
	if margin < asked {
		resp.Diagnostics.Append(cappedWarning(asked, margin, lifetime))
	}
	if r.Config.now().Before(end.Add(-margin)) {
		return
	}
	plan.AccessToken, plan.RefreshToken = types.StringUnknown(), types.StringUnknown()
	plan.Scope, plan.TokenType = types.StringUnknown(), types.StringUnknown()
	plan.ExpiresAt = timetypes.NewRFC3339Unknown()
}
