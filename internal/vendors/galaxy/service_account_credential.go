package galaxy

import (
	"context"
	"crypto/rsa"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/credential"
	"github.com/storeauth/terraform-provider-storeauth/internal/rsakey"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/galaxy/galaxyapi"
)

var (
	_ credential.Adopted[serviceAccountModel, *rsa.PrivateKey] = (*serviceAccountResource)(nil)
	_ credential.Derived[serviceAccountModel, *rsa.PrivateKey] = (*serviceAccountResource)(nil)
)

func (r *serviceAccountResource) Kind() credential.Kind {
	return credential.Kind{
		Noun:              "Galaxy Store service account",
		SecretArgument:    "private_key_wo",
		ProviderArguments: "galaxy.service_account_id and galaxy.private_key, or galaxy.secrets",
		End:               "delete it in " + console,
		Refreshed:         &r.Config.refreshed,
		Strength:          credential.Random,
		Catalogue:         catalogue,
	}
}

func (r *serviceAccountResource) Fields(m *serviceAccountModel) credential.Fields {
	return credential.Fields{
		ID: m.ServiceAccountID, Secret: m.PrivateKey, Version: &m.PrivateKeyVersion, Status: &m.Status, Reason: &m.Reason,
		Declared: []attr.Value{m.ServiceAccountID, m.Scopes},
		Identity: serviceAccountIdentity{accountID.Value(m.ServiceAccountID)},
	}
}

// Parse reads the key. A key is compared by what it is, not by its PEM form.
func (r *serviceAccountResource) Parse(text string) (key *rsa.PrivateKey, canonical string, err error) {
	if key, err = rsakey.ParsePrivate(text); err != nil {
		return nil, "", err
	}
	return key, rsakey.Canonical(key), nil
}

func (r *serviceAccountResource) ProviderSecret(m *serviceAccountModel) types.String {
	return r.Config.settings.SecretOf(m.ServiceAccountID)
}

func (r *serviceAccountResource) AsksOutsideApply(*serviceAccountModel) bool {
	return r.Config.asksOutsideApply()
}

// Verify obtains one probe token for each declared scope and revokes it in the same step.
func (r *serviceAccountResource) Verify(ctx context.Context, m *serviceAccountModel, key *rsa.PrivateKey) (credential.Finding[serviceAccountModel], error) {
	client, err := r.Config.client()
	if err != nil {
		return credential.Finding[serviceAccountModel]{}, err
	}
	declared := m.Scopes
	found, err := client.Verify(ctx, accountID.Read(m.ServiceAccountID), key, sortedScopes(declared))
	if err == nil && found.Refusal() != nil && m.asImported() {
		other, otherErr := client.Verify(ctx, accountID.Read(m.ServiceAccountID), key, []string{galaxyapi.ScopeGSS})
		maps.Copy(other.Leftovers, found.Leftovers)
		found.Leftovers = other.Leftovers
		if otherErr == nil && other.Refusal() == nil {
			found, declared = other, types.SetValueMust(types.StringType, []attr.Value{types.StringValue(galaxyapi.ScopeGSS)})
		}
	}
	finding := credential.Finding[serviceAccountModel]{Refusal: found.Refusal(), Leftovers: leftovers(found)}
	if status, conclusive := credential.Judge(err); conclusive && status == credential.Rejected {
		finding.Refusal, err = err, nil
	}
	granted := make([]attr.Value, 0, len(found.Granted))
	for _, scope := range found.Granted {
		granted = append(granted, types.StringValue(scope))
	}
	finding.Record = func(m *serviceAccountModel) {
		m.Scopes, m.GrantedScopes = declared, types.SetValueMust(types.StringType, granted)
	}
	return finding, err
}

// asImported reports whether only an import said which scopes the account has. An import knows none and takes the default; an
// account that has just the other one is taken over with that.
func (m *serviceAccountModel) asImported() bool {
	return m.Status.IsNull() && m.Scopes.Equal(defaultScopes)
}

func (r *serviceAccountResource) FromSecret(m *serviceAccountModel, key **rsa.PrivateKey) {
	m.PublicKeySHA256 = types.StringUnknown()
	if key != nil {
		m.PublicKeySHA256 = types.StringValue(rsakey.SHA256(&(*key).PublicKey))
	}
}

func (r *serviceAccountResource) LeaveOpen(m *serviceAccountModel) {
	m.PublicKeySHA256 = types.StringUnknown()
}

// PlanFound plans that an active account is granted all it declares.
func (r *serviceAccountResource) PlanFound(m *serviceAccountModel, success bool) {
	m.GrantedScopes = types.SetUnknown(types.StringType)
	if success {
		m.GrantedScopes = m.Scopes
	}
}

func (r *serviceAccountResource) Carry(m, from *serviceAccountModel) {
	m.PublicKeySHA256, m.GrantedScopes = from.PublicKeySHA256, from.GrantedScopes
}

// leftToken says what a token that could not be revoked means; which names it: "of scope gss".
func leftToken(which string) string {
	return "An access token " + which + " could not be revoked. Nobody holds it any more, but it stays valid until the service account is " +
		"deleted in " + console + "."
}
