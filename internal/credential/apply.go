package credential

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
)

// Create verifies a credential and adopts it. A refusal is an error and adopts nothing.
func (l *Lifecycle[M, S]) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var config, plan M
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	if resp.Diagnostics.HasError() {
		return
	}
	l.kind.adopt(ctx, &config, &plan, resp.Private, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	l.kind.store(ctx, &plan, &resp.State, resp.Identity, &resp.Diagnostics)
}

// Update verifies a credential with what is declared now. Still refused is an error; the state then keeps everything as it
// was, but for what was observed: the status, the reason, what else the verification found.
func (l *Lifecycle[M, S]) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var config, plan, state M
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}
	finding := l.kind.adopt(ctx, &config, &plan, resp.Private, &resp.Diagnostics)
	if finding.Refusal != nil {
		finding.note(l.kind.Fields(&state), &state)
		resp.Diagnostics.Append(resp.State.Set(ctx, &state)...)
	}
	if resp.Diagnostics.HasError() {
		return
	}
	l.kind.store(ctx, &plan, &resp.State, resp.Identity, &resp.Diagnostics)
}

// adopt verifies what plan declares and completes plan with what was found. A refusal becomes an error diagnostic, and the
// finding that is returned has it; of a verification that failed it has none. The fingerprint of a secret is remembered
// only once the secret was accepted.
func (k kind[M, S]) adopt(ctx context.Context, config, plan *M, private PrivateWriter, diags *diag.Diagnostics) Finding[M] {
	secret, problems := k.secretOf(config)
	diags.Append(problems...)
	if diags.HasError() {
		return Finding[M]{}
	}
	if secret.missing != nil {
		diags.Append(secret.missing)
		return Finding[M]{}
	}
	if !secret.known() {
		diags.AddError("Secret not known", "The secret of "+k.subject(plan)+" is still unknown at apply: the provider block's "+
			"settings did not become known.")
		return Finding[M]{}
	}
	finding, problems := k.verify(ctx, plan, secret.parsed)
	diags.Append(problems...)
	switch {
	case diags.HasError():
		return Finding[M]{}
	case finding.Refusal != nil:
		diags.Append(k.Kind().Catalogue.Error(k.refused(plan, finding.Refusal), finding.Refusal))
		return finding
	}
	finding.note(k.Fields(plan), plan)
	k.FromSecret(plan, &secret.parsed)
	diags.Append(Remember(ctx, private, k.Kind().Strength, secret.writtenText().ValueStringPointer())...)
	return finding
}

func (k kind[M, S]) store(ctx context.Context, m *M, state *tfsdk.State, identity *tfsdk.ResourceIdentity, diags *diag.Diagnostics) {
	diags.Append(state.Set(ctx, m)...)
	if identity != nil {
		diags.Append(identity.Set(ctx, k.Fields(m).Identity)...)
	}
}
