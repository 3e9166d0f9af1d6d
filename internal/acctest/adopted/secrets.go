package adopted

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// held keeps the secrets of several credentials in the provider block's map, from an ephemeral variable. Every refresh then
// sees what happens at the vendor: it is in the plan's JSON, where drift services look.
func (k Kind[A]) held(t *testing.T) {
	sb := sandboxtest.Start(t)
	good, lost := k.Create(t, sb), k.Create(t, sb)
	secrets, err := json.Marshal(map[string]string{
		" " + k.Account(good).Key + "\t": k.Account(good).Secret, k.Account(lost).Key: k.spellings(lost)[0],
	})
	if err != nil {
		t.Fatal(err)
	}
	cli := acctest.NewCLI(t, "variable \"secrets\" {\n  type      = map(string)\n  sensitive = true\n  ephemeral = true\n}\n"+
		acctest.Provider(sb.URL, "  "+k.Vendor+" = {\n    secrets = var.secrets\n  }")+k.naming("good", good)+k.naming("lost", lost))
	cli = cli.With("TF_VAR_secrets=" + string(secrets))
	step(t, "each is verified with its own secret", func(t *testing.T) {
		cli.Apply(t)
		k.expectActive(t, cli, members[A]{"good": k.inBlock(good), "lost": k.inBlock(lost)}, nil)
		sb.ClearJournal(t)
		cli.Plan(t, "-refresh-only").Expect(t, 0)
		k.expectCalls(t, sb, 2)
		cli.Plan(t).Expect(t, 0)
	})
	step(t, "a refusal is drift for plan -refresh-only", func(t *testing.T) {
		name := slices.Sorted(maps.Keys(k.Refusals))[0]
		refusal := k.Refusals[name]
		refusal.Happen(t, sb, lost)
		out := cli.Plan(t, "-refresh-only", "-out=drift.tfplan")
		out.Expect(t, 2, append([]string{k.subject(lost) + headings[refusal.Status]}, refusal.Says...)...)
		var plan struct {
			Drift []struct {
				Address string
				Change  struct{ After map[string]any }
			} `json:"resource_drift"`
		}
		if err := json.Unmarshal([]byte(cli.Run(t, "show", "-json", "drift.tfplan").Text), &plan); err != nil {
			t.Fatal(err)
		}
		if len(plan.Drift) != 1 || plan.Drift[0].Address != k.address("lost") || plan.Drift[0].Change.After["status"] != refusal.Status {
			t.Errorf("resource_drift is %+v, expected %s with status %s", plan.Drift, k.address("lost"), refusal.Status)
		}
		if strings.Contains(out.Text+cli.State(t), k.Account(lost).Secret) {
			t.Error("the secret is in the output or the state")
		}
	})
	step(t, "a plan shows it as a change", func(t *testing.T) {
		cli.Plan(t).Expect(t, 2, "0 to add, 1 to change, 0 to destroy")
	})
}

// naming declares a credential by its id, without a secret.
func (k Kind[A]) naming(label string, credential A) string {
	account := k.Account(credential)
	return fmt.Sprintf("resource %q %q {\n  %s\n  %s\n}\n", k.Type, label, cmp.Or(account.Naming, account.Arguments), k.inBlock(credential).more)
}
