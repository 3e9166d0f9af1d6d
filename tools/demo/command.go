package main

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"slices"
	"strings"

	"github.com/storeauth/terraform-provider-storeauth/tools/internal/process"
	"github.com/storeauth/terraform-provider-storeauth/tools/internal/terraform"
)

// commandLine runs Terraform or OpenTofu in a folder.
type commandLine struct {
	cli terraform.CLI
	dir string
	// environment is all that it gets to see, each as "name=value".
	environment []string
}

// show is run, and shows what a reader needs of it.
func (c commandLine) show(ctx context.Context, s *story, want int, args ...string) (string, error) {
	s.evidence([]string{"$ " + c.cli.Product.Command + " " + strings.Join(args, " ")})
	output, err := c.run(ctx, want, args...)
	s.evidence(highlights(output))
	return output, err
}

// run returns what the command printed, standard output and error in one, with its colours. It is
// an error, with all of that, unless the command exits with want.
func (c commandLine) run(ctx context.Context, want int, args ...string) (string, error) {
	cmd := process.Interruptible(exec.CommandContext(ctx, c.cli.Path, args...))
	defer process.EndGroup(cmd)
	// By the environment: `query` knows no -input.
	cmd.Dir, cmd.Env = c.dir, append(slices.Clone(c.environment), "TF_INPUT=0")
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
