package credential

import (
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// secret is a secret as far as it is known, parsed once per operation.
type secret[S any] struct {
	// text is the canonical form: null without a secret, unknown while the secret is.
	text types.String
	// parsed is set when text is known.
	parsed S
	// written means that the secret stands in the configuration, and not in the provider block.
	written bool
	// missing is why there is no secret.
	missing diag.Diagnostic
}

func (s secret[S]) known() bool { return !s.text.IsNull() && !s.text.IsUnknown() }

// pointer is the parsed secret, nil while there is none.
func (s secret[S]) pointer() *S {
	if !s.known() {
		return nil
	}
	return &s.parsed
}

// writtenText is the canonical form of the configuration's own secret, null where the provider block's is used.
func (s secret[S]) writtenText() types.String {
	if !s.written {
		return types.StringNull()
	}
	return s.text
}

// secretOf finds the secret that verifies what is declared: the configuration's write-only argument, or the provider
// block's credential of the same id. That there is none is for the caller to judge.
func (k kind[M, S]) secretOf(config *M) (s secret[S], diags diag.Diagnostics) {
	argument, fields := k.Kind().SecretArgument, k.Fields(config)
	switch {
	case fields.Secret.IsUnknown():
		return secret[S]{text: fields.Secret, written: true}, nil
	case !fields.Secret.IsNull() && strings.TrimSpace(fields.Secret.ValueString()) == "":
		s.missing = diag.NewAttributeErrorDiagnostic(path.Root(argument), "No secret for "+k.subject(config), argument+" is empty.")
		return s, nil
	case !fields.Secret.IsNull():
		parsed, canonical, err := k.Parse(fields.Secret.ValueString())
		if err != nil {
			diags.AddAttributeError(path.Root(argument), "Invalid "+argument, fmt.Sprintf("%s: %s.", argument, err))
			return secret[S]{}, diags
		}
		return secret[S]{text: types.StringValue(canonical), parsed: parsed, written: true}, nil
	case fields.ID.IsUnknown():
		return secret[S]{text: types.StringUnknown()}, nil
	}
	s, diags = k.providerSecret(config)
	if s.text.IsNull() && !diags.HasError() {
		s.missing = diag.NewAttributeErrorDiagnostic(path.Root(argument), "No secret for "+k.subject(config), fmt.Sprintf(
			"Verification takes the secret. Set %s, or configure the same credential in the provider block (%s).",
			argument, k.Kind().ProviderArguments))
	}
	return s, diags
}

// providerSecret is the provider block's secret of the same id.
func (k kind[M, S]) providerSecret(m *M) (s secret[S], diags diag.Diagnostics) {
	value := k.ProviderSecret(m)
	if value.IsNull() || value.IsUnknown() {
		return secret[S]{text: value}, nil
	}
	parsed, canonical, err := k.Parse(value.ValueString())
	if err != nil {
		diags.AddError("Invalid provider setting",
			fmt.Sprintf("The provider block's secret of %s (%s): %s.", k.subject(m), k.Kind().ProviderArguments, err))
		return secret[S]{}, diags
	}
	return secret[S]{text: types.StringValue(canonical), parsed: parsed}, nil
}

// subject names one credential: "Galaxy Store service account 0b6f…".
func (k kind[M, S]) subject(m *M) string {
	kind, fields := k.Kind(), k.Fields(m)
	id := fields.ID.ValueString()
	if show := kind.ShowUnproven; show != nil && fields.Status.ValueString() == "" && id != "" {
		id = show(id)
	}
	return strings.TrimSpace(kind.Noun + " " + id)
}
