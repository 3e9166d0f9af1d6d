package servicestage

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/servicestage/servicestageapi"
)

// ModifyPlan makes an authorization that needs a person show in every plan, and decides what a callback will do.
func (r *oauthAuthorizationResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if req.Plan.Raw.IsNull() {
		var state oauthAuthorizationModel
		resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
		r.tellUsed(ctx, &state, &resp.Diagnostics)
		if !state.pending() {
			r.Config.forget(state.Name.ValueString(), &resp.Diagnostics)
		}
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
		r.planCreation(ctx, &plan, callback, &resp.Diagnostics)
		return
	}
	var state oauthAuthorizationModel
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	stage := stageOf(ctx, req.Private, &resp.Diagnostics)
	unsettled := flag(ctx, req.Private, flagUnsettled, &resp.Diagnostics)
	nameTaken := flag(ctx, req.Private, flagTaken, &resp.Diagnostics)
	used, diags := usedCallbacks(ctx, state.UsedCallbacks)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	r.meet(ctx, &state, &resp.Diagnostics)
	plan.UsedCallbacks = state.UsedCallbacks
	if replaced := r.planArguments(&plan, &state, stage, resp); replaced || resp.Diagnostics.HasError() {
		return
	}
	// When the tag changes, the framework marks every computed attribute as unknown.
	plan.carry(&state.authorizationModel)
	plan.AuthorizeURL = state.AuthorizeURL
	switch {
	case !state.waits():
		if callback.unused(used) {
			resp.Diagnostics.Append(needless(plan.Name.ValueString()))
		}
	case callback.unknown && !state.pending():
		resp.Diagnostics.Append(comesTooLate(&state))
		return
	case callback.unused(used) && !state.pending():
		r.claim(ctx, &plan, callback, &resp.Diagnostics)
		resp.Diagnostics.Append(toBeReplaced(&state), replacedUnderItsName(plan.Name.ValueString()))
		resp.RequiresReplace.Append(path.Root("status"))
		plan.expectExchange()
	case callback.unused(used):
		r.claim(ctx, &plan, callback, &resp.Diagnostics)
		if !nameTaken {
			resp.Diagnostics.Append(toBeExchanged(&state))
		}
		plan.expectExchange()
	case callback.unknown:
		resp.Diagnostics.Append(waiting(&state, unsent, false))
		plan.expectExchange()
	default:
		if !nameTaken {
			resp.Diagnostics.Append(stillWaiting(&state, callback.given, unsettled))
		}
		switch {
		case callback.given && state.pending():
			// A saved plan may be applied with another callback, which is then exchanged.
			plan.expectExchange()
		case unsettled:
			plan.expect()
		}
		plan.Status, plan.AuthorizeURL = types.StringUnknown(), types.StringUnknown()
		if !state.TokenType.IsNull() && state.TokenType.ValueString() != servicestageapi.TokenTypeOAuth {
			plan.TokenType = types.StringUnknown()
		}
	}
	resp.Diagnostics.Append(resp.Plan.Set(ctx, &plan)...)
}

func (r *oauthAuthorizationResource) planCreation(ctx context.Context, plan *oauthAuthorizationModel, callback declaredCallback, diags *diag.Diagnostics) {
	name := plan.Name.ValueString()
	used, problems := usedCallbacks(ctx, r.Config.codes.usedFor(ctx, name, callback))
	diags.Append(problems...)
	switch {
	case callback.used(used):
		diags.AddWarning("The callback of ServiceStage authorization "+name+" was used before",
			"It is not sent again: a code is good for one use. The authorization will be pending until it gets a new one.\n\nWith "+
				"create_before_destroy, take the callback out of the configuration: there, Terraform keeps from the apply that it was used, and the "+
				"vendor refuses it.")
	case callback.given:
		r.claim(ctx, plan, callback, diags)
	}
	if !diags.HasError() {
		r.Config.foresee(ctx, servicestageapi.TokenTypeOAuth, plan.Name, diags)
	}
}

// planArguments decides what another tag, or another repo_type after an import, does. It reports whether the plan is made by that.
func (r *oauthAuthorizationResource) planArguments(plan, state *oauthAuthorizationModel, stage importStage, resp *resource.ModifyPlanResponse) (replaced bool) {
	name := state.Name.ValueString()
	sameType, sameTag := plan.RepoType.Equal(state.RepoType), plan.Tag.Equal(state.Tag)
	switch {
	case stage != notImported && !sameType:
		resp.Diagnostics.Append(differs(name, "repo_type", plan.RepoType, state.RepoType))
	case stage != notImported && !sameTag && !state.Tag.IsNull():
		resp.Diagnostics.Append(differs(name, "tag", plan.Tag, state.Tag))
	case stage != notImported && !sameTag:
		resp.Diagnostics.AddAttributeWarning(path.Root("tag"), "The tag of the imported ServiceStage authorization "+name+" is taken for the right one",
			"The vendor's list tells no tag, so nobody can compare it.")
	case !sameTag:
		resp.RequiresReplace.Append(path.Root("tag"))
	}
	if stage != notImported || sameType && sameTag && plan.Name.Equal(state.Name) {
		return false
	}
	switch {
	case !plan.Name.Equal(state.Name):
		r.Config.codes.end(name)
	case !state.pending():
		resp.Diagnostics.Append(replacedUnderItsName(name))
	}
	return true
}

// meet takes note of an authorization of the state that is planned.
func (r *oauthAuthorizationResource) meet(ctx context.Context, m *oauthAuthorizationModel, diags *diag.Diagnostics) {
	if !m.pending() {
		r.Config.seen.planned(servicestageapi.TokenTypeOAuth, m.Name.ValueString())
	}
	r.tellUsed(ctx, m, diags)
}

// tellUsed takes note of what was sent for an authorization of the state. Another one may have been planned to send it again.
func (r *oauthAuthorizationResource) tellUsed(ctx context.Context, m *oauthAuthorizationModel, diags *diag.Diagnostics) {
	name := m.Name.ValueString()
	r.Config.codes.remember(name, m.UsedCallbacks)
	if other := r.Config.codes.wantedFor(ctx, name, m.UsedCallbacks); other != "" {
		diags.Append(usedElsewhere(other, name))
	}
}

// claim makes sure that a callback is exchanged for one authorization only.
func (r *oauthAuthorizationResource) claim(ctx context.Context, plan *oauthAuthorizationModel, callback declaredCallback, diags *diag.Diagnostics) {
	if other := r.Config.codes.claim(ctx, plan.Name.ValueString(), callback); other != "" {
		diags.Append(usedElsewhere(plan.Name.ValueString(), other))
	}
}

func usedElsewhere(name, other string) diag.Diagnostic {
	return diag.NewErrorDiagnostic("The callback of ServiceStage authorization "+name+" is also "+other+"'s", fmt.Sprintf(
		"A code is good for one use, and so for one authorization. Take the callback away from %s, and apply: it then has an authorize_url of its "+
			"own. Go through a browser step from there, and give it that callback.", name))
}

// expectExchange makes everything unknown that an exchange finds out.
func (m *oauthAuthorizationModel) expectExchange() {
	m.expect()
	m.AuthorizeURL, m.UsedCallbacks = types.StringUnknown(), types.ListUnknown(types.StringType)
}
