package acctest

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// Secrecy runs commands with TF_LOG=TRACE and looks for secrets in everything Terraform and the provider leave or print: the
// state, its backup, saved plans, both as JSON, output, trace, and the sandbox's journal.
type Secrecy struct {
	// CLI is the directory, URL the sandbox's address, behind a tap that learns the secrets no test can know beforehand.
	CLI *CLI
	URL string

	sb       *sandboxtest.Sandbox
	tap      *wiretap
	variable string
	canaries Canaries
}

// NewSecrecy takes the secrets of a configuration, which gets each as the ephemeral variable of its name, so that none stands
// in a file. One that is not known yet is empty.
func NewSecrecy(t testing.TB, sb *sandboxtest.Sandbox, secrets map[string]string) *Secrecy {
	t.Helper()
	tap := newTap(t, sb.URL)
	s := &Secrecy{CLI: NewCLI(t, ""), URL: tap.url, sb: sb, tap: tap}
	for _, name := range slices.Sorted(maps.Keys(secrets)) {
		s.variable += fmt.Sprintf("variable %q {\n  type      = string\n  sensitive = true\n  ephemeral = true\n  default   = null\n}\n", name)
		if secret := secrets[name]; secret != "" {
			s.Set(name, secret)
		}
	}
	return s
}

// Set gives a variable another value and looks for that one too.
func (s *Secrecy) Set(name, secret string) {
	s.CLI.Env = append(s.CLI.Env, "TF_VAR_"+name+"="+secret)
	s.Know(name, secret)
}

// Know adds a secret to look for.
func (s *Secrecy) Know(name, secret string) { s.canaries.Know(name, secret) }

// Write replaces the configuration; the variables are added.
func (s *Secrecy) Write(t testing.TB, config string) {
	t.Helper()
	s.CLI.Write(t, s.variable+config)
}

// Live plans, applies and plans again.
func (s *Secrecy) Live(t testing.TB) {
	t.Helper()
	s.PlanJSON(t)
	s.Run(t, "apply", "-auto-approve").Expect(t, 0)
	s.Run(t, "plan").Expect(t, 0, "No changes")
	s.Check(t, "the state's JSON", s.CLI.Run(t, "show", "-json").Text)
}

// Disturb lets the requests of a call, or below a path that ends in *, meet each fault that an error could repeat something
// of, in as many plans as that takes.
func (s *Secrecy) Disturb(t *testing.T, call string) {
	t.Helper()
	faults := map[string]Fault{
		"500": {Kind: "status", Status: 500}, "401 HTML": {Kind: "html", Status: 401}, "empty": {Kind: "empty"}, "truncated": {Kind: "truncated"},
		"reset": {Kind: "reset"}, "reset after": {Kind: "reset_after"},
		"redirect": {Kind: "redirect", Status: 307, Location: "http://127.0.0.1:1/elsewhere"},
	}
	unmet := setFaults(t, s.sb, call, faults)
	for plans := 0; len(unmet()) > 0; plans++ {
		if plans == len(faults) {
			t.Fatalf("%d plans met all faults of %s but %q", plans, call, unmet())
		}
		s.Run(t, "plan", "-input=false")
	}
	s.sb.ClearFaults(t)
}

// End destroys, and looks into the sandbox's journal. The tap must have seen that many secrets, or it cannot have looked.
func (s *Secrecy) End(t testing.TB, least int) {
	t.Helper()
	s.Run(t, "destroy", "-auto-approve", "-refresh=false").Expect(t, 0)
	journal, err := json.Marshal(s.sb.Journal(t, "", "*"))
	if err != nil {
		t.Fatal(err)
	}
	s.Check(t, "the sandbox's journal", string(journal))
	if seen := len(s.tap.secrets()); seen < least {
		t.Errorf("the tap saw %d secrets, expected %d", seen, least)
	}
}

// Trace runs a command and checks only what it prints: for an object whose purpose is to hold a secret in state.
func (s *Secrecy) Trace(t testing.TB, args ...string) Output {
	t.Helper()
	out := s.CLI.With("TF_LOG=TRACE").Run(t, args...)
	s.Check(t, "the output and trace of "+strings.Join(args, " "), out.Text)
	return out
}

// Run runs a command and checks its output and every file in the directory but the configuration.
func (s *Secrecy) Run(t testing.TB, args ...string) Output {
	t.Helper()
	out := s.Trace(t, args...)
	s.checkFiles(t, "after "+strings.Join(args, " "))
	return out
}

// checkFiles checks every file in the directory but the configuration: the state, its backup, and saved plans.
func (s *Secrecy) checkFiles(t testing.TB, when string) {
	t.Helper()
	s.learn()
	files, err := os.ReadDir(s.CLI.Dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if !file.IsDir() && !strings.HasSuffix(file.Name(), ".tf") {
			report(t, file.Name()+" "+when, s.canaries.FindInFile(t, filepath.Join(s.CLI.Dir, file.Name())))
		}
	}
}

// PlanJSON saves a plan and checks it, and its JSON form.
func (s *Secrecy) PlanJSON(t testing.TB) {
	t.Helper()
	s.Run(t, "plan", "-input=false", "-out=canary.tfplan").Expect(t, 0)
	s.Check(t, "the plan's JSON", s.CLI.Run(t, "show", "-json", "canary.tfplan").Text)
}

// Check fails the test for each secret found in text.
func (s *Secrecy) Check(t testing.TB, where, text string) {
	t.Helper()
	s.learn()
	report(t, where, s.canaries.Find(text))
}

// learn adds the secrets that passed on the wire.
func (s *Secrecy) learn() {
	for secret, name := range s.tap.secrets() {
		s.Know(name, secret)
	}
}

func report(t testing.TB, where string, found []string) {
	t.Helper()
	for _, sighting := range found {
		t.Errorf("a secret in %s: %s", where, sighting)
	}
}
