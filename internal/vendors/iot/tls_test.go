package iot_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// secureConfig declares the application at a TLS endpoint, with more arguments of the provider block.
func secureConfig(app sandboxtest.IoTApplication, endpoint, more string) string {
	return fmt.Sprintf(`
provider "storeauth" {
  max_retries = 0
  iot = {
    endpoint = %q
    app_id   = %q
    secret   = %q
%s
  }
}
resource "storeauth_iot_application" "test" {
  app_id = %q
}
`, endpoint, app.AppID, app.Secret, more, app.AppID)
}

func TestTLSIsVerifiedAndItsFailuresAreExplained(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	app := sb.CreateIoTApplication(t)
	m := sb.IoTTLS(t)
	ca := fmt.Sprintf("    ca_certificate = %q\n", m.CACertificate)
	pair := fmt.Sprintf("    client_certificate = %q\n    client_key = %q\n", m.ClientCertificate, m.ClientKey)
	stranger := fmt.Sprintf("    client_certificate = %q\n    client_key = %q\n", m.StrangerCertificate, m.StrangerKey)
	name := fmt.Sprintf("    server_name = %q\n", m.ServerName)
	for title, row := range map[string]struct {
		endpoint, arguments string
		phrases             []string // none: accepted
	}{
		"one-way":                      {m.OneWay, ca, nil},
		"two-way":                      {m.TwoWay, ca + pair, nil},
		"two-way over 1.3":             {m.TwoWayTLS13, ca + pair, nil},
		"name given":                   {m.WrongName, ca + name, nil},
		"no CA":                        {m.OneWay, "", []string{"certificate signed by unknown authority", "iot.ca_certificate (HUAWEI_IOT_CA_CERTIFICATE)"}},
		"wrong CA":                     {m.WrongCA, ca, []string{"certificate signed by unknown authority", "it is the wrong one"}},
		"wrong name":                   {m.WrongName, ca, []string{"for another name than the endpoint's host", "iot.server_name (HUAWEI_IOT_SERVER_NAME)"}},
		"another name given":           {m.WrongName, ca + "    server_name = \"other.example\"\n", []string{"certificate is valid for " + m.ServerName + ", not other.example"}},
		"expired":                      {m.Expired, ca, []string{"has expired", "date -u"}},
		"no client certificate":        {m.TwoWay, ca, []string{"wants a certificate from its clients", "iot.client_certificate and iot.client_key"}},
		"no client certificate, 1.3":   {m.TwoWayTLS13, ca, []string{"wants a certificate from its clients", "iot.client_certificate and iot.client_key"}},
		"stranger's certificate":       {m.TwoWay, ca + stranger, []string{"does not accept the client certificate"}},
		"stranger's certificate, 1.3":  {m.TwoWayTLS13, ca + stranger, []string{"does not accept the client certificate"}},
		"plain HTTP where TLS belongs": {"https" + sb.URL[len("http"):] + "/iot", ca, []string{"does not speak TLS", "8743 on most platforms"}},
	} {
		t.Run(title, func(t *testing.T) {
			t.Parallel()
			cli := acctest.NewCLI(t, secureConfig(app, row.endpoint, row.arguments))
			if row.phrases == nil {
				cli.Run(t, "apply", "-auto-approve").Expect(t, 0)
				return
			}
			cli.Run(t, "apply", "-auto-approve").Expect(t, 1, append(row.phrases, "Could not verify Huawei IoT application", "guides/troubleshooting#iot-")...)
			if cli.Attributes(t, application) != nil {
				t.Error("the application was adopted")
			}
		})
	}
}

// flattened is PEM as an environment variable often has it.
func flattened(pem string) string { return strings.ReplaceAll(pem, "\n", `\n`) }

func TestTLSSettingsComeFromTheEnvironmentAsItLeavesThem(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	app := sb.CreateIoTApplication(t)
	m := sb.IoTTLS(t)
	cli := acctest.NewCLI(t, fmt.Sprintf("resource \"storeauth_iot_application\" \"test\" {\n  app_id = %q\n}\n", app.AppID))
	cli.Env = append(cli.Env, "HUAWEI_IOT_ENDPOINT="+m.TwoWay+"/", "HUAWEI_IOT_APP_ID="+app.AppID, "HUAWEI_IOT_SECRET="+app.Secret,
		"HUAWEI_IOT_CA_CERTIFICATE="+flattened(m.CACertificate), "HUAWEI_IOT_CLIENT_CERTIFICATE="+flattened(m.ClientCertificate),
		"HUAWEI_IOT_CLIENT_KEY="+flattened(m.ClientKey), "HUAWEI_IOT_SERVER_NAME=localhost")
	cli.Apply(t)
	cli.Plan(t).Expect(t, 0)
}
