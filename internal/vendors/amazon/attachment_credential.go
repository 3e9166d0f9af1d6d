package amazon

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/credential"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/amazon/amazonapi"
)

var _ credential.Adopted[attachmentModel] = (*attachmentResource)(nil)

// Kind implements credential.Adopted. Amazon makes the secret, nobody else does.
func (r *attachmentResource) Kind() credential.Kind {
	return credential.Kind{
		Noun:              "Amazon security profile attachment",
		SecretArgument:    "client_secret_wo",
		ProviderArguments: "amazon.client_id and amazon.client_secret",
		Console:           apiAccess,
		Strength:          credential.Random,
		Catalogue:         catalogue,
	}
}

// Fields implements credential.Adopted.
func (r *attachmentResource) Fields(m *attachmentModel) credential.Fields {
	return credential.Fields{ID: m.id(), Secret: m.ClientSecret, Version: &m.ClientSecretVersion, Status: &m.Status, Reason: &m.Reason}
}

// id is the import id with the API's name where it has one, as far as the parts are known.
func (m *attachmentModel) id() types.String {
	target := m.API
	if target.IsNull() {
		target = m.Scope
	}
	if m.ClientID.IsUnknown() || m.ClientID.IsNull() || target.IsUnknown() || target.IsNull() {
		return trimmed(m.ClientID)
	}
	return types.StringValue(trimmed(m.ClientID).ValueString() + "/" + target.ValueString())
}

// Identity implements credential.Adopted.
func (r *attachmentResource) Identity(m *attachmentModel) any {
	return attachmentIdentity{trimmed(m.ClientID), m.Scope}
}

// Canonical implements credential.Adopted.
func (r *attachmentResource) Canonical(secret string) (string, error) {
	return vendorhttp.CleanSecret(secret)
}

// ProviderSecret implements credential.Adopted.
func (r *attachmentResource) ProviderSecret(m *attachmentModel) types.String {
	id, secret := r.Vendor.settings.Get("client_id"), r.Vendor.settings.Get("client_secret")
	switch {
	case id.IsUnknown():
		return types.StringUnknown()
	case id.IsNull() || !trimmed(id).Equal(trimmed(m.ClientID)):
		return types.StringNull()
	}
	return secret
}

// Known implements credential.Adopted.
func (r *attachmentResource) Known(m *attachmentModel) bool {
	return !m.ClientID.IsUnknown() && !m.Scope.IsUnknown()
}

// AsksOutsideApply implements credential.Adopted.
func (r *attachmentResource) AsksOutsideApply(*attachmentModel) bool {
	return r.Vendor.asksOutsideApply()
}

// Verify implements credential.Adopted: one fresh token, never one that was kept, because that may outlive a detach. It is
// not cleaned up: Login with Amazon has no call for that, and it ends within the hour.
func (r *attachmentResource) Verify(ctx context.Context, m *attachmentModel, secret string) (credential.Finding, error) {
	client, err := r.Vendor.client()
	if err != nil {
		return credential.Finding{}, err
	}
	owner := amazonapi.Credential{ClientID: trimmed(m.ClientID).ValueString(), ClientSecret: secret}
	_, err = client.MintToken(ctx, owner, m.Scope.ValueString())
	if _, settled := credential.Judge(err); settled {
		return credential.Finding{Refusal: err}, nil
	}
	return credential.Finding{}, err
}

// Describe implements credential.Adopted: nothing follows from the secret.
func (r *attachmentResource) Describe(*attachmentModel, *string) diag.Diagnostics { return nil }

// Expect implements credential.Adopted: a verification finds nothing but the status.
func (r *attachmentResource) Expect(*attachmentModel, bool) {}

// CarryDescribed implements credential.Adopted.
func (r *attachmentResource) CarryDescribed(_, _ *attachmentModel) {}

// CarryFound implements credential.Adopted.
func (r *attachmentResource) CarryFound(_, _ *attachmentModel) {}
