package adopted

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// notDuringPlan turns verification during plan off.
const notDuringPlan = "STOREAUTH_VERIFY_DURING_PLAN=false"

// life takes credentials with their secrets in the configuration from creation to destruction. Each resource has a credential
// of its own, so that one run tells what becomes of all of them.
func (k Kind[A]) life(t *testing.T) {
	sb := sandboxtest.Start(t)
	counted, raised, hidden, spelled := k.Create(t, sb), k.Create(t, sb), k.Create(t, sb), k.Create(t, sb)
	former := k.Create(t, sb)
	refused := k.Rotate(t, sb, former)
	before := members[A]{
		"counted": k.own(counted), "raised": k.own(raised).withVersion(7), "hidden": k.own(hidden).withVersion(7),
		"refused": k.own(refused).withVersion(7), "replaced": k.own(k.Create(t, sb)),
	}
	for i := range k.spellings(spelled) {
		before[fmt.Sprintf("spelled_%d", i)] = k.own(spelled)
	}
	cli := acctest.NewCLI(t, acctest.Provider(sb.URL)+k.config(before))
	unasked := cli.With(notDuringPlan)

	step(t, "a plan with verify_during_plan = false asks nothing", func(t *testing.T) {
		unasked.Plan(t, "-out=saved.tfplan").Expect(t, 2, fmt.Sprintf("%d to add, 0 to change, 0 to destroy", len(before)))
		k.expectCalls(t, sb, 0)
	})
	step(t, "a saved plan is applied and verifies each once", func(t *testing.T) {
		unasked.Run(t, "apply", "saved.tfplan").Expect(t, 0)
		k.expectCalls(t, sb, len(before))
		k.expectActive(t, cli, before, nil)
	})
	step(t, "the next plan is empty and verifies each once", func(t *testing.T) {
		cli.Plan(t).Expect(t, 0, "No changes")
		k.expectCalls(t, sb, len(before))
		k.expectNothingLeft(t, sb, before)
	})

	counted, raised, hidden = k.Rotate(t, sb, counted), k.Rotate(t, sb, raised), k.Rotate(t, sb, hidden)
	after := members[A]{
		"counted": k.own(counted), "raised": k.own(raised).withVersion(8), "hidden": k.own(hidden).withVersion(7),
		"refused": k.own(refused).withVersion(7).withSecret(k.Account(former).Secret), "replaced": k.own(k.Create(t, sb)),
	}
	for i, spelling := range k.spellings(spelled) {
		after[fmt.Sprintf("spelled_%d", i)] = k.own(spelled).withSecret(spelling)
	}
	changes := map[string][]string{
		"counted":  {"will be updated in-place", k.version() + " = 1 -> 2"},
		"raised":   {"will be updated in-place", k.version() + " = 7 -> 8"},
		"replaced": {"must be replaced", "forces replacement"},
	}
	step(t, "a plan tells new secrets, versions and another id", func(t *testing.T) {
		cli.Write(t, acctest.Provider(sb.URL)+k.config(after))
		plan := cli.Plan(t)
		plan.Expect(t, 2, "1 to add, 2 to change, 1 to destroy")
		for _, label := range after.labels() {
			change := plan.Change(k.address(label))
			if _, changes := changes[label]; !changes && change != "" {
				t.Errorf("%s is changed: %s", label, change)
			}
			acctest.ExpectPhrases(t, change, changes[label]...)
			said := plan.Diagnostics(k.address(label))
			if label == "hidden" || label == "refused" {
				acctest.ExpectPhrases(t, said, "Warning: "+k.subject(after[label].credential)+" is not verified", k.SecretArgument+" is not the secret that was last verified")
			} else if said != "" {
				t.Errorf("%s is complained about: %s", label, said)
			}
		}
	})
	step(t, "applied, the next plan is empty", func(t *testing.T) {
		cli.Apply(t)
		// A hidden secret changes nothing in the state.
		held := maps.Clone(after)
		held["hidden"], held["refused"] = before["hidden"], before["refused"]
		k.expectActive(t, cli, held, map[string]int{"counted": 2})
		cli.Plan(t).Expect(t, 0)
	})

	k.savedPlanOfAnotherWorld(t, sb, cli, after)

	step(t, "destroy says what lives on and asks nothing", func(t *testing.T) {
		sb.ClearJournal(t)
		out := cli.Run(t, "destroy", "-auto-approve", "-refresh=false")
		out.Expect(t, 0)
		for _, label := range after.labels() {
			if label == "counted" {
				acctest.ExpectPhrases(t, out.Words(), k.subject(after[label].credential)) // the vendor has come to refuse it
				continue
			}
			acctest.ExpectPhrases(t, out.Words(), k.subject(after[label].credential)+" still exists", "If another resource adopts it", k.Console)
		}
		k.expectCalls(t, sb, 0)
	})
}

// savedPlanOfAnotherWorld applies a saved plan whose credentials the vendor has come to refuse after the plan was made.
func (k Kind[A]) savedPlanOfAnotherWorld(t *testing.T, sb *sandboxtest.Sandbox, cli *acctest.CLI, ms members[A]) {
	t.Helper()
	name := slices.Sorted(maps.Keys(k.Refusals))[0]
	refusal := k.Refusals[name]
	changed := maps.Clone(ms)
	fresh := k.Create(t, sb)
	counted := k.Rotate(t, sb, ms["counted"].credential)
	changed["counted"], changed["fresh"] = k.own(counted), k.own(fresh)
	step(t, "a saved plan explains a refusal since", func(t *testing.T) {
		cli.Write(t, acctest.Provider(sb.URL)+k.config(changed))
		cli.Plan(t, "-out=saved.tfplan").Expect(t, 2, "1 to add, 1 to change, 0 to destroy")
		refusal.Happen(t, sb, counted)
		refusal.Happen(t, sb, fresh)
		out := cli.Run(t, "apply", "saved.tfplan")
		out.Expect(t, 1)
		acctest.ExpectPhrases(t, out.Diagnostics(k.address("counted")), k.subject(counted)+headings[refusal.Status], refusal.Reason)
		acctest.ExpectPhrases(t, out.Diagnostics(k.address("fresh")), k.unproven(fresh)+headings[refusal.Status], refusal.Reason)
		if strings.Contains(out.Text, "inconsistent") {
			t.Errorf("Terraform calls it a bug:\n%s", out.Text)
		}
		if state := cli.Attributes(t, k.address("fresh")); state != nil {
			t.Errorf("after %s the refused credential was adopted: %v", name, state)
		}
		k.expectState(t, cli, "counted", map[string]any{"status": refusal.Status, k.version(): 2})
	})
}
