package galaxy

import (
	"github.com/storeauth/terraform-provider-storeauth/internal/rsakey"
	"github.com/storeauth/terraform-provider-storeauth/internal/settings"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/galaxy/galaxyapi"
)

// Block is the provider block's `galaxy` object.
var Block = settings.Block{
	Name:        "galaxy",
	Title:       "Galaxy Store",
	Description: "Samsung Galaxy Store Developer API: one service account of Seller Portal.",
	Fields: []settings.Field{
		{Name: "service_account_id", Env: "GALAXY_STORE_SERVICE_ACCOUNT_ID", Check: checkAccountID,
			Description: "Id of the service account, a UUID, from Seller Portal > Assistance > API Service."},
		{Name: "private_key", Env: "GALAXY_STORE_PRIVATE_KEY", Sensitive: true, Check: checkPrivateKey,
			Description: "RSA private key of the service account, PEM (PKCS#1 or PKCS#8)."},
		{Name: "endpoint", Env: "GALAXY_STORE_ENDPOINT", Default: galaxyapi.DefaultEndpoint, Sandbox: "/galaxy",
			Check: settings.Endpoint, Description: "Base address of the API."},
	},
}

func checkPrivateKey(value string) error {
	_, err := rsakey.ParsePrivate(value)
	return err
}
