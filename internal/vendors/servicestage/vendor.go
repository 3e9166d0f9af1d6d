// Package servicestage holds the Terraform objects of Huawei Cloud ServiceStage.
package servicestage

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/storeauth/terraform-provider-storeauth/internal/object"
	"github.com/storeauth/terraform-provider-storeauth/internal/settings"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

// Vendor is Huawei Cloud ServiceStage, as the provider knows it.
var Vendor = object.Vendor{
	Name:      "Huawei Cloud ServiceStage",
	Block:     block,
	Configure: func(values settings.Values, general settings.General) any { return newConfig(values, general) },
	Resources: []func() resource.Resource{
		newOAuthAuthorizationResource,
		newTokenAuthorizationResource,
		newPasswordAuthorizationResource,
	},
	DataSources: []func() datasource.DataSource{
		newAuthorizationDataSource,
		newAuthorizationsDataSource,
		newOAuthRedirectDataSource,
		newRepositoriesDataSource,
	},
	Functions: []func() function.Function{
		newParseOAuthCallbackFunction,
	},
	ListResources: []func() list.ListResource{
		newOAuthAuthorizationList,
		newTokenAuthorizationList,
		newPasswordAuthorizationList,
	},
	SecretHeaders: []string{"Authorization", "X-Auth-Token", "X-Security-Token"},
}

// block is the provider block's `servicestage` object.
var block = settings.Block{
	Name:        "servicestage",
	Title:       "ServiceStage",
	Description: "Huawei Cloud ServiceStage: one project of one region.",
	Fields: []settings.Field{
		{Name: "region", Env: "HW_REGION_NAME", Check: settings.OneLine,
			Description: "Region, such as `cn-north-4`; any region is accepted."},
		{Name: "project_id", Env: "HW_PROJECT_ID", Check: settings.OneLine,
			Description: "Project id; looked up from the region when absent."},
		{Name: "access_key", Env: "HW_ACCESS_KEY", Sensitive: true, Check: checkAccessKey,
			ConflictsWith: []string{"auth_token"}, Description: "Access key (AK)."},
		{Name: "secret_key", Env: "HW_SECRET_KEY", Sensitive: true, Check: checkSecretKey,
			Description: "Secret key (SK)."},
		{Name: "security_token", Env: "HW_SECURITY_TOKEN", Sensitive: true, Check: settings.OneLine,
			Description: "Security token that goes with a temporary access key."},
		{Name: "auth_token", Env: "HW_AUTH_TOKEN", Sensitive: true, Check: settings.OneLine,
			ConflictsWith: []string{"access_key"}, Description: "IAM token (X-Auth-Token); excludes `access_key`."},
		{Name: "endpoint", Env: "SERVICESTAGE_ENDPOINT", Sandbox: "/servicestage", Check: settings.Endpoint,
			Description: "Base address of the API, instead of the region's."},
		{Name: "iam_endpoint", Env: "HW_AUTH_URL", Sandbox: "/iam", Check: settings.Endpoint,
			Description: "Base address of IAM, instead of the region's; it may end in `/v3`."},
	},
}

// Lengths of the two halves of an access key, as IAM makes them. Only a key of the other half's length is refused: partner clouds
// may make others.
const accessKeyLength, secretKeyLength = 20, 40

// checkAccessKey refuses what looks like a secret key. The gateway repeats the access key that it was sent.
func checkAccessKey(key string) error {
	if clean, err := vendorhttp.CleanSecret(key); err != nil || len(clean) != secretKeyLength {
		return err
	}
	return fmt.Errorf("it has %d characters, as a secret key has, and an access key has %d: access_key and secret_key may be swapped",
		secretKeyLength, accessKeyLength)
}

// checkSecretKey refuses what looks like an access key.
func checkSecretKey(key string) error {
	if clean, err := vendorhttp.CleanSecret(key); err != nil || len(clean) != accessKeyLength {
		return err
	}
	return fmt.Errorf("it has %d characters, as an access key has, and a secret key has %d: access_key and secret_key may be swapped",
		accessKeyLength, secretKeyLength)
}
