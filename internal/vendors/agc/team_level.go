package agc

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/storeauth/terraform-provider-storeauth/internal/pasted"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/agc/agcapi"
)

// The Publishing API takes no credential of a project. What a credential's own file says about that is used before any call,
// because the vendor's answer says nothing but 403.

// parseClientSecret reads an API client's key, or its whole file. Of a key alone, only ClientSecret is set.
func parseClientSecret(text string) (agcapi.KeyFile, error) {
	content, err := pasted.File(text)
	if err != nil {
		return agcapi.KeyFile{}, err
	}
	if !pasted.IsFile(content) {
		secret, err := pasted.Line(content)
		return agcapi.KeyFile{ClientSecret: secret}, err
	}
	file, err := agcapi.ParseKeyFile(content)
	if err == nil && file.Kind != agcapi.KindAPIClient {
		err = errors.New("it is a service account's file; an API client's has client_id and client_secret")
	}
	if err == nil {
		file.ClientSecret, err = pasted.Line(file.ClientSecret)
	}
	return file, err
}

// parseTeamSecret is parseClientSecret, and refuses the file of a project's client.
func parseTeamSecret(text string) (agcapi.KeyFile, error) {
	file, err := parseClientSecret(text)
	if err == nil {
		err = requireTeamLevel(file)
	}
	return file, err
}

const (
	clientOfAProject = "The Publishing API takes only API clients of the whole team, whose Project is N/A, and answers any other with an empty " +
		"\"403 client token authorization fail.\" Create an API client with Project set to N/A in " + clientsConsole + ", and use its id and key"
	accountOfAProject = "The Publishing API takes only developer-level service accounts and answers any other with \"403 project credential can not " +
		"access the developer credentialType api\". Create a service account at the developer level in " + accountsConsole + ", and use its key"
)

func requireTeamLevel(file agcapi.KeyFile) error {
	if file.Level != agcapi.LevelProject {
		return nil
	}
	return fmt.Errorf("it is the file of an API client of project %s. %s", cmp.Or(file.ProjectID, "(unnamed)"), clientOfAProject)
}

func requireDeveloperLevel(account agcapi.ServiceAccount) error {
	if account.ProjectID == "" {
		return nil
	}
	return fmt.Errorf("it is the key of a service account of project %s. %s", account.ProjectID, accountOfAProject)
}

// teamLevel refuses every project_id.
type teamLevel struct{}

func (teamLevel) Description(context.Context) string         { return "must be left out" }
func (teamLevel) MarkdownDescription(context.Context) string { return "must be left out" }

func (teamLevel) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	resp.Diagnostics.AddAttributeError(req.Path, "API client of a project", fmt.Sprintf("%s is %q. %s. Leave %s out.",
		req.Path, req.ConfigValue.ValueString(), clientOfAProject, req.Path))
}
