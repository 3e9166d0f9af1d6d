package protocoltest

import (
	"maps"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Resource is one managed resource: what Terraform remembers of it between two calls.
type Resource struct {
	provider *Provider
	typeName string
	schema   *tfprotov6.Schema
	kind     tftypes.Type
	// state is null while there is no object.
	state   tftypes.Value
	private []byte
	tainted bool
	// identity is what the provider last said it is.
	identity *tfprotov6.ResourceIdentityData
}

// Resource returns a managed resource without an object.
func (p *Provider) Resource(t testing.TB, typeName string) *Resource {
	t.Helper()
	schema, ok := p.schema.ResourceSchemas[typeName]
	if !ok {
		t.Fatalf("there is no resource %s", typeName)
	}
	return &Resource{provider: p, typeName: typeName, schema: schema, kind: schema.ValueType(), state: tftypes.NewValue(schema.ValueType(), nil)}
}

// On returns the same resource, as another run with a provider of its own finds it.
func (r *Resource) On(p *Provider) *Resource {
	copied := *r
	copied.provider = p
	return &copied
}

// Edit changes attributes of the state, as time or a person with an editor does.
func (r *Resource) Edit(t testing.TB, changed map[string]any) {
	t.Helper()
	state := r.State(t)
	maps.Copy(state, changed)
	r.state = valueOf(t, r.kind, state)
}

// State returns the attributes that the state holds, nil when there is no object.
func (r *Resource) State(t testing.TB) map[string]any {
	t.Helper()
	state, _ := Go(r.state).(map[string]any)
	return state
}

// Plan is one planned change.
type Plan struct {
	Diagnostics
	// Replace means that the object is deleted and created again.
	Replace bool
	// Planned are the planned attributes, nil for a deletion.
	Planned map[string]any

	config, proposed, planned tftypes.Value
	private                   []byte
	prior                     tftypes.Value
}

// Empty reports whether nothing is planned.
func (p Plan) Empty() bool { return p.planned.Equal(p.prior) }

// Validate validates a configuration.
func (r *Resource) Validate(t testing.TB, config map[string]any) Diagnostics {
	t.Helper()
	answer, err := r.provider.server.ValidateResourceConfig(t.Context(), &tfprotov6.ValidateResourceConfigRequest{
		TypeName: r.typeName, Config: dynamic(t, r.kind, valueOf(t, r.kind, config)),
		ClientCapabilities: &tfprotov6.ValidateResourceConfigClientCapabilities{WriteOnlyAttributesAllowed: true}})
	if err != nil {
		t.Fatal(err)
	}
	return tell(answer.Diagnostics)
}

// Plan refreshes nothing and plans config; nil plans a deletion. A replacement is planned as core does it: once as an
// update, and once more as a creation.
func (r *Resource) Plan(t testing.TB, config map[string]any) Plan {
	t.Helper()
	prior, private := r.state, r.private
	if r.tainted && config != nil {
		prior, private = tftypes.NewValue(r.kind, nil), nil
	}
	plan, replace := r.plan(t, config, prior, private)
	if replace && len(plan.Errors) == 0 {
		first := plan
		plan, _ = r.plan(t, config, tftypes.NewValue(r.kind, nil), nil)
		plan.Warnings = append(first.Warnings, plan.Warnings...)
	}
	plan.Replace, plan.prior = replace || r.tainted && config != nil, r.state
	return plan
}

func (r *Resource) plan(t testing.TB, config map[string]any, prior tftypes.Value, private []byte) (plan Plan, replace bool) {
	t.Helper()
	plan.config = tftypes.NewValue(r.kind, nil)
	if config != nil {
		plan.config = valueOf(t, r.kind, config)
	}
	plan.proposed = r.propose(t, plan.config, prior)
	answer, err := r.provider.server.PlanResourceChange(t.Context(), &tfprotov6.PlanResourceChangeRequest{
		TypeName: r.typeName, PriorState: dynamic(t, r.kind, prior), ProposedNewState: dynamic(t, r.kind, plan.proposed),
		Config: dynamic(t, r.kind, plan.config), PriorPrivate: private, PriorIdentity: r.identity})
	if err != nil {
		t.Fatal(err)
	}
	plan.Diagnostics, plan.private = tell(answer.Diagnostics), answer.PlannedPrivate
	plan.planned = decode(t, r.kind, answer.PlannedState)
	plan.Planned, _ = Go(plan.planned).(map[string]any)
	return plan, len(answer.RequiresReplace) > 0 && !prior.IsNull()
}

// propose is core's proposed new state: what the configuration says, and what only the provider computes as it was.
func (r *Resource) propose(t testing.TB, config, prior tftypes.Value) tftypes.Value {
	t.Helper()
	if config.IsNull() {
		return config
	}
	proposed, before := attributes(t, config), attributes(t, prior)
	for _, attribute := range r.schema.Block.Attributes {
		value := proposed[attribute.Name]
		switch {
		case attribute.WriteOnly:
			proposed[attribute.Name] = tftypes.NewValue(attribute.ValueType(), nil)
		case attribute.Computed && value.IsNull() && before != nil:
			proposed[attribute.Name] = before[attribute.Name]
		}
	}
	return tftypes.NewValue(r.kind, proposed)
}

// Apply carries out a plan. config is the configuration as it is during apply, with what was unknown; nil takes the planned
// one. Core plans again when something became known; so does Apply, and a plan that contradicts the first is an error as it is
// there.
func (r *Resource) Apply(t testing.TB, plan Plan, config map[string]any) Diagnostics {
	t.Helper()
	if plan.config.IsNull() {
		return r.change(t, plan, r.state)
	}
	var told Diagnostics
	prior := r.state
	if plan.Replace {
		deletion := r.Plan(t, nil)
		told.add(r.change(t, deletion, r.state))
		if len(told.Errors) > 0 {
			return told
		}
		prior = tftypes.NewValue(r.kind, nil)
		r.identity = nil
	}
	if config == nil {
		config, _ = Go(plan.config).(map[string]any)
	}
	private := r.private
	if prior.IsNull() {
		private = nil
	}
	again, replace := r.plan(t, config, prior, private)
	if len(again.Errors) > 0 {
		again.add(told)
		return again.Diagnostics
	}
	if problem := contradiction(t, plan.planned, again.planned); replace || problem != "" {
		again.Errors = append(again.Errors, "Provider produced inconsistent final plan\n"+problem)
		again.add(told)
		return again.Diagnostics
	}
	// Core shows what the second planning told.
	told.add(again.Diagnostics)
	told.add(r.change(t, again, prior))
	return told
}

// contradiction names the first attribute that the second planning plans otherwise than the first had promised.
func contradiction(t testing.TB, first, second tftypes.Value) string {
	t.Helper()
	then := attributes(t, second)
	for name, planned := range attributes(t, first) {
		if planned.IsFullyKnown() && !planned.Equal(then[name]) {
			return name
		}
	}
	return ""
}

func (r *Resource) change(t testing.TB, plan Plan, prior tftypes.Value) Diagnostics {
	t.Helper()
	answer, err := r.provider.server.ApplyResourceChange(t.Context(), &tfprotov6.ApplyResourceChangeRequest{
		TypeName: r.typeName, PriorState: dynamic(t, r.kind, prior), PlannedState: dynamic(t, r.kind, plan.planned),
		Config: dynamic(t, r.kind, plan.config), PlannedPrivate: plan.private, PlannedIdentity: r.identity})
	if err != nil {
		t.Fatal(err)
	}
	if r.provider.killed.Load() {
		return killedDiagnostics()
	}
	told := tell(answer.Diagnostics)
	r.state, r.private = decode(t, r.kind, answer.NewState), answer.Private
	if answer.NewIdentity != nil {
		r.identity = answer.NewIdentity
	}
	r.tainted = prior.IsNull() && len(told.Errors) > 0 && !r.state.IsNull()
	if problem := contradiction(t, plan.planned, r.state); len(told.Errors) == 0 && !plan.planned.IsNull() && problem != "" {
		told.Errors = append(told.Errors, "Provider produced inconsistent result after apply\n"+problem)
	}
	return told
}

// Refresh reads the object again. An object that is gone leaves no state.
func (r *Resource) Refresh(t testing.TB) Diagnostics {
	t.Helper()
	if r.state.IsNull() {
		return Diagnostics{}
	}
	answer, err := r.provider.server.ReadResource(t.Context(), &tfprotov6.ReadResourceRequest{
		TypeName: r.typeName, CurrentState: dynamic(t, r.kind, r.state), Private: r.private, CurrentIdentity: r.identity})
	if err != nil {
		t.Fatal(err)
	}
	if r.provider.killed.Load() {
		return killedDiagnostics()
	}
	told := tell(answer.Diagnostics)
	if len(told.Errors) > 0 {
		return told
	}
	r.state, r.private = decode(t, r.kind, answer.NewState), answer.Private
	if answer.NewIdentity != nil {
		r.identity = answer.NewIdentity
	}
	return told
}

// Import imports an object by its id. Core reads it next; Refresh does that.
func (r *Resource) Import(t testing.TB, id string) Diagnostics {
	t.Helper()
	return r.imported(t, &tfprotov6.ImportResourceStateRequest{TypeName: r.typeName, ID: id})
}

// ImportByIdentity imports an object by its identity.
func (r *Resource) ImportByIdentity(t testing.TB, identity map[string]any) Diagnostics {
	t.Helper()
	kind := r.identityKind(t)
	return r.imported(t, &tfprotov6.ImportResourceStateRequest{
		TypeName: r.typeName, Identity: &tfprotov6.ResourceIdentityData{IdentityData: dynamic(t, kind, valueOf(t, kind, identity))}})
}

func (r *Resource) identityKind(t testing.TB) tftypes.Type {
	t.Helper()
	schemas, err := r.provider.server.GetResourceIdentitySchemas(t.Context(), &tfprotov6.GetResourceIdentitySchemasRequest{})
	if err != nil {
		t.Fatal(err)
	}
	schema, ok := schemas.IdentitySchemas[r.typeName]
	if !ok {
		t.Fatalf("%s has no identity", r.typeName)
	}
	return schema.ValueType()
}

// Identity returns what the provider last said the object is, nil when it said nothing.
func (r *Resource) Identity(t testing.TB) map[string]any {
	t.Helper()
	if r.identity == nil {
		return nil
	}
	identity, _ := Go(decode(t, r.identityKind(t), r.identity.IdentityData)).(map[string]any)
	return identity
}

// Move takes over an object of another provider, given by its registry address, the type there and its state in JSON. Core reads
// it next; Refresh does that.
func (r *Resource) Move(t testing.TB, provider, typeName, state string) Diagnostics {
	t.Helper()
	answer, err := r.provider.server.MoveResourceState(t.Context(), &tfprotov6.MoveResourceStateRequest{
		SourceProviderAddress: provider, SourceTypeName: typeName, SourceState: &tfprotov6.RawState{JSON: []byte(state)}, TargetTypeName: r.typeName})
	if err != nil {
		t.Fatal(err)
	}
	if answer.TargetState != nil {
		r.state, r.private, r.identity = decode(t, r.kind, answer.TargetState), answer.TargetPrivate, answer.TargetIdentity
	}
	return tell(answer.Diagnostics)
}

func (r *Resource) imported(t testing.TB, req *tfprotov6.ImportResourceStateRequest) Diagnostics {
	t.Helper()
	answer, err := r.provider.server.ImportResourceState(t.Context(), req)
	if err != nil {
		t.Fatal(err)
	}
	for _, imported := range answer.ImportedResources {
		r.state, r.private, r.identity = decode(t, r.kind, imported.State), imported.Private, imported.Identity
	}
	return tell(answer.Diagnostics)
}
