package iot_test

import (
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

func TestIoTExamples(t *testing.T) {
	acctest.Examples(t, acctest.ExamplesOf{Vendor: "iot",
		Prepare: func(t testing.TB, sb *sandboxtest.Sandbox, _ string) []string {
			app := sb.PutIoTApplication(t, sandboxtest.IoTApplication{AppID: "uZrTJ3DdaTL7pOeYEGuDrOJcx5ca"})
			token, _ := sb.LoginIoTApplication(t, app.AppID)
			return []string{"HUAWEI_IOT_APP_ID=" + app.AppID, "HUAWEI_IOT_SECRET=" + app.Secret, "TF_VAR_iot_secret=" + app.Secret,
				"TF_VAR_collector_token=" + token, "TF_VAR_leaked_token=" + token}
		}})
}
