package credential

import (
	"context"
	"reflect"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// ModifyPlan plans an adopted credential: the version of its secret, the attributes that follow from it, and, asked of the
// vendor when the secret is at hand, its status. A refusal is an error for a credential that is not adopted yet, and a
// planned change with a warning for one that is.
func (l *Lifecycle[M]) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if req.Plan.Raw.IsNull() {
		return // destroy asks nothing
	}
	p := planning[M]{Adopted: l.adopted, req: req, resp: resp}
	resp.Diagnostics.Append(req.Config.Get(ctx, &p.config)...)
	resp.Diagnostics.Append(req.Plan.Get(ctx, &p.plan)...)
	if !req.State.Raw.IsNull() {
		p.state = new(M)
		resp.Diagnostics.Append(req.State.Get(ctx, p.state)...)
	}
	last, diags := Recall(ctx, req.Private)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	p.secret, p.written, diags = secretOf(l.adopted, &p.config)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	if p.state == nil {
		p.planCreation(last)
	} else {
		p.planUpdate(ctx, last)
	}
	if p.worthAsking() {
		p.ask(ctx)
	}
	resp.Diagnostics.Append(resp.Plan.Set(ctx, &p.plan)...)
}

// planning is one ModifyPlan under way.
type planning[M any] struct {
	Adopted[M]
	req             resource.ModifyPlanRequest
	resp            *resource.ModifyPlanResponse
	config, plan    M
	state           *M // nil when a creation is planned
	secret, written types.String
	// changed: an update is planned whatever the vendor says. redeclared: because of what the configuration says.
	changed, redeclared bool
	// hidden: the secret is another one than last verified, under an unchanged version of the user's own. It plans
	// nothing, so it is not asked about either: its refusal would say nothing about the credential adopted.
	hidden bool
}

func (p *planning[M]) planCreation(last Remembered) {
	fields := p.Fields(&p.plan)
	*fields.Version = NextVersion(*p.Fields(&p.config).Version, p.written, types.Int64Null(), last)
	*fields.Status, *fields.Reason = types.StringUnknown(), types.StringUnknown()
	p.describe()
	p.Expect(&p.plan, false)
}

func (p *planning[M]) planUpdate(ctx context.Context, last Remembered) {
	fields, state := p.Fields(&p.plan), p.Fields(p.state)
	*fields.Version = NextVersion(*p.Fields(&p.config).Version, p.written, *state.Version, last)
	*fields.Status, *fields.Reason = *state.Status, *state.Reason
	p.CarryDescribed(&p.plan, p.state)
	p.CarryFound(&p.plan, p.state)
	p.redeclared = p.differs(ctx)
	p.changed = p.redeclared || !active(*state.Status)
	// Under a version of the user's own, a changed secret plans nothing by itself; neither does one of the provider block
	// that is not known yet.
	ownVersion := !p.Fields(&p.config).Version.IsNull()
	p.hidden = ownVersion && !p.changed && last.Any() && !last.Is(p.written.ValueString())
	if p.changed || !ownVersion && !p.secret.IsUnknown() {
		p.describe()
		p.redeclared = p.differs(ctx)
		p.changed = p.changed || p.redeclared
	}
	switch {
	case p.changed && (p.secret.IsUnknown() || !p.Known(&p.plan)):
		// Only apply can ask. Its answer may be a refusal, which must fit what was planned.
		*fields.Status, *fields.Reason = types.StringUnknown(), types.StringUnknown()
		p.Expect(&p.plan, false)
	case p.changed:
		*fields.Status, *fields.Reason = Active.Value(), types.StringNull()
		p.Expect(&p.plan, true)
	}
}

// differs reports whether the plan as it stands changes anything.
func (p *planning[M]) differs(ctx context.Context) bool {
	p.resp.Diagnostics.Append(p.resp.Plan.Set(ctx, &p.plan)...)
	return !p.resp.Plan.Raw.Equal(p.req.State.Raw)
}

func (p *planning[M]) describe() {
	var secret *string
	if !p.secret.IsUnknown() && !p.secret.IsNull() {
		secret = p.secret.ValueStringPointer()
	}
	p.resp.Diagnostics.Append(p.Describe(&p.plan, secret)...)
}

// worthAsking tells whether this plan can and should ask the vendor. A refresh has just asked with the provider block's
// secret, so an unchanged credential that has no other is not asked about again. A replacement is not either:
// Terraform plans it a second time, as a creation.
func (p *planning[M]) worthAsking() bool {
	switch {
	case p.resp.Diagnostics.HasError(), p.secret.IsUnknown(), !p.Known(&p.plan), !p.AsksOutsideApply(&p.plan):
		return false
	case p.state == nil:
		return true
	case !reflect.DeepEqual(p.Identity(&p.plan), p.Identity(p.state)):
		return false
	}
	return p.redeclared || !p.written.IsNull() && !p.hidden
}

func (p *planning[M]) ask(ctx context.Context) {
	probe := p.plan
	finding, diags := verify(ctx, p.Adopted, &probe, p.secret.ValueString())
	p.resp.Diagnostics.Append(diags...)
	if diags.HasError() || finding.Refusal == nil {
		return
	}
	catalogue, heading := p.Kind().Catalogue, refused(p.Adopted, &p.plan, finding.Refusal)
	if p.state == nil {
		p.resp.Diagnostics.Append(catalogue.Error(heading, finding.Refusal))
		return
	}
	p.resp.Diagnostics.Append(catalogue.Warning(heading, finding.Refusal))
	if state := p.Fields(p.state); active(*state.Status) {
		fields := p.Fields(&p.plan)
		*fields.Status, *fields.Reason = types.StringUnknown(), types.StringUnknown()
		p.describe()
		p.Expect(&p.plan, false)
	}
}
