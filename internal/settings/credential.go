package settings

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/explain"
)

// Argument is an object's own argument that stands in for a setting.
type Argument struct {
	// Setting is the field of the block that applies when the argument is left out.
	Setting string
	Value   types.String
}

// Credential returns an id and its secret, trimmed, each from the object's argument or, left out, from its setting. A secret
// of the provider block belongs to the provider block's id and to no other. purpose completes "… needed to".
//
// Arguments are read and not checked: their validators have seen the values that are sent, because Terraform validates a
// configuration again during apply, with what was unknown before.
func (v Values) Credential(purpose string, id, secret Argument) (knownID, knownSecret string, err error) {
	if id.Value.IsNull() {
		required := []string{id.Setting}
		if secret.Value.IsNull() {
			// One error names everything that the provider block lacks.
			required = append(required, secret.Setting)
		}
		known, err := v.Require(purpose, required...)
		if err != nil {
			return "", "", err
		}
		knownID = known[id.Setting]
	} else {
		knownID = v.form(id.Setting).Read(id.Value)
	}
	if !secret.Value.IsNull() {
		knownSecret = v.form(secret.Setting).Read(secret.Value)
		if knownSecret == "" {
			err = &explain.Problem{Summary: fmt.Sprintf("No %s for %s %s", secret.Setting, v.block.Account, v.shown(knownID)), Detail: "The " + secret.Setting + " is empty."}
		}
		return knownID, knownSecret, err
	}
	if own := v.Get(id.Setting); !own.IsUnknown() && own.ValueString() != knownID {
		return "", "", &explain.Problem{Summary: fmt.Sprintf("No %s for %s %s", secret.Setting, v.block.Account, v.shown(knownID)), Detail: fmt.Sprintf(
			"Give its %s, or configure the same %s in the provider block (%[3]s.%[2]s and %[3]s.%[1]s).",
			secret.Setting, id.Setting, v.block.Name)}
	}
	known, err := v.Require(purpose, id.Setting, secret.Setting)
	return knownID, known[secret.Setting], err
}

// SecretOf returns the provider block's secret of the credential with the given id: null when the block holds no such
// credential, unknown while its id is.
func (v Values) SecretOf(id types.String, idSetting, secretSetting string) types.String {
	switch own := v.Get(idSetting); {
	case own.IsUnknown():
		return own
	case own.IsNull() || own.ValueString() != v.form(idSetting).Read(id):
		return types.StringNull()
	}
	return v.Get(secretSetting)
}

func (v Values) shown(id string) string {
	if v.block.ShowID == nil {
		return id
	}
	return v.block.ShowID(id)
}

// form returns the form of a setting.
func (v Values) form(name string) Form {
	for _, f := range v.fields([]string{name}) {
		return f.Form
	}
	return nil
}
