package agc

import (
	"context"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/credential"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/agc/agcapi"
)

var _ credential.Adopted[apiClientModel] = (*apiClientResource)(nil)

// Kind implements credential.Adopted.
func (r *apiClientResource) Kind() credential.Kind {
	return credential.Kind{
		Noun:              "AppGallery Connect API client",
		SecretArgument:    "client_secret_wo",
		ProviderArguments: "agc.client_id and agc.client_secret",
		Console:           clientsConsole,
		Strength:          credential.Random,
		Catalogue:         catalogue,
	}
}

// Fields implements credential.Adopted.
func (r *apiClientResource) Fields(m *apiClientModel) credential.Fields {
	return credential.Fields{ID: m.ClientID, Secret: m.ClientSecret, Version: &m.ClientSecretVersion, Status: &m.Status, Reason: &m.Reason}
}

// Identity implements credential.Adopted.
func (r *apiClientResource) Identity(m *apiClientModel) any {
	return apiClientIdentity{m.ClientID, m.Site}
}

// Canonical implements credential.Adopted: the key, also where the file with it is given.
func (r *apiClientResource) Canonical(secret string) (string, error) {
	file, err := parseTeamSecret(secret)
	return file.ClientSecret, err
}

// ProviderSecret implements credential.Adopted.
func (r *apiClientResource) ProviderSecret(m *apiClientModel) types.String {
	id, secret := r.Vendor.settings.Get("client_id"), r.Vendor.settings.Get("client_secret")
	switch {
	case id.IsUnknown():
		return types.StringUnknown()
	case strings.TrimSpace(id.ValueString()) != strings.TrimSpace(m.ClientID.ValueString()):
		return types.StringNull()
	}
	return secret
}

// Known implements credential.Adopted.
func (r *apiClientResource) Known(m *apiClientModel) bool {
	return allKnown(m.AppIDs, m.ClientID, m.Site, m.ProjectID)
}

// AsksOutsideApply implements credential.Adopted.
func (r *apiClientResource) AsksOutsideApply(*apiClientModel) bool {
	return r.Vendor.asksOutsideApply()
}

// Verify implements credential.Adopted.
func (r *apiClientResource) Verify(ctx context.Context, m *apiClientModel, secret string) (credential.Finding, error) {
	return r.Vendor.verify(ctx, m.Site, m.AppIDs, agcapi.APIClient{ID: strings.TrimSpace(m.ClientID.ValueString()), Secret: secret})
}

// Describe implements credential.Adopted: nothing follows from an API client's key.
func (r *apiClientResource) Describe(*apiClientModel, *string) diag.Diagnostics { return nil }

// Expect implements credential.Adopted: a verification finds no more than the status.
func (r *apiClientResource) Expect(*apiClientModel, bool) {}

// CarryDescribed implements credential.Adopted.
func (r *apiClientResource) CarryDescribed(_, _ *apiClientModel) {}

// CarryFound implements credential.Adopted.
func (r *apiClientResource) CarryFound(_, _ *apiClientModel) {}
