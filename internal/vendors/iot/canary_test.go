package iot_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// flattened is PEM as an environment variable often has it.
func flattened(pem string) string { return strings.ReplaceAll(pem, "\n", `\n`) }

// TestNoSecretLeavesTheProvider walks every object that holds none through its life and every way of failing, and looks for
// the secrets, the client key and the tokens in state, plan and trace.
func TestNoSecretLeavesTheProvider(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	a, b := sb.CreateIoTApplication(t), sb.CreateIoTApplication(t)
	m := sb.IoTTLS(t)
	tap := acctest.NewTap(t, sb.URL)
	cli := acctest.NewCLI(t, "")
	blockSecret, blockVariable := cli.Secret("block_secret", a.Secret)
	ownSecret, ownVariable := cli.Secret("own_secret", b.Secret)
	clientKey, keyVariable := cli.Secret("client_key", m.ClientKey)
	cli.Write(t, blockVariable+ownVariable+keyVariable+acctest.Provider(tap.URL, fmt.Sprintf(
		"  iot = {\n    app_id = %q\n    secret = %s\n    client_certificate = %q\n    client_key = %s\n  }",
		a.AppID, blockSecret, m.ClientCertificate, clientKey))+fmt.Sprintf(`
resource "storeauth_iot_application" "own" {
  app_id            = %q
  secret_wo         = %s
  verify_on_refresh = true
}
resource "storeauth_iot_application" "block" {
  app_id            = %q
  verify_on_refresh = true
}
ephemeral "storeauth_iot_access_token" "test" {}
`, b.AppID, ownSecret, a.AppID))
	canaries := acctest.NewCanaries(tap, map[string]string{
		"the provider block's secret": a.Secret,
		"the resource's secret":       b.Secret,
		"the client key":              m.ClientKey,
	})
	canaries.PlanJSON(t, cli)
	canaries.Run(t, cli, "apply", "-auto-approve").Expect(t, 0)
	canaries.Run(t, cli, "plan").Expect(t, 0)
	const loginPath, logoutPath, devicePath = "/iocm/app/sec/v1.1.0/login", "/iocm/app/sec/v1.1.0/logout", "/iocm/app/dm/*"
	for _, fault := range []sandboxtest.Fault{
		{Path: loginPath, Kind: "status", Status: 500}, {Path: loginPath, Kind: "truncated"}, {Path: loginPath, Kind: "reset_after"},
		{Path: loginPath, Kind: "redirect", Status: 307, Location: "http://127.0.0.1:1/elsewhere"},
		{Path: devicePath, Kind: "html", Status: 401}, {Path: devicePath, Kind: "redirect", Status: 302, Location: "http://127.0.0.1:1/elsewhere"},
		{Path: devicePath, Kind: "reset"}, {Path: logoutPath, Kind: "status", Status: 500}, {Path: logoutPath, Kind: "html", Status: 404},
	} {
		fault.Vendor = "iot"
		sb.SetFault(t, fault)
		canaries.Run(t, cli, "plan")
		sb.ClearFaults(t)
	}
	sb.ResetIoTSecret(t, a.AppID)
	sb.FreezeIoTApplication(t, b.AppID)
	canaries.Run(t, cli, "plan").Expect(t, 1, "100208")
	canaries.Run(t, cli, "apply", "-auto-approve")
	canaries.Run(t, cli, "destroy", "-auto-approve", "-refresh=false")
	if len(tap.Seen()) < 4 {
		t.Errorf("the tap saw %d secrets; it cannot have looked", len(tap.Seen()))
	}
}

func TestManagedTokenIsInItsOwnAttributesAndInNoTrace(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	app := sb.CreateIoTApplication(t)
	tap := acctest.NewTap(t, sb.URL)
	cli := acctest.NewCLI(t, tokenConfig(tap.URL, app, ""))
	canaries := acctest.NewCanaries(tap, map[string]string{"the secret": app.Secret})
	canaries.Trace(t, cli, "apply", "-auto-approve").Expect(t, 0)
	if strings.Contains(cli.State(t), app.Secret) {
		t.Error("the state holds the application's secret")
	}
	canaries.Trace(t, cli, "plan").Expect(t, 0)
	endIn(t, cli, 5*time.Minute)
	canaries.Trace(t, cli, "apply", "-auto-approve").Expect(t, 0)
	endIn(t, cli, 5*time.Minute)
	sb.ExpireIoTTokens(t, app.AppID)
	canaries.Trace(t, cli, "apply", "-auto-approve", "-refresh=false").Expect(t, 0, "The refresh token was refused")
	sb.LoginIoTApplication(t, app.AppID)
	canaries.Trace(t, cli, "plan").Expect(t, 0, "1010005")
	canaries.Trace(t, cli, "destroy", "-auto-approve", "-refresh=false").Expect(t, 0)
	if len(tap.Seen()) < 4 {
		t.Errorf("the tap saw %d secrets; it cannot have looked", len(tap.Seen()))
	}
}
