package credential

import (
	"context"
	"fmt"
	"reflect"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// ModifyPlan plans an adopted credential: the version of its secret, the attributes that follow from it, and, asked of the
// vendor when the secret is at hand, its status. A refusal is an error for a credential that is not adopted yet, and a
// planned change with a warning for one that is.
func (l *Lifecycle[M, S]) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if req.Plan.Raw.IsNull() {
		return // destroy asks nothing
	}
	resp.Plan = req.Plan // which the vendor's own planning may have completed
	p := planning[M, S]{kind: l.kind, req: req, resp: resp}
	resp.Diagnostics.Append(req.Config.Get(ctx, &p.config)...)
	resp.Diagnostics.Append(req.Plan.Get(ctx, &p.plan)...)
	p.saved = p.plan
	if !req.State.Raw.IsNull() {
		p.state = new(p.plan)
		if !req.Plan.Raw.Equal(req.State.Raw) {
			resp.Diagnostics.Append(req.State.Get(ctx, p.state)...)
		}
	}
	last, diags := Recall(ctx, req.Private)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	p.secret, diags = p.secretOf(&p.config)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	if p.state == nil {
		p.planCreation(last)
	} else {
		p.planUpdate(ctx, last)
	}
	p.warnOfWhatIsNotVerified()
	if p.worthAsking() {
		p.ask(ctx)
	}
	p.save(ctx)
}

// planning is one ModifyPlan under way.
type planning[M, S any] struct {
	kind[M, S]
	req          resource.ModifyPlanRequest
	resp         *resource.ModifyPlanResponse
	config, plan M
	saved        M  // what resp.Plan holds
	state        *M // nil when a creation is planned
	secret       secret[S]
	// changed: an update is planned whatever the vendor says. redeclared: because of what the configuration says.
	changed, redeclared bool
	// hidden: the secret is another one than last verified, under an unchanged version of the user's own. It plans
	// nothing, so it is not asked about either: its refusal would say nothing about the credential adopted.
	hidden bool
}

func (p *planning[M, S]) planCreation(last Remembered) {
	fields := p.Fields(&p.plan)
	*fields.Version = NextVersion(*p.Fields(&p.config).Version, p.secret.writtenText(), types.Int64Null(), last)
	p.planUnknown()
	p.FromSecret(&p.plan, p.secret.pointer())
	p.LeaveOpen(&p.plan)
}

func (p *planning[M, S]) planUpdate(ctx context.Context, last Remembered) {
	fields, state := p.Fields(&p.plan), p.Fields(p.state)
	*fields.Version = NextVersion(*p.Fields(&p.config).Version, p.secret.writtenText(), *state.Version, last)
	if p.secret.missing != nil && p.Fields(&p.config).Version.IsNull() {
		*fields.Version = *state.Version // a lost secret is no change of secret
	}
	*fields.Status, *fields.Reason = *state.Status, *state.Reason
	p.Carry(&p.plan, p.state)
	p.redeclared = p.differs(ctx)
	// An import that could ask nobody leaves no status. That is no drift: nothing is planned until something is declared.
	asked := !state.Status.IsNull()
	p.changed = p.redeclared || asked && !active(*state.Status)
	// If the user sets the version, a changed secret alone plans no change. A secret of the provider block that is still
	// unknown plans none either.
	ownVersion := !p.Fields(&p.config).Version.IsNull()
	p.hidden = ownVersion && !p.changed && p.secret.written && last.Any() && !last.Is(p.secret.text.ValueString())
	if p.secret.known() && (p.changed || asked && !ownVersion) || p.changed && p.secret.text.IsUnknown() {
		p.FromSecret(&p.plan, p.secret.pointer())
		p.redeclared = p.differs(ctx)
		p.changed = p.changed || p.redeclared
	}
	switch {
	case p.changed && !p.askable():
		// Only apply can ask. Its answer may be a refusal, which must fit what was planned.
		p.planUnknown()
	case p.changed:
		*fields.Status, *fields.Reason = Active.Value(), types.StringNull()
		p.PlanFound(&p.plan, true)
	}
	// An ephemeral secret may be another one during apply, such as a key that is rotated while a saved plan waits. A counted version
	// that stays promises that it is not.
	if counted := p.secret.written && !ownVersion; p.changed && (!counted || !fields.Version.Equal(*state.Version)) {
		p.LeaveOpen(&p.plan)
	}
}

// planUnknown leaves to apply what a verification finds.
func (p *planning[M, S]) planUnknown() {
	fields := p.Fields(&p.plan)
	*fields.Status, *fields.Reason = types.StringUnknown(), types.StringUnknown()
	p.PlanFound(&p.plan, false)
}

// warnOfWhatIsNotVerified tells of an adopted credential that this plan has no secret for. A destruction is planned like
// this, too, and must go through when the secret is lost. For anything that is to be verified a missing secret is an error.
func (p *planning[M, S]) warnOfWhatIsNotVerified() {
	kind := p.Kind()
	switch missing := p.secret.missing; {
	case missing != nil && (p.state == nil || p.redeclared):
		p.resp.Diagnostics.Append(missing)
	case missing != nil:
		p.resp.Diagnostics.AddWarning(p.subject(&p.plan)+" is not verified", missing.Detail()+" Without the secret nobody sees "+
			"whether the vendor still accepts it.")
	case p.hidden && p.secret.known():
		version := kind.SecretArgument + "_version"
		p.resp.Diagnostics.AddAttributeWarning(path.Root(version), p.subject(&p.plan)+" is not verified", fmt.Sprintf(
			"%[1]s is not the secret that was last verified, and %[2]s is still %[3]d. So nothing is planned and the vendor is not asked.\n\n"+
				"To adopt the new secret, raise %[2]s. To watch the adopted one, put it back into %[1]s.",
			kind.SecretArgument, version, p.Fields(&p.plan).Version.ValueInt64()))
	}
}

// differs reports whether the plan as it stands changes anything.
func (p *planning[M, S]) differs(ctx context.Context) bool {
	p.save(ctx)
	return !p.resp.Plan.Raw.Equal(p.req.State.Raw)
}

// save sets the plan where it is another one than set before: the framework's conversions are a good part of a plan's time.
func (p *planning[M, S]) save(ctx context.Context) {
	if !reflect.DeepEqual(p.plan, p.saved) {
		p.resp.Diagnostics.Append(p.resp.Plan.Set(ctx, &p.plan)...)
		p.saved = p.plan
	}
}

// askable reports whether everything that a verification needs is known.
func (p *planning[M, S]) askable() bool {
	if p.secret.text.IsUnknown() {
		return false
	}
	for _, value := range p.Fields(&p.plan).Declared {
		if !fullyKnown(value) {
			return false
		}
	}
	return true
}

// worthAsking tells whether this plan can and should ask the vendor. It skips what the refresh has just verified: an
// unchanged credential that uses the provider block's secret. It skips replacements too: Terraform plans them again as a
// creation.
func (p *planning[M, S]) worthAsking() bool {
	switch {
	case p.resp.Diagnostics.HasError(), !p.secret.known(), !p.askable(), !p.AsksOutsideApply(&p.plan):
		return false
	case p.state == nil:
		return true
	case !reflect.DeepEqual(p.Fields(&p.plan).Identity, p.Fields(p.state).Identity):
		return false
	}
	if p.redeclared {
		return true
	}
	return p.secret.written && !p.hidden && !p.Kind().Refreshed.take(p.Fields(p.state).Identity, p.secret.text.ValueString())
}

func (p *planning[M, S]) ask(ctx context.Context) {
	verify := p.verify
	if p.state != nil {
		verify = p.verifyAdopted
	}
	finding, diags := verify(ctx, &p.plan, p.secret.parsed)
	p.resp.Diagnostics.Append(diags...)
	if diags.HasError() || finding.Refusal == nil {
		return
	}
	catalogue, heading := p.Kind().Catalogue, p.refused(&p.plan, finding.Refusal)
	if p.state == nil {
		p.resp.Diagnostics.Append(catalogue.Error(heading, finding.Refusal))
		return
	}
	p.resp.Diagnostics.Append(catalogue.Warning(heading, finding.Refusal))
	// A plan that changes something anyway keeps its promise of success: the planning inside apply makes the same one, whatever
	// the vendor says by then, and the update reports the refusal.
	if !p.changed {
		p.planUnknown()
		p.FromSecret(&p.plan, p.secret.pointer())
	}
}
