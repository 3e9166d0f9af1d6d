package agc

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/credential"
	"github.com/storeauth/terraform-provider-storeauth/internal/object"
	"github.com/storeauth/terraform-provider-storeauth/internal/settings"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/agc/agcapi"
)

var (
	_ credential.Adopted[serviceAccountModel, agcapi.ServiceAccount] = (*serviceAccountResource)(nil)
	_ credential.Derived[serviceAccountModel, agcapi.ServiceAccount] = (*serviceAccountResource)(nil)
)

func (r *serviceAccountResource) Kind() credential.Kind {
	return credential.Kind{
		Noun:              serviceAccountNoun,
		SecretArgument:    "key_wo",
		ProviderArguments: "agc.service_account_key, or agc.secrets with sub_account",
		End:               "delete it in " + accountsConsole,
		Refreshed:         &r.Config.refreshed,
		Strength:          credential.Random,
		Catalogue:         catalogue,
	}
}

// Fields has no id for a configuration that leaves sub_account out: the id follows from the key.
func (r *serviceAccountResource) Fields(m *serviceAccountModel) credential.Fields {
	return credential.Fields{
		ID: m.SubAccount, Secret: m.Key, Version: &m.KeyVersion, Status: &m.Status, Reason: &m.Reason,
		Declared: []attr.Value{m.Site, m.AppIDs},
		Identity: serviceAccountIdentity{clientID.Value(m.SubAccount), siteForm.Value(m.Site)},
	}
}

// parseDeveloperKey reads a key file and refuses a project's, which the Publishing API never takes.
func parseDeveloperKey(text string) (agcapi.ServiceAccount, error) {
	account, err := agcapi.ParseServiceAccount(text)
	if err == nil {
		err = requireDeveloperLevel(account)
	}
	return account, err
}

// Parse reads the key file. Key files are compared by what they hold.
func (r *serviceAccountResource) Parse(text string) (account agcapi.ServiceAccount, canonical string, err error) {
	if account, err = parseDeveloperKey(text); err != nil {
		return agcapi.ServiceAccount{}, "", err
	}
	return account, account.Canonical(), nil
}

// ProviderSecret is the provider block's key of the same account. Where a configuration names no account, the block's own
// account is meant. A key of the block that cannot be read is returned, too, so that its error is told.
func (r *serviceAccountResource) ProviderSecret(m *serviceAccountModel) types.String {
	own := r.Config.settings.Get("service_account_key")
	if m.SubAccount.IsNull() {
		return own
	}
	held := r.Config.settings.SecretOf(m.SubAccount)
	if held.IsNull() && settings.HasValue(own) && idIn(own.ValueString()) == "" {
		return own
	}
	return held
}

func (r *serviceAccountResource) AsksOutsideApply(*serviceAccountModel) bool {
	return r.Config.asksOutsideApply()
}

func (r *serviceAccountResource) Verify(ctx context.Context, m *serviceAccountModel, account agcapi.ServiceAccount) (credential.Finding[serviceAccountModel], error) {
	return credential.Conclude[serviceAccountModel](r.Config.verify(ctx, m.Site, m.AppIDs, account))
}

func (r *serviceAccountResource) FromSecret(m *serviceAccountModel, account *agcapi.ServiceAccount) {
	if account == nil {
		m.SubAccount, m.KeyID, m.ProjectID = types.StringUnknown(), types.StringUnknown(), types.StringUnknown()
		return
	}
	// What the configuration says stays as it was written.
	if clientID.Read(m.SubAccount) != account.SubAccount {
		m.SubAccount = types.StringValue(account.SubAccount)
	}
	m.KeyID, m.ProjectID = types.StringValue(account.KeyID), object.String(account.ProjectID)
}

// LeaveOpen leaves the account, which another key of it does not change.
func (r *serviceAccountResource) LeaveOpen(m *serviceAccountModel) { m.KeyID = types.StringUnknown() }

// PlanFound has nothing to plan: a verification finds no more than the status.
func (r *serviceAccountResource) PlanFound(*serviceAccountModel, bool) {}

// Carry leaves the account that the configuration names.
func (r *serviceAccountResource) Carry(m, from *serviceAccountModel) {
	if !settings.HasValue(m.SubAccount) {
		m.SubAccount = from.SubAccount
	}
	m.KeyID, m.ProjectID = from.KeyID, from.ProjectID
}
