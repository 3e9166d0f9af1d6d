package terraform

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// fake puts a command called name into dir that answers `version` with line.
func fake(t *testing.T, dir, name, line string) string {
	t.Helper()
	path := filepath.Join(dir, name)
	script := "#!/bin/sh\n[ \"$1\" = version ] && printf '%s\\n' '" + line + "'\n"
	if err := os.WriteFile(path, []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestTheCommandLineIsChosenInOrder(t *testing.T) {
	terraform, tofu, named := "Terraform v1.12.1", "OpenTofu v1.11.2", "OpenTofu v1.12.0-rc1"
	cases := map[string]struct {
		onPath  map[string]string
		named   bool
		product Product
		version string
	}{
		"TF_CLI before anything on PATH": {onPath: map[string]string{"terraform": terraform, "tofu": tofu}, named: true, product: OpenTofu, version: "1.12.0-rc1"},
		"terraform before tofu":          {onPath: map[string]string{"terraform": terraform, "tofu": tofu}, product: Terraform, version: "1.12.1"},
		"tofu where it is alone":         {onPath: map[string]string{"tofu": tofu}, product: OpenTofu, version: "1.11.2"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			for command, line := range c.onPath {
				fake(t, dir, command, line)
			}
			t.Setenv("PATH", dir)
			t.Setenv(EnvCLI, "")
			if c.named {
				t.Setenv(EnvCLI, fake(t, t.TempDir(), "mine", named))
			}
			cli, err := Find(context.Background(), t.TempDir())
			if err != nil {
				t.Fatal(err)
			}
			if cli.Product != c.product || cli.Version.String() != c.version {
				t.Errorf("found %s %s, want %s %s", cli.Product.Name, cli.Version, c.product.Name, c.version)
			}
			if !filepath.IsAbs(cli.Path) {
				t.Errorf("%q is not an absolute path", cli.Path)
			}
		})
	}
}

func TestAnOldCommandLineIsRefusedInWords(t *testing.T) {
	dir := t.TempDir()
	fake(t, dir, "terraform", "Terraform v1.10.5")
	fake(t, dir, "tofu", "OpenTofu v1.11.0")
	t.Setenv("PATH", dir)
	t.Setenv(EnvCLI, "")
	_, err := Find(context.Background(), t.TempDir())
	if err == nil {
		t.Fatal("Terraform 1.10.5 was accepted")
	}
	for _, want := range []string{"Terraform 1.10.5", "1.11.0 or newer", EnvCLI} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q does not name %q", err, want)
		}
	}
}

func TestAPrereleaseOfTheFloorIsEnough(t *testing.T) {
	t.Setenv(EnvCLI, fake(t, t.TempDir(), "terraform", "Terraform v1.11.0-rc1"))
	if _, err := Find(context.Background(), t.TempDir()); err != nil {
		t.Fatal(err)
	}
}

func TestWhatIsNeitherProductIsRefused(t *testing.T) {
	t.Setenv(EnvCLI, fake(t, t.TempDir(), "terraform", "Terragrunt v1.12.0"))
	_, err := Find(context.Background(), t.TempDir())
	if err == nil || !strings.Contains(err.Error(), "does not begin with Terraform or OpenTofu") {
		t.Errorf("got %v", err)
	}
}

func TestAMissingTFCLIIsNotPassedOver(t *testing.T) {
	t.Setenv(EnvCLI, filepath.Join(t.TempDir(), "absent"))
	if _, err := Find(context.Background(), t.TempDir()); err == nil || !strings.Contains(err.Error(), EnvCLI+"=") {
		t.Errorf("got %v", err)
	}
}

func TestAnEarlierDownloadIsUsedAgain(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	t.Setenv(EnvCLI, "")
	dir := t.TempDir()
	path := fake(t, dir, "terraform", "Terraform v"+pinned.String())
	cli, err := Find(context.Background(), dir)
	if err != nil {
		t.Fatal(err)
	}
	if cli.Path != path {
		t.Errorf("found %s, want %s", cli.Path, path)
	}
}

func TestOpenTofuNamesItsOwnRegistry(t *testing.T) {
	cases := map[Product]bool{Terraform: false, OpenTofu: true}
	for product, want := range cases {
		env := CLI{Path: "/bin/x", Product: product}.AcceptanceTests()
		if got := slices.Contains(env, "TF_ACC_PROVIDER_HOST=registry.opentofu.org"); got != want {
			t.Errorf("%s: provider host set is %t, want %t (%v)", product.Name, got, want, env)
		}
		if !slices.Contains(env, "TF_ACC_TERRAFORM_PATH=/bin/x") {
			t.Errorf("%s: no path in %v", product.Name, env)
		}
	}
}

func TestTheCallersSettingsAndSwitchesAreKeptFromTests(t *testing.T) {
	got := Misleading([]string{
		"PATH=/bin", "TF_LOG=TRACE", "STOREAUTH_SANDBOX_URL=http://127.0.0.1:1", "TF_CLI=tofu", "TF_CLI_ARGS_plan=-x", "HOME=/root", "TF_ACC_TEMP_DIR=/t",
	})
	if want := []string{"STOREAUTH_SANDBOX_URL", "TF_CLI_ARGS_plan", "TF_LOG"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
