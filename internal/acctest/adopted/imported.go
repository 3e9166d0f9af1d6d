package adopted

import (
	"fmt"
	"maps"
	"reflect"
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/protocoltest"
	"github.com/storeauth/terraform-provider-storeauth/internal/provider"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// imported imports a credential by each form of its id, once with the secret in the provider block and once with it in the
// configuration, beside one that is created.
func (k Kind[A]) imported(t *testing.T) {
	sb := sandboxtest.Start(t)
	credential := k.Create(t, sb)
	account := k.Account(credential)
	// An import knows nothing but the id, so nothing else is declared.
	created, own := k.inBlock(credential).alone(), k.own(credential).alone()
	ms, blocks := members[A]{"created": created}, ""
	imported := func(label string, m member[A], by string) {
		ms[label] = m
		blocks += fmt.Sprintf("import {\n  to = %s\n  %s\n}\n", k.address(label), by)
	}
	for i, id := range account.ImportIDs {
		imported(fmt.Sprintf("block_%d", i), created, fmt.Sprintf("id = %q", id))
		imported(fmt.Sprintf("own_%d", i), own, fmt.Sprintf("id = %q", id))
	}
	if acctest.Has(t, "1.12", "import by identity") {
		identity := ""
		for name, value := range account.Identity {
			identity += fmt.Sprintf("    %s = %q\n", name, value)
		}
		imported("identity", created, "identity = {\n"+identity+"  }")
	}
	cli := acctest.NewCLI(t, acctest.Provider(sb.URL, k.block(credential))+k.config(ms)+blocks)

	step(t, "the first plan replaces nothing", func(t *testing.T) {
		plan := cli.Plan(t)
		plan.Expect(t, 2, fmt.Sprintf("%d to import, 1 to add, ", len(ms)-1), " 0 to destroy")
		for _, label := range ms.labels() {
			change := plan.Change(k.address(label))
			switch {
			case ms[label].secret != "":
				acctest.ExpectPhrases(t, change, "will be updated in-place", k.version()+" = 1")
			case label == "created":
				acctest.ExpectPhrases(t, change, "will be created")
			default:
				acctest.ExpectPhrases(t, change, "will be imported")
			}
		}
	})
	step(t, "applied, what was imported is as if created", func(t *testing.T) {
		cli.Apply(t)
		created := cli.Attributes(t, k.address("created"))
		if created["status"] != "active" {
			t.Errorf("what was created is %v", created["status"])
		}
		for _, label := range ms.labels() {
			want := maps.Clone(created)
			switch {
			case ms[label].secret != "":
				want[k.version()] = 1
			case label != "created" && k.OnRefresh != "":
				want["status"] = nil // nobody was asked, because nothing changed
			}
			k.expectState(t, cli, label, want)
		}
		cli.Plan(t).Expect(t, 0)
	})
}

// generated lets Terraform write the configuration of what is imported.
func (k Kind[A]) generated(t *testing.T) {
	sb := sandboxtest.Start(t)
	credential := k.Create(t, sb)
	ids, blocks := k.Account(credential).ImportIDs, ""
	for i, id := range ids {
		blocks += acctest.Import(k.address(fmt.Sprintf("test_%d", i)), id)
	}
	cli := acctest.NewCLI(t, acctest.Provider(sb.URL, k.block(credential))+blocks)
	cli.Plan(t, "-generate-config-out=generated.tf").Expect(t, 2, fmt.Sprintf("%d to import, 0 to add, 0 to change, 0 to destroy", len(ids)))
	secret := false
	for line := range strings.Lines(cli.Read(t, "generated.tf")) {
		secret = secret || strings.HasPrefix(strings.TrimSpace(line), k.SecretArgument+" ")
	}
	if !secret {
		t.Errorf("the generated configuration has no place for %s", k.SecretArgument)
	}
	// Terraform wants the provider named only as long as it generates.
	cli.Replace(t, "main.tf", "  provider = storeauth\n", "")
	cli.Apply(t).Expect(t, 0, fmt.Sprintf("%d imported, 0 added, 0 changed, 0 destroyed", len(ids)))
	cli.Plan(t).Expect(t, 0)
}

// importedByProtocol imports as Terraform asks the provider to, without Terraform: identities need a newer one than most
// machines have.
func (k Kind[A]) importedByProtocol(t *testing.T) {
	sb := sandboxtest.Start(t)
	account := k.Account(k.Create(t, sb))
	p := acctest.NewProtocol(t, map[string]any{"sandbox_url": sb.URL})
	identity := p.ImportByIdentity(t, k.Type, account.Identity)
	if len(identity.Errors) > 0 {
		t.Errorf("an import by identity fails: %v", identity.Errors)
	}
	for _, id := range account.ImportIDs {
		if byID := p.Import(t, k.Type, id); len(byID.Errors) > 0 || !reflect.DeepEqual(byID.State, identity.State) {
			t.Errorf("an import by %q differs from the one by identity: %v, %v %v", id, byID.State, identity.State, byID.Errors)
		}
	}
	for i, written := range append([]map[string]any{account.Identity}, account.Identities...) {
		resource := protocoltest.Start(t, provider.New("test")(), map[string]any{"sandbox_url": sb.URL}).Resource(t, k.Type)
		told := resource.ImportByIdentity(t, written)
		told.Errors = append(told.Errors, resource.Refresh(t).Errors...)
		if got := resource.Identity(t); len(told.Errors) > 0 || !reflect.DeepEqual(got, account.Identity) {
			t.Errorf("after an import by identity %d the identity is %v, want %v; %v", i, got, account.Identity, told.Errors)
		}
	}
	for name := range account.Identity {
		broken := maps.Clone(account.Identity)
		broken[name] = "two\nlines"
		refused := p.ImportByIdentity(t, k.Type, broken)
		if len(refused.Errors) != 1 || !strings.Contains(refused.Errors[0], "Invalid import id") {
			t.Errorf("an identity with a line break in %s leads to %q", name, refused.Errors)
		}
	}
	if nothing := p.Import(t, k.Type, ""); len(nothing.Errors) != 1 || !strings.Contains(nothing.Errors[0], "Invalid import id") {
		t.Errorf("an import of nothing leads to %q", nothing.Errors)
	}
	for id, phrases := range k.MalformedIDs {
		t.Run("malformed: "+id, func(t *testing.T) {
			refused := p.Import(t, k.Type, id)
			if len(refused.Errors) != 1 {
				t.Fatalf("it leads to the errors %q", refused.Errors)
			}
			acctest.ExpectPhrases(t, refused.Errors[0], append(phrases, "Invalid import id")...)
		})
	}
	k.expectCalls(t, sb, 0)
}
