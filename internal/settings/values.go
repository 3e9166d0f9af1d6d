package settings

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/types"
)

// Values are one vendor's settings after the fallbacks. A value may be null (not set anywhere) or unknown (known only
// after apply).
type Values struct {
	block  Block
	values map[string]types.String
}

// Get returns a setting as it stands, null and unknown included.
func (v Values) Get(name string) types.String { return v.values[name] }

// Known returns the values of the named settings, checked, or an error that lists which are missing, not known
// yet, or malformed. purpose completes "… to": "read Galaxy Store apps".
func (v Values) Known(purpose string, names ...string) (map[string]string, error) {
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
		return nil, &Error{Summary: v.block.Title + " settings are not known yet", Unknown: true, Detail: fmt.Sprintf(
			"%s needed to %s, and known only after apply. Give the provider block a value that is known at plan, "+
				"or apply what it depends on first (-target).", v.list(unknown, " is", " are"), purpose)}
	case len(missing) > 0:
		return nil, &Error{Summary: "Missing " + v.block.Title + " settings", Detail: fmt.Sprintf(
			"%s needed to %s. Set %s.", v.list(missing, " is", " are"), purpose, v.where(missing))}
	}
	for _, f := range v.fields(names) {
		if f.Check == nil {
			continue
		}
		if err := f.Check(known[f.Name]); err != nil && !doubtful(err) {
			return nil, &Error{Summary: "Invalid " + v.block.Title + " setting", Detail: fmt.Sprintf(
				"%s.%s (or %s in the environment): %s.", v.block.Name, f.Name, f.Env, err)}
		}
	}
	return known, nil
}

// Error says which settings are missing, unknown or malformed.
type Error struct {
	Summary, Detail string
	// Unknown means that nothing is wrong yet: the values come with apply.
	Unknown bool
}

func (e *Error) Error() string { return e.Summary + ": " + e.Detail }

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
	names := make([]string, len(fields))
	for i, f := range fields {
		names[i] = v.block.Name + "." + f.Name
	}
	if len(names) == 1 {
		return names[0] + one
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1] + many
}

func (v Values) where(fields []Field) string {
	parts := make([]string, len(fields))
	for i, f := range fields {
		parts[i] = fmt.Sprintf("%s.%s in the provider block or %s in the environment", v.block.Name, f.Name, f.Env)
	}
	return strings.Join(parts, ", and ")
}
