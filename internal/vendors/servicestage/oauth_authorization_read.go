package servicestage

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/servicestage/servicestageapi"
)

// Read finds the authorization in the project's list. Absence is proof only from a complete list, and makes it pending.
func (r *oauthAuthorizationResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var m oauthAuthorizationModel
	resp.Diagnostics.Append(req.State.Get(ctx, &m)...)
	unsettled := flag(ctx, req.Private, flagUnsettled, &resp.Diagnostics)
	stage := stageOf(ctx, req.Private, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	name := m.Name.ValueString()
	// Terraform plans a tainted object as a creation at once, and tells that plan nothing of the object.
	r.Config.codes.remember(name, m.UsedCallbacks)
	if !r.Config.refreshes(m.Status) {
		store(ctx, &m, m.identity(), &resp.State, resp.Identity, &resp.Diagnostics)
		return
	}
	summary := "Could not read ServiceStage authorization " + name
	client, here, err := r.Config.at(ctx, name, m.place(), &resp.Diagnostics)
	if err != nil {
		resp.Diagnostics.Append(catalogue.Error(summary, err))
		return
	}
	found, exists, err := client.Find(ctx, name)
	if err != nil {
		resp.Diagnostics.Append(catalogue.Error(summary, err))
		return
	}
	ownOfImport := m.Status.IsNull()
	address, taken := m.AuthorizeURL, false
	switch {
	case exists && (!m.pending() || unsettled && byOAuth(found)):
		m.record(found, here)
		m.ensureStatus()
		m.recordTag(found)
	case exists:
		// Pending, and somebody else took the name meanwhile: not ours to adopt.
		taken = true
		resp.Diagnostics.AddWarning("The name "+name+" was taken at ServiceStage", "The pending authorization cannot be created: the project now "+
			"has one of this name, "+describe(found)+"."+importAs(found)+"\n\n"+makeRoom)
	case !m.pending():
		resp.Diagnostics.AddWarning("ServiceStage authorization "+name+" no longer exists", "The project's complete list is without it: somebody "+
			"deleted it. It is pending again.")
		m.absent(here)
	default:
		m.absent(here)
	}
	if !m.pending() {
		r.Config.seen.read(servicestageapi.TokenTypeOAuth, name)
	}
	setFlag(ctx, resp.Private, flagUnsettled, false, &resp.Diagnostics)
	setFlag(ctx, resp.Private, flagTaken, taken, &resp.Diagnostics)
	setStage(ctx, resp.Private, stage.next(ownOfImport), &resp.Diagnostics)
	if !taken && (!m.waits() || address.IsNull()) {
		offerAddress(ctx, client, &m, &resp.Diagnostics)
	}
	store(ctx, &m, m.identity(), &resp.State, resp.Identity, &resp.Diagnostics)
}

// Delete deletes what was made at the vendor; a pending authorization is nothing there.
func (r *oauthAuthorizationResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var state oauthAuthorizationModel
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	unsettled := flag(ctx, req.Private, flagUnsettled, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	name := state.Name.ValueString()
	r.Config.codes.remember(name, state.UsedCallbacks)
	r.Config.codes.end(name)
	if state.pending() && !unsettled {
		return
	}
	client, _, err := r.Config.at(ctx, name, state.place(), &resp.Diagnostics)
	if err == nil {
		err = client.Delete(ctx, name)
	}
	if err != nil {
		resp.Diagnostics.Append(catalogue.Error("Could not delete ServiceStage authorization "+name, err))
	}
}
