package iot_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// ownSecret declares the application with its secret in the configuration.
func ownSecret(sandboxURL string, app sandboxtest.IoTApplication, more string) string {
	return acctest.Provider(sandboxURL, "") + fmt.Sprintf("resource \"storeauth_iot_application\" \"test\" {\n  app_id = %q\n  secret_wo = %q\n%s\n}\n",
		app.AppID, app.Secret, more)
}

// blockSecret declares the application with its secret in the provider block only.
func blockSecret(sandboxURL string, app sandboxtest.IoTApplication, more string) string {
	return acctest.Provider(sandboxURL, block(app)) + fmt.Sprintf("resource \"storeauth_iot_application\" \"test\" {\n  app_id = %q\n%s\n}\n", app.AppID, more)
}

func TestApplicationIsVerifiedByApplyOnly(t *testing.T) {
	t.Parallel()
	for name, config := range map[string]func(string, sandboxtest.IoTApplication, string) string{
		"secret in the configuration": ownSecret, "secret in the provider block": blockSecret,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sb := sandboxtest.Start(t)
			app := sb.CreateIoTApplication(t)
			cli := acctest.NewCLI(t, config(sb.URL, app, ""))
			cli.Plan(t).Expect(t, 2, "1 to add")
			expectCalls(t, sb, "planning the creation", "")
			cli.Apply(t)
			expectCalls(t, sb, "the creation", "login devices logout")
			if live, _ := sb.LiveIoTTokens(t, app.AppID); live {
				t.Error("the verification left a token")
			}
			if got := cli.Attributes(t, application); got["status"] != "active" || got["reason"] != nil || got["verify_on_refresh"] != false {
				t.Errorf("the state holds %v", got)
			}
			running, _ := sb.LoginIoTApplication(t, app.AppID)
			cli.Plan(t).Expect(t, 0)
			cli.Run(t, "apply", "-refresh-only", "-auto-approve").Expect(t, 0)
			expectCalls(t, sb, "plan and refresh", "")
			if !sb.IoTTokenLives(t, running) {
				t.Error("the running application was cut off")
			}
			cli.Run(t, "destroy", "-auto-approve").Expect(t, 0, "still exists", "management portal > Application List")
			expectCalls(t, sb, "destroy", "")
		})
	}
}

func TestVerifyOnRefreshLogsInAtPlanAndShowsDrift(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	app := sb.CreateIoTApplication(t)
	cli := acctest.NewCLI(t, blockSecret(sb.URL, app, "verify_on_refresh = true"))
	cli.Apply(t)
	sb.ClearJournal(t)
	cli.Plan(t).Expect(t, 0)
	expectCalls(t, sb, "a plan", "login devices logout")
	cli.Env = append(cli.Env, "STOREAUTH_VERIFY_DURING_PLAN=false")
	cli.Plan(t).Expect(t, 0)
	expectCalls(t, sb, "a plan with verify_during_plan = false", "")
	cli.Env = cli.Env[:len(cli.Env)-1]
	sb.FreezeIoTApplication(t, app.AppID)
	cli.Plan(t).Expect(t, 2, `status = "denied" -> "active"`, "100247: Operation not allowed. The application has been frozen.", "HTTP 400", "in arrears")
	cli.Run(t, "apply", "-refresh-only", "-auto-approve").Expect(t, 0)
	if got := cli.Attributes(t, application); got["status"] != "denied" || got["reason"] != "100247: Operation not allowed. The application has been frozen." {
		t.Errorf("the refresh recorded %v, %v", got["status"], got["reason"])
	}
	sb.UnfreezeIoTApplication(t, app.AppID)
	cli.Apply(t)
	cli.Plan(t).Expect(t, 0)
}

func TestDriftWithTheSecretInTheConfigurationIsAnUnknownStatus(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	app := sb.CreateIoTApplication(t)
	cli := acctest.NewCLI(t, ownSecret(sb.URL, app, "verify_on_refresh = true"))
	cli.Apply(t)
	sb.ResetIoTSecret(t, app.AppID)
	cli.Plan(t).Expect(t, 2, `status = "active" -> (known after apply)`, "100208: AppId or secret is not right.", "0 to destroy")
	cli.Run(t, "apply", "-auto-approve").Expect(t, 1, "is rejected", "100208")
	if got := cli.Attributes(t, application); got["status"] != "rejected" {
		t.Errorf("after the refused apply the state says %v", got["status"])
	}
}

func TestNewSecretCountsTheVersionUpAndIsVerified(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	app := sb.CreateIoTApplication(t)
	cli := acctest.NewCLI(t, ownSecret(sb.URL, app, ""))
	cli.Apply(t)
	cli.Write(t, ownSecret(sb.URL, sb.ResetIoTSecret(t, app.AppID), ""))
	sb.ClearJournal(t)
	cli.Plan(t).Expect(t, 2, "secret_wo_version = 1 -> 2", "1 to change, 0 to destroy")
	expectCalls(t, sb, "planning the change", "")
	cli.Apply(t)
	expectCalls(t, sb, "the change", "login devices logout")
	cli.Plan(t).Expect(t, 0)
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

func TestVerdictsOnAnApplication(t *testing.T) {
	t.Parallel()
	for i, row := range verdicts {
		// Every other row writes its code as a number.
		numeric := i%2 == 1
		t.Run(fmt.Sprintf("%s at %s, numeric %v", row.refusal.Code, row.refusal.Call, numeric), func(t *testing.T) {
			t.Parallel()
			sb := sandboxtest.Start(t)
			app := sb.CreateIoTApplication(t)
			sb.SetIoTSwitch(t, "numeric_codes", numeric)
			cli := acctest.NewCLI(t, ownSecret(sb.URL, app, ""))
			sb.RefuseIoTCalls(t, row.refusal)
			phrases := append([]string{row.refusal.Code, app.AppID + " is " + row.status, "guides/huawei-iot"}, row.phrases...)
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
	{sandboxtest.IoTRefusal{Call: "login", Code: "50252"}, []string{"50252: Internal server error.", "HTTP 500", "The platform is disturbed"}},
	{sandboxtest.IoTRefusal{Call: "login", Code: "424242", Status: 400, Text: "Something new."}, []string{"424242: Something new.", "Not known to this provider"}},
	{sandboxtest.IoTRefusal{Call: "later", Code: "1010009"}, []string{"1010009: app throttle exceed.", "HTTP 403", "100 in 60 seconds"}},
	{sandboxtest.IoTRefusal{Call: "later", Code: "100025"}, []string{"100025: AppId for auth not exist.", "HTTP 401", "underscores_in_headers"}},
	{sandboxtest.IoTRefusal{Call: "later", Code: "100022"}, []string{"100022: The input is invalid.", "HTTP 400", "version expects other parameters"}},
	{sandboxtest.IoTRefusal{Call: "later", Code: "100501", Status: 503, Text: "Congestion."}, []string{"100501: Congestion.", "HTTP 503", "overloaded"}},
	{sandboxtest.IoTRefusal{Call: "later", Code: "1010005"}, []string{"1010005: Invalid access token or appId.", "HTTP 403", "another program keeps logging in"}},
}

func TestCodesThatSettleNothingAreErrorsAndChangeNothing(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	app := sb.CreateIoTApplication(t)
	cli := acctest.NewCLI(t, blockSecret(sb.URL, app, "verify_on_refresh = true"))
	cli.Apply(t)
	before := cli.State(t)
	for _, row := range noVerdicts {
		sb.RefuseIoTCalls(t, row.refusal)
		cli.Plan(t).Expect(t, 1, append([]string{"Could not verify Huawei IoT application " + app.AppID, "guides/huawei-iot"}, row.phrases...)...)
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

func TestApplicationFaultsChangeNothing(t *testing.T) {
	t.Parallel()
	for _, path := range []string{"/iocm/app/sec/v1.1.0/login", "/iocm/app/dm/*"} {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			sb := sandboxtest.Start(t)
			app := sb.CreateIoTApplication(t)
			cli := acctest.NewCLI(t, blockSecret(sb.URL, app, "verify_on_refresh = true"))
			cli.Apply(t)
			before := cli.State(t)
			for name, fault := range faults {
				fault.Vendor, fault.Path = "iot", path
				sb.SetFault(t, fault)
				cli.Run(t, "apply", "-auto-approve").Expect(t, 1, "Could not verify Huawei IoT application "+app.AppID)
				if cli.State(t) != before {
					t.Errorf("%s changed the state", name)
				}
				sb.ClearFaults(t)
			}
			cli.Plan(t).Expect(t, 0)
		})
	}
}

func TestRateLimitIsWaitedOut(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	app := sb.CreateIoTApplication(t)
	sb.RefuseIoTCalls(t, sandboxtest.IoTRefusal{Call: "later", Code: "1010009", Times: 1})
	cli := acctest.NewCLI(t, strings.Replace(ownSecret(sb.URL, app, ""), "max_retries = 0", "max_retries = 2", 1))
	cli.Apply(t)
	expectCalls(t, sb, "the creation", "login devices devices logout")
}

func TestLoginThatCannotBeEndedIsAWarning(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	app := sb.CreateIoTApplication(t)
	sb.SetFault(t, sandboxtest.Fault{Vendor: "iot", Path: "/iocm/app/sec/v1.1.0/logout", Kind: "status", Status: 503})
	cli := acctest.NewCLI(t, ownSecret(sb.URL, app, ""))
	cli.Run(t, "apply", "-auto-approve").Expect(t, 0, "left something behind", "could not be logged out", "usually within an hour", "HTTP 503")
}

func TestApplicationImport(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	app := sb.CreateIoTApplication(t)
	cli := acctest.NewCLI(t, ownSecret(sb.URL, app, ""))
	cli.Run(t, "import", application, app.AppID).Expect(t, 0)
	cli.Plan(t).Expect(t, 2, "0 to add, 1 to change, 0 to destroy", `status = "active"`)
	expectCalls(t, sb, "import and plan", "")
	cli.Apply(t)
	expectCalls(t, sb, "the first apply", "login devices logout")
	cli.Plan(t).Expect(t, 0)
}

func TestApplicationImportByIdentity(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	config := blockSecret(sb.URL, sb.CreateIoTApplication(t), "")
	acctest.TestFrom(t, tfversion.Version1_12_0,
		resource.TestStep{Config: config},
		resource.TestStep{Config: config, ResourceName: application, ImportState: true, ImportStateKind: resource.ImportBlockWithResourceIdentity},
	)
}

func TestSettingsKnownOnlyAfterApplyAreWaitedForByResourcesAndNamedByDataSources(t *testing.T) {
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

func TestAnotherApplicationIsAReplacement(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	acctest.Test(t,
		resource.TestStep{Config: ownSecret(sb.URL, sb.CreateIoTApplication(t), "")},
		resource.TestStep{Config: ownSecret(sb.URL, sb.CreateIoTApplication(t), ""), ConfigPlanChecks: resource.ConfigPlanChecks{
			PreApply: []plancheck.PlanCheck{plancheck.ExpectResourceAction(application, plancheck.ResourceActionReplace)}}},
	)
}

func TestBadInputIsRefusedAtPlanWithTheArgumentNamed(t *testing.T) {
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
	for name, row := range map[string]struct{ config, expected string }{
		"line break in the id":     {resourceWith("resource application", `app_id = "a\nb"`), `app_id: it\s+has\s+a\s+line\s+break`},
		"whitespace in the secret": {resourceWith("resource application", "app_id = \"a\"\nsecret_wo = \"my secret\""), `secret_wo: it\s+has\s+whitespace`},
		"no secret":                {resourceWith("resource application", `app_id = "another"`), `(?s)Set\s+secret_wo.*iot.app_id\s+and\s+iot.secret`},
		"not a duration":           {resourceWith("resource access_token", `early_refresh = "soon"`), `early_refresh`},
		"negative duration":        {resourceWith("resource access_token", `early_refresh = "-1m"`), `early_refresh: it\s+is\s+negative`},
		"token missing":            {resourceWith("data token_validation", ``), `access_token`},
		"token with a line break":  {resourceWith("data token_validation", `access_token = "a\nb"`), `access_token: it\s+has\s+a\s+line\s+break`},
		"plain http":               {blockWith(`endpoint = "http://10.0.0.1:8743"`), `iot.endpoint.*loopback`},
		"no endpoint":              {blockWith(`app_id = "a"`), `(?s)iot.endpoint.*HUAWEI_IOT_ENDPOINT`},
		"CA that is none":          {blockWith(`ca_certificate = "hello"`), `iot.ca_certificate.*no\s+PEM\s+certificate`},
		"key that is none":         {blockWith(fmt.Sprintf("client_key = %q", material.ClientCertificate)), `(?s)iot.client_key.*no\s+PEM\s+private\s+key`},
		"certificate without its key": {blockWith(fmt.Sprintf("endpoint = %q\nclient_certificate = %q", material.TwoWay, material.ClientCertificate)),
			`(?s)iot.client_key.*HUAWEI_IOT_CLIENT_KEY`},
		"key of another certificate": {blockWith(fmt.Sprintf("endpoint = %q\nclient_certificate = %q\nclient_key = %q",
			material.TwoWay, material.ClientCertificate, material.StrangerKey)), `(?s)iot.client_certificate.*does\s+not\s+match`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			acctest.Test(t, resource.TestStep{Config: row.config, PlanOnly: true, ExpectError: regexp.MustCompile(row.expected)})
		})
	}
	t.Cleanup(func() {
		if got := calls(t, sb); got != "" {
			t.Errorf("bad input led to the calls %q", got)
		}
	})
}
