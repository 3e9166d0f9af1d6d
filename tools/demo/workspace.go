package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/storeauth/terraform-provider-storeauth/tools/internal/terraform"
)

// workspace is the temporary folder that holds all the demo makes: the
// binaries, a copy of the example, its state and the CLI configuration.
type workspace struct {
	root string // the repository, absolute
	dir  string
}

func newWorkspace(root string) (*workspace, error) {
	root, err := filepath.Abs(root)
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(filepath.Join(root, "examples", "quickstart")); err != nil {
		return nil, fmt.Errorf("%s is not the repository: %w", root, err)
	}
	dir, err := os.MkdirTemp("", "storeauth-demo-")
	if err != nil {
		return nil, err
	}
	return &workspace{root: root, dir: dir}, nil
}

func (w *workspace) remove() error { return os.RemoveAll(w.dir) }

func (w *workspace) downloads() string { return filepath.Join(w.root, ".bin") }

func (w *workspace) bin() string { return filepath.Join(w.dir, "bin") }

// module is where the copy of the example lies, and later its state.
func (w *workspace) module() string { return filepath.Join(w.dir, "quickstart") }

func (w *workspace) cliConfig() string { return filepath.Join(w.dir, "cli.tfrc") }

func (w *workspace) sandboxCommand() string { return filepath.Join(w.bin(), "storeauth-sandbox") }

func (w *workspace) prepare(ctx context.Context, product terraform.Product) error {
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
	return os.WriteFile(w.cliConfig(), devOverrides(product, w.bin()), 0o600)
}

func (w *workspace) build(ctx context.Context, name, pkg string) error {
	cmd := exec.CommandContext(ctx, "go", "build", "-o", filepath.Join(w.bin(), name), pkg)
	cmd.Dir = w.root
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("building %s: %w\n%s", pkg, err, out)
	}
	return nil
}

func (w *workspace) copyExample() error {
	files, err := filepath.Glob(filepath.Join(w.root, "examples", "quickstart", "*.tf"))
	if err != nil {
		return err
	}
	if err := os.MkdirAll(w.module(), 0o700); err != nil {
		return err
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(w.module(), filepath.Base(file)), text, 0o600); err != nil {
			return err
		}
	}
	return nil
}

// devOverrides makes the command line take the provider from dir and look
// nowhere else: without a direct block no registry is asked for anything.
func devOverrides(product terraform.Product, dir string) []byte {
	return fmt.Appendf(nil, `disable_checkpoint = true
provider_installation {
  dev_overrides {
    "%s/storeauth/storeauth" = %q
  }
}
`, product.RegistryHost, filepath.ToSlash(dir))
}

// stateWithout is an error when the state holds the body of the PEM key.
func (w *workspace) stateWithout(key string) error {
	state, err := os.ReadFile(filepath.Join(w.module(), "terraform.tfstate"))
	if err != nil {
		return err
	}
	for line := range bytes.Lines([]byte(key)) {
		line = bytes.TrimSpace(line)
		if len(line) == 0 || bytes.HasPrefix(line, []byte("-----")) {
			continue
		}
		if bytes.Contains(state, line) {
			return errors.New("terraform.tfstate holds the private key")
		}
	}
	return nil
}
