package amazon

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/settings"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/amazon/amazonapi"
)

// An API is named by `api`, or by the `scope` of its tokens; the two are one thing and the other one follows.

var apiNames = func() []string {
	names := make([]string, len(amazonapi.APIs))
	for i, api := range amazonapi.APIs {
		names[i] = api.Name
	}
	return names
}()

const (
	apiDescription = "The API: `app_submission` (App Submission API) or `reporting` (Reporting API)."
	// wordsOfScope follow what the scope is for.
	wordsOfScope = "the scope of its tokens, for an API that `api` does not know. Both may be given where they mean the same API."
)

func apiValidators() []validator.String {
	return []validator.String{stringvalidator.OneOf(apiNames...)}
}

func scopeValidators() []validator.String {
	return []validator.String{scopeForm.Validator(), sameAPI{}}
}

// sameAPI refuses a scope beside an api that it is not the scope of. The two may stand together: a generated configuration has
// both.
type sameAPI struct{}

func (sameAPI) Description(context.Context) string {
	return "must be the scope of api, where both are given"
}
func (sameAPI) MarkdownDescription(context.Context) string {
	return "must be the scope of `api`, where both are given"
}

func (sameAPI) ValidateString(ctx context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	var api types.String
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root("api"), &api)...)
	if resp.Diagnostics.HasError() || !settings.HasValue(api) || !settings.HasValue(req.ConfigValue) {
		return
	}
	if named, ok := amazonapi.APIByName(api.ValueString()); ok && named.Scope != scopeForm.Read(req.ConfigValue) {
		resp.Diagnostics.AddAttributeError(req.Path, "api and scope contradict each other", fmt.Sprintf(
			"api is %s, whose scope is %s, and scope is another one. Give one of the two, or both for the same API.", named.Name, named.Scope))
	}
}

// scopeOf returns the scope that `api` and `scope` name, the App Submission API's where both are left out.
func scopeOf(api, scope types.String) types.String {
	switch {
	case !scope.IsNull():
		return scope
	case api.IsUnknown():
		return api
	case api.IsNull():
		return types.StringValue(amazonapi.AppSubmission.Scope)
	}
	named, _ := amazonapi.APIByName(api.ValueString())
	return types.StringValue(named.Scope)
}

// apiOf returns the name of the API that a scope belongs to, null for a scope of no known API.
func apiOf(scope types.String) types.String {
	if scope.IsUnknown() {
		return scope
	}
	if named, ok := amazonapi.APIByScope(scopeForm.Read(scope)); ok {
		return types.StringValue(named.Name)
	}
	return types.StringNull()
}

// followScope plans `api` from `scope` where only that is given; followAPI plans `scope` from `api`. So an attachment
// declared by either is the same one.
type (
	followScope struct{}
	followAPI   struct{}
)

func (followScope) Description(context.Context) string         { return "follows scope" }
func (followScope) MarkdownDescription(context.Context) string { return "follows `scope`" }
func (followAPI) Description(context.Context) string           { return "follows api" }
func (followAPI) MarkdownDescription(context.Context) string   { return "follows `api`" }

func (followScope) PlanModifyString(ctx context.Context, req planmodifier.StringRequest, resp *planmodifier.StringResponse) {
	var scope types.String
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root("scope"), &scope)...)
	if req.ConfigValue.IsNull() && !resp.Diagnostics.HasError() {
		resp.PlanValue = apiOf(scope)
	}
}

func (followAPI) PlanModifyString(ctx context.Context, req planmodifier.StringRequest, resp *planmodifier.StringResponse) {
	var api types.String
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root("api"), &api)...)
	if req.ConfigValue.IsNull() && !resp.Diagnostics.HasError() {
		resp.PlanValue = scopeOf(api, req.ConfigValue)
	}
}
