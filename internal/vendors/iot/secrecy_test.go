package iot_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

func TestIoTObjectsLeakNoSecret(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	a, b, c := sb.CreateIoTApplication(t), sb.CreateIoTApplication(t), sb.CreateIoTApplication(t)
	m := sb.IoTTLS(t)
	s := acctest.NewSecrecy(t, sb, map[string]string{"block_secret": a.Secret, "own_secret": b.Secret, "client_key": m.ClientKey,
		"held_secret": c.Secret})
	s.Write(t, acctest.Provider(s.URL, fmt.Sprintf(
		"  iot = {\n    app_id = %q\n    secret = var.block_secret\n    client_certificate = %q\n    client_key = var.client_key\n    secrets = { %q = var.held_secret }\n  }",
		a.AppID, m.ClientCertificate, c.AppID))+fmt.Sprintf(`
resource "storeauth_iot_application" "own" {
  app_id            = %q
  secret_wo         = var.own_secret
  verify_on_refresh = true
}
resource "storeauth_iot_application" "block" {
  app_id            = %q
  verify_on_refresh = true
}
resource "storeauth_iot_application" "held" {
  app_id            = %q
  verify_on_refresh = true
}
ephemeral "storeauth_iot_access_token" "test" {}
`, b.AppID, a.AppID, c.AppID))
	s.Live(t)
	s.Disturb(t, login)
	s.Disturb(t, devices)
	s.Disturb(t, logout)
	sb.ResetIoTSecret(t, a.AppID)
	sb.FreezeIoTApplication(t, b.AppID)
	sb.ResetIoTSecret(t, c.AppID)
	s.Run(t, "plan").Expect(t, 1, "100208")
	s.Run(t, "apply", "-auto-approve").Expect(t, 1)
	s.End(t, 4)
}

func TestManagedIoTTokenIsInNoTrace(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	app := sb.CreateIoTApplication(t)
	s := acctest.NewSecrecy(t, sb, map[string]string{"block_secret": app.Secret})
	s.Write(t, acctest.Provider(s.URL, fmt.Sprintf("  iot = {\n    app_id = %q\n    secret = var.block_secret\n  }", app.AppID))+
		"resource \"storeauth_iot_access_token\" \"test\" {}\n")
	s.Trace(t, "apply", "-auto-approve").Expect(t, 0)
	if strings.Contains(s.CLI.State(t), app.Secret) {
		t.Error("the state holds the application's secret")
	}
	s.Trace(t, "plan").Expect(t, 0)
	endIn(t, s.CLI, 5*time.Minute)
	s.Trace(t, "apply", "-auto-approve").Expect(t, 0)
	endIn(t, s.CLI, 5*time.Minute)
	sb.ExpireIoTTokens(t, app.AppID)
	s.Trace(t, "apply", "-auto-approve", "-refresh=false").Expect(t, 0, "The refresh token was refused")
	sb.LoginIoTApplication(t, app.AppID)
	s.Trace(t, "plan").Expect(t, 0, "1010005")
	s.Trace(t, "destroy", "-auto-approve", "-refresh=false").Expect(t, 0)
}
