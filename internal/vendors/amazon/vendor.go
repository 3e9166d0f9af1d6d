// Package amazon holds the Terraform objects of the Amazon Appstore and Login with Amazon.
package amazon

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/storeauth/terraform-provider-storeauth/internal/object"
	"github.com/storeauth/terraform-provider-storeauth/internal/settings"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/amazon/amazonapi"
)

// Vendor is the Amazon Appstore, as the provider knows it.
var Vendor = object.Vendor{
	Name:  "Amazon Appstore",
	Block: block,
	Configure: func(values settings.Values, general settings.General) object.Config {
		return newConfig(values, general)
	},
	Catalogue:   catalogue,
	Permissions: permissions,
	Imports: []object.Import{
		{Resources: []string{"amazon_security_profile_attachment"}, ID: "`client_id/app_submission` or `client_id/reporting`",
			Where: "Web Settings of the security profile"},
	},
	Resources: []func() resource.Resource{
		newSecurityProfileAttachmentResource,
	},
	DataSources: []func() datasource.DataSource{
		newAppDataSource,
		newTokenValidationDataSource,
	},
	EphemeralResources: []func() ephemeral.EphemeralResource{
		newAccessTokenEphemeral,
	},
	SecretHeaders: []string{"Authorization"},
}

// block is the provider block's `amazon` object.
var block = settings.Block{
	Name:        "amazon",
	Title:       "Amazon Appstore",
	Account:     "Amazon security profile",
	Description: "Amazon Appstore: security profiles.",
	Fields: []settings.Field{
		{Name: "client_id", Env: "AMAZON_APPSTORE_CLIENT_ID", Credential: "profile", Form: clientID,
			Description: "Client id of the security profile, from its Web Settings."},
		{Name: "client_secret", Env: "AMAZON_APPSTORE_CLIENT_SECRET", Sensitive: true, Credential: "profile", Form: clientSecret,
			Description: "Client secret of the security profile."},
		{Name: "token_endpoint", Env: "AMAZON_LWA_ENDPOINT", Default: amazonapi.DefaultTokenEndpoint, Sandbox: "/lwa",
			Form: endpoint, Description: "Base address of Login with Amazon: a host of Amazon, or a loopback address."},
		{Name: "endpoint", Env: "AMAZON_APPSTORE_ENDPOINT", Default: amazonapi.DefaultEndpoint, Sandbox: "/appstore",
			Form: endpoint, Description: "Base address of the App Submission API: a host of Amazon, or a loopback address."},
	},
	Secrets: &settings.Secrets{
		ID: "client_id", Secret: "client_secret", Value: clientSecret,
		Keys: "client ids of security profiles", Values: "their client secrets",
	},
}
