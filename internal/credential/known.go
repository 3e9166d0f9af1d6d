package credential

import (
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
)

// fullyKnown reports whether value and, in a collection, each of its elements is known.
func fullyKnown(value attr.Value) bool {
	if value.IsUnknown() {
		return false
	}
	if collection, ok := value.(interface{ Elements() []attr.Value }); ok {
		return !slices.ContainsFunc(collection.Elements(), attr.Value.IsUnknown)
	}
	return true
}
