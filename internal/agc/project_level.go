package agc

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
)

// projectLevelKey says why a project-level service account is refused before any call.
func projectLevelKey(projectID string) string {
	return fmt.Sprintf("it is the key of a service account of project %s. The Publishing API takes only developer-level service accounts; it "+
		"answers this one with \"403 project credential can not access the developer credentialType api\". Create a service account at the "+
		"developer level in %s, and use its key", projectID, accountsConsole)
}

// teamLevel refuses an API client of a project before any call: the Publishing API answers it with an empty 403.
type teamLevel struct{}

func (teamLevel) Description(context.Context) string         { return "must be left out" }
func (teamLevel) MarkdownDescription(context.Context) string { return "must be left out" }

// ValidateString implements validator.String.
func (teamLevel) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	resp.Diagnostics.AddAttributeError(req.Path, "API client of a project", fmt.Sprintf(
		"%s is %q. The Publishing API takes only API clients of the whole team, whose Project is N/A; it answers any other with an empty \"403 client "+
			"token authorization fail.\"\n\nWhat to do: in %s, create an API client with Project set to N/A, and use its id and key. Leave %s out.",
		req.Path, req.ConfigValue.ValueString(), clientsConsole, req.Path))
}
