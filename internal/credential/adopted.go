package credential

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/explain"
)

// Kind is what is fixed about one vendor's kind of credential.
type Kind struct {
	// Noun names it in diagnostics: "Galaxy Store service account".
	Noun string
	// SecretArgument is the write-only argument: "private_key_wo".
	SecretArgument string
	// ProviderArguments names the provider block's alternative in errors: "galaxy.service_account_id and galaxy.private_key, or
	// galaxy.secrets".
	ProviderArguments string
	// End says how a person ends it at the vendor, as the end of a sentence: "delete it in Seller Portal > …".
	End string
	// Strength of the secret.
	Strength Strength
	// Catalogue explains the vendor's refusals.
	Catalogue explain.Catalogue
	// ShowUnproven is how diagnostics show an id that no verdict is recorded for, where ids and secrets look alike: somebody may have
	// put the secret in its place. Nil shows it whole.
	ShowUnproven func(id string) string
	// Refreshed remembers what the refreshes of this process have verified; nil remembers nothing.
	Refreshed *Refreshed
}

// Fields are the parts of a model that the shared lifecycle reads and plans.
type Fields struct {
	// ID is what names the credential at the vendor.
	ID types.String
	// Secret is the write-only argument; only a configuration has one.
	Secret         types.String
	Version        *types.Int64
	Status, Reason *types.String
	// Declared are the arguments, beside the secret, that a verification needs: nothing is asked while one of them, or an
	// element of one, is unknown.
	Declared []attr.Value
	// Identity is the identity's model.
	Identity any
}

// Adopted is one vendor's kind of credential as the shared lifecycle sees it. M is the Terraform model, S the parsed secret.
type Adopted[M, S any] interface {
	// Kind returns what is fixed.
	Kind() Kind
	// Fields points into m.
	Fields(m *M) Fields
	// Parse reads a secret. canonical is the one form that secrets are compared in, however they were written down. The
	// error completes "private_key_wo: " and repeats nothing of the secret.
	Parse(text string) (secret S, canonical string, err error)
	// ProviderSecret returns the provider block's secret of the same id: null when it has none, unknown when that is not
	// known yet.
	ProviderSecret(m *M) types.String
	// AsksOutsideApply reports whether plan and refresh may verify at all.
	AsksOutsideApply(m *M) bool
	// Verify asks the vendor about what m declares, without changing anything there or in m. The error says that the vendor
	// could not be asked or that its answer proves nothing; the finding's leftovers count in that case too.
	Verify(ctx context.Context, m *M, secret S) (Finding[M], error)
}

// Derived is what a kind implements, beside Adopted, that has computed attributes of its own.
type Derived[M, S any] interface {
	// FromSecret sets the attributes that follow from the secret alone; nil makes them unknown.
	FromSecret(m *M, secret *S)
	// LeaveOpen makes unknown those of them that another secret of the same credential changes.
	LeaveOpen(m *M)
	// PlanFound sets the attributes that a verification finds: to what success implies, or to unknown.
	PlanFound(m *M, success bool)
	// Carry copies all of these attributes into m.
	Carry(m, from *M)
}

// Lifecycle is the plan, create, read, update and delete of every adopted credential. A vendor's resource embeds it and
// hands itself over with Adopt.
type Lifecycle[M, S any] struct{ kind kind[M, S] }

// Adopt tells the lifecycle which kind of credential it runs.
func (l *Lifecycle[M, S]) Adopt(adopted Adopted[M, S]) {
	derived, ok := adopted.(Derived[M, S])
	if !ok {
		derived = nothingDerived[M, S]{}
	}
	l.kind = kind[M, S]{adopted, derived}
}

// kind is a kind of credential with what is derived from its secrets.
type kind[M, S any] struct {
	Adopted[M, S]
	Derived[M, S]
}

// nothingDerived is the Derived of a kind whose only computed attributes are the status and the reason.
type nothingDerived[M, S any] struct{}

func (nothingDerived[M, S]) FromSecret(*M, *S)  {}
func (nothingDerived[M, S]) LeaveOpen(*M)       {}
func (nothingDerived[M, S]) PlanFound(*M, bool) {}
func (nothingDerived[M, S]) Carry(_, _ *M)      {}
