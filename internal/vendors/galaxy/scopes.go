package galaxy

import (
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/galaxy/galaxyapi"
)

var (
	scopes        = []string{galaxyapi.ScopePublishing, galaxyapi.ScopeGSS}
	defaultScopes = types.SetValueMust(types.StringType, []attr.Value{types.StringValue(galaxyapi.ScopePublishing)})
)

// sortedScopes returns a set's scopes in the order of the declared constants, so that calls come in one order.
func sortedScopes(set types.Set) []string {
	var sorted []string
	for _, scope := range scopes {
		if slices.Contains(set.Elements(), attr.Value(types.StringValue(scope))) {
			sorted = append(sorted, scope)
		}
	}
	return sorted
}

var scopesValidators = []validator.Set{setvalidator.SizeAtLeast(1), setvalidator.NoNullValues(), setvalidator.ValueStringsAre(stringvalidator.OneOf(scopes...))}
