package credential

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/explain"
)

// Kind is what is fixed about one vendor's kind of credential.
type Kind struct {
	// Noun names it in diagnostics: "Galaxy Store service account".
	Noun string
	// SecretArgument is the write-only argument: "private_key_wo".
	SecretArgument string
	// ProviderArguments names the provider block's alternative in errors: "galaxy.service_account_id and galaxy.private_key".
	ProviderArguments string
	// Console says where a person deletes it, as the end of "Delete it in …".
	Console string
	// Strength of the secret.
	Strength Strength
	// Catalogue explains the vendor's refusals.
	Catalogue explain.Catalogue
}

// Fields are the parts of a model that the shared lifecycle reads and plans.
type Fields struct {
	// ID is what names the credential at the vendor.
	ID types.String
	// Secret is the write-only argument; only a configuration has one.
	Secret         types.String
	Version        *types.Int64
	Status, Reason *types.String
}

// Finding is what the vendor's answer to a verification means.
type Finding struct {
	// Refusal is nil for an active credential, else an error that Judge settles.
	Refusal error
	// Leftovers are clean-ups that failed; each becomes a warning.
	Leftovers []Leftover
}

// Leftover is something a verification made at the vendor and could not undo.
type Leftover struct {
	// What stays, for how long, and how to end it, in whole sentences.
	What string
	Err  error
}

// Adopted is one vendor's kind of credential as the shared lifecycle sees it. M is the Terraform model.
type Adopted[M any] interface {
	// Kind returns what is fixed.
	Kind() Kind
	// Fields points into m.
	Fields(m *M) Fields
	// Canonical brings a secret into the one form that is compared and verified, or says what is wrong with it without
	// repeating it.
	Canonical(secret string) (string, error)
	// ProviderSecret returns the provider block's secret of the same id: null when it has none, unknown when that is not
	// known yet.
	ProviderSecret(m *M) types.String
	// Known reports whether everything declared that a verification needs is known.
	Known(m *M) bool
	// AsksOutsideApply reports whether plan and refresh may verify at all.
	AsksOutsideApply(m *M) bool
	// Verify asks the vendor about what m declares, without changing anything there, and records in m what else it saw.
	// The error says that the vendor could not be asked or that its answer settles nothing; the finding's leftovers count
	// in that case too.
	Verify(ctx context.Context, m *M, secret string) (Finding, error)
	// Describe sets the computed attributes that follow from the secret alone; a nil secret makes them unknown.
	Describe(m *M, secret *string) diag.Diagnostics
	// Expect sets the computed attributes that a verification finds: what success implies, or unknown.
	Expect(m *M, success bool)
	// CarryDescribed copies the computed attributes of Describe into m.
	CarryDescribed(m, from *M)
	// CarryFound copies the computed attributes of Expect into m.
	CarryFound(m, from *M)
	// Identity returns the identity model of m.
	Identity(m *M) any
}

// Lifecycle is the plan, create, read, update and delete of every adopted credential. A vendor's resource embeds it and
// hands itself over with Adopt.
type Lifecycle[M any] struct{ adopted Adopted[M] }

// Adopt tells the lifecycle which kind of credential it runs.
func (l *Lifecycle[M]) Adopt(a Adopted[M]) { l.adopted = a }
