package credential_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/protocoltest"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

// adopted applies config and fails the test unless the account is adopted.
func adopted(t *testing.T, b *bank, config map[string]any) *protocoltest.Resource {
	t.Helper()
	r := at(t, b)
	apply(t, r, config)
	b.calls = 0
	return r
}

func apply(t *testing.T, r *protocoltest.Resource, config map[string]any) {
	t.Helper()
	plan := r.Plan(t, config)
	if told := r.Apply(t, plan, nil); len(plan.Errors)+len(told.Errors) > 0 {
		t.Fatalf("%v %v", plan.Errors, told.Errors)
	}
}

// expect compares the named attributes.
func expect(t *testing.T, got map[string]any, want map[string]any) {
	t.Helper()
	for name, value := range want {
		if list, ok := value.([]any); ok {
			if actual, _ := got[name].([]any); !slices.Equal(actual, list) {
				t.Errorf("%s is %v, expected %v", name, got[name], value)
			}
			continue
		}
		if got[name] != value {
			t.Errorf("%s is %v, expected %v", name, got[name], value)
		}
	}
}

func TestCreationIsVerifiedAtPlanAndAtApply(t *testing.T) {
	t.Parallel()
	b := newBank()
	r := at(t, b)
	plan := r.Plan(t, config(nil))
	expect(t, plan.Planned, map[string]any{"pin_wo_version": int64(1), "length": protocoltest.Unknown, "status": protocoltest.Unknown, "granted": protocoltest.Unknown})
	if told := r.Apply(t, plan, nil); len(told.Errors) > 0 {
		t.Fatal(told.Errors)
	}
	expect(t, r.State(t), map[string]any{"pin_wo": nil, "pin_wo_version": int64(1), "length": int64(4), "status": "active", "reason": nil, "granted": []any{"read"}})
	if b.calls != 3 {
		t.Errorf("%d verifications, expected one for each planning and one for the creation", b.calls)
	}
	if plan := r.Plan(t, config(nil)); !plan.Empty() || len(plan.Errors) > 0 {
		t.Errorf("the next plan is not empty: %v", plan.Planned)
	}
}

func TestRefusedCreationIsAnErrorAtPlan(t *testing.T) {
	t.Parallel()
	for status, more := range map[string]map[string]any{
		"is rejected": {"pin_wo": "2222"},
		"is denied":   {"scopes": []any{"read", "own"}},
	} {
		plan := at(t, newBank()).Plan(t, config(more))
		if len(plan.Errors) != 1 || !strings.Contains(plan.Errors[0], "bank account a "+status) {
			t.Errorf("%s: %v", status, plan.Errors)
		}
	}
}

func TestWhatCannotBeAskedYetWaitsForApply(t *testing.T) {
	t.Parallel()
	for name, late := range map[string]map[string]any{
		"secret":          {"pin_wo": protocoltest.Unknown, "scopes": []any{"read", "write"}},
		"declared":        {"scopes": protocoltest.Unknown},
		"declared's part": {"scopes": []any{"read", protocoltest.Unknown}},
	} {
		b := newBank()
		r := at(t, b)
		plan := r.Plan(t, config(late))
		if len(plan.Errors) > 0 || b.calls != 0 {
			t.Errorf("%s: %v, %d calls", name, plan.Errors, b.calls)
		}
		if told := r.Apply(t, plan, config(map[string]any{"scopes": []any{"read", "write"}})); len(told.Errors) > 0 {
			t.Errorf("%s: %v", name, told.Errors)
		}
		expect(t, r.State(t), map[string]any{"status": "active"})
	}
}

func TestChangeThatOnlyApplyCanAskAboutPlansAnUnknownStatus(t *testing.T) {
	t.Parallel()
	for name, late := range map[string]map[string]any{
		"secret":          {"pin_wo": protocoltest.Unknown},
		"declared's part": {"scopes": []any{"read", protocoltest.Unknown}},
	} {
		b := newBank()
		r := adopted(t, b, config(nil))
		plan := r.Plan(t, config(late))
		expect(t, plan.Planned, map[string]any{"status": protocoltest.Unknown, "reason": protocoltest.Unknown, "granted": protocoltest.Unknown})
		// A refusal that only the apply meets is explained and contradicts no plan.
		b.granted = nil
		told := r.Apply(t, plan, config(map[string]any{"scopes": []any{"read", "own"}}))
		if name != "secret" && (len(told.Errors) != 1 || !strings.Contains(told.Errors[0], "is denied")) {
			t.Errorf("%s: %v", name, told.Errors)
		}
	}
}

// The framework proposes everything computed as unknown, planning first carries over what is recorded, and leaves it open again.
func TestWhatPlanningLeavesOpenAgainIsUnknown(t *testing.T) {
	t.Parallel()
	r := adopted(t, newBank(), config(nil))
	plan := r.Plan(t, config(map[string]any{"name": "savings", "pin_wo": protocoltest.Unknown}))
	for _, name := range []string{"pin_wo_version", "status", "reason", "granted", "length"} {
		if plan.Planned[name] != protocoltest.Unknown {
			t.Errorf("%s is planned as %v", name, plan.Planned[name])
		}
	}
	told := r.Apply(t, plan, config(map[string]any{"name": "savings"}))
	if len(plan.Errors)+len(told.Errors) > 0 {
		t.Errorf("%v %v", plan.Errors, told.Errors)
	}
	expect(t, r.State(t), map[string]any{"name": "savings", "status": "active", "length": int64(4), "pin_wo_version": int64(1)})
}

func TestDriftIsSeenByWhoHasTheSecret(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		lose   func(*bank)
		status string
	}{
		"account closed": {func(b *bank) { b.pin = "" }, "rejected"},
		"scope taken":    {func(b *bank) { b.granted = nil }, "denied"},
	} {
		t.Run(name+", secret in the configuration", func(t *testing.T) {
			t.Parallel()
			b := newBank()
			r := adopted(t, b, config(nil))
			c.lose(b)
			if told := r.Refresh(t); len(told.Warnings) > 0 || b.calls != 0 {
				t.Errorf("the refresh has no secret and said %v", told.Warnings)
			}
			plan := r.Plan(t, config(nil))
			if len(plan.Warnings) != 1 || !strings.Contains(plan.Warnings[0], "is "+c.status) {
				t.Errorf("the plan warns: %v", plan.Warnings)
			}
			expect(t, plan.Planned, map[string]any{"status": protocoltest.Unknown, "reason": protocoltest.Unknown})
			if told := r.Apply(t, plan, nil); len(told.Errors) != 1 {
				t.Errorf("the apply says %v", told.Errors)
			}
			expect(t, r.State(t), map[string]any{"status": c.status})
			back := r.Plan(t, config(nil))
			expect(t, back.Planned, map[string]any{"status": "active", "reason": nil})
		})
		t.Run(name+", secret in the provider block", func(t *testing.T) {
			t.Parallel()
			b := newBank()
			b.blockID, b.blockPIN = types.StringValue("a"), types.StringValue("11 11")
			without := config(map[string]any{"pin_wo": nil})
			r := adopted(t, b, without)
			expect(t, r.State(t), map[string]any{"pin_wo_version": nil, "status": "active"})
			c.lose(b)
			if told := r.Refresh(t); len(told.Warnings) != 1 || !strings.Contains(told.Warnings[0], "is "+c.status) {
				t.Errorf("the refresh warns: %v", told.Warnings)
			}
			expect(t, r.State(t), map[string]any{"status": c.status})
			b.calls = 0
			expect(t, r.Plan(t, without).Planned, map[string]any{"status": "active"})
			if b.calls != 0 {
				t.Errorf("the plan asked again what the refresh had asked")
			}
		})
	}
}

func TestVersionFollowsTheSecretUnlessTheUserSetsIt(t *testing.T) {
	t.Parallel()
	b := newBank()
	r := adopted(t, b, config(nil))
	if plan := r.Plan(t, config(map[string]any{"pin_wo": "11 11"})); !plan.Empty() {
		t.Errorf("another spelling of the same secret plans %v", plan.Planned)
	}
	b.pin = "222222"
	changed := config(map[string]any{"pin_wo": "222222"})
	expect(t, r.Plan(t, changed).Planned, map[string]any{"pin_wo_version": int64(2), "length": protocoltest.Unknown, "status": "active"})
	apply(t, r, changed)

	own := func(pin string, version int) map[string]any {
		return config(map[string]any{"pin_wo": pin, "pin_wo_version": version})
	}
	apply(t, r, own("222222", 7))
	b.calls = 0
	if plan := r.Plan(t, own("333333", 7)); !plan.Empty() || b.calls != 0 {
		t.Errorf("another secret under one's own version plans %v with %d calls", plan.Planned, b.calls)
	}
	b.pin = "333333"
	expect(t, r.Plan(t, own("333333", 8)).Planned, map[string]any{"pin_wo_version": int64(8), "status": "active"})
	expect(t, r.Plan(t, config(map[string]any{"pin_wo": protocoltest.Unknown})).Planned, map[string]any{"pin_wo_version": protocoltest.Unknown, "length": protocoltest.Unknown})
}

func TestRefreshIgnoresASecretThatWasNotAdopted(t *testing.T) {
	t.Parallel()
	b := newBank()
	b.blockID, b.blockPIN = types.StringValue("a"), types.StringValue("0000")
	r := adopted(t, b, config(nil))
	if told := r.Refresh(t); len(told.Warnings) > 0 || b.calls != 0 {
		t.Errorf("an earlier secret in the provider block was asked about: %v", told.Warnings)
	}
}

func TestInconclusiveAnswerChangesNothing(t *testing.T) {
	t.Parallel()
	b := newBank()
	b.blockID, b.blockPIN = types.StringValue("a"), types.StringValue("1111")
	r := adopted(t, b, config(nil))
	before := r.State(t)
	b.down = refusal(vendorhttp.KindUnavailable, "closed")
	if told := r.Refresh(t); len(told.Errors) != 1 || !strings.Contains(told.Errors[0], "Could not verify bank account a") {
		t.Errorf("the refresh says %v", told.Errors)
	}
	if plan := r.Plan(t, config(nil)); len(plan.Errors) != 1 {
		t.Errorf("the plan says %v", plan.Errors)
	}
	b.asks = false
	plan := r.Plan(t, config(map[string]any{"name": "x"}))
	if told := r.Apply(t, plan, nil); len(told.Errors) != 1 {
		t.Errorf("the apply says %v", told.Errors)
	}
	expect(t, r.State(t), map[string]any{"status": before["status"], "name": before["name"]})
}

func TestAskingOutsideApplyCanBeSwitchedOff(t *testing.T) {
	t.Parallel()
	b := newBank()
	b.asks = false
	b.blockID, b.blockPIN = types.StringValue("a"), types.StringValue("1111")
	r := at(t, b)
	plan := r.Plan(t, config(nil))
	if b.calls != 0 {
		t.Error("the plan asked")
	}
	if told := r.Apply(t, plan, nil); len(told.Errors) > 0 || b.calls != 1 {
		t.Errorf("the creation made %d verifications: %v", b.calls, told.Errors)
	}
	r.Refresh(t)
	if b.calls != 1 {
		t.Error("the refresh asked")
	}
}

func TestReplacementIsAskedAboutOnce(t *testing.T) {
	t.Parallel()
	b := newBank()
	r := adopted(t, b, config(nil))
	if plan := r.Plan(t, config(map[string]any{"id": "b"})); !plan.Replace || b.calls != 1 {
		t.Errorf("replace %v with %d verifications", plan.Replace, b.calls)
	}
}

func TestSecretsThatCannotBeUsedAreNotSent(t *testing.T) {
	t.Parallel()
	b := newBank()
	for phrase, more := range map[string]map[string]any{
		"No secret for bank account a":   {"pin_wo": nil},
		"pin_wo: it has letters.":        {"pin_wo": "secret"},
		"or configure the same":          {"pin_wo": nil, "name": "x"},
		"in the provider block (bank.id": {"pin_wo": nil, "id": "b"},
	} {
		if plan := at(t, b).Plan(t, config(more)); !strings.Contains(plan.Words(), phrase) || strings.Contains(plan.Words(), "secret\"") {
			t.Errorf("%s is missing from %v", phrase, plan.Errors)
		}
	}
	if b.calls != 0 {
		t.Error("a secret that cannot be used was sent")
	}
}

func TestLeftoverIsAWarningBesideTheVerdict(t *testing.T) {
	t.Parallel()
	b := newBank()
	b.left = refusal(vendorhttp.KindUnavailable, "closed")
	plan := at(t, b).Plan(t, config(nil))
	if len(plan.Errors) > 0 || len(plan.Warnings) != 1 || !strings.Contains(plan.Warnings[0], "A slip was left.") {
		t.Errorf("%v, %v", plan.Errors, plan.Warnings)
	}
}

func TestDestroyForgetsAndAsksNothing(t *testing.T) {
	t.Parallel()
	b := newBank()
	r := adopted(t, b, config(nil))
	told := r.Apply(t, r.Plan(t, nil), nil)
	if b.calls != 0 || r.State(t) != nil || len(told.Warnings) != 1 || !strings.Contains(told.Warnings[0], "close it in the branch") {
		t.Errorf("%d calls, state %v, %v", b.calls, r.State(t), told)
	}
}

func TestImportedAccountIsVerifiedByItsFirstApply(t *testing.T) {
	t.Parallel()
	b := newBank()
	r := at(t, b)
	if told := r.Import(t, "a"); len(told.Errors) > 0 {
		t.Fatal(told.Errors)
	}
	if told := r.Refresh(t); len(told.Errors) > 0 || b.calls != 0 {
		t.Fatalf("%v, %d calls", told.Errors, b.calls)
	}
	plan := r.Plan(t, config(nil))
	if plan.Replace {
		t.Error("the first plan after an import replaces")
	}
	expect(t, plan.Planned, map[string]any{"status": "active", "pin_wo_version": int64(1)})
	if told := r.Apply(t, plan, nil); len(told.Errors) > 0 {
		t.Error(told.Errors)
	}
}

func TestImportThatCouldAskNobodyPlansNothing(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		block types.String
		warns int
	}{"with the secret in the provider block": {types.StringValue("a"), 0}, "without a secret": {types.StringNull(), 1}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBank()
			b.blockID, b.blockPIN, b.asks = c.block, types.StringValue("1111"), false
			r := at(t, b)
			told := r.Import(t, "a")
			r.Edit(t, map[string]any{"scopes": []any{"read"}})
			told.Errors = append(told.Errors, r.Refresh(t).Errors...)
			plan := r.Plan(t, config(map[string]any{"pin_wo": nil}))
			if len(told.Errors)+len(plan.Errors) > 0 || !reflect.DeepEqual(plan.Planned, r.State(t)) || len(plan.Warnings) != c.warns {
				t.Errorf("planned %v from %v; %v %v", plan.Planned, r.State(t), told.Errors, plan.Diagnostics)
			}
			if b.calls != 0 {
				t.Errorf("%d calls", b.calls)
			}
		})
	}
}

// An ephemeral secret may be rotated between plan and apply.
func TestSecretThatIsAnotherOneDuringApplyIsTheOneAdopted(t *testing.T) {
	t.Parallel()
	b := newBank()
	r := at(t, b)
	with := func(pin, name any) map[string]any { return config(map[string]any{"pin_wo": pin, "name": name}) }
	rotated := func(what string, planned, applied map[string]any, pin string, version any) {
		t.Helper()
		plan := r.Plan(t, planned)
		b.pin, b.blockPIN = pin, types.StringValue(pin)
		if told := r.Apply(t, plan, applied); len(plan.Errors)+len(told.Errors) > 0 {
			t.Fatalf("%s: %v %v", what, plan.Errors, told.Errors)
		}
		expect(t, r.State(t), map[string]any{"status": "active", "length": int64(len(pin)), "pin_wo_version": version})
		if again := r.Plan(t, applied); !again.Empty() {
			t.Errorf("%s: the next plan is %v", what, again.Planned)
		}
	}
	rotated("creation", with("1111", nil), with("22222", nil), "22222", int64(1))
	rotated("another secret", with("333333", nil), with("4444444", nil), "4444444", int64(2))
	b.blockID = types.StringValue("a")
	rotated("from the provider block", with(nil, nil), with(nil, nil), "55555555", nil)
	rotated("another argument", with(nil, "savings"), with(nil, "savings"), "6666", nil)
}
