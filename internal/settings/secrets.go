package settings

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// Secrets is the argument `secrets` of a block: further credentials of the vendor, by id. A refresh has no configuration, and so
// no write-only argument; it verifies what stands here.
type Secrets struct {
	// ID and Secret are the fields of the block's own credential, which counts as one more entry.
	ID, Secret string
	// Whole is the field of a credential that holds its id itself; empty where the vendor has none.
	Whole string
	// Value reads a secret as the write-only arguments take it, and returns the one form that secrets are compared in.
	Value Form
	// IDIn returns the id that a secret itself names, "" where it names none. The field is nil where no secret names one.
	IDIn func(secret string) string
	// Account names what a secret is of; nil where that is always the block's Account.
	Account func(secret string) string
	// Keys and Values describe the two in Markdown, each to complete "Keys are …" and "values …".
	Keys, Values string
}

// secretsName is the argument.
const secretsName = "secrets"

func (b Block) secretsAttribute() schema.Attribute {
	return schema.MapAttribute{
		ElementType: types.StringType, Optional: true, Sensitive: true,
		MarkdownDescription: fmt.Sprintf("Further credentials by id: keys are %s, values %s. An object that names such an id needs no secret of its own, and "+
			"a refresh can verify the credential. The values may be ephemeral. The block's own `%s` counts as one more entry. No environment variable.",
			b.Secrets.Keys, b.Secrets.Values, b.Secrets.ID),
	}
}

// id returns an id as the keys are compared.
func (b Block) id(text string) string { return b.form(b.Secrets.ID).Read(types.StringValue(text)) }

// hold takes in the argument `secrets`, and the block's own credential as one more entry. Nothing is checked here.
func (v *Values) hold(argument attr.Value, late bool) {
	s := v.block.Secrets
	if s == nil {
		return
	}
	v.held = map[string]types.String{}
	v.late = late || argument != nil && argument.IsUnknown()
	if written, ok := argument.(types.Map); ok {
		for key, element := range written.Elements() {
			if secret, ok := element.(types.String); ok && (secret.IsUnknown() || secret.ValueString() != "") {
				v.held[v.block.id(key)] = secret
			}
		}
	}
	if id := v.values[s.ID]; HasValue(id) && v.values[s.Secret].IsNull() {
		v.values[s.Secret] = v.block.form(s.Secret).Value(v.SecretOf(id))
		if v.values[s.Secret].IsUnknown() {
			v.waits[s.Secret] = v.block.Name + "." + secretsName
		}
	}
	for _, own := range v.own() {
		id := own.id.ValueString()
		if _, ok := v.held[id]; !ok && id != "" && !own.secret.IsNull() {
			v.held[id] = own.secret
		}
	}
}

// pair is a credential of the block itself. field is where its secret stands.
type pair struct {
	id, secret types.String
	field      string
}

func (v Values) own() []pair {
	s := v.block.Secrets
	pairs := []pair{{v.Get(s.ID), v.Get(s.Secret), s.Secret}}
	if s.Whole != "" {
		whole := pair{v.Get(s.Whole), v.Get(s.Whole), s.Whole}
		if HasValue(whole.secret) {
			whole.id = types.StringNull()
			if id := s.IDIn(whole.secret.ValueString()); id != "" {
				whole.id = types.StringValue(id)
			}
		}
		pairs = append(pairs, whole)
	}
	return pairs
}

// SecretOf returns the secret of an id, from `secrets` or the block's own credential: null when the block holds no secret of that
// id, unknown while the block may still get one.
func (v Values) SecretOf(id types.String) types.String {
	if secret, ok := v.held[v.block.id(id.ValueString())]; ok {
		return secret
	}
	if len(v.lateFor(id)) > 0 {
		return types.StringUnknown()
	}
	return types.StringNull()
}

// Held is SecretOf for what cannot wait: a secret that is not known yet is a Problem.
func (v Values) Held(purpose string, id types.String) (types.String, error) {
	secret := v.SecretOf(id)
	if secret.IsUnknown() {
		return secret, v.notKnown(purpose, v.lateFor(id))
	}
	return secret, nil
}

// lateFor are the settings that may still bring the secret of an id during apply.
func (v Values) lateFor(id types.String) []Field {
	secret, held := v.held[v.block.id(id.ValueString())]
	var late []Field
	if v.late && !held || held && secret.IsUnknown() {
		late = append(late, Field{Name: secretsName})
	}
	for _, name := range []string{v.block.Secrets.ID, v.block.Secrets.Whole} {
		if !held && v.Get(name).IsUnknown() {
			late = append(late, v.fields([]string{name})...)
		}
	}
	return late
}

// HeldIDs are the ids of all credentials that the block holds, in order. The block's own credential is the first; its id is null
// where its secret stands alone.
func (v Values) HeldIDs() []types.String {
	var ids []types.String
	seen := map[string]bool{}
	for _, own := range v.own() {
		if (v.Given(own.field) || own.id.ValueString() != "") && !seen[own.id.ValueString()] {
			seen[own.id.ValueString()] = true
			ids = append(ids, own.id)
		}
	}
	for _, id := range sortedKeys(v.held) {
		if !seen[id] {
			ids = append(ids, types.StringValue(id))
		}
	}
	return ids
}

// Name names the credential of an id in diagnostics.
func (v Values) Name(id types.String) string {
	if id.ValueString() == "" {
		return v.block.Account
	}
	account := v.block.Account
	if of := v.block.Secrets.Account; of != nil {
		account = of(v.SecretOf(id).ValueString())
	}
	return account + " " + v.block.shown(id.ValueString())
}
