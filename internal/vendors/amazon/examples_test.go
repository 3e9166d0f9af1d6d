package amazon_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// TestExamplesPlan plans every example of this vendor with its profile, its app and the sandbox in the environment.
func TestExamplesPlan(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	p := sb.AddAmazonProfile(t, sandboxtest.AmazonProfile{ClientID: "amzn1.application-oa2-client.0123456789abcdef0123456789abcdef",
		APIs: []string{"app_submission", "reporting"}})
	sb.OpenAmazonEdit(t, sb.AddAmazonApp(t, sandboxtest.AmazonApp{AppID: "amzn1.devportal.mobileapp.0123456789abcdef0123456789abcdef"}), "")
	files, err := filepath.Glob(filepath.Join("..", "..", "..", "examples", "*", "*amazon*", "*.tf"))
	if err != nil || len(files) < 6 {
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
			cli.Env = append(cli.Env, "STOREAUTH_SANDBOX_URL="+sb.URL, "AMAZON_APPSTORE_CLIENT_ID="+p.ClientID,
				"AMAZON_APPSTORE_CLIENT_SECRET="+p.ClientSecret, "TF_VAR_amazon_client_secret="+p.ClientSecret)
			if out := cli.Plan(t); out.Code == 1 || strings.Contains(out.Text, "Check block assertion") {
				t.Errorf("the plan failed:\n%s", out.Text)
			}
		})
	}
}

// TestImportExample imports by the example's own block into the example's own configuration.
func TestImportExample(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	p := sb.AddAmazonProfile(t, sandboxtest.AmazonProfile{ClientID: "amzn1.application-oa2-client.0123456789abcdef0123456789abcdef",
		APIs: []string{"app_submission", "reporting"}})
	var config strings.Builder
	for _, name := range []string{"resource.tf", "import-by-string-id.tf"} {
		content, err := os.ReadFile(filepath.Join("..", "..", "..", "examples", "resources", "storeauth_amazon_security_profile_attachment", name))
		if err != nil {
			t.Fatal(err)
		}
		config.Write(content)
	}
	cli := acctest.NewCLI(t, config.String())
	cli.Env = append(cli.Env, "STOREAUTH_SANDBOX_URL="+sb.URL, "TF_VAR_amazon_client_secret="+p.ClientSecret)
	cli.Plan(t).Expect(t, 2, "1 to import, 1 to add, 1 to change, 0 to destroy")
	cli.Apply(t)
	cli.Plan(t).Expect(t, 0)
}
