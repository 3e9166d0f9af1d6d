package object

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"

	"github.com/storeauth/terraform-provider-storeauth/internal/settings"
)

// ReplaceIfAnother plans a replacement when an argument names another thing than before. Another spelling of the same one, such
// as capitals in a UUID or whitespace around it, is recorded and replaces nothing.
func ReplaceIfAnother(form settings.Form) planmodifier.String {
	return stringplanmodifier.RequiresReplaceIf(
		func(_ context.Context, req planmodifier.StringRequest, resp *stringplanmodifier.RequiresReplaceIfFuncResponse) {
			resp.RequiresReplace = !form.Value(req.PlanValue).Equal(form.Value(req.StateValue))
		}, "another value forces replacement", "another value forces replacement")
}
