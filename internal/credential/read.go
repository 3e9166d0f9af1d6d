package credential

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource"
)

// Read asks the vendor again when the provider block holds the credential, and records what it saw. It never removes an
// object: no vendor proves that a credential is gone, only that this one is refused.
func (l *Lifecycle[M]) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	a := l.adopted
	var state M
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	last, diags := Recall(ctx, req.Private)
	resp.Diagnostics.Append(diags...)
	secret, diags := providerSecret(a, &state)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	// A secret in the provider block that is not the one adopted belongs to an earlier key or password of the same id;
	// its refusal would say nothing about this credential.
	adopted := !last.Any() || last.Is(secret.ValueString())
	if !secret.IsNull() && !secret.IsUnknown() && adopted && a.AsksOutsideApply(&state) {
		finding, diags := verify(ctx, a, &state, secret.ValueString())
		resp.Diagnostics.Append(diags...)
		if diags.HasError() {
			return
		}
		record(a.Fields(&state), finding.Refusal)
		resp.Diagnostics.Append(a.Describe(&state, secret.ValueStringPointer())...)
		if finding.Refusal != nil {
			resp.Diagnostics.Append(a.Kind().Catalogue.Warning(refused(a, &state, finding.Refusal), finding.Refusal))
		}
	}
	store(ctx, a, &state, &resp.State, resp.Identity, &resp.Diagnostics)
}
