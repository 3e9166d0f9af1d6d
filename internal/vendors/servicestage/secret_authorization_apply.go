package servicestage

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/storeauth/terraform-provider-storeauth/internal/credential"
	"github.com/storeauth/terraform-provider-storeauth/internal/settings"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/servicestage/servicestageapi"
)

// Create creates the authorization. One whose answer was lost is settled by the list. When the list does not tell either, what may
// have been made is saved with the error: the next run finds it or does not, and its secret can be sent again.
func (r *secretAuthorization[M]) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var m M
	resp.Diagnostics.Append(req.Plan.Get(ctx, &m)...)
	written := r.kind.written(ctx, req.Config, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	fields := r.kind.fields(&m)
	name := fields.Name.ValueString()
	client, here, err := r.Config.at(ctx, name, place{}, &resp.Diagnostics)
	var created servicestageapi.Authorization
	if err == nil {
		created, err = r.kind.create(ctx, client, name, &m, written.secret.ValueString())
	}
	failure, isFailure := errors.AsType[*servicestageapi.CreateError](err)
	switch {
	case isFailure && failure.Unsettled:
		fields.absent(here)
		resp.Diagnostics.Append(failed(name, err, "The authorization is in the state as tainted: the next apply finds out whether it was created, and "+
			"creates it again."))
	case err != nil:
		resp.Diagnostics.Append(failed(name, err))
		return
	default:
		fields.record(created, here)
	}
	store(ctx, &m, fields.identity(), &resp.State, resp.Identity, &resp.Diagnostics)
	resp.Diagnostics.Append(credential.Remember(ctx, resp.Private, r.kind.strength, written.secret.ValueStringPointer())...)
}

// Update sends what the vendor does not have. It sends nothing in the first apply after an import, for a secret that was taken out
// of the configuration, and for a secret that turns out to be the one that was sent.
func (r *secretAuthorization[M]) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var m, recorded M
	written := r.kind.written(ctx, req.Config, &resp.Diagnostics)
	resp.Diagnostics.Append(req.Plan.Get(ctx, &m)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &recorded)...)
	sent, diags := credential.Recall(ctx, req.Private)
	resp.Diagnostics.Append(diags...)
	stage := stageOf(ctx, req.Private, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	fields, state := r.kind.fields(&m), r.kind.fields(&recorded)
	secret, argument := written.compare(*fields.declared, state, sent)
	fields.carry(state.authorizationModel)
	imported := stage != notImported
	replaces := !imported && settings.HasValue(written.secret) &&
		(secret == changed || argument == changed || drifted(state.authorizationModel, r.kind.tokenType))
	if replaces && !r.replace(ctx, &m, written, &resp.Diagnostics) {
		return
	}
	setStage(ctx, resp.Private, notImported, &resp.Diagnostics)
	store(ctx, &m, fields.identity(), &resp.State, resp.Identity, &resp.Diagnostics)
	if replaces || imported && settings.HasValue(written.secret) {
		resp.Diagnostics.Append(credential.Remember(ctx, resp.Private, r.kind.strength, written.secret.ValueStringPointer())...)
	}
}

// replace deletes the authorization and creates it as m declares it. It reports whether that is done.
func (r *secretAuthorization[M]) replace(ctx context.Context, m *M, written writtenSecret, diags *diag.Diagnostics) bool {
	fields := r.kind.fields(m)
	name := fields.Name.ValueString()
	client, here, err := r.Config.at(ctx, name, fields.place(), diags)
	if err != nil {
		diags.Append(catalogue.Error("Could not replace ServiceStage authorization "+name, err))
		return false
	}
	done, err := client.Replace(ctx, name, func(ctx context.Context, name string) (servicestageapi.Authorization, error) {
		return r.kind.create(ctx, client, name, m, written.secret.ValueString())
	})
	if done.Leftover != nil {
		diags.Append(catalogue.Leftover("A temporary ServiceStage authorization may be left", fmt.Sprintf("It is called %s and was made to prove %s. "+
			"Nothing uses it: delete it in %s.", done.Temporary, r.kind.argument, console), done.Leftover))
	}
	if err != nil {
		diags.Append(notReplaced(name, err))
		return false
	}
	fields.record(done.Authorization, here)
	return true
}

// notReplaced is the error for a replacement that failed, and says what is left.
func notReplaced(name string, err error) diag.Diagnostic {
	left := "ServiceStage authorization " + name + " is as it was."
	failure, _ := errors.AsType[*servicestageapi.ReplaceError](err)
	switch {
	case failure != nil && failure.Deleted:
		left = "ServiceStage authorization " + name + " was deleted, and what builds with it fails. The next apply creates it again."
	case failure != nil && failure.MayBeDeleted:
		left = ""
	case !vendorhttp.HasSymptom(err, servicestageapi.SymptomSecretRefused) && !errors.Is(err, context.Canceled):
		left += " To replace it without a proof, plan with -replace."
	}
	told := catalogue.Error("Could not replace ServiceStage authorization "+name, err)
	return diag.NewErrorDiagnostic(told.Summary(), strings.TrimSpace(told.Detail()+"\n\n"+left))
}
