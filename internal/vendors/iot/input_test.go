package iot_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

func TestIoTBadInputIsRefusedAtPlan(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	app := sb.CreateIoTApplication(t)
	material := sb.IoTTLS(t)
	resourceWith := func(kind, arguments string) string {
		return acctest.Provider(sb.URL, block(app)) + fmt.Sprintf("%s \"storeauth_iot_%s\" \"test\" {\n%s\n}\n", strings.Fields(kind)[0], strings.Fields(kind)[1], arguments)
	}
	blockWith := func(arguments string) string {
		return fmt.Sprintf("provider \"storeauth\" {\n  iot = {\n%s\n  }\n}\ndata \"storeauth_iot_token_validation\" \"t\" {\n  access_token = \"t0ken\"\n  app_id = \"a\"\n}\n", arguments)
	}
	acctest.BadInput(t, sb, map[string][2]string{
		"line break in the id":     {resourceWith("resource application", `app_id = "a\nb"`), `app_id: it has a line break`},
		"whitespace in the secret": {resourceWith("resource application", "app_id = \"a\"\nsecret_wo = \"two words\""), `secret_wo: it has whitespace`},
		"not a duration":           {resourceWith("resource access_token", `early_refresh = "soon"`), `early_refresh`},
		"negative duration":        {resourceWith("resource access_token", `early_refresh = "-1m"`), `early_refresh: it is negative`},
		"token missing":            {resourceWith("data token_validation", ``), `access_token`},
		"token with a line break":  {resourceWith("data token_validation", `access_token = "a\nb"`), `access_token: it has a line break`},
		"plain http":               {blockWith(`endpoint = "http://10.0.0.1:8743"`), `iot.endpoint.*loopback`},
		"no endpoint":              {blockWith(`app_id = "a"`), `iot.endpoint.*HUAWEI_IOT_ENDPOINT`},
		"CA that is none":          {blockWith(`ca_certificate = "hello"`), `iot.ca_certificate.*no PEM certificate`},
		"key that is none":         {blockWith(fmt.Sprintf("client_key = %q", material.ClientCertificate)), `iot.client_key.*no PEM private key`},
		"certificate without its key": {blockWith(fmt.Sprintf("endpoint = %q\nclient_certificate = %q", material.TwoWay, material.ClientCertificate)),
			`iot.client_key.*HUAWEI_IOT_CLIENT_KEY`},
		"key of another certificate": {blockWith(fmt.Sprintf("endpoint = %q\nclient_certificate = %q\nclient_key = %q",
			material.TwoWay, material.ClientCertificate, material.StrangerKey)), `iot.client_certificate.*does not match`},
	})
}
