package acctest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
)

// CLI is a working directory with a configuration, in which the command line runs with the built provider.
type CLI struct {
	// Dir holds main.tf, the state and saved plans.
	Dir string
	// Env is added to every command's environment.
	Env []string
	bin string
	// provider is the binary that its commands run.
	provider string
}

// NewCLI prepares a directory with the configuration. Commands see no credential of this machine's environment.
func NewCLI(t testing.TB, config string) *CLI {
	t.Helper()
	c := &CLI{Dir: t.TempDir(), bin: terraform(t)}
	c.Env = []string{"TF_IN_AUTOMATION=1", "CHECKPOINT_DISABLE=1", "TF_CLI_ARGS=-no-color"}
	c.Use(t, ourSource, Binary(t))
	c.Write(t, config)
	return c
}

// Use makes the directory's commands take one provider ("hashicorp/random"), from its binary, and no other.
func (c *CLI) Use(t testing.TB, source, binary string) {
	t.Helper()
	c.provider = binary
	c.Env = append(c.Env, "TF_CLI_CONFIG_FILE="+configure(t, c.Dir, source, filepath.Dir(binary)))
}

// configure writes, to dir, a configuration of the command line that takes a provider from a folder, and returns its path.
func configure(t testing.TB, dir, source, folder string) string {
	t.Helper()
	rc := filepath.Join(dir, "cli.tfrc")
	overrides := ""
	for _, host := range []string{"registry.terraform.io", "registry.opentofu.org"} {
		overrides += fmt.Sprintf("    %q = %q\n", host+"/"+source, folder)
	}
	write(t, rc, "provider_installation {\n  dev_overrides {\n"+overrides+"  }\n  direct {}\n}\n")
	return rc
}

// ourSource is where Terraform finds this provider in a registry.
const ourSource = "storeauth/storeauth"

const required = "terraform {\n  required_providers {\n    storeauth = {\n      source = \"storeauth/storeauth\"\n    }\n  }\n}\n"

// Write replaces the configuration; the terraform block is added.
func (c *CLI) Write(t testing.TB, config string) {
	t.Helper()
	write(t, filepath.Join(c.Dir, "main.tf"), required+config)
}

// Read returns a file of the directory.
func (c *CLI) Read(t testing.TB, name string) string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(c.Dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// Replace replaces a text in a file of the directory, and fails the test if the file has it not.
func (c *CLI) Replace(t testing.TB, name, former, text string) {
	t.Helper()
	content := c.Read(t, name)
	if !strings.Contains(content, former) {
		t.Fatalf("%s has no %q:\n%s", name, former, content)
	}
	write(t, filepath.Join(c.Dir, name), strings.ReplaceAll(content, former, text))
}

// WriteAlone replaces the configuration by one that may have a terraform block of its own.
func (c *CLI) WriteAlone(t testing.TB, config string) *CLI {
	t.Helper()
	if !strings.Contains(config, "required_providers") {
		config = required + config
	}
	write(t, filepath.Join(c.Dir, "main.tf"), config)
	return c
}

// With returns the same directory with more in the environment of its commands.
func (c *CLI) With(environment ...string) *CLI {
	more := *c
	more.Env = append(slices.Clip(c.Env), environment...)
	return &more
}

// By returns the same directory with another command line, given by its path.
func (c *CLI) By(bin string) *CLI {
	other := *c
	other.bin = bin
	return &other
}

// Command returns a command that is not started yet.
func (c *CLI) Command(t testing.TB, args ...string) *exec.Cmd {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), c.bin, args...)
	cmd.Dir = c.Dir
	cmd.Env = append(cleanEnvironment(), c.Env...)
	return cmd
}

// Run runs a command and returns what it printed and its exit code; it fails the test only if it cannot be run at all.
func (c *CLI) Run(t testing.TB, args ...string) Output {
	t.Helper()
	out, _ := c.run(t, args)
	return out
}

func (c *CLI) run(t testing.TB, args []string) (Output, *os.ProcessState) {
	t.Helper()
	cmd := c.Command(t, args...)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	err := cmd.Run()
	if exit, ok := errors.AsType[*exec.ExitError](err); err != nil && (!ok || exit.ExitCode() < 0) {
		t.Fatalf("%s %s: %v\n%s", c.bin, strings.Join(args, " "), err, out.String())
	}
	return Output{Text: out.String(), Code: cmd.ProcessState.ExitCode()}, cmd.ProcessState
}

// Apply applies the configuration and fails the test if that fails.
func (c *CLI) Apply(t testing.TB) Output {
	t.Helper()
	out := c.Run(t, "apply", "-auto-approve", "-input=false")
	if out.Code != 0 {
		t.Fatalf("apply failed:\n%s", out.Text)
	}
	return out
}

// Plan runs plan -detailed-exitcode: code 0 is no change, 1 an error, 2 changes.
func (c *CLI) Plan(t testing.TB, args ...string) Output {
	t.Helper()
	return c.Run(t, append([]string{"plan", "-detailed-exitcode", "-input=false"}, args...)...)
}

// State returns the state file as it is; empty when there is none.
func (c *CLI) State(t testing.TB) string {
	t.Helper()
	state, err := os.ReadFile(filepath.Join(c.Dir, "terraform.tfstate"))
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Fatal(err)
	}
	return string(state)
}

// Attributes returns the attributes that the state holds of the resource at address ("type.name"), nil when it holds none.
func (c *CLI) Attributes(t testing.TB, address string) map[string]any {
	t.Helper()
	var state struct {
		Resources []struct {
			Mode, Type, Name string
			Instances        []struct{ Attributes map[string]any }
		}
	}
	if err := json.Unmarshal([]byte(c.State(t)), &state); err != nil {
		t.Fatalf("the state is not JSON: %v", err)
	}
	for _, r := range state.Resources {
		if r.Type+"."+r.Name == address && len(r.Instances) > 0 {
			return r.Instances[0].Attributes
		}
	}
	return nil
}

func terraform(t testing.TB) string {
	t.Helper()
	for _, name := range []string{os.Getenv("TF_ACC_TERRAFORM_PATH"), "terraform", "tofu"} {
		if path, err := exec.LookPath(name); name != "" && err == nil {
			return path
		}
	}
	t.Fatal("neither terraform nor tofu is on PATH; set TF_ACC_TERRAFORM_PATH")
	return ""
}

var buildProvider = sync.OnceValues(func() (string, error) {
	if built := os.Getenv("STOREAUTH_TEST_PROVIDER"); built != "" {
		return built, nil
	}
	_, file, _, _ := runtime.Caller(0)
	root := filepath.Join(filepath.Dir(file), "..", "..")
	dir, err := os.MkdirTemp("", "storeauth-provider-")
	if err != nil {
		return "", err
	}
	binary := filepath.Join(dir, "terraform-provider-storeauth")
	build := exec.Command("go", "build", "-o", binary, ".")
	build.Dir = root
	if out, err := build.CombinedOutput(); err != nil {
		return "", fmt.Errorf("go build: %w\n%s", err, out)
	}
	return binary, nil
})

// Binary returns the provider's binary: the one STOREAUTH_TEST_PROVIDER names, else one built once a process.
func Binary(t testing.TB) string {
	t.Helper()
	binary, err := buildProvider()
	if err != nil {
		t.Fatal(err)
	}
	return binary
}

// cleanEnvironment keeps what a program needs to run and no setting of a vendor or of Terraform.
func cleanEnvironment() []string {
	var kept []string
	for _, name := range []string{"PATH", "HOME", "TMPDIR", "GORACE"} {
		if value, ok := os.LookupEnv(name); ok {
			kept = append(kept, name+"="+value)
		}
	}
	return kept
}

func write(t testing.TB, path, content string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}
