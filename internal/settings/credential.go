package settings

import (
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/types"
)

// Argument is an object's own argument that stands in for a setting.
type Argument struct {
	// Setting is the field of the block that applies when the argument is left out.
	Setting string
	Value   types.String
}

// Credential returns an id and its secret, trimmed, each from the object's argument or, left out, from its setting. A secret
// of the provider block belongs to the provider block's id and to no other. purpose completes "… needed to".
func (v Values) Credential(purpose string, id, secret Argument) (knownID, knownSecret string, err error) {
	if id.Value.IsNull() {
		known, err := v.Known(purpose, id.Setting)
		if err != nil {
			// Whoever sets up the provider block hears of everything that it lacks at once.
			if secret.Value.IsNull() {
				_, err = v.Known(purpose, id.Setting, secret.Setting)
			}
			return "", "", err
		}
		knownID = known[id.Setting]
	} else if knownID, err = v.argument(id); err != nil {
		return "", "", err
	}
	if !secret.Value.IsNull() {
		knownSecret, err = v.argument(secret)
		return knownID, knownSecret, err
	}
	if own := v.Get(id.Setting); !own.IsUnknown() && strings.TrimSpace(own.ValueString()) != knownID {
		return "", "", &Error{Summary: fmt.Sprintf("No %s for %s %s", secret.Setting, id.Setting, knownID), Detail: fmt.Sprintf(
			"Give its %s, or configure the same %s in the provider block (%[3]s.%[2]s and %[3]s.%[1]s).",
			secret.Setting, id.Setting, v.block.Name)}
	}
	known, err := v.Known(purpose, id.Setting, secret.Setting)
	return knownID, known[secret.Setting], err
}

// argument checks the value of an argument as its setting is checked: a value that was not known before apply has passed no
// validator.
func (v Values) argument(a Argument) (string, error) {
	value := strings.TrimSpace(a.Value.ValueString())
	for _, f := range v.fields([]string{a.Setting}) {
		if f.Check == nil {
			continue
		}
		if err := f.Check(value); err != nil && !doubtful(err) {
			return "", &Error{Summary: "Invalid " + a.Setting, Detail: fmt.Sprintf("%s: %s.", a.Setting, err)}
		}
	}
	return value, nil
}
