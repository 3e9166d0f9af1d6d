package agc_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// TestExamplesPlan plans every example of this vendor with its credential, its apps and the sandbox in the environment.
func TestExamplesPlan(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	c := sb.AddAGCClient(t, sandboxtest.AGCClient{ID: "1234567890123456789"})
	a := sb.CreateAGCServiceAccount(t)
	sb.AddAGCApp(t, sandboxtest.AGCApp{AppID: "100000001", PackageName: "com.example.player"})
	files, err := filepath.Glob(filepath.Join("..", "..", "..", "examples", "*", "*agc*", "*.tf"))
	if err != nil || len(files) < 11 {
		t.Fatalf("%d examples, %v", len(files), err)
	}
	for _, file := range files {
		if strings.HasPrefix(filepath.Base(file), "import-") {
			continue
		}
		t.Run(filepath.Base(filepath.Dir(file)), func(t *testing.T) {
			t.Parallel()
			config, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			cli := acctest.NewCLI(t, string(config))
			cli.Env = append(cli.Env, "STOREAUTH_SANDBOX_URL="+sb.URL, "AGC_CLIENT_ID="+c.ID, "AGC_CLIENT_SECRET="+c.Secret,
				"TF_VAR_agc_api_client_file="+string(c.CredentialFile), "TF_VAR_agc_credential_file="+string(c.CredentialFile),
				"TF_VAR_agc_service_account_key="+a.KeyFile)
			if out := cli.Plan(t); out.Code == 1 {
				t.Errorf("the plan failed:\n%s", out.Text)
			}
		})
	}
}
