package settings

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/explain"
)

// Values are one vendor's settings after the fallbacks. A value may be null (not set anywhere) or unknown (known only
// after apply).
type Values struct {
	block  Block
	values map[string]types.String
	// written are the credentials that the provider block says something of.
	written map[string]bool
	// held are the secrets that the block holds, by id. late means that it may hold more, known only after apply.
	held map[string]types.String
	late bool
	// waits names, for a setting that is known only after apply, the argument that it waits for where that is another one.
	waits map[string]string
}

// Get returns a setting as it stands, null and unknown included.
func (v Values) Get(name string) types.String { return v.values[name] }

// Given reports whether a setting has a value, or will have one during apply.
func (v Values) Given(name string) bool {
	value := v.values[name]
	return value.IsUnknown() || value.ValueString() != ""
}

// AllKnown reports whether every named setting is known already. Without names it is about every setting.
func (v Values) AllKnown(names ...string) bool {
	for name, value := range v.values {
		if value.IsUnknown() && (len(names) == 0 || slices.Contains(names, name)) {
			return false
		}
	}
	return true
}

// Require returns the values of the named settings, checked, or a Problem that lists which are missing, not known
// yet, or malformed. purpose completes "… to": "read Galaxy Store apps".
func (v Values) Require(purpose string, names ...string) (map[string]string, error) {
	known := make(map[string]string, len(names))
	var missing, unknown []Field
	for _, f := range v.fields(names) {
		switch value := v.values[f.Name]; {
		case value.IsUnknown():
			unknown = append(unknown, f)
		case value.ValueString() == "":
			missing = append(missing, f)
		default:
			known[f.Name] = value.ValueString()
		}
	}
	switch {
	case len(unknown) > 0:
		return nil, v.notKnown(purpose, unknown)
	case len(missing) > 0:
		return nil, &explain.Problem{Summary: "Missing " + v.block.Title + " settings", Detail: fmt.Sprintf(
			"%s needed to %s. Set %s.", v.list(missing, " is", " are"), purpose, v.where(missing))}
	}
	for _, f := range v.fields(names) {
		if f.Form == nil {
			continue
		}
		if _, err := f.Form(known[f.Name]); err != nil && !IsDoubt(err) {
			return nil, &explain.Problem{Summary: "Invalid " + v.block.Title + " setting", Detail: fmt.Sprintf(
				"%s.%s (or %s in the environment): %s.", v.block.Name, f.Name, f.Env, err)}
		}
	}
	return known, nil
}

func (v Values) notKnown(purpose string, fields []Field) error {
	return &explain.Problem{Summary: v.block.Title + " settings are not known yet", Unknown: true, Detail: fmt.Sprintf(
		"%s needed to %s, and known only after apply. Give the provider block a value that is known at plan, "+
			"or apply what it depends on first (-target).", v.list(fields, " is", " are"), purpose)}
}

func (v Values) fields(names []string) []Field {
	var fields []Field
	for _, f := range v.block.Fields {
		if slices.Contains(names, f.Name) {
			fields = append(fields, f)
		}
	}
	return fields
}

func (v Values) list(fields []Field, one, many string) string {
	names := make([]string, 0, len(fields))
	for _, f := range fields {
		if name := cmp.Or(v.waits[f.Name], v.block.Name+"."+f.Name); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	if len(names) == 1 {
		return names[0] + one
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1] + many
}

func (v Values) where(fields []Field) string {
	parts := make([]string, len(fields))
	for i, f := range fields {
		parts[i] = fmt.Sprintf("%s.%s in the provider block", v.block.Name, f.Name)
		if v.written[f.Credential] {
			parts[i] += fmt.Sprintf(" (%s of the environment is not joined to what the provider block says)", f.Env)
		} else {
			parts[i] += fmt.Sprintf(" or %s in the environment", f.Env)
		}
	}
	return strings.Join(parts, ", and ")
}
