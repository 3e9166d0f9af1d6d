package iot_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// TestExamplesApply applies each example with one application and the sandbox in the environment.
func TestExamplesApply(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob(filepath.Join("..", "..", "..", "examples", "*", "storeauth_iot_*", "*.tf"))
	if err != nil || len(files) < 5 {
		t.Fatalf("%d examples, %v", len(files), err)
	}
	for _, file := range files {
		name := filepath.Base(file)
		if strings.HasPrefix(name, "import-") || name == "action.tf" {
			continue // an import needs its resource beside it, an action Terraform 1.14
		}
		t.Run(strings.TrimPrefix(file, "../../../examples/"), func(t *testing.T) {
			t.Parallel()
			sb := sandboxtest.Start(t)
			app := sb.PutIoTApplication(t, sandboxtest.IoTApplication{AppID: "uZrTJ3DdaTL7pOeYEGuDrOJcx5ca"})
			token, _ := sb.LoginIoTApplication(t, app.AppID)
			config, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			cli := acctest.NewCLI(t, string(config))
			cli.Env = append(cli.Env, "STOREAUTH_SANDBOX_URL="+sb.URL, "HUAWEI_IOT_APP_ID="+app.AppID, "HUAWEI_IOT_SECRET="+app.Secret,
				"TF_VAR_iot_secret="+app.Secret, "TF_VAR_collector_token="+token)
			if out := cli.Apply(t); strings.Contains(out.Text, "Warning: Check") {
				t.Errorf("the example's check fails:\n%s", out.Text)
			}
			cli.Plan(t).Expect(t, 0)
		})
	}
}
