package iot

import (
	"context"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/credential"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

var _ credential.Adopted[applicationModel] = (*applicationResource)(nil)

// Kind implements credential.Adopted. The platform makes the secret, nobody else does.
func (r *applicationResource) Kind() credential.Kind {
	return credential.Kind{
		Noun:              "Huawei IoT application",
		SecretArgument:    "secret_wo",
		ProviderArguments: "iot.app_id and iot.secret",
		Console:           console,
		Strength:          credential.Random,
		Catalogue:         catalogue,
	}
}

// Fields implements credential.Adopted.
func (r *applicationResource) Fields(m *applicationModel) credential.Fields {
	return credential.Fields{ID: m.AppID, Secret: m.Secret, Version: &m.SecretVersion, Status: &m.Status, Reason: &m.Reason}
}

// Identity implements credential.Adopted.
func (r *applicationResource) Identity(m *applicationModel) any { return applicationIdentity{m.AppID} }

// Canonical implements credential.Adopted.
func (r *applicationResource) Canonical(secret string) (string, error) {
	return vendorhttp.CleanSecret(secret)
}

// ProviderSecret implements credential.Adopted.
func (r *applicationResource) ProviderSecret(m *applicationModel) types.String {
	id, secret := r.Vendor.settings.Get("app_id"), r.Vendor.settings.Get("secret")
	switch {
	case id.IsUnknown():
		return types.StringUnknown()
	case id.IsNull() || strings.TrimSpace(id.ValueString()) != strings.TrimSpace(m.AppID.ValueString()):
		return types.StringNull()
	}
	return secret
}

// Known implements credential.Adopted.
func (r *applicationResource) Known(m *applicationModel) bool { return !m.AppID.IsUnknown() }

// AsksOutsideApply implements credential.Adopted: a verification ends the running token, so plan and refresh do it only
// when told to.
func (r *applicationResource) AsksOutsideApply(m *applicationModel) bool {
	return m.VerifyOnRefresh.ValueBool() && r.Vendor.verifyDuringPlan && r.Vendor.reachable()
}

// Verify implements credential.Adopted.
func (r *applicationResource) Verify(ctx context.Context, m *applicationModel, secret string) (credential.Finding, error) {
	session, _, err := r.Vendor.session("verify a Huawei IoT application", m.AppID, types.StringValue(secret))
	if err != nil {
		return credential.Finding{}, err
	}
	leftover, err := session.Verify(ctx)
	var finding credential.Finding
	if leftover != nil {
		finding.Leftovers = []credential.Leftover{{What: leftToken, Err: leftover}}
	}
	if _, settled := credential.Judge(err); settled {
		finding.Refusal, err = err, nil
	}
	return finding, err
}

// Describe implements credential.Adopted; nothing follows from the secret.
func (r *applicationResource) Describe(*applicationModel, *string) diag.Diagnostics { return nil }

// Expect implements credential.Adopted; a verification finds nothing but the status.
func (r *applicationResource) Expect(*applicationModel, bool) {}

// CarryDescribed implements credential.Adopted.
func (r *applicationResource) CarryDescribed(_, _ *applicationModel) {}

// CarryFound implements credential.Adopted.
func (r *applicationResource) CarryFound(_, _ *applicationModel) {}

// leftToken says what a token that could not be logged out means.
const leftToken = "An access token made for this run could not be logged out. Nobody holds it any more; it ends by itself, usually within " +
	"an hour, or with the application's next login."
