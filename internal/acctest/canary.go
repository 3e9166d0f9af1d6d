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
	secrets map[string]string
}

// NewCanaries takes the secrets by name. A key in PEM is looked for by its lines, in each form by its base64 too.
func NewCanaries(secrets map[string]string) *Canaries {
	c := &Canaries{secrets: map[string]string{}}
	for name, secret := range secrets {
		c.Add(name, secret)
	}
	return c
}

// Add adds a secret that became known later, such as a token.
func (c *Canaries) Add(name, secret string) {
	if strings.Contains(secret, "-----BEGIN") {
		for _, line := range strings.Split(strings.ReplaceAll(secret, `\n`, "\n"), "\n") {
			if len(line) > 40 && !strings.HasPrefix(line, "-----") {
				c.secrets[name+" (a line of it)"] = line[4:36]
			}
		}
		return
	}
	c.secrets[name] = secret
	c.secrets[name+" (base64)"] = base64.StdEncoding.EncodeToString([]byte(secret))
}

// Check fails the test for each secret found in text.
func (c *Canaries) Check(t testing.TB, where, text string) {
	t.Helper()
	for name, secret := range c.secrets {
		if secret != "" && strings.Contains(text, secret) {
			at := strings.Index(text, secret)
			t.Errorf("%s appears in %s, after %q", name, where, text[max(0, at-80):at])
		}
	}
}

// Run runs a command with TF_LOG=TRACE and checks its output and every file in the directory but the configuration.
func (c *Canaries) Run(t testing.TB, cli *CLI, args ...string) Output {
	t.Helper()
	env := cli.Env
	cli.Env = append(append([]string{}, env...), "TF_LOG=TRACE")
	out := cli.Run(t, args...)
	cli.Env = env
	c.Check(t, "the output and trace of "+strings.Join(args, " "), out.Text)
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
