package galaxy

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/storeauth/terraform-provider-storeauth/internal/explain"
	"github.com/storeauth/terraform-provider-storeauth/internal/settings"
)

const cannotObtain = "Could not obtain the Galaxy Store access token"

// ModifyPlan plans the provider block's account where the configuration names none, so that another account in the
// provider block shows as a replacement. A replacement revokes the token at hand first, so what would refuse the new one is
// looked for here.
func (r *accessTokenResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if req.Plan.Raw.IsNull() || r.Config == nil {
		return
	}
	var config, plan, state accessTokenModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	if !req.State.Raw.IsNull() {
		resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	}
	if resp.Diagnostics.HasError() {
		return
	}
	own := r.Config.settings.Get("service_account_id")
	fromBlock := config.ServiceAccountID.IsNull() && settings.HasValue(own)
	if fromBlock {
		plan.ServiceAccountID = own
		resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, path.Root("service_account_id"), own)...)
	}
	anotherAccount := accountID.Read(plan.ServiceAccountID) != accountID.Read(state.ServiceAccountID)
	if fromBlock && anotherAccount && !req.State.Raw.IsNull() {
		resp.RequiresReplace.Append(path.Root("service_account_id"))
	}
	if config.ServiceAccountID.IsUnknown() || config.PrivateKey.IsUnknown() {
		return
	}
	account, err := r.Config.account(mintPurpose, config.ServiceAccountID, config.PrivateKey)
	switch {
	case explain.IsUnknown(err):
	case req.State.Raw.IsNull() && err != nil:
		// A replacement is planned as a creation, too.
		resp.Diagnostics.Append(catalogue.Error(cannotObtain, err))
	case !req.State.Raw.IsNull() && err == nil && (anotherAccount || !plan.Scopes.Equal(state.Scopes)):
		r.probe(ctx, account, plan, &resp.Diagnostics)
	}
}

// probe asks whether the account grants what another token needs, and leaves none behind.
func (r *accessTokenResource) probe(ctx context.Context, account serviceAccount, plan accessTokenModel, diags *diag.Diagnostics) {
	scopes := sortedScopes(plan.Scopes)
	if !r.Config.asksOutsideApply() || len(scopes) < len(plan.Scopes.Elements()) || len(scopes) == 0 {
		return // what is not known yet waits for apply
	}
	client, err := r.Config.client()
	if err != nil {
		diags.Append(catalogue.Error(cannotObtain, err))
		return
	}
	found, err := client.Verify(ctx, account.id, account.key, scopes)
	for _, leftover := range leftovers(found) {
		diags.Append(catalogue.Leftover("A Galaxy Store access token could not be revoked", leftover.What, leftover.Err))
	}
	if err == nil {
		err = found.Refusal()
	}
	if err != nil {
		diags.Append(catalogue.Error(cannotObtain, err))
	}
}
