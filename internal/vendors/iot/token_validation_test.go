package iot_test

import (
	"fmt"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

const validation = "data.storeauth_iot_token_validation.test"

func validationConfig(sandboxURL string, app sandboxtest.IoTApplication, token string) string {
	return acctest.Provider(sandboxURL, "") + fmt.Sprintf(
		"data \"storeauth_iot_token_validation\" \"test\" {\n  access_token = %q\n  app_id = %q\n}\n", token, app.AppID)
}

func TestValidationAnswersWithoutALogin(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	app, other := sb.CreateIoTApplication(t), sb.CreateIoTApplication(t)
	token, _ := sb.LoginIoTApplication(t, app.AppID)
	invalid := func(config, status, reason string) resource.TestStep {
		return resource.TestStep{Config: config, Check: resource.ComposeAggregateTestCheckFunc(
			resource.TestCheckResourceAttr(validation, "valid", "false"),
			resource.TestCheckResourceAttr(validation, "status", status),
			resource.TestCheckResourceAttr(validation, "reason", reason))}
	}
	notAuthorized := invalid(validationConfig(sb.URL, app, token), "denied", "100217: The application hasn't been authorized.")
	notAuthorized.PreConfig = func() { sb.RefuseIoTCalls(t, sandboxtest.IoTRefusal{Call: "later", Code: "100217", Status: 200}) }
	ended := invalid(validationConfig(sb.URL, app, token), "rejected", "1010005: Invalid access token or appId.")
	ended.PreConfig = func() { sb.ClearIoTRefusals(t); sb.ExpireIoTToken(t, app.AppID) }
	acctest.Test(t,
		resource.TestStep{Config: validationConfig(sb.URL, app, token), Check: resource.ComposeAggregateTestCheckFunc(
			resource.TestCheckResourceAttr(validation, "valid", "true"),
			resource.TestCheckResourceAttr(validation, "status", "active"),
			resource.TestCheckResourceAttr(validation, "app_id", app.AppID),
			resource.TestCheckNoResourceAttr(validation, "reason"))},
		invalid(validationConfig(sb.URL, other, token), "rejected", "1010005: Invalid access token or appId."),
		notAuthorized,
		ended,
	)
	if n := sb.Count(t, "POST", "/iot/*"); n != 0 {
		t.Errorf("validating made %d calls that write", n)
	}
}

func TestValidationTakesTheApplicationOfTheProviderBlock(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	app := sb.CreateIoTApplication(t)
	token, _ := sb.LoginIoTApplication(t, app.AppID)
	data := fmt.Sprintf("data \"storeauth_iot_token_validation\" \"test\" {\n  access_token = %q\n}\n", token)
	cli := acctest.NewCLI(t, acctest.Provider(sb.URL, block(app))+data+"output \"valid\" {\n  value = "+validation+".valid\n}\n")
	cli.Run(t, "apply", "-auto-approve").Expect(t, 0, "valid = true")
	cli.Write(t, acctest.Provider(sb.URL, "")+data)
	cli.Plan(t).Expect(t, 1, "iot.app_id", "HUAWEI_IOT_APP_ID")
}

func TestValidationThatSettlesNothingIsAnError(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	app := sb.CreateIoTApplication(t)
	token, _ := sb.LoginIoTApplication(t, app.AppID)
	cli := acctest.NewCLI(t, acctest.Provider(sb.URL)+fmt.Sprintf(
		"data \"storeauth_iot_token_validation\" \"test\" {\n  access_token = %q\n  app_id = %q\n%s\n}\n", token, app.AppID, manyTokens))
	end := acctest.Spoil(t, sb, "GET "+devices, faults)
	expectEach(t, cli.Plan(t, "-parallelism=1"), validation, "Could not validate")
	end()
	cli.Plan(t).Expect(t, 0)
}
