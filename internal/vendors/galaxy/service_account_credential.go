package galaxy

import (
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/credential"
	"github.com/storeauth/terraform-provider-storeauth/internal/rsakey"
)

var _ credential.Adopted[serviceAccountModel] = (*serviceAccountResource)(nil)

// Kind implements credential.Adopted.
func (r *serviceAccountResource) Kind() credential.Kind {
	return credential.Kind{
		Noun:              "Galaxy Store service account",
		SecretArgument:    "private_key_wo",
		ProviderArguments: "galaxy.service_account_id and galaxy.private_key",
		Console:           console,
		Strength:          credential.Random,
		Catalogue:         catalogue,
	}
}

// Fields implements credential.Adopted.
func (r *serviceAccountResource) Fields(m *serviceAccountModel) credential.Fields {
	return credential.Fields{ID: m.ServiceAccountID, Secret: m.PrivateKey, Version: &m.PrivateKeyVersion, Status: &m.Status, Reason: &m.Reason}
}

// Identity implements credential.Adopted.
func (r *serviceAccountResource) Identity(m *serviceAccountModel) any {
	return serviceAccountIdentity{m.ServiceAccountID}
}

// Canonical implements credential.Adopted: a key is compared by what it is, not by its PEM form.
func (r *serviceAccountResource) Canonical(secret string) (string, error) {
	key, err := rsakey.ParsePrivate(secret)
	if err != nil {
		return "", err
	}
	return rsakey.Canonical(key), nil
}

// ProviderSecret implements credential.Adopted.
func (r *serviceAccountResource) ProviderSecret(m *serviceAccountModel) types.String {
	id, key := r.Vendor.settings.Get("service_account_id"), r.Vendor.settings.Get("private_key")
	switch {
	case id.IsUnknown():
		return types.StringUnknown()
	case id.IsNull() || id.ValueString() != m.ServiceAccountID.ValueString():
		return types.StringNull()
	}
	return key
}

// Known implements credential.Adopted.
func (r *serviceAccountResource) Known(m *serviceAccountModel) bool {
	return !m.ServiceAccountID.IsUnknown() && !m.Scopes.IsUnknown() &&
		!slices.ContainsFunc(m.Scopes.Elements(), attr.Value.IsUnknown)
}

// AsksOutsideApply implements credential.Adopted.
func (r *serviceAccountResource) AsksOutsideApply(*serviceAccountModel) bool {
	return r.Vendor.asksOutsideApply()
}

// Verify implements credential.Adopted: one probe token for each declared scope, revoked in the same step.
func (r *serviceAccountResource) Verify(ctx context.Context, m *serviceAccountModel, secret string) (credential.Finding, error) {
	client, err := r.Vendor.client()
	if err != nil {
		return credential.Finding{}, err
	}
	key, err := rsakey.ParsePrivate(secret)
	if err != nil {
		return credential.Finding{}, err
	}
	found, err := client.Verify(ctx, m.ServiceAccountID.ValueString(), key, sortedScopes(m.Scopes))
	finding := credential.Finding{Refusal: found.Refusal()}
	for scope, err := range found.Leftovers {
		finding.Leftovers = append(finding.Leftovers, credential.Leftover{What: leftToken("of scope " + scope), Err: err})
	}
	if status, settled := credential.Judge(err); settled && status == credential.Rejected {
		finding.Refusal, err = err, nil
	}
	granted := make([]attr.Value, 0, len(found.Granted))
	for _, scope := range found.Granted {
		granted = append(granted, types.StringValue(scope))
	}
	m.GrantedScopes = types.SetValueMust(types.StringType, granted)
	return finding, err
}

// Describe implements credential.Adopted.
func (r *serviceAccountResource) Describe(m *serviceAccountModel, secret *string) (diags diag.Diagnostics) {
	if secret == nil {
		m.PublicKeySHA256 = types.StringUnknown()
		return nil
	}
	key, err := rsakey.ParsePrivate(*secret)
	if err != nil {
		diags.AddAttributeError(path.Root("private_key_wo"), "Invalid private_key_wo", "private_key_wo: "+err.Error()+".")
		return diags
	}
	m.PublicKeySHA256 = types.StringValue(rsakey.SHA256(&key.PublicKey))
	return nil
}

// Expect implements credential.Adopted: an active account is granted all it declares.
func (r *serviceAccountResource) Expect(m *serviceAccountModel, success bool) {
	m.GrantedScopes = types.SetUnknown(types.StringType)
	if success {
		m.GrantedScopes = m.Scopes
	}
}

// CarryDescribed implements credential.Adopted.
func (r *serviceAccountResource) CarryDescribed(m, from *serviceAccountModel) {
	m.PublicKeySHA256 = from.PublicKeySHA256
}

// CarryFound implements credential.Adopted.
func (r *serviceAccountResource) CarryFound(m, from *serviceAccountModel) {
	m.GrantedScopes = from.GrantedScopes
}

// leftToken says what a token that could not be revoked means; which names it: "of scope gss".
func leftToken(which string) string {
	return "An access token " + which + " could not be revoked. Nobody holds it any more, but it stays valid until the service account is " +
		"deleted in " + console + "."
}
