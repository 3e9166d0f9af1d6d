// Package amazon holds the Terraform objects of the Amazon Appstore and Login with Amazon.
package amazon

import "github.com/storeauth/terraform-provider-storeauth/internal/settings"

// Block is the provider block's `amazon` object.
var Block = settings.Block{
	Name:        "amazon",
	Title:       "Amazon Appstore",
	Description: "Amazon Appstore: one security profile.",
	Fields: []settings.Field{
		{Name: "client_id", Env: "AMAZON_APPSTORE_CLIENT_ID", Check: settings.Secret,
			Description: "Client id of the security profile, from its Web Settings."},
		{Name: "client_secret", Env: "AMAZON_APPSTORE_CLIENT_SECRET", Sensitive: true, Check: settings.Secret,
			Description: "Client secret of the security profile."},
		{Name: "token_endpoint", Env: "AMAZON_LWA_ENDPOINT", Default: "https://api.amazon.com", Sandbox: "/lwa",
			Check: settings.Endpoint, Description: "Base address of Login with Amazon."},
		{Name: "endpoint", Env: "AMAZON_APPSTORE_ENDPOINT", Default: "https://developer.amazon.com", Sandbox: "/appstore",
			Check: settings.Endpoint, Description: "Base address of the App Submission API."},
	},
}
