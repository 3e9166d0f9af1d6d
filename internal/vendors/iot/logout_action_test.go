package iot_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

const logoutAction = "storeauth_iot_logout"

func TestLogoutActionEndsTheTokenAndOnlyThat(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	app, other := sb.CreateIoTApplication(t), sb.CreateIoTApplication(t)
	token, _ := sb.LoginIoTApplication(t, app.AppID)
	running, _ := sb.LoginIoTApplication(t, other.AppID)
	p := acctest.NewProtocol(t, map[string]any{"sandbox_url": sb.URL, "iot": map[string]any{"app_id": app.AppID}})

	result := p.Invoke(t, logoutAction, map[string]any{"access_token": token})
	if fmt.Sprint(result.Lines) != "[The access token is ended.]" || len(result.Errors) > 0 {
		t.Errorf("it says %+v", result)
	}
	if sb.IoTTokenLives(t, token) || !sb.IoTTokenLives(t, running) {
		t.Error("it is not the token given that was ended")
	}
	result = p.Invoke(t, logoutAction, map[string]any{"access_token": token, "app_id": app.AppID})
	if len(result.Errors) > 0 || !strings.Contains(fmt.Sprint(result.Lines), "does not know the access token") {
		t.Errorf("of a dead token it says %+v", result)
	}
	expectCalls(t, sb, "the action", "logout logout")
}

func TestLogoutActionThatFailsShowsNoToken(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	app := sb.CreateIoTApplication(t)
	token, _ := sb.LoginIoTApplication(t, app.AppID)
	sb.RefuseIoTCalls(t, sandboxtest.IoTRefusal{Call: "logout", Code: "50252", Text: "failed for " + token})
	p := acctest.NewProtocol(t, map[string]any{"sandbox_url": sb.URL, "max_retries": 0})
	said := strings.Join(p.Invoke(t, logoutAction, map[string]any{"access_token": token}).Errors, "\n")
	if strings.Contains(said, token) || !strings.Contains(said, "50252: failed for [redacted]") {
		t.Errorf("it says %s", said)
	}
}

func TestLogoutActionRunsAfterAnApply(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	app := sb.CreateIoTApplication(t)
	token, _ := sb.LoginIoTApplication(t, app.AppID)
	acctest.TestFrom(t, tfversion.Version1_14_0, resource.TestStep{Config: acctest.Provider(sb.URL, block(app)) + fmt.Sprintf(`
action "storeauth_iot_logout" "leaked" {
  config {
    access_token = %q
  }
}
resource "terraform_data" "rotation" {
  lifecycle {
    action_trigger {
      events  = [after_create]
      actions = [action.storeauth_iot_logout.leaked]
    }
  }
}
`, token)})
	if sb.IoTTokenLives(t, token) {
		t.Error("the token lives on")
	}
}
