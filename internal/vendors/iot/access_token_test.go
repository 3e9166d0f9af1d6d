package iot_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

func tokenConfig(sandboxURL string, app sandboxtest.IoTApplication, arguments string) string {
	return acctest.Provider(sandboxURL, block(app)) + fmt.Sprintf("resource \"storeauth_iot_access_token\" \"test\" {\n%s\n}\n", arguments)
}

// manyTokens makes a token for each fault, so that one run meets all faults.
var manyTokens = fmt.Sprintf("  count = %d", len(faults))

// expectEach expects an error of each of as many objects as there are faults.
func expectEach(t *testing.T, out acctest.Output, address, phrase string) {
	t.Helper()
	out.Expect(t, 1)
	for i := range len(faults) {
		acctest.ExpectPhrases(t, out.Diagnostics(fmt.Sprintf("%s[%d]", address, i)), phrase)
	}
}

func TestManagedTokenIsCreatedReadAndLoggedOut(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	app := sb.CreateIoTApplication(t)
	cli := acctest.NewCLI(t, tokenConfig(sb.URL, app, ""))
	cli.Plan(t).Expect(t, 2, "1 to add")
	expectCalls(t, sb, "planning the creation", "")
	cli.Apply(t)
	expectCalls(t, sb, "the creation", "login")
	got := cli.Attributes(t, managedToken)
	token, _ := got["access_token"].(string)
	if !sb.IoTTokenLives(t, token) {
		t.Error("the token in state is not the application's live one")
	}
	if got["app_id"] != app.AppID || got["scope"] != "default" || got["token_type"] != "Bearer" || got["early_refresh"] != "10m" || got["refresh_token"] == nil {
		t.Errorf("the state holds %v", got)
	}
	end, err := time.Parse(time.RFC3339, got["expires_at"].(string))
	if left := time.Until(end); err != nil || left < 59*time.Minute || left > time.Hour {
		t.Errorf("the token ends at %v, %v", got["expires_at"], err)
	}
	cli.Plan(t).Expect(t, 0)
	expectCalls(t, sb, "a plan while the token is fresh", "devices")
	cli.With("STOREAUTH_VERIFY_DURING_PLAN=false").Plan(t).Expect(t, 0)
	expectCalls(t, sb, "a plan that may not ask", "")
	cli.Run(t, "destroy", "-auto-approve").Expect(t, 0)
	expectCalls(t, sb, "destroy", "devices logout")
	if sb.IoTTokenLives(t, token) {
		t.Error("the token outlived its resource")
	}
}

func TestTokenNearItsEndIsRefreshedWithoutALogin(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	app := sb.CreateIoTApplication(t)
	cli := acctest.NewCLI(t, tokenConfig(sb.URL, app, `early_refresh = "20m"`))
	cli.Apply(t)
	first := cli.Attributes(t, managedToken)["access_token"]
	endIn(t, cli, 21*time.Minute)
	sb.ClearJournal(t)
	cli.Plan(t).Expect(t, 0)
	endIn(t, cli, 19*time.Minute)
	cli.Plan(t).Expect(t, 2, "1 to change, 0 to destroy", "expires_at")
	expectCalls(t, sb, "the plans", "devices devices")
	cli.Apply(t)
	expectCalls(t, sb, "the refresh", "devices refreshToken")
	got := cli.Attributes(t, managedToken)
	if got["access_token"] == first || !sb.IoTTokenLives(t, got["access_token"].(string)) {
		t.Error("the token in state is not a new live one")
	}
	cli.Plan(t).Expect(t, 0)
}

func TestRefusedRefreshTokenLeadsToOneLogin(t *testing.T) {
	t.Parallel()
	for name, refuse := range map[string]func(*testing.T, *sandboxtest.Sandbox, sandboxtest.IoTApplication) string{
		"refused with 100208": func(t *testing.T, sb *sandboxtest.Sandbox, app sandboxtest.IoTApplication) string {
			sb.ExpireIoTTokens(t, app.AppID)
			return "100208: AppId or secret is not right."
		},
		"refused with 100006": func(t *testing.T, sb *sandboxtest.Sandbox, _ sandboxtest.IoTApplication) string {
			sb.RefuseIoTCalls(t, sandboxtest.IoTRefusal{Call: "refresh", Code: "100006"})
			return "100006: Refresh access token failed."
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sb := sandboxtest.Start(t)
			app := sb.CreateIoTApplication(t)
			cli := acctest.NewCLI(t, tokenConfig(sb.URL, app, ""))
			cli.Apply(t)
			endIn(t, cli, 5*time.Minute)
			said := refuse(t, sb, app)
			sb.ClearJournal(t)
			cli.Run(t, "apply", "-auto-approve", "-refresh=false").Expect(t, 0, "The refresh token was refused", said)
			expectCalls(t, sb, "the refresh", "refreshToken login")
			cli.Plan(t).Expect(t, 0)
		})
	}
}

func TestTokenWithoutARefreshTokenIsRefreshedByALogin(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	app := sb.CreateIoTApplication(t)
	sb.SetSwitch(t, "iot", "no_refresh_token", true)
	cli := acctest.NewCLI(t, tokenConfig(sb.URL, app, ""))
	cli.Apply(t)
	if got := cli.Attributes(t, managedToken)["refresh_token"]; got != nil {
		t.Errorf("the refresh token is %v", got)
	}
	endIn(t, cli, 5*time.Minute)
	sb.ClearJournal(t)
	cli.Apply(t)
	expectCalls(t, sb, "the refresh", "devices login")
}

func TestRefreshThatIsRefusedForTheApplicationDoesNotLogIn(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	app := sb.CreateIoTApplication(t)
	cli := acctest.NewCLI(t, tokenConfig(sb.URL, app, ""))
	cli.Apply(t)
	endIn(t, cli, 5*time.Minute)
	before := cli.Attributes(t, managedToken)
	for _, row := range []struct{ code, phrase string }{
		{"100449", "lacks the permission"}, {"102202", "is empty"}, {"50400", "at most 256 characters"}, {"50252", "The platform has a problem"}, {"100247", "in arrears"},
	} {
		sb.RefuseIoTCalls(t, sandboxtest.IoTRefusal{Call: "refresh", Code: row.code})
		sb.ClearJournal(t)
		cli.Run(t, "apply", "-auto-approve").Expect(t, 1, "Could not refresh the Huawei IoT access token", row.code+": ", row.phrase, "guides/troubleshooting#iot-")
		expectCalls(t, sb, "the refresh refused with "+row.code, "devices refreshToken")
		if after := cli.Attributes(t, managedToken); fmt.Sprint(after) != fmt.Sprint(before) {
			t.Errorf("%s changed the state: %v", row.code, after)
		}
		sb.ClearIoTRefusals(t)
	}
}

func TestRefreshFaultsChangeNothing(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	app := sb.CreateIoTApplication(t)
	cli := acctest.NewCLI(t, tokenConfig(sb.URL, app, manyTokens))
	cli.Apply(t)
	endIn(t, cli, 5*time.Minute)
	sb.ClearJournal(t)
	before := attributes(t, cli)
	end := acctest.Spoil(t, sb, "POST "+refresh, faults)
	// Without a refresh, for an answer that was cut off has ended the token in state all the same.
	out := cli.Run(t, "apply", "-auto-approve", "-refresh=false", "-parallelism=1")
	expectEach(t, out, managedToken, "Could not refresh the Huawei IoT access token")
	end()
	if attributes(t, cli) != before {
		t.Error("the state changed")
	}
	if logins := sb.Count(t, "POST", login); logins != 0 {
		t.Errorf("%d logins", logins)
	}
}

func TestEarlyRefreshIsCappedAtHalfOfTheLifetimeWithAWarning(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	app := sb.CreateIoTApplication(t)
	sb.SetIoTLifetimes(t, 10*time.Minute, time.Hour)
	cli := acctest.NewCLI(t, tokenConfig(sb.URL, app, ""))
	cli.Run(t, "apply", "-auto-approve").Expect(t, 0, "early_refresh is longer than half", "refreshed 5m0s before its end")
	cli.Plan(t).Expect(t, 0, "early_refresh is longer than half")
	endIn(t, cli, 4*time.Minute)
	cli.Plan(t).Expect(t, 2, "1 to change")
	cli.Write(t, tokenConfig(sb.URL, app, `early_refresh = "3m"`))
	sb.ClearJournal(t)
	changed := cli.Apply(t)
	expectCalls(t, sb, "a change of early_refresh", "devices")
	if strings.Contains(changed.Text, "longer than half") {
		t.Error("3m of 10m is warned about")
	}
	// The lifetime is still known after a change that refreshed nothing.
	cli.Write(t, tokenConfig(sb.URL, app, `early_refresh = "9m"`))
	cli.Plan(t).Expect(t, 2, "early_refresh is longer than half", "refreshed 5m0s before its end")
}

func TestReplacedTokenIsTheLiveOneInEitherOrder(t *testing.T) {
	t.Parallel()
	for name, lifecycle := range map[string]string{"destroy first": "", "create first": "  lifecycle {\n    create_before_destroy = true\n  }"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sb := sandboxtest.Start(t)
			app := sb.CreateIoTApplication(t)
			cli := acctest.NewCLI(t, tokenConfig(sb.URL, app, lifecycle))
			cli.Apply(t)
			first := cli.Attributes(t, managedToken)["access_token"]
			cli.Run(t, "apply", "-auto-approve", "-replace="+managedToken).Expect(t, 0)
			second := cli.Attributes(t, managedToken)["access_token"].(string)
			if second == first || !sb.IoTTokenLives(t, second) {
				t.Errorf("the token in state is not a new live one after %s", calls(t, sb))
			}
		})
	}
}

func TestSpoiltCheckOfATokenChangesNothing(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	cli := acctest.NewCLI(t, tokenConfig(sb.URL, sb.CreateIoTApplication(t), manyTokens))
	cli.Apply(t)
	before := cli.State(t)
	end := acctest.Spoil(t, sb, "GET "+devices, faults)
	out := cli.Run(t, "apply", "-refresh-only", "-auto-approve", "-parallelism=1")
	expectEach(t, out, managedToken, "Could not check the Huawei IoT access token")
	end()
	if cli.State(t) != before {
		t.Error("the state changed")
	}
}

func TestOnlyThePlatformsOwnWordEndsAManagedToken(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	app := sb.CreateIoTApplication(t)
	cli := acctest.NewCLI(t, tokenConfig(sb.URL, app, ""))
	cli.Apply(t)
	before := cli.State(t)
	for _, refusal := range []sandboxtest.IoTRefusal{{Code: "1010009"}, {Code: "100203"}, {Code: "100217"}, {Code: "100025"}, {Code: "1010005", Status: 500}} {
		refusal.Call = "later"
		sb.RefuseIoTCalls(t, refusal)
		cli.Run(t, "apply", "-refresh-only", "-auto-approve").Expect(t, 1, "Could not check the Huawei IoT access token", refusal.Code)
		if cli.State(t) != before {
			t.Errorf("%+v changed the state", refusal)
		}
		sb.ClearIoTRefusals(t)
	}
	sb.LoginIoTApplication(t, app.AppID) // somebody else's login ends the token
	sb.ClearJournal(t)
	cli.Plan(t).Expect(t, 2, "1010005: Invalid access token or appId.", "1 to add", "a new login is planned")
	expectCalls(t, sb, "a plan that finds the token dead", "devices")
}

func TestDestroyOfADeadTokenIsDone(t *testing.T) {
	t.Parallel()
	for _, dead := range []string{"1010005", "100208", "204"} {
		t.Run("dead, answered with "+dead, func(t *testing.T) {
			t.Parallel()
			sb := sandboxtest.Start(t)
			app := sb.CreateIoTApplication(t)
			sb.SetSwitch(t, "iot", "dead_logout", dead)
			cli := acctest.NewCLI(t, tokenConfig(sb.URL, app, ""))
			cli.Apply(t)
			running, _ := sb.LoginIoTApplication(t, app.AppID)
			cli.Run(t, "destroy", "-auto-approve", "-refresh=false").Expect(t, 0)
			if !sb.IoTTokenLives(t, running) {
				t.Error("destroying a dead token ended the live one")
			}
		})
	}
}

func TestDestroyOfALiveTokenNeedsThePlatformUntilItsEnd(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	cli := acctest.NewCLI(t, tokenConfig(sb.URL, sb.CreateIoTApplication(t), manyTokens))
	cli.Apply(t)
	spoilt := maps.Clone(faults)
	// An empty answer is the success of this call.
	spoilt["empty"] = sandboxtest.Fault{Kind: "status", Status: 404}
	end := acctest.Spoil(t, sb, "POST "+logout, spoilt)
	// Without a refresh, for an answer that was cut off has ended the token all the same.
	out := cli.Run(t, "destroy", "-auto-approve", "-refresh=false", "-parallelism=1")
	out.Expect(t, 1)
	end()
	// Terraform names no resource in an error of a destroy.
	failed, kept := strings.Count(out.Words(), "Error: Could not log out the Huawei IoT access token"), strings.Count(cli.State(t), "index_key")
	if failed != len(faults) || kept != len(faults) {
		t.Errorf("%d errors, and the state holds %d tokens; expected %d", failed, kept, len(faults))
	}
	endIn(t, cli, -time.Minute)
	sb.SetFault(t, sandboxtest.Fault{Vendor: "iot", Kind: "html", Status: 503})
	cli.Run(t, "destroy", "-auto-approve", "-refresh=false").Expect(t, 0)
}

func TestPlatformWithoutALogoutIsToldAtDestroy(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	app := sb.CreateIoTApplication(t)
	cli := acctest.NewCLI(t, tokenConfig(sb.URL, app, ""))
	cli.Apply(t)
	sb.SetFault(t, sandboxtest.Fault{Vendor: "iot", Path: "/iocm/app/sec/v1.1.0/logout", Kind: "html", Status: 404})
	cli.Run(t, "destroy", "-auto-approve").Expect(t, 1, "This platform has no logout", "terraform state rm", "HTTP 404")
}

func TestFaultsOfTheLoginCreateNothing(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	cli := acctest.NewCLI(t, tokenConfig(sb.URL, sb.CreateIoTApplication(t), manyTokens))
	end := acctest.Spoil(t, sb, "POST "+login, faults)
	out := cli.Run(t, "apply", "-auto-approve", "-parallelism=1")
	expectEach(t, out, managedToken, "Could not obtain the Huawei IoT access token")
	end()
	if strings.Contains(cli.State(t), "access_token") {
		t.Error("the state holds a token")
	}
}

func TestLostAnswerToALoginSaysWhatItMayHaveEnded(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	app := sb.CreateIoTApplication(t)
	sb.SetFault(t, sandboxtest.Fault{Vendor: "iot", Path: "/iocm/app/sec/v1.1.0/login", Kind: "reset_after"})
	cli := acctest.NewCLI(t, tokenConfig(sb.URL, app, ""))
	cli.Run(t, "apply", "-auto-approve").Expect(t, 1, "That ends the token that a running application uses")
}

func TestManagedTokenWithAnApplicationOfItsOwn(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	a, b := sb.CreateIoTApplication(t), sb.CreateIoTApplication(t)
	own := tokenConfig(sb.URL, a, fmt.Sprintf("  app_id = %q\n  secret_wo = %q", b.AppID, b.Secret))
	cli := acctest.NewCLI(t, own)
	cli.Apply(t)
	if live, _ := sb.LiveIoTTokens(t, b.AppID); !live {
		t.Error("the application named has no token")
	}
	cli.Plan(t).Expect(t, 0)
	cli.Write(t, tokenConfig(sb.URL, a, ""))
	cli.Plan(t).Expect(t, 2, "app_id", "forces replacement")
	cli.Write(t, tokenConfig(sb.URL, a, fmt.Sprintf("  app_id = %q", b.AppID)))
	token, _ := cli.Attributes(t, managedToken)["access_token"].(string)
	cli.Run(t, "apply", "-auto-approve", "-replace="+managedToken).Expect(t, 1, "No secret for Huawei IoT application "+b.AppID[:4])
	if !sb.IoTTokenLives(t, token) {
		t.Error("a replacement without a secret ended the token")
	}
}

func TestObjectsOfOneApplicationDoNotEndEachOthersToken(t *testing.T) {
	t.Parallel()
	for name, order := range map[string]string{
		"token first":       "resource \"storeauth_iot_application\" \"test\" {\n  app_id = %q\n  depends_on = [storeauth_iot_access_token.test]\n}\n",
		"application first": "resource \"storeauth_iot_application\" \"test\" {\n  app_id = %q\n}\nresource \"storeauth_iot_access_token\" \"second\" {\n  depends_on = [storeauth_iot_application.test]\n}\n",
		"at the same time":  "resource \"storeauth_iot_application\" \"test\" {\n  app_id = %q\n}\n",
		"ephemeral too":     "resource \"storeauth_iot_application\" \"test\" {\n  app_id = %q\n}\nephemeral \"storeauth_iot_access_token\" \"test\" {}\n",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sb := sandboxtest.Start(t)
			app := sb.CreateIoTApplication(t)
			cli := acctest.NewCLI(t, tokenConfig(sb.URL, app, "")+fmt.Sprintf(order, app.AppID))
			cli.Apply(t)
			if token := cli.Attributes(t, managedToken)["access_token"].(string); name != "application first" && !sb.IoTTokenLives(t, token) {
				t.Errorf("the managed token is dead after %s", calls(t, sb))
			}
		})
	}
}

// What file() gives ends in a line break. And whether a token is near its end depends on the time, so that every update leaves open
// whether it is refreshed.
func TestIDWithALineBreakAndAnotherMarginKeepTheToken(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	app := sb.CreateIoTApplication(t)
	own := fmt.Sprintf("app_id = \"%s\\n\"\n", app.AppID)
	cli := acctest.NewCLI(t, tokenConfig(sb.URL, app, own+`early_refresh = "20m"`))
	cli.Apply(t)
	cli.Plan(t).Expect(t, 0)
	first := cli.Attributes(t, managedToken)
	if first["app_id"] != app.AppID+"\n" {
		t.Errorf("the id in state is %q", first["app_id"])
	}
	cli.Write(t, tokenConfig(sb.URL, app, own+`early_refresh = "10m"`))
	plan := cli.Plan(t)
	plan.Expect(t, 2, "0 to add, 1 to change, 0 to destroy")
	if open := strings.Count(plan.Change(managedToken), "(known after apply)"); open != 3 {
		t.Errorf("%d attributes are shown as left open (expires_at, scope, token_type): %s", open, plan.Change(managedToken))
	}
	sb.ClearJournal(t)
	cli.Apply(t)
	expectCalls(t, sb, "a change of the margin", "devices")
	if second := cli.Attributes(t, managedToken); second["access_token"] != first["access_token"] {
		t.Error("the token changed")
	}
	cli.Plan(t).Expect(t, 0)
}
