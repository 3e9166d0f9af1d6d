package agc

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/credential"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/agc/agcapi"
)

var _ credential.Adopted[apiClientModel, string] = (*apiClientResource)(nil)

func (r *apiClientResource) Kind() credential.Kind {
	return credential.Kind{
		Noun:              apiClientNoun,
		SecretArgument:    "client_secret_wo",
		ProviderArguments: "agc.client_id and agc.client_secret, or agc.secrets",
		End:               "delete it in " + clientsConsole,
		Refreshed:         &r.Config.refreshed,
		Strength:          credential.Random,
		Catalogue:         catalogue,
	}
}

func (r *apiClientResource) Fields(m *apiClientModel) credential.Fields {
	return credential.Fields{
		ID: m.ClientID, Secret: m.ClientSecret, Version: &m.ClientSecretVersion, Status: &m.Status, Reason: &m.Reason,
		Declared: []attr.Value{m.ClientID, m.Site, m.ProjectID, m.AppIDs},
		Identity: apiClientIdentity{clientID.Value(m.ClientID), siteForm.Value(m.Site)},
	}
}

// Parse takes the key, also where the file with it is given.
func (r *apiClientResource) Parse(text string) (key, canonical string, err error) {
	file, err := parseTeamSecret(text)
	return file.ClientSecret, file.ClientSecret, err
}

func (r *apiClientResource) ProviderSecret(m *apiClientModel) types.String {
	return r.Config.settings.SecretOf(m.ClientID)
}

func (r *apiClientResource) AsksOutsideApply(*apiClientModel) bool {
	return r.Config.asksOutsideApply()
}

func (r *apiClientResource) Verify(ctx context.Context, m *apiClientModel, key string) (credential.Finding[apiClientModel], error) {
	id := clientID.Read(m.ClientID)
	return credential.Conclude[apiClientModel](r.Config.verify(ctx, m.Site, m.AppIDs, agcapi.APIClient{ID: id, Secret: key}))
}
