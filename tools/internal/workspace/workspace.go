// Package workspace prepares a folder in which Terraform or OpenTofu runs the provider that this repository builds, on a copy of the
// quickstart, without a registry and without the settings of whoever calls.
package workspace

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/storeauth/terraform-provider-storeauth/tools/internal/terraform"
)

// Workspace is such a folder.
type Workspace struct {
	// Root is the repository, absolute.
	Root string
	// Dir is the folder.
	Dir string
	// Bin is where the binaries are built.
	Bin string
}

// New returns the workspace in dir, for the repository at root.
func New(root, dir string) (*Workspace, error) {
	root, err := filepath.Abs(root)
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(filepath.Join(root, "examples", "quickstart")); err != nil {
		return nil, fmt.Errorf("%s is not the repository: %w", root, err)
	}
	return &Workspace{Root: root, Dir: dir, Bin: filepath.Join(dir, "bin")}, nil
}

// Downloads is where a command line is kept that was downloaded.
func (w *Workspace) Downloads() string { return filepath.Join(w.Root, ".bin") }

// Module is where the copy of the example lies, and later its state.
func (w *Workspace) Module() string { return filepath.Join(w.Dir, "quickstart") }

// CLIConfig is the configuration file of the command line.
func (w *Workspace) CLIConfig() string { return filepath.Join(w.Dir, "cli.tfrc") }

// SandboxCommand is the sandbox's binary.
func (w *Workspace) SandboxCommand() string { return filepath.Join(w.Bin, "storeauth-sandbox") }

// Prepare builds the provider and the sandbox, copies the example, and writes the configuration of the command line.
func (w *Workspace) Prepare(ctx context.Context, product terraform.Product) error {
	for name, pkg := range map[string]string{
		"terraform-provider-storeauth": ".",
		"storeauth-sandbox":            "./internal/sandbox/cmd/storeauth-sandbox",
	} {
		if err := w.build(ctx, name, pkg); err != nil {
			return err
		}
	}
	if err := w.copyExample(); err != nil {
		return err
	}
	return os.WriteFile(w.CLIConfig(), DevOverrides(product, w.Bin), 0o600)
}

func (w *Workspace) build(ctx context.Context, name, pkg string) error {
	cmd := exec.CommandContext(ctx, "go", "build", "-o", filepath.Join(w.Bin, name), pkg)
	cmd.Dir = w.Root
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("building %s: %w\n%s", pkg, err, out)
	}
	return nil
}

func (w *Workspace) copyExample() error {
	files, err := filepath.Glob(filepath.Join(w.Root, "examples", "quickstart", "*.tf"))
	if err != nil {
		return err
	}
	if err := os.MkdirAll(w.Module(), 0o700); err != nil {
		return err
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(w.Module(), filepath.Base(file)), text, 0o600); err != nil {
			return err
		}
	}
	return nil
}

// DevOverrides makes the command line take the provider from dir and look
// nowhere else: without a direct block no registry is asked for anything.
func DevOverrides(product terraform.Product, dir string) []byte {
	return fmt.Appendf(nil, `disable_checkpoint = true
provider_installation {
  dev_overrides {
    "%s/storeauth/storeauth" = %q
  }
}
`, product.RegistryHost, filepath.ToSlash(dir))
}

// BareEnvironment is all a child gets to see. Nothing of the caller's own
// settings is in it: credentials or an endpoint of a real vendor, left in a
// shell, would otherwise reach the provider.
func (w *Workspace) BareEnvironment() []string {
	return []string{
		"PATH=" + os.Getenv("PATH"),
		"HOME=" + w.Dir,
		"TMPDIR=" + w.Dir,
		"TF_CLI_CONFIG_FILE=" + w.CLIConfig(),
		"TF_IN_AUTOMATION=1",
		"CHECKPOINT_DISABLE=1",
	}
}
