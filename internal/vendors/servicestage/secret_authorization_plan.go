package servicestage

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/credential"
	"github.com/storeauth/terraform-provider-storeauth/internal/settings"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/servicestage/servicestageapi"
)

// ModifyPlan counts the version of the secret, and plans to send what changed or does not work any more.
func (r *secretAuthorization[M]) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if req.Plan.Raw.IsNull() {
		var recorded M
		resp.Diagnostics.Append(req.State.Get(ctx, &recorded)...)
		r.Config.forget(r.kind.fields(&recorded).Name.ValueString(), &resp.Diagnostics)
		return
	}
	var proposed M
	resp.Diagnostics.Append(req.Plan.Get(ctx, &proposed)...)
	written := r.kind.written(ctx, req.Config, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	wanted := proposed
	plan := r.kind.fields(&wanted)
	if req.State.Raw.IsNull() {
		r.planCreation(ctx, written, plan, &resp.Diagnostics)
		resp.Diagnostics.Append(resp.Plan.Set(ctx, &wanted)...)
		return
	}
	recorded := proposed
	if !req.Plan.Raw.Equal(req.State.Raw) {
		resp.Diagnostics.Append(req.State.Get(ctx, &recorded)...)
	}
	state := r.kind.fields(&recorded)
	sent, diags := credential.Recall(ctx, req.Private)
	resp.Diagnostics.Append(diags...)
	stage := stageOf(ctx, req.Private, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	r.Config.seen.planned(r.kind.tokenType, state.Name.ValueString())
	if stage != notImported && !plan.RepoType.Equal(state.RepoType) {
		resp.Diagnostics.Append(differs(state.Name.ValueString(), "repo_type", plan.RepoType, state.RepoType))
		return
	}
	if !plan.Name.Equal(state.Name) || !plan.RepoType.Equal(state.RepoType) {
		// Terraform replaces it, plans the creation anew, and shows no warning of that.
		if plan.Name.Equal(state.Name) {
			resp.Diagnostics.Append(replacedUnderItsName(state.Name.ValueString()))
		}
		return
	}
	*plan.version = credential.NextVersion(written.version, written.secret, *state.version, sent)
	plan.carry(state.authorizationModel)
	if stage != notImported {
		resp.Diagnostics.Append(r.takeOver(written, plan, state)...)
	} else {
		resp.Diagnostics.Append(r.planUpdate(written, plan, state, sent)...)
	}
	if wanted != proposed {
		resp.Diagnostics.Append(resp.Plan.Set(ctx, &wanted)...)
	}
}

// writtenSecret is what only a configuration holds of a secret.
type writtenSecret struct {
	secret types.String
	// version is null where the user sets none.
	version types.Int64
}

func (k secretKind[M]) written(ctx context.Context, config tfsdk.Config, diags *diag.Diagnostics) (w writtenSecret) {
	diags.Append(config.GetAttribute(ctx, path.Root(k.argument), &w.secret)...)
	diags.Append(config.GetAttribute(ctx, path.Root(k.argument+"_version"), &w.version)...)
	if k.form != nil {
		w.secret = k.form(w.secret)
	}
	if w.secret.Equal(types.StringValue("")) {
		// A variable that is empty is no secret: an authorization in the state is destroyed without one.
		w.secret = types.StringNull()
	}
	return w
}

func (r *secretAuthorization[M]) planCreation(ctx context.Context, written writtenSecret, plan secretFields, diags *diag.Diagnostics) {
	if written.secret.IsNull() {
		diags.Append(r.noSecret("Creating ServiceStage authorization " + plan.Name.ValueString()))
		return
	}
	*plan.version = credential.NextVersion(written.version, written.secret, types.Int64Null(), credential.Remembered{})
	r.Config.foresee(ctx, r.kind.tokenType, plan.Name, diags)
}

func (r *secretAuthorization[M]) noSecret(what string) diag.Diagnostic {
	return diag.NewAttributeErrorDiagnostic(path.Root(r.kind.argument), "No "+r.kind.argument,
		fmt.Sprintf("%s takes its secret: set %s.", what, r.kind.argument))
}

// compared tells whether the vendor has what is declared.
type compared int

// The zero value says that it has.
const (
	_ compared = iota
	// open is decided by a value that is not known yet.
	open
	changed
)

// compare compares what is declared with what was sent. A version that the user sets is the user's word for it.
func (written writtenSecret) compare(declared types.String, state secretFields, sent credential.Remembered) (secret, argument compared) {
	switch {
	case written.version.IsUnknown() || written.version.IsNull() && written.secret.IsUnknown():
		secret = open
	case !written.version.IsNull() && !written.version.Equal(*state.version):
		secret = changed
	case written.version.IsNull() && settings.HasValue(written.secret) && !sent.Is(written.secret.ValueString()):
		secret = changed
	}
	switch {
	case declared.IsUnknown():
		argument = open
	case !declared.Equal(*state.declared) && (!state.usual(declared) || !state.usual(*state.declared)):
		argument = changed
	}
	return secret, argument
}

// planUpdate plans to delete and create the authorization where the vendor does not have what is declared, and where it does not work.
func (r *secretAuthorization[M]) planUpdate(written writtenSecret, plan, state secretFields, sent credential.Remembered) (diags diag.Diagnostics) {
	name := state.Name.ValueString()
	secret, argument := written.compare(*plan.declared, state, sent)
	failing := drifted(state.authorizationModel, r.kind.tokenType)
	switch {
	case written.secret.IsNull() && argument == changed:
		diags.Append(r.noSecret("Changing " + plan.declaredName + " of ServiceStage authorization " + name))
	case written.secret.IsNull() && secret == changed:
		diags.Append(r.noSecret(fmt.Sprintf("Another %s_version of ServiceStage authorization %s", r.kind.argument, name)))
	case failing && written.secret.IsNull():
		diags.AddWarning(notWorking(state), consequence(state.authorizationModel)+fmt.Sprintf("\n\nNothing can be done about it here, because the "+
			"configuration has no secret. Set %s, or authorize it again in %s.\n\nGuide: %s", r.kind.argument, console, catalogue.Section("What drift means")))
		// The plan must not become empty before somebody acts.
		plan.Status = types.StringUnknown()
		if state.TokenType.ValueString() != r.kind.tokenType {
			plan.TokenType = types.StringUnknown()
		}
	case failing:
		diags.AddWarning(notWorking(state), consequence(state.authorizationModel)+"\n\n"+r.howItIsReplaced()+"\n\nGuide: "+catalogue.Section("What drift means"))
		plan.expect()
	case secret == changed || argument == changed:
		diags.AddWarning("ServiceStage authorization "+name+" will be deleted and created again", r.howItIsReplaced()+"\n\nGuide: "+catalogue.Section("Change a token or password"))
		plan.expect()
	case secret == open || argument == open:
		// If the value turns out to be the same, apply changes nothing.
		plan.expect()
	default:
		if state.Status.ValueString() == servicestageapi.StatusUnrecognized {
			diags.AddWarning("ServiceStage authorization "+name+" has a status that the vendor does not document",
				"Nothing is planned because of it. Look at it in "+console+".")
		}
		if settings.HasValue(written.secret) && sent.Any() && !sent.Is(written.secret.ValueString()) {
			// Only a version of the user's own hides this.
			diags.AddAttributeWarning(path.Root(r.kind.argument+"_version"), "ServiceStage authorization "+name+" does not have this "+r.kind.argument,
				fmt.Sprintf("%[1]s is not the one that was last sent, and %[1]s_version is still %[2]d. So nothing is planned.\n\nTo send it, raise "+
					"%[1]s_version.", r.kind.argument, state.version.ValueInt64()))
		}
	}
	return diags
}

func notWorking(state secretFields) string {
	return "ServiceStage authorization " + state.Name.ValueString() + " does not work any more"
}

func (r *secretAuthorization[M]) howItIsReplaced() string {
	return fmt.Sprintf("ServiceStage cannot change an authorization. Apply first proves %s: it creates an authorization under a temporary name, "+
		"asks the git host through it, and deletes it. If the git host refuses the secret, the authorization stays as it is. Otherwise it is deleted "+
		"and created again under its name, and what builds with it fails in between.", r.kind.argument)
}

// takeOver is the first plan after an import: it replaces nothing, and takes what is declared for what the vendor has.
func (r *secretAuthorization[M]) takeOver(written writtenSecret, plan, state secretFields) (diags diag.Diagnostics) {
	name := state.Name.ValueString()
	if drifted(state.authorizationModel, r.kind.tokenType) {
		diags.AddWarning(notWorking(state), consequence(state.authorizationModel)+"\n\nIt was just imported, so nothing is replaced yet. The plan "+
			"after the next apply deletes it and creates it again with "+r.kind.argument+", if the configuration has one.\n\nGuide: "+catalogue.Section("Import"))
		plan.Status = types.StringUnknown()
		if state.TokenType.ValueString() != r.kind.tokenType {
			plan.TokenType = types.StringUnknown()
		}
	}
	if !written.secret.IsNull() {
		diags.AddAttributeWarning(path.Root(r.kind.argument), "The secret of the imported ServiceStage authorization "+name+" is taken for the right one",
			fmt.Sprintf("Nobody can ask the vendor whether the authorization has this secret. It is remembered and not sent. To send it, raise "+
				"%s_version after this apply.", r.kind.argument))
	}
	declared, reported := plan.declared.ValueString(), state.reported.ValueString()
	if settings.HasValue(*plan.declared) && reported != "" && !state.equal(declared, reported) {
		diags.AddAttributeWarning(path.Root(plan.declaredName), "The imported ServiceStage authorization "+name+" differs",
			fmt.Sprintf("%s is %q in the configuration, and the vendor reports %q. The first plan after an import replaces nothing: if they are "+
				"not the same, correct the configuration, or plan with -replace.", plan.declaredName, declared, reported))
	}
	return diags
}
