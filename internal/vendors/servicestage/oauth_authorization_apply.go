package servicestage

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

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
	name := m.Name.ValueString()
	callback, diags := callbackOf(&config)
	resp.Diagnostics.Append(diags...)
	client, here, err := r.Config.at(ctx, name, place{}, &resp.Diagnostics)
	if err != nil {
		resp.Diagnostics.Append(failed(name, err))
	}
	if resp.Diagnostics.HasError() {
		return
	}
	m.absent(here)
	m.UsedCallbacks = r.Config.codes.usedFor(ctx, name, callback)
	used, diags := usedCallbacks(ctx, m.UsedCallbacks)
	resp.Diagnostics.Append(diags...)
	var end exchange
	if callback.unused(used) {
		end = send(ctx, client, here, &m, callback)
		if !end.sent() {
			resp.Diagnostics.Append(end.failure(name)...)
			return
		}
		end.record(ctx, &m, callback, resp.Private, &resp.Diagnostics)
	} else {
		end = exchange{became: callback.fate()}
		if existing, exists, err := client.FindNow(ctx, name); err != nil {
			resp.Diagnostics.Append(failed(name, err))
			return
		} else if exists {
			resp.Diagnostics.Append(taken(existing))
			return
		}
	}
	if end.became == unsent && m.UsedCallbacks.IsNull() {
		r.begin(ctx, client, &m, resp)
		return
	}
	if end.became == unknownNow {
		// An error would taint it, and the next apply would delete what may have been made.
		resp.Diagnostics.Append(notKnown(name, end.err, diag.NewWarningDiagnostic))
	} else {
		resp.Diagnostics.Append(end.failure(name)...)
	}
	end.invite(ctx, client, &m, &resp.Diagnostics)
	store(ctx, &m, m.identity(), &resp.State, resp.Identity, &resp.Diagnostics)
}

// begin creates a pending authorization of which there is nothing to remember but its address. So without an address there is none.
func (r *oauthAuthorizationResource) begin(ctx context.Context, client *servicestageapi.Client, m *oauthAuthorizationModel, resp *resource.CreateResponse) {
	url, err := client.Redirect(ctx, m.RepoType.ValueString(), m.Tag.ValueString())
	if err != nil {
		resp.Diagnostics.Append(failed(m.Name.ValueString(), err))
		return
	}
	m.AuthorizeURL = types.StringValue(url)
	resp.Diagnostics.Append(waiting(m, unsent, true))
	store(ctx, m, m.identity(), &resp.State, resp.Identity, &resp.Diagnostics)
}

// Update exchanges an unused callback, or else gets a fresh address. An authorization that works is left alone: its plan changes
// no more than the tag that an import takes over.
func (r *oauthAuthorizationResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var config, plan, m oauthAuthorizationModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &m)...)
	unsettled := flag(ctx, req.Private, flagUnsettled, &resp.Diagnostics)
	callback, diags := callbackOf(&config)
	resp.Diagnostics.Append(diags...)
	used, diags := usedCallbacks(ctx, m.UsedCallbacks)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	name := m.Name.ValueString()
	client, here, err := r.Config.at(ctx, name, m.place(), &resp.Diagnostics)
	if err == nil && unsettled {
		unsettled, err = r.find(ctx, client, here, &m)
	}
	if err != nil {
		resp.Diagnostics.Append(failed(name, err))
		return
	}
	setStage(ctx, resp.Private, notImported, &resp.Diagnostics)
	setFlag(ctx, resp.Private, flagUnsettled, unsettled, &resp.Diagnostics)
	m.Tag = plan.Tag
	end := exchange{became: callback.fate()}
	switch {
	case !m.waits():
	case callback.unused(used) && m.pending():
		end = send(ctx, client, here, &m, callback)
		if !end.sent() {
			resp.Diagnostics.Append(end.failure(name, makeRoom)...)
			return
		}
		end.record(ctx, &m, callback, resp.Private, &resp.Diagnostics)
		resp.Diagnostics.Append(end.failure(name, makeRoom)...)
	default:
		existing, exists, err := client.FindNow(ctx, name)
		switch {
		case err != nil:
			resp.Diagnostics.Append(catalogue.Error("Could not read ServiceStage authorization "+name, err))
			return
		case exists && m.pending():
			resp.Diagnostics.Append(taken(existing, makeRoom))
			return
		case exists:
			m.Status = told(existing.Status, m.Status)
			if plan.TokenType.IsUnknown() {
				m.TokenType = told(existing.TokenType, m.TokenType)
			}
		}
	}
	end.invite(ctx, client, &m, &resp.Diagnostics)
	store(ctx, &m, m.identity(), &resp.State, resp.Identity, &resp.Diagnostics)
}

// byOAuth reports whether an authorization can be one by OAuth.
func byOAuth(a servicestageapi.Authorization) bool {
	return a.TokenType == "" || a.TokenType == servicestageapi.TokenTypeOAuth
}

// find looks for an authorization whose creation nothing has settled yet, and reports whether it is still unsettled.
func (r *oauthAuthorizationResource) find(ctx context.Context, client *servicestageapi.Client, here place, m *oauthAuthorizationModel) (bool, error) {
	found, exists, err := client.FindNow(ctx, m.Name.ValueString())
	if err == nil && exists && byOAuth(found) {
		m.record(found, here)
	}
	return err != nil, err
}
