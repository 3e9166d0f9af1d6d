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
// of the provider block belongs to the id that it stands beside and to no other. purpose completes "… needed to".
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
		knownID = v.block.form(id.Setting).Read(id.Value)
	}
	if !secret.Value.IsNull() {
		knownSecret = v.block.form(secret.Setting).Read(secret.Value)
		if knownSecret == "" {
			err = v.none(secret.Setting, knownID, "The "+secret.Setting+" is empty.")
		}
		return knownID, knownSecret, err
	}
	if own := v.Get(id.Setting); HasValue(own) && own.ValueString() == knownID {
		known, err := v.Require(purpose, id.Setting, secret.Setting)
		return knownID, known[secret.Setting], err
	}
	held, err := v.Held(purpose, types.StringValue(knownID))
	if err == nil && held.IsNull() {
		err = v.none(secret.Setting, knownID, fmt.Sprintf(
			"Give its %s, or configure the same %s in the provider block (%[3]s.%[2]s and %[3]s.%[1]s) or in %[3]s.secrets.",
			secret.Setting, id.Setting, v.block.Name))
	}
	return knownID, v.block.form(secret.Setting).Read(held), err
}

func (v Values) none(secret, id, detail string) error {
	return &explain.Problem{Summary: fmt.Sprintf("No %s for %s %s", secret, v.block.Account, v.block.shown(id)), Detail: detail}
}
