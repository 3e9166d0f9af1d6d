package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"

	"github.com/storeauth/terraform-provider-storeauth/tools/internal/sandbox"
	"github.com/storeauth/terraform-provider-storeauth/tools/internal/workspace"
)

// shows runs a command, shows what it said, and wants an exit code.
type shows func(want int, args ...string) (string, error)

// failed is the exit code of a command that could not do its work.
const failed = 1

// resources are the resource and data blocks of a module's main.tf.
func resources(module string) ([]string, error) {
	text, err := os.ReadFile(filepath.Join(module, "main.tf"))
	if err != nil {
		return nil, err
	}
	var kept []string
	inBlock := false
	for line := range strings.SplitSeq(string(text), "\n") {
		inBlock = inBlock || strings.HasPrefix(line, "resource ") || strings.HasPrefix(line, "data ")
		if inBlock {
			kept = append(kept, line)
		}
		inBlock = inBlock && line != "}"
	}
	return kept, nil
}

// outage shows that a vendor that is down changes nothing.
func outage(ctx context.Context, work *workspace.Workspace, s *story, console sandbox.Console, show shows) error {
	state := filepath.Join(work.Module(), "terraform.tfstate")
	before, err := os.ReadFile(state)
	if err != nil {
		return err
	}
	if err := console.Fail(ctx, http.StatusServiceUnavailable); err != nil {
		return err
	}
	s.step("Galaxy Store is down. A plan is an error, exit code 1: nobody takes an outage for a lost credential.")
	if _, err := show(failed, "plan", "-detailed-exitcode"); err != nil {
		return err
	}
	after, err := os.ReadFile(state)
	if err != nil {
		return err
	}
	if !bytes.Equal(before, after) {
		return errors.New("the outage changed terraform.tfstate")
	}
	s.evidence([]string{"(terraform.tfstate is the same, byte for byte.)"})
	return console.Mend(ctx)
}

// runToken is a configuration that uses a token for the time of a run. Its program counts the tokens that are alive.
const runToken = `ephemeral "storeauth_galaxy_access_token" "run" {}

resource "terraform_data" "release" {
  provisioner "local-exec" {
    command     = %q
    environment = { GALAXY_TOKEN = ephemeral.storeauth_galaxy_access_token.run.access_token }
  }
}
`

// tokenOfARun shows that an ephemeral token is alive during the run and dead after it.
func tokenOfARun(ctx context.Context, work *workspace.Workspace, s *story, console sandbox.Console, show shows) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	counted := filepath.Join(work.Dir, "alive")
	program := fmt.Sprintf(`"%s" -count-tokens %s > "%s"`, self, console.URL, counted)
	if err := os.WriteFile(filepath.Join(work.Module(), "token.tf"), fmt.Appendf(nil, runToken, program), 0o600); err != nil {
		return err
	}
	s.step("A token for the time of a run. It is handed to a program, which asks how many tokens are alive.")
	s.evidence(strings.Split(strings.TrimSpace(fmt.Sprintf(runToken, "…")), "\n"))
	if _, err := show(0, "apply", "-auto-approve"); err != nil {
		return err
	}
	during, err := os.ReadFile(counted)
	if err != nil {
		return err
	}
	after, err := console.LiveTokens(ctx)
	if err != nil {
		return err
	}
	if strings.TrimSpace(string(during)) != "1" || after != 0 {
		return fmt.Errorf("%s tokens were alive during the run and %d after it, instead of 1 and 0", bytes.TrimSpace(during), after)
	}
	s.evidence([]string{"(Alive during the run: 1 token. After it: 0.)"})
	return nil
}
