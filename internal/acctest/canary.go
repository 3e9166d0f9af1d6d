package acctest

import (
	"encoding/base64"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Canaries looks for secrets in everything Terraform and the provider leave or print: the state, its backup, saved plans
// as JSON, and the output with TF_LOG=TRACE.
type Canaries struct {
	tap     *Tap
	secrets map[string]string
}

// NewCanaries takes the secrets that the test knows, by name, and the tap that learns the others. A key in PEM is looked
// for by its lines, everything else as it is and in base64.
func NewCanaries(tap *Tap, secrets map[string]string) *Canaries {
	c := &Canaries{tap: tap, secrets: map[string]string{}}
	for name, secret := range secrets {
		c.Add(name, secret)
	}
	return c
}

// Add adds a secret that became known later.
func (c *Canaries) Add(name, secret string) {
	if strings.Contains(secret, "-----BEGIN") {
		for _, line := range strings.Split(strings.ReplaceAll(secret, `\n`, "\n"), "\n") {
			if len(line) > 40 && !strings.HasPrefix(line, "-----") {
				c.secrets[line[4:36]] = name + " (a line of it)"
			}
		}
		return
	}
	c.secrets[secret] = name
	c.secrets[base64.StdEncoding.EncodeToString([]byte(secret))] = name + " (base64)"
}

// Check fails the test for each secret found in text.
func (c *Canaries) Check(t testing.TB, where, text string) {
	t.Helper()
	for secret, name := range c.tap.Seen() {
		c.Add(name, secret)
	}
	reported := map[string]bool{}
	for secret, name := range c.secrets {
		if at := strings.Index(text, secret); secret != "" && at >= 0 && !reported[name] {
			reported[name] = true
			t.Errorf("%s appears in %s, after %q", name, where, text[max(0, at-80):at])
		}
	}
}

// Trace runs a command with TF_LOG=TRACE and checks only what it prints: for an object whose purpose is to hold a secret in
// state.
func (c *Canaries) Trace(t testing.TB, cli *CLI, args ...string) Output {
	t.Helper()
	traced := *cli
	traced.Env = append(append([]string{}, cli.Env...), "TF_LOG=TRACE")
	out := traced.Run(t, args...)
	c.Check(t, "the output and trace of "+strings.Join(args, " "), out.Text)
	return out
}

// Run runs a command with TF_LOG=TRACE and checks its output and every file in the directory but the configuration.
func (c *Canaries) Run(t testing.TB, cli *CLI, args ...string) Output {
	t.Helper()
	out := c.Trace(t, cli, args...)
	files, err := os.ReadDir(cli.Dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if file.IsDir() || strings.HasSuffix(file.Name(), ".tf") || strings.HasSuffix(file.Name(), ".tfplan") {
			continue
		}
		content, err := os.ReadFile(filepath.Join(cli.Dir, file.Name()))
		if err != nil {
			t.Fatal(err)
		}
		c.Check(t, file.Name()+" after "+strings.Join(args, " "), string(content))
	}
	return out
}

// PlanJSON saves a plan, checks its JSON form and returns it.
func (c *Canaries) PlanJSON(t testing.TB, cli *CLI, args ...string) string {
	t.Helper()
	c.Run(t, cli, append([]string{"plan", "-input=false", "-out=canary.tfplan"}, args...)...)
	shown := cli.Run(t, "show", "-json", "canary.tfplan")
	c.Check(t, "the plan's JSON", shown.Text)
	return shown.Text
}
