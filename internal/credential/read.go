package credential

import (
	"context"
	"reflect"

	"github.com/hashicorp/terraform-plugin-framework/resource"
)

// Read asks the vendor again when the provider block holds the credential, and records what it saw. It never removes an
// object: no vendor proves that a credential is gone, only that this one is refused.
func (l *Lifecycle[M, S]) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	k := l.kind
	var state M
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	recorded := state
	last, diags := Recall(ctx, req.Private)
	resp.Diagnostics.Append(diags...)
	secret, diags := k.providerSecret(&state)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	// A secret in the provider block that is not the one adopted belongs to an earlier key or password of the same id;
	// its refusal would say nothing about this credential.
	adopted := secret.known() && (!last.Any() || last.Is(secret.text.ValueString()))
	if adopted && k.AsksOutsideApply(&state) {
		finding, diags := k.verifyAdopted(ctx, &state, secret.parsed)
		resp.Diagnostics.Append(diags...)
		if diags.HasError() {
			return
		}
		k.Kind().Refreshed.note(k.Fields(&state).Identity, secret.text.ValueString())
		finding.note(k.Fields(&state), &state)
		k.FromSecret(&state, &secret.parsed)
		if finding.Refusal != nil {
			resp.Diagnostics.Append(k.Kind().Catalogue.Warning(k.refused(&state, finding.Refusal), finding.Refusal))
		}
	}
	if reflect.DeepEqual(state, recorded) {
		KeepState(ctx, k.Fields(&state).Identity, resp)
		return
	}
	k.store(ctx, &state, &resp.State, resp.Identity, &resp.Diagnostics)
}

// KeepState leaves the state as it is, and sets identity, an identity's model, where none is recorded: Terraform before 1.12 sends none
// along, and the framework wants one even of what is gone.
func KeepState(ctx context.Context, identity any, resp *resource.ReadResponse) {
	if resp.Identity != nil && resp.Identity.Raw.IsNull() {
		resp.Diagnostics.Append(resp.Identity.Set(ctx, identity)...)
	}
}
