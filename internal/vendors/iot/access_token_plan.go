package iot

import (
	"context"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/explain"
	"github.com/storeauth/terraform-provider-storeauth/internal/settings"
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
	own := r.Config.settings.Get("app_id")
	if config.AppID.IsNull() && settings.HasValue(own) {
		plan.AppID = own
	}
	if req.State.Raw.IsNull() {
		// A replacement is planned as a creation, too: without a secret it must fail here, before the token at hand is ended.
		if _, _, err := r.Config.credential(loginPurpose, config.AppID, config.Secret); err != nil && !explain.IsUnknown(err) && !config.Secret.IsUnknown() && !config.AppID.IsUnknown() {
			resp.Diagnostics.Append(catalogue.Error("Could not obtain the Huawei IoT access token", err))
		}
	} else {
		r.planRefresh(ctx, req, resp, &plan, config.AppID.IsNull() && own.IsUnknown())
	}
	resp.Diagnostics.Append(resp.Plan.Set(ctx, &plan)...)
}

// planRefresh makes what the platform issues unknown once the token's end is near, and in every other update, too: whether the
// end is near depends on the time, and apply plans once more, later. idOpen means that the provider block's application is
// known only during apply, which may then be another one.
func (r *accessTokenResource) planRefresh(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse, plan *accessTokenModel, idOpen bool) {
	var state accessTokenModel
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	lifetime, diags := recallLifetime(ctx, req.Private)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	if !settings.OneLine.Value(plan.AppID).Equal(settings.OneLine.Value(state.AppID)) {
		resp.RequiresReplace.Append(path.Root("app_id"))
		return
	}
	changed := !plan.EarlyRefresh.Equal(state.EarlyRefresh) || !plan.AppID.Equal(state.AppID)
	due := false
	if !plan.EarlyRefresh.IsUnknown() {
		margin, diags := marginOf(*plan, lifetime)
		resp.Diagnostics.Append(diags...)
		due, diags = r.due(state, margin)
		resp.Diagnostics.Append(diags...)
	}
	if !due && !changed {
		return
	}
	plan.AccessToken, plan.RefreshToken = types.StringUnknown(), types.StringUnknown()
	plan.Scope, plan.TokenType = types.StringUnknown(), types.StringUnknown()
	plan.ExpiresAt = timetypes.NewRFC3339Unknown()
	if idOpen {
		plan.AppID = types.StringUnknown()
		resp.RequiresReplace.Append(path.Root("app_id"))
	}
}

// due reports whether the token ends within margin.
func (r *accessTokenResource) due(state accessTokenModel, margin time.Duration) (bool, diag.Diagnostics) {
	end, diags := state.ExpiresAt.ValueRFC3339Time()
	return !r.Config.now().Before(end.Add(-margin)), diags
}

// marginOf is how long before its end the token is refreshed, with a warning when that is less than was asked for.
func marginOf(m accessTokenModel, lifetime time.Duration) (time.Duration, diag.Diagnostics) {
	asked, diags := m.EarlyRefresh.ValueGoDuration()
	margin := refreshMargin(asked, lifetime)
	if margin < asked {
		diags.Append(cappedWarning(asked, margin, lifetime))
	}
	return margin, diags
}
