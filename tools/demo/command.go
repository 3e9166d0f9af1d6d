package main

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strings"

	"github.com/storeauth/terraform-provider-storeauth/tools/internal/process"
	"github.com/storeauth/terraform-provider-storeauth/tools/internal/terraform"
	"github.com/storeauth/terraform-provider-storeauth/tools/internal/workspace"
)

// commandLine runs Terraform or OpenTofu on the copied example.
type commandLine struct {
	cli       terraform.CLI
	work      *workspace.Workspace
	variables map[string]string
}

// run returns what the command printed, standard output and error in one, with its colours. It is
// an error, with all of that, unless the command exits with want.
func (c commandLine) run(ctx context.Context, want int, args ...string) (string, error) {
	args = append(args, "-input=false")
	cmd := process.Interruptible(exec.CommandContext(ctx, c.cli.Path, args...))
	defer process.EndGroup(cmd)
	cmd.Dir = c.work.Module()
	cmd.Env = c.work.BareEnvironment()
	for name, value := range c.variables {
		cmd.Env = append(cmd.Env, "TF_VAR_"+name+"="+value)
	}
	printed, err := cmd.CombinedOutput()
	output := string(printed)
	if _, exited := errors.AsType[*exec.ExitError](err); err != nil && !exited {
		return output, err
	}
	if code := cmd.ProcessState.ExitCode(); code != want {
		return output, fmt.Errorf("`%s %s` ended with exit code %d instead of %d; all it said:\n%s",
			c.cli.Product.Command, strings.Join(args, " "), code, want, plain(output))
	}
	return output, nil
}
