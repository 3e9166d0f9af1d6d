package adopted

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// unknown takes the secret from a resource that changes, so that neither the configuration nor the provider block has it at
// plan.
func (k Kind[A]) unknown(t *testing.T) {
	sb := sandboxtest.Start(t)
	credential := k.Create(t, sb)
	const late = "terraform_data.late.output"
	own := k.own(credential)
	own.secret = late
	ms := members[A]{"own": own, "block": k.inBlock(credential)}
	config := func(secret string, edition int) string {
		return fmt.Sprintf("resource \"terraform_data\" \"late\" {\n  input = %q\n  triggers_replace = %d\n}\n", secret, edition) +
			acctest.Provider(sb.URL, k.Block(credential, late)) + k.config(ms)
	}
	secret := k.Account(credential).Secret
	cli := acctest.NewCLI(t, config(secret, 1))
	step(t, "the plan waits for apply and asks nothing", func(t *testing.T) {
		plan := cli.Plan(t)
		plan.Expect(t, 2, "3 to add")
		acctest.ExpectPhrases(t, plan.Change(k.address("own")), k.version()+" = (known after apply)", "status = (known after apply)")
		k.expectCalls(t, sb, 0)
	})
	step(t, "apply verifies", func(t *testing.T) {
		cli.Apply(t)
		k.expectActive(t, cli, ms, nil)
		cli.Plan(t).Expect(t, 0)
	})
	step(t, "a secret that turns out to be the same keeps its version", func(t *testing.T) {
		cli.Write(t, config(k.spellings(credential)[0], 1))
		out := cli.Apply(t)
		acctest.ExpectPhrases(t, out.Change(k.address("own")), k.unknownSecret(), k.version()+" = 1 -> (known after apply)")
		k.expectActive(t, cli, ms, nil)
	})
	step(t, "a refusal at apply is explained and recorded", func(t *testing.T) {
		refusal := k.Refusals[slices.Sorted(maps.Keys(k.Refusals))[0]]
		refusal.Happen(t, sb, credential)
		cli.Write(t, config(secret, 2))
		out := cli.Run(t, "apply", "-auto-approve")
		out.Expect(t, 1)
		acctest.ExpectPhrases(t, out.Change(k.address("own")), k.unknownSecret(), `status = "active" -> (known after apply)`)
		acctest.ExpectPhrases(t, out.Diagnostics(k.address("own")), k.subject(credential)+headings[refusal.Status], refusal.Reason)
		if !k.UnknownReplaces {
			k.expectRecorded(t, cli, "own", refusal)
		}
	})
}

// unknownSecret is what a plan says of a resource whose secret it does not know.
func (k Kind[A]) unknownSecret() string {
	if k.UnknownReplaces {
		return "must be replaced"
	}
	return "will be updated in-place"
}
