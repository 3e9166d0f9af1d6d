package adopted

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// unsettled spoils each call of a verification in every way. There are as many resources of one credential as faults, verified one
// after the other, so that one run meets all of them.
func (k Kind[A]) unsettled(t *testing.T) {
	sb := sandboxtest.Start(t)
	faults := acctest.Faults(k.Faults)
	many := fmt.Sprintf("count = %d", len(faults))
	inBlock := k.Create(t, sb)
	ms := members[A]{"own": k.own(k.Create(t, sb)), "block": k.inBlock(inBlock)}.with(many)
	provider := acctest.Provider(sb.URL, k.block(inBlock))
	cli := acctest.NewCLI(t, provider+k.config(ms))
	cli.Apply(t)
	before := cli.State(t)

	// expect fails the test unless a command ends with an error for each of the resources and the state stays byte for byte.
	expect := func(t *testing.T, cli *acctest.CLI, call, label string, args ...string) {
		t.Helper()
		end := acctest.Spoil(t, sb, call, faults)
		out := cli.Run(t, append(args, "-input=false", "-parallelism=1")...)
		out.Expect(t, 1)
		for i := range len(faults) {
			address := fmt.Sprintf("%s[%d]", k.address(label), i)
			acctest.ExpectPhrases(t, out.Diagnostics(address), "Error: Could not verify "+k.subject(ms[label].credential), "Likely cause: ", "What to do: ")
		}
		if cli.State(t) != before {
			t.Error("the state changed")
		}
		end()
	}
	for _, call := range slices.Compact(slices.Sorted(slices.Values(k.Calls))) {
		if call == k.CleanUp {
			continue
		}
		step(t, "plan: "+call, func(t *testing.T) {
			expect(t, cli, call, "own", "plan", "-refresh=false")
		})
	}
	step(t, "refresh: "+k.Calls[0], func(t *testing.T) {
		expect(t, cli, k.Calls[0], "block", "apply", "-refresh-only", "-auto-approve")
	})
	step(t, "update: "+k.Calls[0], func(t *testing.T) {
		changed := maps.Clone(ms)
		changed["own"] = ms["own"].withVersion(9)
		cli.Write(t, provider+k.config(changed))
		expect(t, cli.With(notDuringPlan), k.Calls[0], "own", "apply", "-auto-approve")
	})
	step(t, "the next plan finds everything as it was", func(t *testing.T) {
		cli.Write(t, provider+k.config(ms))
		cli.Plan(t).Expect(t, 0)
	})
}
