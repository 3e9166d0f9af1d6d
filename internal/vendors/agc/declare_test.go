package agc_test

import (
	"fmt"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

const (
	tokenPath  = "/agc/api/oauth2/v1/token"
	appIDsPath = "/agc/api/publish/v2/appid-list"
	appPath    = "/agc/api/publish/v2/app-info"

	apiClient      = "storeauth_agc_api_client.test"
	serviceAccount = "storeauth_agc_service_account.test"
)

// client declares an API client with its key in the configuration.
func client(name string, c sandboxtest.AGCClient, more string) string {
	return fmt.Sprintf("resource \"storeauth_agc_api_client\" %q {\n  client_id        = %q\n  client_secret_wo = %q\n%s\n}\n", name, c.ID, c.Secret, more)
}

// account declares a service account with its key in the configuration.
func account(name string, a sandboxtest.AGCServiceAccount, more string) string {
	return fmt.Sprintf("resource \"storeauth_agc_service_account\" %q {\n  key_wo = %q\n%s\n}\n", name, a.KeyFile, more)
}

// clientBlock and accountBlock put a credential into the provider block.
func clientBlock(c sandboxtest.AGCClient) string {
	return fmt.Sprintf("  agc = {\n    client_id     = %q\n    client_secret = %q\n  }", c.ID, c.Secret)
}

func accountBlock(a sandboxtest.AGCServiceAccount) string {
	return fmt.Sprintf("  agc = {\n    service_account_key = %q\n  }", a.KeyFile)
}
