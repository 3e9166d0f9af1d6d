// Package servicestage holds the Terraform objects of Huawei Cloud ServiceStage.
package servicestage

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/storeauth/terraform-provider-storeauth/internal/object"
	"github.com/storeauth/terraform-provider-storeauth/internal/pasted"
	"github.com/storeauth/terraform-provider-storeauth/internal/settings"
)

// Vendor is Huawei Cloud ServiceStage, as the provider knows it.
var Vendor = object.Vendor{
	Name:  "Huawei Cloud ServiceStage",
	Block: block,
	Configure: func(values settings.Values, general settings.General) object.Config {
		return newConfig(values, general)
	},
	Catalogue:   catalogue,
	Permissions: permissions,
	Imports: []object.Import{
		{Resources: []string{"servicestage_oauth_authorization", "servicestage_password_authorization", "servicestage_token_authorization"},
			ID: "`name`", Where: "ServiceStage > Continuous Delivery > Repository Authorization"},
	},
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
		{Name: "region", Env: "HW_REGION_NAME", Form: settings.OneLine,
			Description: "Region, such as `cn-north-4`; any region is accepted."},
		{Name: "project_id", Env: "HW_PROJECT_ID", Form: settings.OneLine,
			Description: "Project id; looked up from the region when absent."},
		{Name: "access_key", Env: "HW_ACCESS_KEY", Sensitive: true, Credential: "key", Form: accessKey,
			ConflictsWith: []string{"auth_token"}, Description: "Access key (AK)."},
		{Name: "secret_key", Env: "HW_SECRET_KEY", Sensitive: true, Credential: "key", Form: secretKey,
			Description: "Secret key (SK)."},
		{Name: "security_token", Env: "HW_SECURITY_TOKEN", Sensitive: true, Credential: "key", Form: settings.OneLine,
			Description: "Security token that goes with a temporary access key."},
		{Name: "auth_token", Env: "HW_AUTH_TOKEN", Sensitive: true, Credential: "key", Form: settings.OneLine,
			ConflictsWith: []string{"access_key"}, Description: "IAM token (X-Auth-Token); excludes `access_key`."},
		{Name: "endpoint", Env: "SERVICESTAGE_ENDPOINT", Sandbox: "/servicestage", Form: settings.Endpoint,
			Description: "Base address of the API, instead of the region's."},
		{Name: "iam_endpoint", Env: "HW_AUTH_URL", Sandbox: "/iam", Form: settings.Endpoint,
			Description: "Base address of IAM, instead of the region's; it may end in `/v3`."},
	},
}

// Lengths of the two halves of an access key, as IAM makes them. Only a key of the other half's length is refused: partner clouds
// may make others.
const accessKeyLength, secretKeyLength = 20, 40

// accessKey refuses what looks like a secret key. The gateway repeats the access key that it was sent.
var accessKey settings.Form = func(text string) (string, error) {
	key, err := pasted.Line(text)
	if err == nil && len(key) == secretKeyLength {
		err = fmt.Errorf("it has %d characters, as a secret key has, and an access key has %d: access_key and secret_key may be swapped",
			secretKeyLength, accessKeyLength)
	}
	return key, err
}

// secretKey refuses what looks like an access key.
var secretKey settings.Form = func(text string) (string, error) {
	key, err := pasted.Line(text)
	if err == nil && len(key) == accessKeyLength {
		err = fmt.Errorf("it has %d characters, as an access key has, and a secret key has %d: access_key and secret_key may be swapped",
			accessKeyLength, secretKeyLength)
	}
	return key, err
}
