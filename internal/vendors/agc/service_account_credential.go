package agc

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/credential"
	"github.com/storeauth/terraform-provider-storeauth/internal/object"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/agc/agcapi"
)

var _ credential.Adopted[serviceAccountModel] = (*serviceAccountResource)(nil)

// Kind implements credential.Adopted.
func (r *serviceAccountResource) Kind() credential.Kind {
	return credential.Kind{
		Noun:              "AppGallery Connect service account",
		SecretArgument:    "key_wo",
		ProviderArguments: "agc.service_account_key",
		Console:           accountsConsole,
		Strength:          credential.Random,
		Catalogue:         catalogue,
	}
}

// Fields implements credential.Adopted. A configuration has no id: it follows from the key.
func (r *serviceAccountResource) Fields(m *serviceAccountModel) credential.Fields {
	return credential.Fields{ID: m.SubAccount, Secret: m.Key, Version: &m.KeyVersion, Status: &m.Status, Reason: &m.Reason}
}

// Identity implements credential.Adopted.
func (r *serviceAccountResource) Identity(m *serviceAccountModel) any {
	return serviceAccountIdentity{m.SubAccount, m.Site}
}

// parseDeveloperKey reads a key file and refuses a project's, which the Publishing API never takes.
func parseDeveloperKey(text string) (agcapi.ServiceAccount, error) {
	account, err := agcapi.ParseServiceAccount(text)
	if err == nil {
		err = requireDeveloperLevel(account)
	}
	return account, err
}

func checkDeveloperKey(text string) error {
	_, err := parseDeveloperKey(text)
	return err
}

// Canonical implements credential.Adopted: key files are compared by what they hold.
func (r *serviceAccountResource) Canonical(secret string) (string, error) {
	account, err := parseDeveloperKey(secret)
	if err != nil {
		return "", err
	}
	return account.Canonical(), nil
}

// ProviderSecret implements credential.Adopted. A configuration, which has no id, takes the provider block's key whosever it is.
func (r *serviceAccountResource) ProviderSecret(m *serviceAccountModel) types.String {
	key := r.Vendor.settings.Get("service_account_key")
	if key.IsNull() || key.IsUnknown() || m.SubAccount.IsNull() {
		return key
	}
	if account, err := agcapi.ParseServiceAccount(key.ValueString()); err == nil && account.SubAccount != m.SubAccount.ValueString() {
		return types.StringNull()
	}
	return key
}

// Known implements credential.Adopted.
func (r *serviceAccountResource) Known(m *serviceAccountModel) bool {
	return allKnown(m.AppIDs, m.Site)
}

// AsksOutsideApply implements credential.Adopted.
func (r *serviceAccountResource) AsksOutsideApply(*serviceAccountModel) bool {
	return r.Vendor.asksOutsideApply()
}

// Verify implements credential.Adopted.
func (r *serviceAccountResource) Verify(ctx context.Context, m *serviceAccountModel, secret string) (credential.Finding, error) {
	account, err := parseDeveloperKey(secret)
	if err != nil {
		return credential.Finding{}, err
	}
	return r.Vendor.verify(ctx, m.Site, m.AppIDs, account)
}

// Describe implements credential.Adopted.
func (r *serviceAccountResource) Describe(m *serviceAccountModel, secret *string) (diags diag.Diagnostics) {
	if secret == nil {
		m.SubAccount, m.KeyID, m.ProjectID = types.StringUnknown(), types.StringUnknown(), types.StringUnknown()
		return nil
	}
	account, err := parseDeveloperKey(*secret)
	if err != nil {
		diags.AddAttributeError(path.Root("key_wo"), "Invalid key_wo", "key_wo: "+err.Error()+".")
		return diags
	}
	m.SubAccount, m.KeyID, m.ProjectID = types.StringValue(account.SubAccount), types.StringValue(account.KeyID), object.String(account.ProjectID)
	return nil
}

// Expect implements credential.Adopted: a verification finds no more than the status.
func (r *serviceAccountResource) Expect(*serviceAccountModel, bool) {}

// CarryDescribed implements credential.Adopted.
func (r *serviceAccountResource) CarryDescribed(m, from *serviceAccountModel) {
	m.SubAccount, m.KeyID, m.ProjectID = from.SubAccount, from.KeyID, from.ProjectID
}

// CarryFound implements credential.Adopted.
func (r *serviceAccountResource) CarryFound(_, _ *serviceAccountModel) {}
