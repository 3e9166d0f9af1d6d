package adopted

import (
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// leftover fails the call that ends what a verification made.
func (k Kind[A]) leftover(t *testing.T) {
	sb := sandboxtest.Start(t)
	ms := members[A]{"test": k.own(k.Create(t, sb))}
	end := acctest.Spoil(t, sb, k.CleanUp, map[string]acctest.Fault{"503": {Kind: "status", Status: 503}})
	cli := acctest.NewCLI(t, acctest.Provider(sb.URL)+k.config(ms))
	cli.Run(t, "apply", "-auto-approve").Expect(t, 0, append([]string{"Verifying " + k.unproven(ms["test"].credential) + " left something behind",
		"HTTP 503"}, k.Leftover...)...)
	end()
	k.expectActive(t, cli, ms, nil)
}

// unasked is for a kind that plan and refresh verify only when told to.
func (k Kind[A]) unasked(t *testing.T) {
	sb := sandboxtest.Start(t)
	inBlock := k.Create(t, sb)
	own := k.Create(t, sb)
	ms := members[A]{"block": k.inBlock(inBlock).alone(), "own": k.own(own).alone()}
	cli := acctest.NewCLI(t, acctest.Provider(sb.URL, k.block(inBlock))+k.config(ms))
	step(t, "only the apply of a creation asks", func(t *testing.T) {
		cli.Apply(t)
		k.expectCalls(t, sb, len(ms))
		argument, _, _ := strings.Cut(k.OnRefresh, " ")
		for _, label := range ms.labels() {
			k.expectState(t, cli, label, map[string]any{"status": "active", argument: false})
		}
	})
	step(t, "plan, refresh and destroy ask nothing", func(t *testing.T) {
		cli.Plan(t).Expect(t, 0)
		cli.Run(t, "apply", "-refresh-only", "-auto-approve").Expect(t, 0)
		k.expectCalls(t, sb, 0)
	})
	step(t, "a new secret is verified by the apply alone", func(t *testing.T) {
		ms["own"] = k.own(k.Rotate(t, sb, own)).alone()
		cli.Write(t, acctest.Provider(sb.URL, k.block(inBlock))+k.config(ms))
		cli.Apply(t)
		k.expectCalls(t, sb, 1)
		k.expectActive(t, cli, members[A]{"own": ms["own"]}, map[string]int{"own": 2})
		cli.Run(t, "destroy", "-auto-approve").Expect(t, 0, "still exists", k.Console)
		k.expectCalls(t, sb, 0)
	})
}
