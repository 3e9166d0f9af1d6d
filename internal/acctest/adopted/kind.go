// Package adopted is the contract of adopted credentials: what each vendor's kind must do, with the real command line
// against the sandbox. A vendor describes its kind as a [Kind] and runs [Test]; a case that one kind needs is then a case of
// all of them.
package adopted

import (
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// Kind is one vendor's kind of credential. A is a credential of it, as the sandbox's console hands it out.
type Kind[A any] struct {
	// Type is the resource's type: "storeauth_galaxy_service_account".
	Type string
	// Vendor is its object in the provider block: "galaxy".
	Vendor string
	// Noun is what diagnostics call it, Console is part of the place where a person deletes it.
	Noun, Console string
	// SecretArgument is the write-only argument, ProviderArguments are the provider block's instead of it, as errors name them.
	SecretArgument, ProviderArguments string

	// Create makes a credential at the vendor, Rotate gives one another secret and refuses the earlier ones.
	Create func(t testing.TB, sb *sandboxtest.Sandbox) A
	Rotate func(t testing.TB, sb *sandboxtest.Sandbox, credential A) A
	// Account tells how a configuration declares a credential.
	Account func(credential A) Account
	// Block is the provider block's part with the credential; secret is an expression.
	Block func(credential A, secret string) string

	// Calls are the calls of one verification, as the journal names them: "POST /galaxy/auth/accessToken". CleanUp is the one
	// of them that ends what the others made, empty when nothing needs an end.
	Calls   []string
	CleanUp string
	// Leftover is what the warning says when CleanUp fails; Left counts what verifications of a credential left at the vendor.
	Leftover []string
	Left     func(t testing.TB, sb *sandboxtest.Sandbox, credential A) int
	// OnRefresh is the argument that lets plan and refresh verify, empty for a kind that they verify anyway.
	OnRefresh string

	// Refusals are what a person can do at the vendor, by a name that can be a resource's.
	Refusals map[string]Refusal[A]
	// Faults are the vendor's own answers that settle nothing, beside those of acctest.Faults.
	Faults map[string]acctest.Fault
	// MalformedIDs are import ids and what their refusal says.
	MalformedIDs map[string][]string
	// UnknownReplaces: a secret that is unknown at plan may be another credential's, so that it replaces.
	UnknownReplaces bool
}

// Account is a credential as a configuration declares it.
type Account struct {
	// Name is what diagnostics call it, after the kind's noun.
	Name string
	// Unproven is what diagnostics call it as long as no verdict is recorded, where that differs.
	Unproven string
	// Key is its id, as a key of the provider block's map. Naming are the arguments that name the id where Arguments do not.
	Key, Naming string
	// Arguments name the credential in the resource, empty when its secret does; Declares are further ones that are verified.
	Arguments, Declares string
	// Secret is the write-only argument, Spellings are other texts that mean the same secret.
	Secret    string
	Spellings []string
	// ImportIDs are its import id in every form. Identity is its identity, Identities are other ways to write it.
	ImportIDs  []string
	Identity   map[string]any
	Identities []map[string]any
	// Computed are attributes that an active credential has in state.
	Computed map[string]any
}

// Refusal is something that makes the vendor refuse a credential.
type Refusal[A any] struct {
	// Happen makes the vendor refuse it, Mend undoes that. Without Mend only another secret helps: Rotate.
	Happen, Mend func(t testing.TB, sb *sandboxtest.Sandbox, credential A)
	// Status is "rejected" or "denied", Reason is part of the reason in state.
	Status, Reason string
	// Says are phrases of the diagnostic, Silent is one that would be a guess.
	Says   []string
	Silent string
}

// headings are what a diagnostic's heading says after the credential's name.
var headings = map[string]string{"rejected": " is rejected", "denied": " is denied"}

// Test runs the contract. Every group has a sandbox of its own, and its cases share as few runs of the command line as they can.
func Test[A any](t *testing.T, k Kind[A]) {
	t.Parallel()
	groups := map[string]func(*testing.T){
		"life": k.life, "drift with the secret in the configuration": k.drift, "drift with the secret in the provider block": k.recorded,
		"drift with the secret in the provider block's map": k.held, "refused creation": k.refused, "secret known after apply": k.unknown, "answers that settle nothing": k.unsettled,
		"import": k.imported, "import with a generated configuration": k.generated, "import over the protocol": k.importedByProtocol,
	}
	if k.CleanUp != "" {
		groups["clean-up that fails"] = k.leftover
	}
	if k.OnRefresh != "" {
		groups["without "+k.OnRefresh] = k.unasked
	}
	for name, group := range groups {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			group(t)
		})
	}
}

// step is one case of a group. After a case that failed the others of its group would only repeat that.
func step(t *testing.T, name string, check func(t *testing.T)) {
	t.Helper()
	if t.Failed() {
		t.Logf("not run after the failure: %s", name)
		return
	}
	t.Run(name, check)
}
