package servicestage

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/credential"
	"github.com/storeauth/terraform-provider-storeauth/internal/object"
	"github.com/storeauth/terraform-provider-storeauth/internal/settings"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/servicestage/servicestageapi"
)

// secretKind is what differs between authorizations by token and by password. M is the Terraform model.
type secretKind[M any] struct {
	tokenType string
	argument  string // the write-only argument
	strength  credential.Strength
	// fields points into a model.
	fields func(m *M) secretFields
	// create creates the authorization that m declares.
	create func(ctx context.Context, client *servicestageapi.Client, m *M, secret string) (servicestageapi.Authorization, error)
}

// secretFields are the parts of a model that the shared lifecycle reads and plans.
type secretFields struct {
	*authorizationModel
	secret  types.String
	version *types.Int64
	// declared is the argument that forces replacement beside name and repo_type, and that only a comparison with what the vendor
	// reports can tell after an import.
	declared     *types.String
	declaredName string
	// reported is what the vendor says about it; with stands, that stands for it from an import to the first apply.
	reported *types.String
	stands   bool
}

// secretAuthorization is the lifecycle of an authorization that is made of a secret: the vendor has create, list and delete,
// so whatever changes replaces.
type secretAuthorization[M any] struct {
	object.Resource[*Config]
	kind secretKind[M]
}

func (r *secretAuthorization[M]) Metadata(_ context.Context, _ resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = resourceTypes[r.kind.tokenType]
}

func (r *secretAuthorization[M]) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = identitySchema()
}

// ImportState implements resource.ResourceWithImportState.
func (r *secretAuthorization[M]) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	r.Config.importAuthorization(ctx, r.kind.tokenType, req, resp)
}

// ModifyPlan plans the version of the secret, and replaces what changed or does not work any more. It asks the vendor nothing.
func (r *secretAuthorization[M]) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if req.Plan.Raw.IsNull() {
		return
	}
	var config, planned M
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	resp.Diagnostics.Append(req.Plan.Get(ctx, &planned)...)
	if resp.Diagnostics.HasError() {
		return
	}
	written, plan := r.kind.fields(&config), r.kind.fields(&planned)
	if req.State.Raw.IsNull() {
		if written.secret.IsNull() {
			resp.Diagnostics.AddAttributeError(path.Root(r.kind.argument), "No "+r.kind.argument,
				fmt.Sprintf("Creating ServiceStage authorization %s takes its secret: set %s.", plan.Name.ValueString(), r.kind.argument))
		}
		// The version is counted at apply: a replacement goes on from that of what it replaces.
		before := r.Config.predecessor(r.kind.tokenType, plan.Name.ValueString())
		if settings.HasValue(written.secret) && before.secret.Is(written.secret.ValueString()) {
			handOn(ctx, resp.Private, r.kind.strength, written.secret.ValueString(), &resp.Diagnostics)
		}
		return
	}
	var recorded M
	resp.Diagnostics.Append(req.State.Get(ctx, &recorded)...)
	state := r.kind.fields(&recorded)
	last, diags := credential.Recall(ctx, req.Private)
	resp.Diagnostics.Append(diags...)
	imported := flag(ctx, req.Private, flagImported, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	*plan.version = credential.NextVersion(*written.version, written.secret, *state.version, last)
	if !state.version.IsNull() && !plan.version.IsNull() && !plan.version.Equal(*state.version) {
		resp.RequiresReplace.Append(path.Root(r.kind.argument + "_version"))
	}
	if !plan.declared.Equal(*state.declared) && !imported {
		resp.RequiresReplace.Append(path.Root(state.declaredName))
	}
	if imported {
		resp.Diagnostics.Append(compare(plan, state)...)
	}
	if drifted(state.authorizationModel, r.kind.tokenType) {
		resp.Diagnostics.AddWarning("ServiceStage authorization "+state.Name.ValueString()+" does not work any more", fmt.Sprintf(
			"The vendor says: status %s, token type %s, user %s. Whatever builds with it fails. %s\n\nGuide: %s", state.Status.ValueString(),
			state.TokenType.ValueString(), state.RepoUser.ValueString(), remedies[imported], catalogue.Guide))
		plan.Status = types.StringUnknown()
		if state.TokenType.ValueString() != r.kind.tokenType {
			plan.TokenType = types.StringUnknown()
		}
		if !imported {
			// Of the two, Terraform heeds the one that is planned to change.
			resp.RequiresReplace.Append(path.Root("status"), path.Root("token_type"))
		}
	} else if state.Status.ValueString() == servicestageapi.StatusUnrecognized {
		resp.Diagnostics.AddWarning("ServiceStage authorization "+state.Name.ValueString()+" has a status that the vendor does not document",
			"Nothing is planned because of it. Look at it in "+console+".")
	}
	resp.Diagnostics.Append(resp.Plan.Set(ctx, &planned)...)
}

// remedies for an authorization that does not work, by whether it was just imported.
var remedies = map[bool]string{
	false: "It will be deleted and created again with the secret in the configuration: make sure that the git host accepts that one.",
	true:  "It was just imported, so nothing is replaced yet: after the next apply, a plan replaces it with the secret in the configuration.",
}

// compare warns when an imported authorization is not what the configuration declares, as far as the vendor tells.
func compare(plan, state secretFields) (diags diag.Diagnostics) {
	declared, reported := plan.declared.ValueString(), state.reported.ValueString()
	if !settings.HasValue(*plan.declared) || reported == "" || strings.EqualFold(strings.TrimRight(declared, "/"), strings.TrimRight(reported, "/")) {
		return nil
	}
	diags.AddAttributeWarning(path.Root(plan.declaredName), "The imported ServiceStage authorization "+plan.Name.ValueString()+" differs",
		fmt.Sprintf("%s is %q in the configuration, and the vendor reports %q. The first plan after an import replaces nothing: if they are "+
			"not the same, correct the configuration, or plan with -replace.", plan.declaredName, declared, reported))
	return diags
}

// Create creates the authorization. One whose answer was lost is settled by the list.
func (r *secretAuthorization[M]) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var config, m M
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	resp.Diagnostics.Append(req.Plan.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	written, fields := r.kind.fields(&config), r.kind.fields(&m)
	name := fields.Name.ValueString()
	client, here, err := r.Config.at(ctx, name, place{})
	var created servicestageapi.Authorization
	if err == nil {
		created, err = r.kind.create(ctx, client, &m, written.secret.ValueString())
	}
	if err != nil {
		resp.Diagnostics.Append(failed(name, err, false))
		return
	}
	before := r.Config.predecessor(r.kind.tokenType, name)
	*fields.version = credential.NextVersion(*written.version, written.secret, before.version, before.secret)
	fields.record(created, here)
	store(ctx, &m, fields.identity(), &resp.State, resp.Identity, &resp.Diagnostics)
	resp.Diagnostics.Append(credential.Remember(ctx, resp.Private, r.kind.strength, written.secret.ValueStringPointer())...)
}

// Read finds the authorization in the project's list; a complete list without it removes it from state.
func (r *secretAuthorization[M]) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var m M
	resp.Diagnostics.Append(req.State.Get(ctx, &m)...)
	last, diags := credential.Recall(ctx, req.Private)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	fields := r.kind.fields(&m)
	if !r.Config.reachable() {
		store(ctx, &m, fields.identity(), &resp.State, resp.Identity, &resp.Diagnostics)
		return
	}
	r.Config.rememberPredecessor(r.kind.tokenType, fields.Name.ValueString(), predecessor{secret: last, version: *fields.version})
	name := fields.Name.ValueString()
	client, here, err := r.Config.at(ctx, name, fields.place())
	var found servicestageapi.Authorization
	var exists bool
	if err == nil {
		found, exists, err = client.Find(ctx, name)
	}
	switch {
	case err != nil:
		resp.Diagnostics.Append(catalogue.Error("Could not read ServiceStage authorization "+name, err))
	case !exists:
		resp.Diagnostics.AddWarning("ServiceStage authorization "+name+" no longer exists",
			"The project's complete list is without it: somebody deleted it. It will be created again.")
		// Terraform before 1.12 sends no identity along, and the framework wants one even of what is gone.
		store(ctx, &m, fields.identity(), &resp.State, resp.Identity, &resp.Diagnostics)
		resp.State.RemoveResource(ctx)
	default:
		justImported := fields.Status.IsNull()
		fields.record(found, here)
		if justImported && fields.stands {
			*fields.declared = *fields.reported
		}
		store(ctx, &m, fields.identity(), &resp.State, resp.Identity, &resp.Diagnostics)
	}
}

// Update changes nothing at the vendor: it ends an import, or records another version or no secret at all.
func (r *secretAuthorization[M]) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var config, m, recorded M
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	resp.Diagnostics.Append(req.Plan.Get(ctx, &m)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &recorded)...)
	if resp.Diagnostics.HasError() {
		return
	}
	written, fields, state := r.kind.fields(&config), r.kind.fields(&m), r.kind.fields(&recorded)
	fields.carry(state.authorizationModel)
	setFlag(ctx, resp.Private, flagImported, false, &resp.Diagnostics)
	store(ctx, &m, fields.identity(), &resp.State, resp.Identity, &resp.Diagnostics)
	resp.Diagnostics.Append(credential.Remember(ctx, resp.Private, r.kind.strength, written.secret.ValueStringPointer())...)
}

// Delete deletes the authorization; one that is gone already is done.
func (r *secretAuthorization[M]) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var m M
	resp.Diagnostics.Append(req.State.Get(ctx, &m)...)
	last, diags := credential.Recall(ctx, req.Private)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	state := r.kind.fields(&m)
	name := state.Name.ValueString()
	r.Config.rememberPredecessor(r.kind.tokenType, name, predecessor{secret: last, version: *state.version})
	client, _, err := r.Config.at(ctx, name, state.place())
	if err == nil {
		err = client.Delete(ctx, name)
	}
	if err != nil {
		resp.Diagnostics.Append(catalogue.Error("Could not delete ServiceStage authorization "+name, err))
	}
}
