// Package agc holds the Terraform objects of Huawei AppGallery Connect.
package agc

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/storeauth/terraform-provider-storeauth/internal/object"
	"github.com/storeauth/terraform-provider-storeauth/internal/settings"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/agc/agcapi"
)

// Vendor is Huawei AppGallery Connect, as the provider knows it.
var Vendor = object.Vendor{
	Name:  "Huawei AppGallery Connect",
	Block: block,
	Configure: func(values settings.Values, general settings.General) object.Config {
		return newConfig(values, general)
	},
	Catalogue:   catalogue,
	Permissions: permissions,
	Imports: []object.Import{
		{Resources: []string{"agc_api_client"}, ID: "`client_id` or `site/client_id`", Where: clientsConsole},
		{Resources: []string{"agc_service_account"}, ID: "`sub_account` or `site/sub_account`", Where: "the key file"},
	},
	Resources: []func() resource.Resource{
		newAPIClientResource,
		newServiceAccountResource,
	},
	DataSources: []func() datasource.DataSource{
		newAppDataSource,
		newAppIDsDataSource,
		newTokenValidationDataSource,
	},
	EphemeralResources: []func() ephemeral.EphemeralResource{
		newAccessTokenEphemeral,
	},
	Functions: []func() function.Function{
		newParseCredentialFunction,
	},
	SecretHeaders: []string{"Authorization"},
}

// block is the provider block's `agc` object.
var block = settings.Block{
	Name:        "agc",
	Title:       "AppGallery Connect",
	Account:     apiClientNoun,
	Description: "Huawei AppGallery Connect: API clients and service accounts.",
	Fields: []settings.Field{
		{Name: "client_id", Env: "AGC_CLIENT_ID", Credential: "key", Form: clientID,
			ConflictsWith: []string{"service_account_key"},
			Description:   "Id of the API client, from Users and permissions > API key > Connect API."},
		{Name: "client_secret", Env: "AGC_CLIENT_SECRET", Sensitive: true, Credential: "key", Form: clientSecret,
			ConflictsWith: []string{"service_account_key"},
			Description:   "Key of the API client, or the JSON file that the console offers with it."},
		{Name: "service_account_key", Env: "AGC_SERVICE_ACCOUNT_KEY", Sensitive: true, Credential: "key", Form: serviceAccountKey,
			ConflictsWith: []string{"client_id", "client_secret"},
			Description:   "JSON key file of a developer-level service account; excludes `client_id` and `client_secret`."},
		{Name: "site", Env: "AGC_SITE", Default: agcapi.SiteChina, Of: "key", Form: siteForm,
			Description: "Site of the account: `china`, `europe`, `singapore` or `russia`."},
		{Name: "endpoint", Env: "AGC_ENDPOINT", Sandbox: "/agc", Form: settings.Endpoint,
			Description: "Base address of the API, instead of the site's."},
	},
	Secrets: &settings.Secrets{
		ID: "client_id", Secret: "client_secret", Whole: "service_account_key", Value: heldSecret, IDIn: idIn, Account: accountOf,
		Keys:   "the `client_id` of API clients and the `sub_account` of service accounts",
		Values: "their keys or key files. Each is used at the site that the resource names, else at `site`",
	},
}
