package credential

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
)

// Create verifies a credential and adopts it. A refusal is an error and adopts nothing.
func (l *Lifecycle[M]) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	a := l.adopted
	var config, plan M
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	if resp.Diagnostics.HasError() {
		return
	}
	refusal := settle(ctx, a, &config, &plan, resp.Private, &resp.Diagnostics)
	if refusal != nil {
		resp.Diagnostics.Append(a.Kind().Catalogue.Error(refused(a, &plan, refusal), refusal))
	}
	if resp.Diagnostics.HasError() {
		return
	}
	store(ctx, a, &plan, &resp.State, resp.Identity, &resp.Diagnostics)
}

// Update verifies a credential with what is declared now. Still refused is an error; the state then keeps everything as it
// was, but for what was observed: the status, the reason, what else the verification found.
func (l *Lifecycle[M]) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	a := l.adopted
	var config, plan, state M
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}
	refusal := settle(ctx, a, &config, &plan, resp.Private, &resp.Diagnostics)
	if refusal != nil {
		resp.Diagnostics.Append(a.Kind().Catalogue.Error(refused(a, &plan, refusal), refusal))
		record(a.Fields(&state), refusal)
		a.CarryFound(&state, &plan)
		resp.Diagnostics.Append(resp.State.Set(ctx, &state)...)
	}
	if resp.Diagnostics.HasError() {
		return
	}
	store(ctx, a, &plan, &resp.State, resp.Identity, &resp.Diagnostics)
}

// settle verifies what plan declares and completes plan with what was found. It returns the refusal, nil when the
// credential is active or an error was reported. The fingerprint of a secret is remembered only once it was accepted.
func settle[M any](ctx context.Context, a Adopted[M], config, plan *M, private PrivateWriter, diags *diag.Diagnostics) error {
	secret, written, problems := secretOf(a, config)
	diags.Append(problems...)
	if diags.HasError() {
		return nil
	}
	if secret.IsUnknown() {
		diags.AddError("Secret not known", "The secret of "+subject(a, plan)+" is still unknown at apply: the provider block's "+
			"settings did not become known.")
		return nil
	}
	finding, problems := verify(ctx, a, plan, secret.ValueString())
	diags.Append(problems...)
	if diags.HasError() || finding.Refusal != nil {
		return finding.Refusal
	}
	record(a.Fields(plan), nil)
	diags.Append(a.Describe(plan, secret.ValueStringPointer())...)
	diags.Append(Remember(ctx, private, a.Kind().Strength, written.ValueStringPointer())...)
	return nil
}

func store[M any](ctx context.Context, a Adopted[M], m *M, state *tfsdk.State, identity *tfsdk.ResourceIdentity, diags *diag.Diagnostics) {
	diags.Append(state.Set(ctx, m)...)
	if identity != nil {
		diags.Append(identity.Set(ctx, a.Identity(m))...)
	}
}
