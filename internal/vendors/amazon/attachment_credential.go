package amazon

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/credential"
	"github.com/storeauth/terraform-provider-storeauth/internal/settings"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/amazon/amazonapi"
)

var _ credential.Adopted[attachmentModel, string] = (*attachmentResource)(nil)

func (r *attachmentResource) Kind() credential.Kind {
	return credential.Kind{
		Noun:              "Amazon security profile attachment",
		SecretArgument:    "client_secret_wo",
		ProviderArguments: "amazon.client_id and amazon.client_secret, or amazon.secrets",
		End:               "detach the security profile in " + apiAccess + "; a token issued before lives on for up to an hour, and the client secret stays valid",
		Refreshed:         &r.Config.refreshed,
		// Amazon generates the secret.
		Strength:  credential.Random,
		Catalogue: catalogue,
	}
}

func (r *attachmentResource) Fields(m *attachmentModel) credential.Fields {
	return credential.Fields{
		ID: m.id(), Secret: m.ClientSecret, Version: &m.ClientSecretVersion, Status: &m.Status, Reason: &m.Reason,
		Declared: []attr.Value{m.ClientID, m.Scope},
		Identity: attachmentIdentity{clientID.Value(m.ClientID), scopeForm.Value(m.Scope)},
	}
}

// id is the import id with the API's name where it has one, as far as the parts are known.
func (m *attachmentModel) id() types.String {
	target := m.API
	if target.IsNull() {
		target = m.Scope
	}
	if m.ClientID.IsUnknown() || m.ClientID.IsNull() || target.IsUnknown() || target.IsNull() {
		return clientID.Value(m.ClientID)
	}
	return types.StringValue(clientID.Read(m.ClientID) + "/" + target.ValueString())
}

func (r *attachmentResource) Parse(text string) (secret, canonical string, err error) {
	secret, err = clientSecret(text)
	if settings.IsDoubt(err) {
		err = nil
	}
	return secret, secret, err
}

func (r *attachmentResource) ProviderSecret(m *attachmentModel) types.String {
	return r.Config.settings.SecretOf(m.ClientID)
}

func (r *attachmentResource) AsksOutsideApply(*attachmentModel) bool {
	return r.Config.asksOutsideApply()
}

// Verify obtains one fresh token, never one that was kept, because that may outlive a detach. It is not cleaned up: Login
// with Amazon has no call for that, and it ends within the hour.
func (r *attachmentResource) Verify(ctx context.Context, m *attachmentModel, secret string) (credential.Finding[attachmentModel], error) {
	client, err := r.Config.client()
	if err != nil {
		return credential.Finding[attachmentModel]{}, err
	}
	owner := amazonapi.Credential{ClientID: clientID.Read(m.ClientID), ClientSecret: secret}
	_, err = client.MintToken(ctx, owner, scopeForm.Read(m.Scope))
	return credential.Conclude[attachmentModel](err)
}
