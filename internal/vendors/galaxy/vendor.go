// Package galaxy holds the Terraform objects of the Samsung Galaxy Store.
package galaxy

import (
	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/storeauth/terraform-provider-storeauth/internal/object"
	"github.com/storeauth/terraform-provider-storeauth/internal/rsakey"
	"github.com/storeauth/terraform-provider-storeauth/internal/settings"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/galaxy/galaxyapi"
)

// Vendor is Samsung Galaxy Store, as the provider knows it.
var Vendor = object.Vendor{
	Name:  "Samsung Galaxy Store",
	Block: block,
	Configure: func(values settings.Values, general settings.General) object.Config {
		return newConfig(values, general)
	},
	Catalogue:   catalogue,
	Permissions: permissions,
	Imports: []object.Import{
		{Resources: []string{"galaxy_service_account"}, ID: "`service_account_id`", Where: console},
	},
	Resources: []func() resource.Resource{
		newServiceAccountResource,
		newAccessTokenResource,
	},
	DataSources: []func() datasource.DataSource{
		newAppDataSource,
		newAppsDataSource,
		newTokenValidationDataSource,
	},
	EphemeralResources: []func() ephemeral.EphemeralResource{
		newAccessTokenEphemeral,
	},
	Actions: []func() action.Action{
		newRevokeAccessTokenAction,
	},
	Functions: []func() function.Function{
		newPublicKeySHA256Function,
	},
	SecretHeaders: []string{"Authorization"},
}

// block is the provider block's `galaxy` object.
var block = settings.Block{
	Name:        "galaxy",
	Title:       "Galaxy Store",
	Account:     "Galaxy Store service account",
	Description: "Samsung Galaxy Store Developer API: service accounts of Seller Portal.",
	Fields: []settings.Field{
		{Name: "service_account_id", Env: "GALAXY_STORE_SERVICE_ACCOUNT_ID", Credential: "key", Form: accountID,
			Description: "Id of the service account, a UUID, from Seller Portal > Assistance > API Service."},
		{Name: "private_key", Env: "GALAXY_STORE_PRIVATE_KEY", Sensitive: true, Credential: "key", Form: privateKey,
			Description: "RSA private key of the service account, PEM (PKCS#1 or PKCS#8)."},
		{Name: "endpoint", Env: "GALAXY_STORE_ENDPOINT", Default: galaxyapi.DefaultEndpoint, Sandbox: "/galaxy",
			Form: settings.Endpoint, Description: "Base address of the API."},
	},
	Secrets: &settings.Secrets{
		ID: "service_account_id", Secret: "private_key", Keys: "ids of service accounts", Values: "their private keys",
		Value: func(text string) (string, error) {
			if _, err := privateKey(text); err != nil {
				return "", err
			}
			key, err := rsakey.ParsePrivate(text)
			if err != nil {
				return "", err
			}
			return rsakey.Canonical(key), nil
		},
	},
}

// privateKey is the form of a service account's key. A key is parsed where it is used.
var privateKey settings.Form = func(text string) (string, error) {
	if _, err := accountID(text); err == nil {
		return "", settings.LooksLike("a service account id")
	}
	_, err := rsakey.ParsePrivate(text)
	return text, err
}
