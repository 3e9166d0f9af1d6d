package servicestage

import (
	"context"
	"errors"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/storeauth/terraform-provider-storeauth/internal/credential"
	"github.com/storeauth/terraform-provider-storeauth/internal/object"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/servicestage/servicestageapi"
)

// Create exchanges the callback, or begins the browser step. What went out is remembered even when it failed: the object is
// then pending, so that its callback is never sent a second time.
func (r *oauthAuthorizationResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var config, m oauthAuthorizationModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	resp.Diagnostics.Append(req.Plan.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	callback, diags := callbackOf(&config)
	resp.Diagnostics.Append(diags...)
	client, here, err := r.Config.at(ctx, m.Name.ValueString(), place{})
	if err != nil {
		resp.Diagnostics.Append(failed(m.Name.ValueString(), err, false))
	}
	if resp.Diagnostics.HasError() {
		return
	}
	m.absent(here)
	before := r.Config.predecessor(servicestageapi.TokenTypeOAuth, m.Name.ValueString())
	if callback.unused(before.secret) {
		err := r.exchange(ctx, client, here, &m, callback, resp.Private, &resp.Diagnostics)
		if failure, ok := errors.AsType[*servicestageapi.CreateError](err); ok && failure.Unsettled {
			// An error would taint it, and the next apply would delete what may have been made.
			resp.Diagnostics.Append(catalogue.Warning("It is not known whether ServiceStage authorization "+m.Name.ValueString()+
				" was created; the next plan will tell", err))
		} else if err != nil {
			resp.Diagnostics.Append(failed(m.Name.ValueString(), err, false))
			if !sent(err) {
				return
			}
		}
	} else {
		if existing, exists, err := client.Find(ctx, m.Name.ValueString()); err != nil {
			resp.Diagnostics.Append(failed(m.Name.ValueString(), err, false))
			return
		} else if exists {
			resp.Diagnostics.Append(taken(existing, false))
			return
		}
		if callback.given {
			resp.Diagnostics.Append(credential.Remember(ctx, resp.Private, credential.Random, &callback.Code)...)
		}
	}
	offerAddress(ctx, client, &m, &resp.Diagnostics)
	store(ctx, &m, m.identity(), &resp.State, resp.Identity, &resp.Diagnostics)
	if m.waits() {
		resp.Diagnostics.Append(waiting(&m, callback.given, true))
	}
}

// exchange sends the callback once and records what came of it in m and in private.
func (r *oauthAuthorizationResource) exchange(ctx context.Context, client *servicestageapi.Client, here place, m *oauthAuthorizationModel,
	callback declaredCallback, private credential.PrivateWriter, diags *diag.Diagnostics) error {
	created, err := client.CreateOAuth(ctx, m.Name.ValueString(), m.RepoType.ValueString(), m.Tag.ValueString(), callback.Code, callback.State)
	failure, isFailure := errors.AsType[*servicestageapi.CreateError](err)
	if err == nil || isFailure && failure.Sent {
		diags.Append(credential.Remember(ctx, private, credential.Random, &callback.Code)...)
		setFlag(ctx, private, flagUnsettled, isFailure && failure.Unsettled, diags)
	}
	if err == nil {
		m.record(created, here)
	}
	return err
}

// sent reports whether the callback went out before err.
func sent(err error) bool {
	failure, ok := errors.AsType[*servicestageapi.CreateError](err)
	return ok && failure.Sent
}

// Read finds the authorization in the project's list. Absence is proof only from a complete list, and makes it pending.
func (r *oauthAuthorizationResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var m oauthAuthorizationModel
	resp.Diagnostics.Append(req.State.Get(ctx, &m)...)
	last, diags := credential.Recall(ctx, req.Private)
	resp.Diagnostics.Append(diags...)
	unsettled := flag(ctx, req.Private, flagUnsettled, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	if !r.Config.reachable() {
		store(ctx, &m, m.identity(), &resp.State, resp.Identity, &resp.Diagnostics)
		return
	}
	name := m.Name.ValueString()
	// A tainted object is planned as a creation at once, which is told nothing of it.
	r.Config.rememberPredecessor(servicestageapi.TokenTypeOAuth, name, predecessor{secret: last})
	summary := "Could not read ServiceStage authorization " + name
	client, here, err := r.Config.at(ctx, name, m.place())
	if err != nil {
		resp.Diagnostics.Append(catalogue.Error(summary, err))
		return
	}
	found, exists, err := client.Find(ctx, name)
	if err != nil {
		resp.Diagnostics.Append(catalogue.Error(summary, err))
		return
	}
	address := m.AuthorizeURL
	switch {
	case exists && (!m.pending() || unsettled && found.TokenType == servicestageapi.TokenTypeOAuth):
		m.record(found, here)
		m.recordTag(found)
		setFlag(ctx, resp.Private, flagUnsettled, false, &resp.Diagnostics)
	case exists:
		// Pending, and somebody else took the name meanwhile: not ours to adopt.
		resp.Diagnostics.AddWarning("The name "+name+" was taken at ServiceStage", "The pending authorization cannot be created: the project now "+
			"has one of this name, "+describe(found)+"."+importAs(found)+
			"\n\nThe pending authorization in the state holds that address: take it out first (terraform state rm ADDRESS).")
	case !m.pending():
		resp.Diagnostics.AddWarning("ServiceStage authorization "+name+" no longer exists", "The project's complete list is without it: somebody "+
			"deleted it. It is pending again.")
		m.absent(here)
	default:
		m.absent(here)
		setFlag(ctx, resp.Private, flagUnsettled, false, &resp.Diagnostics)
	}
	if !m.waits() || address.IsNull() {
		offerAddress(ctx, client, &m, &resp.Diagnostics)
	}
	store(ctx, &m, m.identity(), &resp.State, resp.Identity, &resp.Diagnostics)
}

// Update exchanges an unused callback, or else gets a fresh address.
func (r *oauthAuthorizationResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var config, m, state oauthAuthorizationModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	resp.Diagnostics.Append(req.Plan.Get(ctx, &m)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	last, diags := credential.Recall(ctx, req.Private)
	resp.Diagnostics.Append(diags...)
	callback, diags := callbackOf(&config)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	name := m.Name.ValueString()
	client, here, err := r.Config.at(ctx, name, state.place())
	if err != nil {
		resp.Diagnostics.Append(failed(name, err, true))
		return
	}
	setFlag(ctx, resp.Private, flagImported, false, &resp.Diagnostics)
	planned := m
	m = state
	m.Tag = planned.Tag
	switch {
	case !state.waits():
	case callback.unused(last):
		if err := r.exchange(ctx, client, here, &m, callback, resp.Private, &resp.Diagnostics); err != nil {
			resp.Diagnostics.Append(failed(name, err, true))
			if !sent(err) {
				return
			}
		}
	default:
		found, exists, err := client.Find(ctx, name)
		unsettled := flag(ctx, req.Private, flagUnsettled, &resp.Diagnostics)
		switch {
		case err != nil:
			resp.Diagnostics.Append(catalogue.Error("Could not read ServiceStage authorization "+name, err))
			return
		case exists && state.pending() && !unsettled:
			resp.Diagnostics.Append(taken(found, true))
			return
		case exists:
			m.Status = object.String(found.Status)
			if planned.TokenType.IsUnknown() {
				m.TokenType = object.String(found.TokenType)
			}
		}
	}
	offerAddress(ctx, client, &m, &resp.Diagnostics)
	store(ctx, &m, m.identity(), &resp.State, resp.Identity, &resp.Diagnostics)
	if m.waits() {
		resp.Diagnostics.Append(waiting(&m, callback.given, true))
	}
}

// Delete deletes what was made at the vendor; a pending authorization is nothing there.
func (r *oauthAuthorizationResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var state oauthAuthorizationModel
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	last, diags := credential.Recall(ctx, req.Private)
	resp.Diagnostics.Append(diags...)
	unsettled := flag(ctx, req.Private, flagUnsettled, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	name := state.Name.ValueString()
	r.Config.rememberPredecessor(servicestageapi.TokenTypeOAuth, name, predecessor{secret: last})
	if state.pending() && !unsettled {
		return
	}
	client, _, err := r.Config.at(ctx, name, state.place())
	if err == nil {
		err = client.Delete(ctx, name)
	}
	if err != nil {
		resp.Diagnostics.Append(catalogue.Error("Could not delete ServiceStage authorization "+name, err))
	}
}
