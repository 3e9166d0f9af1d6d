// Package terraform finds the command line the project's tests and demo drive:
// Terraform or OpenTofu, new enough for write-only arguments.
package terraform

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"

	"github.com/hashicorp/go-version"
)

// EnvCLI names the environment variable that picks the command line: a path or
// a name on PATH.
const EnvCLI = "TF_CLI"

// floor is the first release, of Terraform and of OpenTofu, that has both
// write-only arguments and ephemeral resources.
var floor = version.Must(version.NewVersion("1.11.0"))

// CLI is a command line that was found and is new enough.
type CLI struct {
	// Path is absolute.
	Path    string
	Product Product
	Version *version.Version
}

// Find returns the command line that TF_CLI names, else the terraform on PATH,
// else the tofu on PATH, else a Terraform it downloads into installDir or finds
// there from an earlier call. One that is too old is an error and not passed
// over: nobody should wonder which of two was tested.
func Find(ctx context.Context, installDir string) (CLI, error) {
	if named := os.Getenv(EnvCLI); named != "" {
		cli, err := inspect(ctx, named)
		if err != nil {
			return CLI{}, fmt.Errorf("%s=%s: %w", EnvCLI, named, err)
		}
		return cli, nil
	}
	for _, product := range []Product{Terraform, OpenTofu} {
		cli, err := inspect(ctx, product.Command)
		if errors.Is(err, exec.ErrNotFound) {
			continue
		}
		if err != nil {
			return CLI{}, fmt.Errorf("%w; set %s to use another one", err, EnvCLI)
		}
		return cli, nil
	}
	path, err := install(ctx, installDir)
	if err != nil {
		return CLI{}, fmt.Errorf("neither terraform nor tofu is on PATH, and Terraform %s could not be downloaded: %w; "+
			"install one of them, or set %s to its path", pinned, err, EnvCLI)
	}
	return inspect(ctx, path)
}

// inspect resolves name, asks it what it is and refuses what is too old.
func inspect(ctx context.Context, name string) (CLI, error) {
	path, err := absolute(name)
	if err != nil {
		return CLI{}, err
	}
	cli, err := ask(ctx, path)
	if err != nil {
		return CLI{}, err
	}
	// A prerelease of the floor itself has what the floor has.
	if cli.Version.Core().LessThan(floor) {
		return CLI{}, fmt.Errorf("%s is %s %s, and %s or newer is needed: write-only arguments and ephemeral resources came with it",
			path, cli.Product.Name, cli.Version, floor)
	}
	return cli, nil
}
