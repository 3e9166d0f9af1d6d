package settings

import (
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// HasValue reports whether value is set and known.
func HasValue(value attr.Value) bool { return value != nil && !value.IsNull() && !value.IsUnknown() }

// Trim takes away the whitespace that copying adds around a value; null and unknown stay.
func Trim(value types.String) types.String {
	if !HasValue(value) {
		return value
	}
	return types.StringValue(strings.TrimSpace(value.ValueString()))
}
