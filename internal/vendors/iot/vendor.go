// Package iot holds the Terraform objects of the Huawei IoT platform.
package iot

import (
	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/storeauth/terraform-provider-storeauth/internal/object"
	"github.com/storeauth/terraform-provider-storeauth/internal/pasted"
	"github.com/storeauth/terraform-provider-storeauth/internal/settings"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/iot/iotapi"
)

// Vendor is the Huawei IoT platform, as the provider knows it.
var Vendor = object.Vendor{
	Name:  "Huawei IoT platform",
	Block: block,
	Configure: func(values settings.Values, general settings.General) object.Config {
		return newConfig(values, general)
	},
	Catalogue:   catalogue,
	Permissions: permissions,
	Imports: []object.Import{
		{Resources: []string{"iot_application"}, ID: "`app_id`", Where: "the portal's Application List"},
	},
	OnlyNamed: "a login ends the token that a running application uses.",
	Resources: []func() resource.Resource{
		newApplicationResource,
		newAccessTokenResource,
	},
	DataSources: []func() datasource.DataSource{
		newTokenValidationDataSource,
	},
	EphemeralResources: []func() ephemeral.EphemeralResource{
		newAccessTokenEphemeral,
	},
	Actions: []func() action.Action{
		newLogoutAction,
	},
	SecretHeaders: []string{"Authorization"},
}

// block is the provider block's `iot` object.
var block = settings.Block{
	Name:        "iot",
	Title:       "Huawei IoT platform",
	Account:     "Huawei IoT application",
	ShowID:      iotapi.ShownID,
	Description: "Huawei IoT platform: applications.",
	Fields: []settings.Field{
		{Name: "endpoint", Env: "HUAWEI_IOT_ENDPOINT", Sandbox: "/iot", Form: settings.Endpoint,
			Description: "Base address of the platform, `https://server:port`."},
		{Name: "app_id", Env: "HUAWEI_IOT_APP_ID", Credential: "application", Form: settings.OneLine,
			Description: "Id of the application."},
		{Name: "secret", Env: "HUAWEI_IOT_SECRET", Sensitive: true, Credential: "application", Form: settings.OneLine,
			Description: "Secret of the application."},
		{Name: "ca_certificate", Env: "HUAWEI_IOT_CA_CERTIFICATE", Form: pem(iotapi.CheckCertificates),
			Description: "PEM certificates that the platform's certificate is verified with, instead of the system's."},
		{Name: "client_certificate", Env: "HUAWEI_IOT_CLIENT_CERTIFICATE", Credential: "client certificate", Form: pem(iotapi.CheckCertificates),
			Description: "PEM certificate of this client, for two-way TLS."},
		{Name: "client_key", Env: "HUAWEI_IOT_CLIENT_KEY", Sensitive: true, Credential: "client certificate", Form: pem(iotapi.CheckKey),
			Description: "PEM private key of this client, for two-way TLS."},
		{Name: "server_name", Env: "HUAWEI_IOT_SERVER_NAME", Form: settings.OneLine,
			Description: "Name that the platform's certificate is verified for, where the endpoint is an IP address."},
	},
	Secrets: &settings.Secrets{
		ID: "app_id", Secret: "secret", Value: settings.OneLine,
		Keys: "ids of applications", Values: "their secrets",
	},
}

// pem is the form of PEM, also where it is kept in base64 or in quotes.
func pem(check func(string) error) settings.Form {
	return func(text string) (string, error) {
		content, err := pasted.File(text)
		if err != nil {
			return "", err
		}
		return content, check(content)
	}
}
