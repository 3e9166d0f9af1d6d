package settings

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
)

// Validator makes a validator of a check whose error completes "private_key_wo: " and repeats no secret. A Doubt is a warning.
func Validator(check func(string) error) validator.String { return checked{check} }

type checked struct{ check func(string) error }

func (c checked) Description(context.Context) string         { return "must be well-formed" }
func (c checked) MarkdownDescription(context.Context) string { return "must be well-formed" }

func (c checked) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	switch err := c.check(req.ConfigValue.ValueString()); {
	case IsDoubt(err):
		resp.Diagnostics.AddAttributeWarning(req.Path, "Unusual "+req.Path.String(), fmt.Sprintf("%s: %s.", req.Path, err))
	case err != nil:
		resp.Diagnostics.AddAttributeError(req.Path, "Invalid "+req.Path.String(), fmt.Sprintf("%s: %s.", req.Path, err))
	}
}
