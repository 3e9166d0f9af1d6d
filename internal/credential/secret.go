package credential

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// secretOf finds the secret that verifies what is declared: the configuration's write-only argument, or the provider
// block's credential of the same id. written is the first of the two in canonical form, null when it is left out;
// value is whichever applies, unknown while it is not known.
func secretOf[M any](a Adopted[M], config *M) (value, written types.String, diags diag.Diagnostics) {
	kind, fields := a.Kind(), a.Fields(config)
	switch {
	case fields.Secret.IsUnknown():
		return fields.Secret, fields.Secret, nil
	case !fields.Secret.IsNull():
		canonical, err := a.Canonical(fields.Secret.ValueString())
		if err != nil {
			diags.AddAttributeError(path.Root(kind.SecretArgument), "Invalid "+kind.SecretArgument,
				fmt.Sprintf("%s: %s.", kind.SecretArgument, err))
			return types.StringNull(), types.StringNull(), diags
		}
		written = types.StringValue(canonical)
		return written, written, nil
	case fields.ID.IsUnknown():
		return types.StringUnknown(), types.StringNull(), nil
	}
	value, diags = providerSecret(a, config)
	if value.IsNull() && !diags.HasError() {
		diags.AddAttributeError(path.Root(kind.SecretArgument), "No secret for "+subject(a, config), fmt.Sprintf(
			"Verification takes the secret. Set %s, or configure the same credential in the provider block (%s).",
			kind.SecretArgument, kind.ProviderArguments))
	}
	return value, types.StringNull(), diags
}

// providerSecret is the provider block's secret of the same id in canonical form, null or unknown.
func providerSecret[M any](a Adopted[M], m *M) (types.String, diag.Diagnostics) {
	var diags diag.Diagnostics
	value := a.ProviderSecret(m)
	if value.IsNull() || value.IsUnknown() {
		return value, nil
	}
	canonical, err := a.Canonical(value.ValueString())
	if err != nil {
		diags.AddError("Invalid provider setting",
			fmt.Sprintf("The secret that %s give for %s: %s.", a.Kind().ProviderArguments, subject(a, m), err))
		return types.StringNull(), diags
	}
	return types.StringValue(canonical), nil
}

// subject names one credential: "Galaxy Store service account 0b6f…".
func subject[M any](a Adopted[M], m *M) string {
	if id := a.Fields(m).ID; !id.IsNull() && !id.IsUnknown() {
		return a.Kind().Noun + " " + id.ValueString()
	}
	return a.Kind().Noun
}
