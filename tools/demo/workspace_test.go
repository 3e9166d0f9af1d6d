package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/tools/internal/terraform"
)

func TestOverridesNameTheRegistryOfTheProduct(t *testing.T) {
	cases := map[terraform.Product]string{
		terraform.Terraform: `"registry.terraform.io/storeauth/storeauth" = "/tmp/x"`,
		terraform.OpenTofu:  `"registry.opentofu.org/storeauth/storeauth" = "/tmp/x"`,
	}
	for product, want := range cases {
		if got := string(devOverrides(product, "/tmp/x")); !strings.Contains(got, want) {
			t.Errorf("%s: no %s in\n%s", product.Name, want, got)
		}
	}
}

func TestAKeyInTheStateIsFound(t *testing.T) {
	const key = "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADAN\nBgkqhkiG9w0B\n-----END PRIVATE KEY-----\n"
	cases := map[string]struct {
		state string
		found bool
	}{
		"whole":       {`{"key":"-----BEGIN PRIVATE KEY-----\nMIIEvQIBADAN\nBgkqhkiG9w0B\n"}`, true},
		"one line":    {`{"key":"BgkqhkiG9w0B"}`, true},
		"none":        {`{"public_key_sha256":"5f2c"}`, false},
		"armour only": {`{"doc":"-----BEGIN PRIVATE KEY-----"}`, false},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			work := &workspace{dir: t.TempDir()}
			if err := os.MkdirAll(work.module(), 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(work.module(), "terraform.tfstate"), []byte(c.state), 0o600); err != nil {
				t.Fatal(err)
			}
			if err := work.stateWithout(key); (err != nil) != c.found {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestNothingOfTheCallersSettingsReachesTheProvider(t *testing.T) {
	for _, name := range []string{"GALAXY_STORE_ENDPOINT", "STOREAUTH_SANDBOX_URL", "TF_LOG", "TF_CLI_ARGS"} {
		t.Setenv(name, "the-callers-own")
	}
	for _, setting := range bareEnvironment(&workspace{dir: "/tmp/x"}) {
		if strings.Contains(setting, "the-callers-own") {
			t.Errorf("%s is passed on", setting)
		}
	}
}
