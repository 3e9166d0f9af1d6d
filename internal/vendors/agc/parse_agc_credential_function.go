package agc

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/object"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/agc/agcapi"
)

type parseCredentialFunction struct{}

var _ function.Function = parseCredentialFunction{}

// newParseCredentialFunction returns provider::storeauth::parse_agc_credential.
func newParseCredentialFunction() function.Function { return parseCredentialFunction{} }

func (parseCredentialFunction) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = "parse_agc_credential"
}

var parsedCredentialType = map[string]attr.Type{
	"kind": types.StringType, "level": types.StringType, "project_id": types.StringType,
	"client_id": types.StringType, "client_secret": types.StringType, "developer_id": types.StringType, "region": types.StringType,
	"sub_account": types.StringType, "key_id": types.StringType, "private_key": types.StringType,
}

func (parseCredentialFunction) Definition(_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse) {
	resp.Definition = function.Definition{
		Summary: "Read a credential file of AppGallery Connect",
		MarkdownDescription: "Reads the JSON file that AppGallery Connect offers for an API client or a service account. Returns an object: `kind` (`api_client`, " +
			"`service_account`), `level` (`team`; `project`, which the Publishing API refuses), `project_id`; `client_id`, `client_secret`, `developer_id` and " +
			"`region` of an API client; `sub_account`, `key_id` and `private_key` of a service account. What the file does not hold is null. The result is as " +
			"secret as the file: pass the file as an ephemeral value. A saved plan holds the value of every other variable, a sensitive one too.",
		Parameters: []function.Parameter{
			function.StringParameter{Name: "json", MarkdownDescription: "Content of the file."},
		},
		Return: function.ObjectReturn{AttributeTypes: parsedCredentialType},
	}
}

func (parseCredentialFunction) Run(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
	var text string
	if resp.Error = req.Arguments.Get(ctx, &text); resp.Error != nil {
		return
	}
	file, err := agcapi.ParseKeyFile(text)
	if err != nil {
		resp.Error = function.NewArgumentFuncError(0, "json: "+err.Error())
		return
	}
	values := map[string]attr.Value{}
	for name, value := range map[string]string{
		"kind": file.Kind, "level": file.Level, "project_id": file.ProjectID,
		"client_id": file.ClientID, "client_secret": file.ClientSecret, "developer_id": file.DeveloperID, "region": file.Region,
		"sub_account": file.SubAccount, "key_id": file.KeyID, "private_key": file.PrivateKey,
	} {
		values[name] = object.String(value)
	}
	resp.Error = resp.Result.Set(ctx, types.ObjectValueMust(parsedCredentialType, values))
}
