// Package amazon holds the Terraform objects of the Amazon Appstore and Login with Amazon.
package amazon

import (
	"github.com/storeauth/terraform-provider-storeauth/internal/settings"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/amazon/amazonapi"
)

// Block is the provider block's `amazon` object.
var Block = settings.Block{
	Name:        "amazon",
	Title:       "Amazon Appstore",
	Description: "Amazon Appstore: one security profile.",
	Fields: []settings.Field{
		{Name: "client_id", Env: "AMAZON_APPSTORE_CLIENT_ID", Check: checkClientID,
			Description: "Client id of the security profile, from its Web Settings."},
		{Name: "client_secret", Env: "AMAZON_APPSTORE_CLIENT_SECRET", Sensitive: true, Check: checkClientSecret,
			Description: "Client secret of the security profile."},
		{Name: "token_endpoint", Env: "AMAZON_LWA_ENDPOINT", Default: amazonapi.DefaultTokenEndpoint, Sandbox: "/lwa",
			Check: checkEndpoint, Description: "Base address of Login with Amazon: a host of Amazon, or a loopback address."},
		{Name: "endpoint", Env: "AMAZON_APPSTORE_ENDPOINT", Default: amazonapi.DefaultEndpoint, Sandbox: "/appstore",
			Check: checkEndpoint, Description: "Base address of the App Submission API: a host of Amazon, or a loopback address."},
	},
}
