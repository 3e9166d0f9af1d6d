package servicestage_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

func TestExamplesPlan(t *testing.T) {
	t.Parallel()
	// What data sources read and imports take is not there where an example creates it.
	w, empty := newWorld(t), newWorld(t)
	w.TakeAuthorization(t, sandboxtest.NewAuthorization{Name: "platform-github", RepoType: "github", TokenType: "oauth", User: "example-org"})
	w.TakeAuthorization(t, sandboxtest.NewAuthorization{Name: "platform-gitlab", RepoType: "gitlab", TokenType: "personal", Host: "https://git.example.com"})
	w.TakeAuthorization(t, sandboxtest.NewAuthorization{Name: "platform-bitbucket", RepoType: "bitbucket", TokenType: "password", User: "build-bot"})
	files, err := filepath.Glob(filepath.Join("..", "..", "..", "examples", "*", "*servicestage*", "*.tf"))
	function, err2 := filepath.Glob(filepath.Join("..", "..", "..", "examples", "functions", "parse_oauth_callback", "*.tf"))
	if files = append(files, function...); err != nil || err2 != nil || len(files) < 11 {
		t.Fatalf("%d examples, %v, %v", len(files), err, err2)
	}
	for _, file := range files {
		if strings.HasPrefix(filepath.Base(file), "import-by-identity") {
			continue // Terraform 1.12
		}
		t.Run(strings.TrimPrefix(file, "../../../examples/"), func(t *testing.T) {
			t.Parallel()
			config, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if strings.HasPrefix(filepath.Base(file), "import-") {
				declared, err := os.ReadFile(filepath.Join(filepath.Dir(file), "resource.tf"))
				if err != nil {
					t.Fatal(err)
				}
				config = append(config, declared...)
			}
			cli := acctest.NewCLI(t, string(config))
			w := w
			if filepath.Base(file) == "resource.tf" || strings.Contains(file, "functions") {
				w = empty
			}
			cli.Env = append(cli.Env, "STOREAUTH_SANDBOX_URL="+w.URL, "HW_REGION_NAME=cn-north-4", "HW_ACCESS_KEY="+w.key.AccessKey,
				"HW_SECRET_KEY="+w.key.SecretKey, "TF_VAR_gitlab_token=glpat-0123456789", "TF_VAR_bitbucket_password=app-password")
			if strings.Contains(file, "functions") {
				cli.Env = append(cli.Env, "TF_VAR_callback_url=https://console.huaweicloud.com/servicestage/oauth?repo_type=github&code=c0de&state=x")
			}
			out := cli.Plan(t)
			if out.Code == 1 || strings.Contains(out.Text, "must be replaced") {
				t.Errorf("exit code %d:\n%s", out.Code, out.Text)
			}
		})
	}
}
