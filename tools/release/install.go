package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/storeauth/terraform-provider-storeauth/tools/internal/process"
	"github.com/storeauth/terraform-provider-storeauth/tools/internal/sandbox"
	"github.com/storeauth/terraform-provider-storeauth/tools/internal/terraform"
)

// install installs this machine's archive as a user without a registry does, from a filesystem mirror, with each command line
// that is on PATH, and plans and applies examples/quickstart against the sandbox.
func install(ctx context.Context, dist, version string) error {
	work, err := os.MkdirTemp("", "storeauth-release-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	root := filepath.Dir(dist)
	binary := filepath.Join(work, "storeauth-sandbox")
	build := exec.CommandContext(ctx, "go", "build", "-o", binary, "./internal/sandbox/cmd/storeauth-sandbox")
	build.Dir, build.Stderr = root, os.Stderr
	if err := build.Run(); err != nil {
		return fmt.Errorf("build the sandbox: %w", err)
	}
	running, err := sandbox.Start(ctx, binary, "127.0.0.1:0", nil)
	if err != nil {
		return err
	}
	defer running.Stop()
	tried := 0
	for _, product := range []terraform.Product{terraform.Terraform, terraform.OpenTofu} {
		path, err := exec.LookPath(product.Command)
		if errors.Is(err, exec.ErrNotFound) {
			fmt.Printf("not tried: %s is not on PATH\n", product.Command)
			continue
		}
		if err != nil {
			return err
		}
		tried++
		u := user{path: path, product: product, home: filepath.Join(work, product.Command), console: sandbox.Console{URL: running.URL}}
		if err := u.try(ctx, root, dist, version); err != nil {
			return fmt.Errorf("%s: %w", product.Name, err)
		}
		fmt.Printf("%s: installed %s from a mirror, planned and applied\n", product.Name, version)
	}
	if tried == 0 {
		return errors.New("neither terraform nor tofu is on PATH")
	}
	return nil
}

// user is somebody with one command line, a home of their own and no registry.
type user struct {
	path    string
	product terraform.Product
	home    string
	console sandbox.Console
}

func (u user) try(ctx context.Context, root, dist, version string) error {
	module, mirror := filepath.Join(u.home, "module"), filepath.Join(u.home, "mirror")
	folder := filepath.Join(mirror, u.product.RegistryHost, "storeauth", "storeauth")
	for _, dir := range []string{module, folder} {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return err
		}
	}
	archive := fmt.Sprintf("%s_%s_%s_%s.zip", project, version, runtime.GOOS, runtime.GOARCH)
	if err := copyFile(filepath.Join(dist, archive), filepath.Join(folder, archive)); err != nil {
		return err
	}
	examples, err := filepath.Glob(filepath.Join(root, "examples", "quickstart", "*.tf"))
	if err != nil {
		return err
	}
	for _, example := range examples {
		if err := copyFile(example, filepath.Join(module, filepath.Base(example))); err != nil {
			return err
		}
	}
	// Without its version nobody installs a version that is no release.
	pin := fmt.Sprintf("terraform {\n  required_providers {\n    storeauth = {\n      source  = \"storeauth/storeauth\"\n      version = \"= %s\"\n    }\n  }\n}\n", version)
	if err := os.WriteFile(filepath.Join(module, "version_override.tf"), []byte(pin), 0o600); err != nil {
		return err
	}
	config := fmt.Sprintf("provider_installation {\n  filesystem_mirror {\n    path = %q\n  }\n}\n", filepath.ToSlash(mirror))
	if err := os.WriteFile(filepath.Join(u.home, "cli.tfrc"), []byte(config), 0o600); err != nil {
		return err
	}
	account, err := u.console.CreateAccount(ctx)
	if err != nil {
		return err
	}
	app, err := u.console.AddApp(ctx)
	if err != nil {
		return err
	}
	for _, args := range [][]string{{"init"}, {"plan"}, {"apply", "-auto-approve"}, {"plan", "-detailed-exitcode"}} {
		cmd := process.Interruptible(exec.CommandContext(ctx, u.path, append(args, "-input=false", "-no-color")...))
		cmd.Dir = module
		cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + u.home, "TMPDIR=" + u.home, "TF_CLI_CONFIG_FILE=" + filepath.Join(u.home, "cli.tfrc"),
			"CHECKPOINT_DISABLE=1", "TF_VAR_sandbox_url=" + u.console.URL, "TF_VAR_service_account_id=" + account.ID,
			"TF_VAR_private_key=" + account.PrivateKey, "TF_VAR_content_id=" + app.ContentID}
		out, err := cmd.CombinedOutput()
		process.EndGroup(cmd)
		if err != nil {
			return fmt.Errorf("%s: %w\n%s", strings.Join(args, " "), err, out)
		}
	}
	return nil
}

func copyFile(from, to string) error {
	content, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return os.WriteFile(to, content, 0o600)
}
