package provider_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// TestEveryExampleIsAcceptedByTheRealTerraform validates every directory of examples/ with the built provider, so that no page of
// the documentation shows what does not work. Files for a CLI newer than the one at hand are told by their name.
func TestEveryExampleIsAcceptedByTheRealTerraform(t *testing.T) {
	t.Parallel()
	var seen int
	for _, kind := range []string{"resources", "data-sources", "ephemeral-resources", "functions", "quickstart", "provider"} {
		pattern := filepath.Join("..", "..", "examples", kind, "*", "*.tf")
		if kind == "quickstart" || kind == "provider" {
			pattern = filepath.Join("..", "..", "examples", kind, "*.tf")
		}
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		directories := map[string]string{}
		for _, file := range files {
			if strings.HasPrefix(filepath.Base(file), "import-by-identity") {
				continue // Terraform 1.12
			}
			content, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			directories[filepath.Dir(file)] += string(content) + "\n"
		}
		for directory, config := range directories {
			seen++
			t.Run(strings.TrimPrefix(directory, "../../examples/"), func(t *testing.T) {
				t.Parallel()
				acctest.NewCLI(t, "").WriteAlone(t, config).Run(t, "validate").Expect(t, 0)
			})
		}
	}
	if seen < 8 {
		t.Errorf("only %d examples were found", seen)
	}
}

// TestGalaxyExamplesPlan plans the Galaxy examples with one account, one app and the sandbox in the environment.
func TestGalaxyExamplesPlan(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	a := sb.CreateGalaxyAccountWithKey(t, "0b6f7c1e-4a55-4d6c-9d0e-3f5b8a2c7d10", sandboxtest.RSAKey(), "publishing", "gss")
	sb.AddGalaxyApp(t, sandboxtest.GalaxyApp{ContentID: "000001234567", Title: "Weather"})
	files, err := filepath.Glob(filepath.Join("..", "..", "examples", "*", "*galaxy*", "*.tf"))
	if err != nil || len(files) < 5 {
		t.Fatalf("%d examples, %v", len(files), err)
	}
	for _, file := range files {
		if strings.HasPrefix(filepath.Base(file), "import-") || filepath.Base(file) == "action.tf" {
			continue // imports are tested with their objects; actions need Terraform 1.14
		}
		t.Run(strings.TrimPrefix(file, "../../examples/"), func(t *testing.T) {
			t.Parallel()
			config, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			cli := acctest.NewCLI(t, string(config))
			cli.Env = append(cli.Env, "STOREAUTH_SANDBOX_URL="+sb.URL, "GALAXY_STORE_SERVICE_ACCOUNT_ID="+a.ID,
				"GALAXY_STORE_PRIVATE_KEY="+a.PrivateKey, "TF_VAR_galaxy_private_key="+a.PrivateKey)
			if out := cli.Plan(t); out.Code == 1 {
				t.Errorf("the plan failed:\n%s", out.Text)
			}
		})
	}
	t.Cleanup(func() {
		if live := sb.LiveGalaxyTokens(t, ""); live != 0 {
			t.Errorf("%d tokens were left at the vendor", live)
		}
	})
}
