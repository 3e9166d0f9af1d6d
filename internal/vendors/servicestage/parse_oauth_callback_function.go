package servicestage

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/object"
	"github.com/storeauth/terraform-provider-storeauth/internal/settings"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/servicestage/servicestageapi"
)

type parseOAuthCallbackFunction struct{}

var _ function.Function = parseOAuthCallbackFunction{}

// newParseOAuthCallbackFunction returns provider::storeauth::parse_oauth_callback.
func newParseOAuthCallbackFunction() function.Function { return parseOAuthCallbackFunction{} }

func (parseOAuthCallbackFunction) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = "parse_oauth_callback"
}

var callbackTypes = map[string]attr.Type{"repo_type": types.StringType, "code": types.StringType, "state": types.StringType}

func (parseOAuthCallbackFunction) Definition(_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse) {
	resp.Definition = function.Definition{
		Summary: "Parts of the address that ends ServiceStage's browser step",
		MarkdownDescription: "Returns an object with `repo_type` (null when the address does not say it), `code` and `state`, decoded once. Takes the address " +
			"as copied from the browser or percent-decoded already. `code` is a secret that is good for one use: pass an ephemeral or sensitive value.",
		Parameters: []function.Parameter{
			function.StringParameter{Name: "url", MarkdownDescription: "The address in the browser after the browser step."},
		},
		Return: function.ObjectReturn{AttributeTypes: callbackTypes},
	}
}

func (parseOAuthCallbackFunction) Run(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
	var url string
	if resp.Error = req.Arguments.Get(ctx, &url); resp.Error != nil {
		return
	}
	callback, err := servicestageapi.ParseCallback(settings.OneLine.Read(types.StringValue(url)))
	if err != nil {
		resp.Error = function.NewArgumentFuncError(0, "url: "+err.Error())
		return
	}
	resp.Error = resp.Result.Set(ctx, types.ObjectValueMust(callbackTypes, map[string]attr.Value{
		"repo_type": object.String(callback.RepoType), "code": types.StringValue(callback.Code), "state": types.StringValue(callback.State)}))
}
