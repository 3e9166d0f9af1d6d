package settings

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/pasted"
)

// secretsCheck refuses entries of `secrets` that nothing can use. Its diagnostics name keys and no value. They have no path:
// Terraform would print the line of the configuration, on which a value may stand.
type secretsCheck struct{ block Block }

func (secretsCheck) Description(context.Context) string { return "secrets must belong to ids" }
func (secretsCheck) MarkdownDescription(context.Context) string {
	return "secrets must belong to ids"
}

func (c secretsCheck) ValidateObject(_ context.Context, req validator.ObjectRequest, resp *validator.ObjectResponse) {
	written, _ := req.ConfigValue.Attributes()[secretsName].(types.Map)
	seen := map[string]string{}
	for _, key := range sortedKeys(written.Elements()) {
		secret, _ := written.Elements()[key].(types.String)
		if !c.entry(key, secret, &resp.Diagnostics) || secret.IsUnknown() {
			continue
		}
		id := c.block.id(key)
		if other, ok := seen[id]; ok && other != c.comparable(secret) {
			resp.Diagnostics.AddError(c.invalid(), fmt.Sprintf("%s.%s has two keys for %s %s, written differently, and their values differ. Keep one.",
				c.block.Name, secretsName, c.block.Account, id))
		}
		seen[id] = c.comparable(secret)
	}
	for _, own := range c.block.Resolve(req.ConfigValue, Sandbox{URL: types.StringNull()}).own() {
		other, ok := seen[own.id.ValueString()]
		if ok && own.secret.ValueString() != "" && other != c.comparable(own.secret) {
			field := c.block.field(own.field)
			resp.Diagnostics.AddError("Conflicting provider settings", fmt.Sprintf(
				"%[1]s.%[2]s (or %[3]s in the environment) and %[1]s.%[4]s give two secrets for %[5]s. Keep one of them.",
				c.block.Name, field.Name, field.Env, secretsName, own.id.ValueString()))
		}
	}
}

// entry reports whether an entry can be used, and says why not.
func (c secretsCheck) entry(key string, secret types.String, diags *diag.Diagnostics) bool {
	name := c.block.entryName(key)
	switch _, err := c.block.form(c.block.Secrets.ID)(key); {
	case IsDoubt(err):
		diags.AddWarning("Unusual "+c.block.Name+"."+secretsName, fmt.Sprintf("%s: %s.", name, err))
	case err != nil:
		diags.AddError(c.invalid(), fmt.Sprintf("%s: its key cannot be an id: %s.", name, err))
		return false
	}
	if secret.IsUnknown() {
		return true
	}
	if strings.TrimSpace(secret.ValueString()) == "" {
		diags.AddError(c.invalid(), fmt.Sprintf("%s: its value is null or empty. Give the secret, or leave the entry out.", name))
		return false
	}
	switch _, err := c.block.Secrets.Value(secret.ValueString()); {
	case IsDoubt(err):
		diags.AddWarning("Unusual "+c.block.Name+"."+secretsName, fmt.Sprintf("The value of %s: %s.", name, err))
	case err != nil:
		diags.AddError(c.invalid(), fmt.Sprintf("The value of %s: %s.", name, err))
		return false
	}
	if find := c.block.Secrets.IDIn; find != nil {
		if id := find(secret.ValueString()); id != "" && id != c.block.id(key) {
			diags.AddError(c.invalid(), fmt.Sprintf("The value of %s is the file of another credential, %s.", name, c.block.shown(id)))
			return false
		}
	}
	return true
}

func (c secretsCheck) invalid() string { return "Invalid " + c.block.Name + "." + secretsName }

// comparable is the one form that two secrets are compared in.
func (c secretsCheck) comparable(secret types.String) string {
	read, err := c.block.Secrets.Value(secret.ValueString())
	if err != nil && !IsDoubt(err) {
		return strings.TrimSpace(secret.ValueString())
	}
	return read
}

// A key that is no id may be a secret: from secretLength on none of it is shown, and of a shorter one that is doubted only the
// first shownLength characters are.
const secretLength, shownLength = 64, 16

// entryName names an entry in diagnostics: `agc.secrets["123"]`. What stands in the place of the key may be the secret, when the
// two were swapped, and is then not shown. A key that may be an id is shown whole, also where ids and secrets look alike: the
// entry is to be found by it.
func (b Block) entryName(key string) string {
	_, err := b.form(b.Secrets.ID)(key)
	shown := strings.TrimSpace(key)
	switch _, asSecret := b.Secrets.Value(key); {
	case err == nil:
	case len(key) >= secretLength, asSecret == nil, pasted.IsFile(shown):
		return fmt.Sprintf("an entry of %s.%s, whose key may be a secret and is not shown", b.Name, secretsName)
	case IsDoubt(err) && len(shown) > shownLength:
		shown = shown[:shownLength] + "…"
	}
	return fmt.Sprintf("%s.%s[%q]", b.Name, secretsName, shown)
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
