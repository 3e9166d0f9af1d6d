package iot

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/credential"
	"github.com/storeauth/terraform-provider-storeauth/internal/pasted"
	"github.com/storeauth/terraform-provider-storeauth/internal/settings"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/iot/iotapi"
)

var _ credential.Adopted[applicationModel, string] = (*applicationResource)(nil)

func (r *applicationResource) Kind() credential.Kind {
	return credential.Kind{
		Noun:              "Huawei IoT application",
		SecretArgument:    "secret_wo",
		ProviderArguments: "iot.app_id and iot.secret, or iot.secrets",
		End:               "delete it in " + console,
		Refreshed:         &r.Config.refreshed,
		// The platform generates the secret.
		Strength:     credential.Random,
		Catalogue:    catalogue,
		ShowUnproven: iotapi.ShownID,
	}
}

func (r *applicationResource) Fields(m *applicationModel) credential.Fields {
	return credential.Fields{
		ID: settings.OneLine.Value(m.AppID), Secret: m.Secret, Version: &m.SecretVersion, Status: &m.Status, Reason: &m.Reason,
		Declared: []attr.Value{m.AppID},
		Identity: applicationIdentity{settings.OneLine.Value(m.AppID)},
	}
}

func (r *applicationResource) Parse(text string) (secret, canonical string, err error) {
	secret, err = pasted.Line(text)
	return secret, secret, err
}

func (r *applicationResource) ProviderSecret(m *applicationModel) types.String {
	return r.Config.settings.SecretOf(m.AppID)
}

// AsksOutsideApply is false unless the configuration says otherwise, because a verification ends the running token.
func (r *applicationResource) AsksOutsideApply(m *applicationModel) bool {
	return m.VerifyOnRefresh.ValueBool() && r.Config.verifyDuringPlan && r.Config.reachable()
}

func (r *applicationResource) Verify(ctx context.Context, m *applicationModel, secret string) (credential.Finding[applicationModel], error) {
	verified := r.Config.verify(ctx, m.AppID, types.StringValue(secret))
	finding, err := credential.Conclude[applicationModel](verified.Answer)
	finding.Leftovers = verified.Leftovers
	return finding, err
}

// leftToken says what a token that could not be logged out means.
const leftToken = "An access token made for this run could not be logged out. Nobody holds it any more; it ends by itself, usually within " +
	"an hour, or with the application's next login."
