package terraform

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/hashicorp/go-version"
)

// Product is one of the two command lines.
type Product struct {
	// Name is how the product calls itself in the first line of `version`.
	Name string
	// Command is its name on PATH.
	Command string
	// RegistryHost is where it looks for a provider whose source names no host.
	RegistryHost string
}

// The products there are.
var (
	Terraform = Product{Name: "Terraform", Command: "terraform", RegistryHost: "registry.terraform.io"}
	OpenTofu  = Product{Name: "OpenTofu", Command: "tofu", RegistryHost: "registry.opentofu.org"}
)

// versionLine is the first line of `version`. `version -json` will not do: both
// products call their version terraform_version there.
var versionLine = regexp.MustCompile(`^(Terraform|OpenTofu) v(\S+)`)

func absolute(name string) (string, error) {
	path, err := exec.LookPath(name)
	if err != nil {
		return "", err
	}
	return filepath.Abs(path)
}

func ask(ctx context.Context, path string) (CLI, error) {
	cmd := exec.CommandContext(ctx, path, "version")
	cmd.Env = append(os.Environ(), quiet()...)
	out, err := cmd.Output()
	if err != nil {
		return CLI{}, fmt.Errorf("%s version: %w", path, err)
	}
	product, release, err := parseVersion(string(out))
	if err != nil {
		return CLI{}, fmt.Errorf("%s version: %w", path, err)
	}
	return CLI{Path: path, Product: product, Version: release}, nil
}

func parseVersion(output string) (Product, *version.Version, error) {
	found := versionLine.FindStringSubmatch(output)
	if found == nil {
		return Product{}, nil, fmt.Errorf("the answer does not begin with %s or %s and a version", Terraform.Name, OpenTofu.Name)
	}
	release, err := version.NewVersion(found[2])
	if err != nil {
		return Product{}, nil, err
	}
	product := Terraform
	if found[1] == OpenTofu.Name {
		product = OpenTofu
	}
	return product, release, nil
}

// quiet is the environment, as NAME=value, that keeps a command line from
// calling home and from reading the user's own configuration file, whose
// mirrors and development overrides would decide what a test sees.
func quiet() []string {
	return []string{"CHECKPOINT_DISABLE=1", "TF_CLI_CONFIG_FILE=" + os.DevNull}
}

// ofTheCaller begins the names of variables that a developer's shell may hold for
// real work: the provider's settings and Terraform's own switches. Those of a
// vendor are unset by the tests themselves, which know their names.
var ofTheCaller = []string{
	"STOREAUTH_",
	"TF_VAR_", "TF_CLI_", "TF_LOG", "TF_WORKSPACE", "TF_DATA_DIR", "TF_INPUT", "TF_PLUGIN_", "TF_REATTACH_PROVIDERS",
}

// Misleading names the variables in environ, given as NAME=value, that tests
// must not see, sorted.
func Misleading(environ []string) []string {
	var names []string
	for _, setting := range environ {
		name, _, _ := strings.Cut(setting, "=")
		if slices.ContainsFunc(ofTheCaller, func(prefix string) bool { return strings.HasPrefix(name, prefix) }) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// AcceptanceTests is the environment, as NAME=value, that makes
// terraform-plugin-testing drive this command line.
func (c CLI) AcceptanceTests() []string {
	env := append(quiet(), "TF_ACC_TERRAFORM_PATH="+c.Path)
	if c.Product != Terraform {
		env = append(env, "TF_ACC_PROVIDER_HOST="+c.Product.RegistryHost)
	}
	return env
}
