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

// each makes one credential for each refusal, with its secret in the configuration.
func (k Kind[A]) each(t *testing.T, sb *sandboxtest.Sandbox) members[A] {
	t.Helper()
	ms := members[A]{}
	for name := range k.Refusals {
		ms[name] = k.own(k.Create(t, sb))
	}
	return ms
}

func (k Kind[A]) happen(t *testing.T, sb *sandboxtest.Sandbox, ms members[A]) {
	t.Helper()
	for label, m := range ms {
		k.Refusals[label].Happen(t, sb, m.credential)
	}
}

// mend undoes a refusal and returns the credential, which may have another secret.
func (k Kind[A]) mend(t *testing.T, sb *sandboxtest.Sandbox, refusal Refusal[A], credential A) A {
	t.Helper()
	if refusal.Mend == nil {
		return k.Rotate(t, sb, credential)
	}
	refusal.Mend(t, sb, credential)
	return credential
}

// expectExplained fails the test unless out explains the refusal of the member that has its name, as an error or a warning.
func (k Kind[A]) expectExplained(t *testing.T, out acctest.Output, severity, label string, m member[A]) {
	t.Helper()
	refusal := k.Refusals[label]
	said := out.Diagnostics(k.address(label))
	acctest.ExpectPhrases(t, said, severity+": "+k.named(severity, m.credential)+headings[refusal.Status], refusal.Reason, "Likely cause: ", "What to do: ", "Guide: ")
	acctest.ExpectPhrases(t, said, refusal.Says...)
	if refusal.Silent != "" && strings.Contains(said, refusal.Silent) {
		t.Errorf("%s: the diagnostic guesses %q: %s", label, refusal.Silent, said)
	}
}

// expectRecorded fails the test unless the state holds the refusal.
func (k Kind[A]) expectRecorded(t *testing.T, cli *acctest.CLI, label string, refusal Refusal[A]) {
	t.Helper()
	got := cli.Attributes(t, k.address(label))
	if reason, _ := got["reason"].(string); got["status"] != refusal.Status || !strings.Contains(reason, refusal.Reason) {
		t.Errorf("%s: the state says %v, %q; expected %s, %q", label, got["status"], got["reason"], refusal.Status, refusal.Reason)
	}
}

// drift lets every refusal happen to a credential whose secret is in the configuration.
func (k Kind[A]) drift(t *testing.T) {
	sb := sandboxtest.Start(t)
	ms := k.each(t, sb)
	cli := acctest.NewCLI(t, acctest.Provider(sb.URL)+k.config(ms))
	cli.Apply(t)
	k.happen(t, sb, ms)
	sb.ClearJournal(t)

	step(t, "a plan with verify_during_plan = false does not see it", func(t *testing.T) {
		cli.With(notDuringPlan).Plan(t).Expect(t, 0)
		k.expectCalls(t, sb, 0)
	})
	step(t, "a plan shows an unknown status and explains it", func(t *testing.T) {
		plan := cli.Plan(t, "-out=saved.tfplan")
		plan.Expect(t, 2, fmt.Sprintf("0 to add, %d to change, 0 to destroy", len(ms)))
		for _, label := range ms.labels() {
			acctest.ExpectPhrases(t, plan.Change(k.address(label)), "will be updated in-place", `status = "active" -> (known after apply)`)
			k.expectExplained(t, plan, "Warning", label, ms[label])
		}
	})
	step(t, "an apply is refused and records what it saw", func(t *testing.T) {
		out := cli.Run(t, "apply", "saved.tfplan")
		out.Expect(t, 1)
		for _, label := range ms.labels() {
			k.expectExplained(t, out, "Error", label, ms[label])
			k.expectRecorded(t, cli, label, k.Refusals[label])
		}
	})
	step(t, "a recorded refusal plans back to active", func(t *testing.T) {
		plan := cli.Plan(t)
		plan.Expect(t, 2)
		for _, label := range ms.labels() {
			acctest.ExpectPhrases(t, plan.Change(k.address(label)), fmt.Sprintf(`status = %q -> "active"`, k.Refusals[label].Status))
			k.expectExplained(t, plan, "Warning", label, ms[label])
		}
	})
	step(t, "mended, an apply brings it back to active", func(t *testing.T) {
		for label, m := range ms {
			ms[label] = k.own(k.mend(t, sb, k.Refusals[label], m.credential))
		}
		cli.Write(t, acctest.Provider(sb.URL)+k.config(ms))
		out := cli.Apply(t)
		for _, label := range ms.labels() {
			acctest.ExpectPhrases(t, out.Change(k.address(label)), fmt.Sprintf(`status = %q -> "active"`, k.Refusals[label].Status))
			if said := out.Diagnostics(k.address(label)); said != "" {
				t.Errorf("%s is still complained about: %s", label, said)
			}
			k.expectState(t, cli, label, map[string]any{"status": "active", "reason": nil})
		}
		cli.Plan(t).Expect(t, 0)
		k.expectNothingLeft(t, sb, ms)
	})
}

// recorded lets one refusal of each status happen to a credential whose secret only the provider block holds: a refresh treats
// all of one status alike.
func (k Kind[A]) recorded(t *testing.T) {
	sb := sandboxtest.Start(t)
	credential := k.Create(t, sb)
	write := func(cli *acctest.CLI) {
		cli.Write(t, acctest.Provider(sb.URL, k.block(credential))+k.config(members[A]{"test": k.inBlock(credential)}))
	}
	cli := acctest.NewCLI(t, "")
	write(cli)
	step(t, "an unchanged credential is verified once", func(t *testing.T) {
		cli.Apply(t)
		k.expectActive(t, cli, members[A]{"test": k.inBlock(credential)}, nil)
		sb.ClearJournal(t)
		cli.Plan(t).Expect(t, 0)
		k.expectCalls(t, sb, 1)
	})
	seen := map[string]bool{}
	for _, name := range slices.Sorted(maps.Keys(k.Refusals)) {
		refusal := k.Refusals[name]
		if seen[refusal.Status] {
			continue
		}
		seen[refusal.Status] = true
		step(t, "a refresh records "+name, func(t *testing.T) {
			refusal.Happen(t, sb, credential)
			cli.Run(t, "apply", "-refresh-only", "-auto-approve").Expect(t, 0, append([]string{refusal.Reason}, refusal.Says...)...)
			k.expectRecorded(t, cli, "test", refusal)
			cli.Plan(t).Expect(t, 2, fmt.Sprintf(`status = %q -> "active"`, refusal.Status), "0 to add, 1 to change, 0 to destroy")
			credential = k.mend(t, sb, refusal, credential)
			write(cli)
		})
	}
	step(t, "mended, a refresh records that", func(t *testing.T) {
		cli.Run(t, "apply", "-refresh-only", "-auto-approve").Expect(t, 0)
		k.expectState(t, cli, "test", map[string]any{"status": "active", "reason": nil})
		cli.Plan(t).Expect(t, 0)
		k.expectNothingLeft(t, sb, members[A]{"test": k.inBlock(credential)})
	})
}

// refused plans the creation of credentials that the vendor refuses, with retries on: no refusal is asked for again. One more has
// no secret at all.
func (k Kind[A]) refused(t *testing.T) {
	sb := sandboxtest.Start(t)
	ms := k.each(t, sb)
	k.happen(t, sb, ms)
	secretless := members[A]{"secretless": k.inBlock(k.Create(t, sb))}
	cli := acctest.NewCLI(t, acctest.Provider(sb.URL, "  max_retries = 4")+k.config(ms)+k.config(secretless))
	plan := cli.Plan(t)
	plan.Expect(t, 1)
	step(t, "a refusal is an error with cause and remedy", func(t *testing.T) {
		for _, label := range ms.labels() {
			k.expectExplained(t, plan, "Error", label, ms[label])
			k.mend(t, sb, k.Refusals[label], ms[label].credential)
		}
		k.expectNothingLeft(t, sb, ms)
	})
	step(t, "no secret is an error that says where to give it", func(t *testing.T) {
		acctest.ExpectPhrases(t, plan.Diagnostics(k.address("secretless")),
			"No secret for "+k.Noun, "Set "+k.SecretArgument, k.ProviderArguments)
	})
	step(t, "a refusal is not asked for again", func(t *testing.T) {
		method, path, _ := strings.Cut(k.Calls[0], " ")
		if asked := sb.Count(t, method, path); asked > len(ms)*k.times(k.Calls[0]) {
			t.Errorf("%s was called %d times for %d refusals", path, asked, len(ms))
		}
	})
}

// times is how often one verification makes a call.
func (k Kind[A]) times(call string) (n int) {
	for _, c := range k.Calls {
		if c == call {
			n++
		}
	}
	return n
}

// named is a credential's name in an error about its creation, or in a warning about one that was adopted.
func (k Kind[A]) named(severity string, credential A) string {
	if severity == "Error" {
		return k.unproven(credential)
	}
	return k.subject(credential)
}
