package iot_test

import (
	"fmt"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest/adopted"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

func TestApplicationIsAdopted(t *testing.T) {
	type app = sandboxtest.IoTApplication
	adopted.Test(t, adopted.Kind[app]{
		Type: "storeauth_iot_application", Vendor: "iot", Noun: "Huawei IoT application", Console: "management portal > Application List",
		SecretArgument: "secret_wo", ProviderArguments: "iot.app_id and iot.secret",
		Create: func(t testing.TB, sb *sandboxtest.Sandbox) app { return sb.CreateIoTApplication(t) },
		Rotate: func(t testing.TB, sb *sandboxtest.Sandbox, a app) app { return sb.ResetIoTSecret(t, a.AppID) },
		Account: func(a app) adopted.Account {
			return adopted.Account{
				Name: a.AppID, Key: a.AppID, Unproven: a.AppID[:4] + "…", Arguments: fmt.Sprintf("app_id = %q", a.AppID), Secret: a.Secret,
				ImportIDs: []string{a.AppID}, Identity: map[string]any{"app_id": a.AppID},
			}
		},
		Block: func(a app, secret string) string {
			return fmt.Sprintf("  iot = {\n    app_id = %q\n    secret = %s\n  }", a.AppID, secret)
		},
		// A login ends the token of the running application.
		OnRefresh: "verify_on_refresh = true",
		Calls:     []string{"POST " + login, "GET " + devices, "POST " + logout},
		CleanUp:   "POST " + logout,
		Leftover:  []string{"could not be logged out", "usually within an hour"},
		Left: func(t testing.TB, sb *sandboxtest.Sandbox, a app) int {
			if live, _ := sb.LiveIoTTokens(t, a.AppID); live {
				return 1
			}
			return 0
		},
		Refusals: map[string]adopted.Refusal[app]{
			"secret_reset": {
				Happen: func(t testing.TB, sb *sandboxtest.Sandbox, a app) { sb.ResetIoTSecret(t, a.AppID) },
				Status: "rejected", Reason: "100208: AppId or secret is not right.", Says: []string{"HTTP 401", "reset it there"},
			},
			"deleted": {
				Happen: func(t testing.TB, sb *sandboxtest.Sandbox, a app) { sb.DeleteIoTApplication(t, a.AppID) },
				Mend:   func(t testing.TB, sb *sandboxtest.Sandbox, a app) { sb.PutIoTApplication(t, a) },
				Status: "rejected", Reason: "100208: AppId or secret is not right.", Says: []string{"HTTP 401"},
			},
			"frozen": {
				Happen: func(t testing.TB, sb *sandboxtest.Sandbox, a app) { sb.FreezeIoTApplication(t, a.AppID) },
				Mend:   func(t testing.TB, sb *sandboxtest.Sandbox, a app) { sb.UnfreezeIoTApplication(t, a.AppID) },
				Status: "denied", Reason: "100247: Operation not allowed. The application has been frozen.", Says: []string{"HTTP 400", "in arrears"},
			},
		},
	})
}
