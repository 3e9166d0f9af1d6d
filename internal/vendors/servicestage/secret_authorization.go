package servicestage

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/credential"
	"github.com/storeauth/terraform-provider-storeauth/internal/object"
	"github.com/storeauth/terraform-provider-storeauth/internal/settings"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/servicestage/servicestageapi"
)

// secretKind is what differs between authorizations by token and by password. M is the Terraform model.
type secretKind[M comparable] struct {
	tokenType string
	argument  string // the write-only argument
	// form is the form in which a secret is sent and compared; nil is as it is written.
	form     func(types.String) types.String
	strength credential.Strength
	// movesFrom is the type of Huawei Cloud's own provider that can be moved here. adopt puts its argument into a model, and
	// returns its secret in that form.
	movesFrom string
	adopt     func(m *M, from huaweicloudAuthorization) (secret string)
	// fields points into a model.
	fields func(m *M) secretFields
	// create creates what m declares, under a name that may be another one.
	create func(ctx context.Context, client *servicestageapi.Client, name string, m *M, secret string) (servicestageapi.Authorization, error)
}

// secretFields are the parts of a model that the shared lifecycle reads and plans.
type secretFields struct {
	*authorizationModel
	version *types.Int64
	// declared is the argument that is sent beside name, repo_type and the secret.
	declared     *types.String
	declaredName string
	// reported is the vendor's value for declared. If adoptReported is set, an import takes it over.
	reported      *types.String
	adoptReported bool
	// equal reports whether a declared value and a reported one mean the same.
	equal func(declared, reported string) bool
	// usual reports whether a declared value is what leaving it out means.
	usual func(declared types.String) bool
}

// secretAuthorization is the lifecycle of an authorization that is made of a secret. The vendor has create, list and delete. A
// change of what is sent is an update all the same: it deletes and creates within one call, where it can prove the new secret
// before it deletes the working authorization. Terraform's own replacement deletes before the provider sees the new secret.
type secretAuthorization[M comparable] struct {
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

// Read finds the authorization in the project's list; a complete list without it removes it from state.
func (r *secretAuthorization[M]) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var m M
	resp.Diagnostics.Append(req.State.Get(ctx, &m)...)
	stage := stageOf(ctx, req.Private, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	recorded, fields := m, r.kind.fields(&m)
	if !r.Config.refreshes(fields.Status) {
		credential.KeepState(ctx, fields.identity(), resp)
		return
	}
	name := fields.Name.ValueString()
	r.Config.seen.read(r.kind.tokenType, name)
	client, here, err := r.Config.at(ctx, name, fields.place(), &resp.Diagnostics)
	var found servicestageapi.Authorization
	var exists bool
	if err == nil {
		found, exists, err = client.Find(ctx, name)
	}
	switch {
	case err != nil:
		resp.Diagnostics.Append(catalogue.Error("Could not read ServiceStage authorization "+name, err))
	case !exists && fields.Status.ValueString() == statusPending:
		// Its creation got no answer, and nobody could tell what came of it.
		resp.Diagnostics.AddWarning("ServiceStage authorization "+name+" was not created", "The project's complete list is without it. The next apply creates it.")
		r.gone(ctx, &m, resp)
	case !exists:
		resp.Diagnostics.AddWarning("ServiceStage authorization "+name+" no longer exists",
			"The project's complete list is without it: somebody deleted it. The next apply creates it again.")
		r.gone(ctx, &m, resp)
	default:
		ownOfImport := fields.Status.IsNull()
		fields.record(found, here)
		fields.ensureStatus()
		r.tellTemporary(ctx, client, name, &resp.Diagnostics)
		if ownOfImport && fields.adoptReported && !settings.HasValue(*fields.declared) {
			*fields.declared = *fields.reported
		}
		setStage(ctx, resp.Private, stage.next(ownOfImport), &resp.Diagnostics)
		if m == recorded {
			credential.KeepState(ctx, fields.identity(), resp)
			return
		}
		store(ctx, &m, fields.identity(), &resp.State, resp.Identity, &resp.Diagnostics)
	}
}

// tellTemporary warns of a temporary authorization that an apply left because its process was killed. The list was just asked for.
func (r *secretAuthorization[M]) tellTemporary(ctx context.Context, client *servicestageapi.Client, name string, diags *diag.Diagnostics) {
	temporary := servicestageapi.TemporaryName(name)
	if _, exists, err := client.Find(ctx, temporary); err == nil && exists {
		diags.AddWarning("A temporary authorization of ServiceStage authorization "+name+" is left", fmt.Sprintf("It is called %s. An apply made it to prove another %s of "+
			"authorization %s, and ended before it could delete it; or such an apply is running now. The next apply that sends another %s deletes "+
			"it. Otherwise delete it in %s.", temporary, r.kind.argument, name, r.kind.argument, console))
	}
}

// gone takes the authorization out of the state.
func (r *secretAuthorization[M]) gone(ctx context.Context, m *M, resp *resource.ReadResponse) {
	credential.KeepState(ctx, r.kind.fields(m).identity(), resp)
	resp.State.RemoveResource(ctx)
}

// Delete deletes the authorization; one that does not exist counts as deleted.
func (r *secretAuthorization[M]) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var m M
	resp.Diagnostics.Append(req.State.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	state := r.kind.fields(&m)
	name := state.Name.ValueString()
	client, _, err := r.Config.at(ctx, name, state.place(), &resp.Diagnostics)
	if err == nil {
		err = client.Delete(ctx, name)
	}
	if err != nil {
		resp.Diagnostics.Append(catalogue.Error("Could not delete ServiceStage authorization "+name, err))
	}
}
