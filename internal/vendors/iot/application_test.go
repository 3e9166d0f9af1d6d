package iot_test

import (
	"fmt"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// applicationConfig declares the application with its secret in the provider block.
func applicationConfig(sandboxURL string, app sandboxtest.IoTApplication, more string, settings ...string) string {
	return acctest.Provider(sandboxURL, append(settings, block(app))...) +
		fmt.Sprintf("resource \"storeauth_iot_application\" \"test\" {\n  app_id = %q\n%s\n}\n", app.AppID, more)
}

// verdicts are the refusals that say something about the application, with the status that each leads to.
var verdicts = []struct {
	refusal sandboxtest.IoTRefusal
	status  string
	phrases []string
}{
	{sandboxtest.IoTRefusal{Call: "login", Code: "100208"}, "rejected", []string{"AppId or secret is not right.", "HTTP 401", "reset it there"}},
	{sandboxtest.IoTRefusal{Call: "login", Code: "100203", Status: 200}, "rejected", []string{"The application is not existed.", "HTTP 200", "no application of this id"}},
	{sandboxtest.IoTRefusal{Call: "login", Code: "100247"}, "denied", []string{"The application has been frozen.", "HTTP 400", "in arrears"}},
	{sandboxtest.IoTRefusal{Call: "login", Code: "100449"}, "denied", []string{"The device is freezed cant operate.", "HTTP 400", "lacks the permission"}},
	{sandboxtest.IoTRefusal{Call: "later", Code: "100203"}, "rejected", []string{"The application is not existed.", "HTTP 403"}},
	{sandboxtest.IoTRefusal{Call: "later", Code: "100217"}, "denied", []string{"The application hasn't been authorized.", "HTTP 403", "may not call the API"}},
}

func TestRefusedApplicationIsNotAdopted(t *testing.T) {
	t.Parallel()
	for i, row := range verdicts {
		// Every other row writes its code as a number.
		numeric := i%2 == 1
		t.Run(fmt.Sprintf("%s at %s, numeric %v", row.refusal.Code, row.refusal.Call, numeric), func(t *testing.T) {
			t.Parallel()
			sb := sandboxtest.Start(t)
			app := sb.CreateIoTApplication(t)
			sb.SetSwitch(t, "iot", "numeric_codes", numeric)
			cli := acctest.NewCLI(t, applicationConfig(sb.URL, app, ""))
			sb.RefuseIoTCalls(t, row.refusal)
			phrases := append([]string{row.refusal.Code, app.AppID[:4] + "… is " + row.status, "guides/troubleshooting#iot-"}, row.phrases...)
			cli.Run(t, "apply", "-auto-approve").Expect(t, 1, phrases...)
			if cli.Attributes(t, application) != nil {
				t.Error("a refused application was adopted")
			}
			if live, _ := sb.LiveIoTTokens(t, app.AppID); live {
				t.Error("the verification left a token")
			}
		})
	}
}

// noVerdicts are the codes that say nothing about the application: errors, each with its own explanation.
var noVerdicts = []struct {
	refusal sandboxtest.IoTRefusal
	phrases []string
}{
	{sandboxtest.IoTRefusal{Call: "login", Code: "102202"}, []string{"102202: Required Parameter is null or empty.", "HTTP 400", "is empty"}},
	{sandboxtest.IoTRefusal{Call: "login", Code: "50400"}, []string{"50400: The input is invalid.", "HTTP 400", "at most 256 characters"}},
	{sandboxtest.IoTRefusal{Call: "login", Code: "50252"}, []string{"50252: Internal server error.", "HTTP 500", "The platform has a problem"}},
	{sandboxtest.IoTRefusal{Call: "login", Code: "424242", Status: 400, Text: "Something new."}, []string{"424242: Something new.", "This provider does not know this answer", "guides/huawei-iot"}},
	{sandboxtest.IoTRefusal{Call: "later", Code: "1010009"}, []string{"1010009: app throttle exceed.", "HTTP 403", "100 in 60 seconds"}},
	{sandboxtest.IoTRefusal{Call: "later", Code: "100025"}, []string{"100025: AppId for auth not exist.", "HTTP 401", "underscores_in_headers"}},
	{sandboxtest.IoTRefusal{Call: "later", Code: "100022"}, []string{"100022: The input is invalid.", "HTTP 400", "version expects other parameters"}},
	{sandboxtest.IoTRefusal{Call: "later", Code: "100501", Status: 503, Text: "Congestion."}, []string{"100501: Congestion.", "HTTP 503", "overloaded"}},
	{sandboxtest.IoTRefusal{Call: "later", Code: "1010005"}, []string{"1010005: Invalid access token or appId.", "HTTP 403", "another program keeps logging in", "#iot-token-overtaken-by-another-login"}},
}

func TestCodesThatSettleNothingAreErrorsAndChangeNothing(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	app := sb.CreateIoTApplication(t)
	cli := acctest.NewCLI(t, applicationConfig(sb.URL, app, "verify_on_refresh = true"))
	cli.Apply(t)
	before := cli.State(t)
	for _, row := range noVerdicts {
		sb.RefuseIoTCalls(t, row.refusal)
		cli.Plan(t).Expect(t, 1, append([]string{"Could not verify Huawei IoT application " + app.AppID[:4], "Guide: "}, row.phrases...)...)
		if cli.State(t) != before {
			t.Errorf("%s changed the state", row.refusal.Code)
		}
		sb.ClearIoTRefusals(t)
		if live, _ := sb.LiveIoTTokens(t, app.AppID); live {
			t.Errorf("the verification that ended with %s left a token", row.refusal.Code)
		}
	}
	cli.Plan(t).Expect(t, 0)
}

func TestRateLimitIsWaitedOut(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	app := sb.CreateIoTApplication(t)
	sb.RefuseIoTCalls(t, sandboxtest.IoTRefusal{Call: "later", Code: "1010009", Times: 1})
	cli := acctest.NewCLI(t, applicationConfig(sb.URL, app, "", "  max_retries = 2"))
	cli.Apply(t)
	expectCalls(t, sb, "the creation", "login devices devices logout")
}

func TestIoTSettingsKnownOnlyAfterApply(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	app := sb.CreateIoTApplication(t)
	unknown := fmt.Sprintf("resource \"terraform_data\" \"settings\" {\n  input = [%q, %q, %q]\n}\n", sb.IoTURL(), app.AppID, app.Secret) +
		"provider \"storeauth\" {\n  iot = {\n    endpoint = terraform_data.settings.output[0]\n    app_id = terraform_data.settings.output[1]\n" +
		"    secret = terraform_data.settings.output[2]\n  }\n}\n"
	resources := fmt.Sprintf("resource \"storeauth_iot_application\" \"test\" {\n  app_id = %q\n}\n", app.AppID) +
		"resource \"storeauth_iot_access_token\" \"test\" {}\n"
	cli := acctest.NewCLI(t, unknown+resources)
	cli.Plan(t).Expect(t, 2, "3 to add")
	expectCalls(t, sb, "planning with unknown settings", "")
	cli.Apply(t)
	cli.Plan(t).Expect(t, 0)
	other := acctest.NewCLI(t, unknown+"data \"storeauth_iot_token_validation\" \"test\" {\n  access_token = \"t0ken\"\n}\n")
	other.Plan(t).Expect(t, 1, "Huawei IoT platform settings are not known yet", "iot.endpoint")
}
