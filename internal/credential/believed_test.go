package credential_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

func TestSavedPlanThatMeetsARefusalEndsInItsExplanationAlone(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]map[string]any{"name": {"name": "x"}, "scopes": {"scopes": []any{"read", "write"}}} {
		b := newBank()
		r := adopted(t, b, config(nil))
		plan := r.Plan(t, config(change))
		b.pin = ""
		told := r.Apply(t, plan, nil)
		if len(told.Errors) != 1 || !strings.Contains(told.Errors[0], "bank account a is rejected") {
			t.Errorf("%s: %v", name, told.Errors)
		}
		expect(t, r.State(t), map[string]any{"status": "rejected", "name": nil})
	}
}

func TestSavedPlanOfARefusalThatIsOverAppliesClean(t *testing.T) {
	t.Parallel()
	b := newBank()
	r := adopted(t, b, config(nil))
	b.pin = ""
	plan := r.Plan(t, config(nil))
	b.pin = "1111"
	if told := r.Apply(t, plan, nil); len(told.Errors) > 0 {
		t.Error(told.Errors)
	}
	expect(t, r.State(t), map[string]any{"status": "active"})
}

func TestLostSecretIsAWarningUntilSomethingIsToBeVerified(t *testing.T) {
	t.Parallel()
	for name, lost := range map[string]any{"left out": nil, "empty": "", "blank": " \n"} {
		b := newBank()
		r := adopted(t, b, config(nil))
		without := config(map[string]any{"pin_wo": lost})
		plan := r.Plan(t, without)
		if len(plan.Errors) > 0 || !plan.Empty() || len(plan.Warnings) != 1 || !strings.Contains(plan.Warnings[0], "bank account a is not verified") {
			t.Errorf("%s: %v, %v", name, plan.Errors, plan.Warnings)
		}
		without["name"] = "x"
		if plan := r.Plan(t, without); len(plan.Errors) != 1 || !strings.Contains(plan.Errors[0], "No secret for bank account a") {
			t.Errorf("%s, with a change: %v", name, plan.Errors)
		}
		if plan := at(t, b).Plan(t, without); len(plan.Errors) != 1 || !strings.Contains(plan.Errors[0], "No secret for bank account a") {
			t.Errorf("%s, created: %v", name, plan.Errors)
		}
		if told := r.Apply(t, r.Plan(t, nil), nil); len(told.Errors) > 0 || r.State(t) != nil {
			t.Errorf("%s: the destruction says %v", name, told.Errors)
		}
	}
}

func TestErrorAboutAnAdoptedCredentialNamesTheWaysOut(t *testing.T) {
	t.Parallel()
	b := newBank()
	b.blockID, b.blockPIN = types.StringValue("a"), types.StringValue("1111")
	r := adopted(t, b, config(nil))
	b.down = refusal(vendorhttp.KindUnavailable, "closed")
	for _, errors := range [][]string{r.Refresh(t).Errors, r.Plan(t, config(nil)).Errors} {
		if len(errors) != 1 || !strings.Contains(errors[0], "-refresh=false") || !strings.Contains(errors[0], "`removed` block") {
			t.Errorf("%v", errors)
		}
	}
	if created := at(t, b).Plan(t, config(nil)); strings.Contains(created.Words(), "-refresh=false") {
		t.Errorf("a creation names ways out of what is not there: %v", created.Errors)
	}
}

func TestPinnedVersionThatHidesAnotherSecretIsTold(t *testing.T) {
	t.Parallel()
	b := newBank()
	pinned := config(map[string]any{"pin_wo_version": 1})
	r := adopted(t, b, pinned)
	if plan := r.Plan(t, pinned); len(plan.Warnings) > 0 {
		t.Errorf("the adopted secret warns: %v", plan.Warnings)
	}
	pinned["pin_wo"] = "2222"
	plan := r.Plan(t, pinned)
	if !plan.Empty() || len(plan.Warnings) != 1 || !strings.Contains(plan.Warnings[0], "pin_wo is not the secret that was last verified, and pin_wo_version is still 1") {
		t.Errorf("%v, %v", plan.Planned, plan.Warnings)
	}
}

func TestSameSecretInBlockAndResourceIsAskedAboutOnce(t *testing.T) {
	t.Parallel()
	b := newBank()
	b.blockID, b.blockPIN = types.StringValue("a"), types.StringValue("1111")
	r := adopted(t, b, config(nil))
	b.pin = ""
	told := r.Refresh(t)
	plan := r.Plan(t, config(nil))
	if b.calls != 1 || len(told.Warnings)+len(plan.Warnings) != 1 {
		t.Errorf("%d verifications and %d warnings, expected one of each", b.calls, len(told.Warnings)+len(plan.Warnings))
	}
	expect(t, plan.Planned, map[string]any{"status": "active"})
	if r.Plan(t, config(nil)); b.calls != 2 {
		t.Errorf("a plan without a refresh before it asked %d times", b.calls-1)
	}
}

func TestDestroyingWhatTheVendorRefusedSaysNotThatItExists(t *testing.T) {
	t.Parallel()
	b := newBank()
	b.blockID, b.blockPIN = types.StringValue("a"), types.StringValue("1111")
	r := adopted(t, b, config(nil))
	b.pin = ""
	r.Refresh(t)
	told := r.Apply(t, r.Plan(t, nil), nil)
	if len(told.Warnings) != 1 || strings.Contains(told.Warnings[0], "still exists") || !strings.Contains(told.Warnings[0], "wrong PIN") {
		t.Errorf("%v", told.Warnings)
	}
}

func TestDestructionNeverAdvisesToEndWhatAnotherResourceAdopted(t *testing.T) {
	t.Parallel()
	b := newBank()
	r := adopted(t, b, config(nil))
	told := r.Apply(t, r.Plan(t, nil), nil)
	if !strings.Contains(told.Words(), "If another resource adopts it, such as a replacement or a renamed address, leave it as it is.") {
		t.Errorf("%v", told.Warnings)
	}
}
