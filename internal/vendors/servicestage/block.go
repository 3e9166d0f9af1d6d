// Package servicestage holds the Terraform objects of Huawei Cloud ServiceStage.
package servicestage

import "github.com/storeauth/terraform-provider-storeauth/internal/settings"

// Block is the provider block's `servicestage` object.
var Block = settings.Block{
	Name:        "servicestage",
	Title:       "ServiceStage",
	Description: "Huawei Cloud ServiceStage: one project of one region.",
	Fields: []settings.Field{
		{Name: "region", Env: "HW_REGION_NAME", Check: settings.Secret,
			Description: "Region, such as `cn-north-4`; any region is accepted."},
		{Name: "project_id", Env: "HW_PROJECT_ID", Check: settings.Secret,
			Description: "Project id; looked up from the region when absent."},
		{Name: "access_key", Env: "HW_ACCESS_KEY", Sensitive: true, Check: settings.Secret,
			ConflictsWith: []string{"auth_token"}, Description: "Access key (AK)."},
		{Name: "secret_key", Env: "HW_SECRET_KEY", Sensitive: true, Check: settings.Secret,
			Description: "Secret key (SK)."},
		{Name: "security_token", Env: "HW_SECURITY_TOKEN", Sensitive: true, Check: settings.Secret,
			Description: "Security token that goes with a temporary access key."},
		{Name: "auth_token", Env: "HW_AUTH_TOKEN", Sensitive: true, Check: settings.Secret,
			ConflictsWith: []string{"access_key"}, Description: "IAM token (X-Auth-Token); excludes `access_key`."},
		{Name: "endpoint", Env: "SERVICESTAGE_ENDPOINT", Sandbox: "/servicestage", Check: settings.Endpoint,
			Description: "Base address of the API, instead of the region's."},
		{Name: "iam_endpoint", Env: "HW_AUTH_URL", Sandbox: "/iam", Check: settings.Endpoint,
			Description: "Base address of IAM, instead of the region's; it may end in `/v3`."},
	},
}
