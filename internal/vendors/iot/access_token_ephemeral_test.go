package iot_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// ephemeralConfig checks the ephemeral token in a postcondition of its own: nothing outside may see it.
func ephemeralConfig(sandboxURL string, app sandboxtest.IoTApplication, arguments string) string {
	return acctest.Provider(sandboxURL, block(app)) + fmt.Sprintf(`
ephemeral "storeauth_iot_access_token" "test" {
%s
  lifecycle {
    postcondition {
      condition = (self.headers == tomap({
        "app_key" = %q, "Authorization" = "Bearer ${self.access_token}", "Content-Type" = "application/json"
      }) && self.scope == "default" && lower(self.token_type) == "bearer" && self.new_refresh_token != "" &&
      timecmp(self.expires_at, plantimestamp()) > 0)
      error_message = "the result is not the platform's"
    }
  }
}
`, arguments, app.AppID)
}

func TestEphemeralTokenIsOneLoginForAllInstancesAndOneLogout(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	app := sb.CreateIoTApplication(t)
	cli := acctest.NewCLI(t, ephemeralConfig(sb.URL, app, "  count = 3"))
	cli.Plan(t).Expect(t, 0)
	expectCalls(t, sb, "a plan with three instances", "login logout")
	if live, _ := sb.LiveIoTTokens(t, app.AppID); live {
		t.Error("a token was left")
	}
}

func TestVerificationUsesTheLoginOfAnOpenEphemeralToken(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	app := sb.CreateIoTApplication(t)
	// The data source keeps its argument in state, so it cannot take an ephemeral token; the verification of the
	// application stands for the consumer.
	cli := acctest.NewCLI(t, ephemeralConfig(sb.URL, app, "")+fmt.Sprintf(`
resource "storeauth_iot_application" "test" {
  app_id    = %q
  secret_wo = ephemeral.storeauth_iot_access_token.test.access_token != "" ? %q : null
}
`, app.AppID, app.Secret))
	cli.Run(t, "apply", "-auto-approve").Expect(t, 0)
	// The first login and logout are the plan's.
	expectCalls(t, sb, "an apply", "login logout login devices logout")
	if live, _ := sb.LiveIoTTokens(t, app.AppID); live {
		t.Error("a token was left")
	}
}

func TestEphemeralTokenIsLoggedOutWhenItsConsumerFails(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	app, other := sb.CreateIoTApplication(t), sb.CreateIoTApplication(t)
	cli := acctest.NewCLI(t, ephemeralConfig(sb.URL, app, "")+fmt.Sprintf(`
resource "storeauth_iot_application" "test" {
  app_id    = %q
  secret_wo = ephemeral.storeauth_iot_access_token.test.access_token
}
`, other.AppID))
	cli.Run(t, "apply", "-auto-approve").Expect(t, 1, "100208")
	if live, _ := sb.LiveIoTTokens(t, app.AppID); live {
		t.Errorf("a token was left after %s", calls(t, sb))
	}
}

func TestEphemeralTokenMayOutliveTheRun(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	app := sb.CreateIoTApplication(t)
	cli := acctest.NewCLI(t, ephemeralConfig(sb.URL, app, "  logout_on_close = false"))
	cli.Plan(t).Expect(t, 0)
	expectCalls(t, sb, "a plan", "login")
	if live, _ := sb.LiveIoTTokens(t, app.AppID); !live {
		t.Error("the token was ended")
	}
}

func TestEphemeralRefreshTokenReplacesTheLogin(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	app := sb.CreateIoTApplication(t)
	_, refreshToken := sb.LoginIoTApplication(t, app.AppID)
	config := ephemeralConfig(sb.URL, app, fmt.Sprintf("  count = 2\n  refresh_token = %q", refreshToken+"\n"))
	cli := acctest.NewCLI(t, config)
	cli.Plan(t).Expect(t, 0)
	expectCalls(t, sb, "a plan", "refreshToken logout")
	// Now it is used up.
	cli.Plan(t).Expect(t, 1, "Could not open the Huawei IoT access token", "100208", "leave refresh_token out")
	if got := calls(t, sb); strings.Contains(got, "login") {
		t.Errorf("a refused refresh token led to %q", got)
	}
}

func TestEphemeralTokenThatIsRefusedSaysWhy(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	app := sb.CreateIoTApplication(t)
	cli := acctest.NewCLI(t, ephemeralConfig(sb.URL, app, "  secret = \"wrong-secret\""))
	cli.Plan(t).Expect(t, 1, "Could not open the Huawei IoT access token", "100208: AppId or secret is not right.")
	sb.SetFault(t, sandboxtest.Fault{Vendor: "iot", Path: "/iocm/app/sec/v1.1.0/login", Kind: "html", Status: 401})
	cli.Plan(t).Expect(t, 1, "Could not open the Huawei IoT access token", "an HTML page")
}

func TestEphemeralTokenThatCannotBeLoggedOutIsAWarning(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	app := sb.CreateIoTApplication(t)
	sb.SetFault(t, sandboxtest.Fault{Vendor: "iot", Path: "/iocm/app/sec/v1.1.0/logout", Kind: "status", Status: 503})
	cli := acctest.NewCLI(t, ephemeralConfig(sb.URL, app, ""))
	cli.Plan(t).Expect(t, 0, "A Huawei IoT access token was left behind", "HTTP 503")
}

func TestEphemeralTokensOfTwoApplicationsAreTwoLogins(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	a, b := sb.CreateIoTApplication(t), sb.CreateIoTApplication(t)
	cli := acctest.NewCLI(t, ephemeralConfig(sb.URL, a, "")+fmt.Sprintf(
		"ephemeral \"storeauth_iot_access_token\" \"other\" {\n  app_id = %q\n  secret = %q\n}\n", b.AppID, b.Secret))
	cli.Plan(t).Expect(t, 0)
	if logins, logouts := sb.Count(t, "POST", login), sb.Count(t, "POST", logout); logins != 2 || logouts != 2 {
		t.Errorf("%d logins and %d logouts", logins, logouts)
	}
	if n := sb.Count(t, "", refresh) + sb.Count(t, "", devices); n != 0 {
		t.Errorf("%d other calls", n)
	}
}
