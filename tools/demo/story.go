package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/tools/internal/sandbox"
	"github.com/storeauth/terraform-provider-storeauth/tools/internal/terraform"
	"github.com/storeauth/terraform-provider-storeauth/tools/internal/workspace"
)

// story prints what happens, as numbered lines with evidence indented below.
type story struct {
	out     io.Writer
	line    int
	colored bool
	// drift is a file for what the plan says that finds the drift; empty for none.
	drift string
}

// keepDrift writes what a command said to the file.
func (s *story) keepDrift(command, output string) error {
	if s.drift == "" {
		return nil
	}
	lines := append([]string{"$ " + command, ""}, highlights(output)...)
	return os.WriteFile(s.drift, []byte(strings.Join(lines, "\n")+"\n"), 0o600)
}

func (s *story) step(format string, args ...any) {
	s.line++
	fmt.Fprintf(s.out, "\n%d. %s\n", s.line, fmt.Sprintf(format, args...))
}

func (s *story) evidence(lines []string) {
	for _, line := range lines {
		if !s.colored {
			line = plain(line)
		}
		fmt.Fprintln(s.out, strings.TrimRight("     "+line, " "))
	}
}

// Exit codes of `plan -detailed-exitcode`.
const (
	noChanges = 0
	changes   = 2
)

// tell runs the demo from the first step to the last.
func tell(ctx context.Context, work *workspace.Workspace, s *story) error {
	cli, err := terraform.Find(ctx, work.Downloads())
	if err != nil {
		return err
	}
	fmt.Fprintln(s.out, "Building the provider and the sandbox. The first time takes a minute or two.")
	begun := time.Now()
	if err := work.Prepare(ctx, cli.Product); err != nil {
		return err
	}
	s.step("Built the provider and the sandbox in %s, and copied examples/quickstart to a temporary folder.", time.Since(begun).Round(time.Second/10))

	running, err := sandbox.Start(ctx, work.SandboxCommand(), "127.0.0.1:0", work.BareEnvironment())
	if err != nil {
		return err
	}
	defer running.Stop()
	console := sandbox.Console{URL: running.URL}
	s.step("Started the sandbox, which stands in for the vendors, on %s.", running.URL)

	account, err := console.CreateAccount(ctx)
	if err != nil {
		return err
	}
	app, err := console.AddApp(ctx)
	if err != nil {
		return err
	}
	s.step("In its Seller Portal, created the service account %s and the app %s.", account.ID, app.ContentID)

	command := commandLine{cli: cli, dir: work.Module(), environment: append(work.BareEnvironment(), "TF_VAR_sandbox_url="+running.URL,
		"TF_VAR_service_account_id="+account.ID, "TF_VAR_private_key="+account.PrivateKey, "TF_VAR_content_id="+app.ContentID)}
	name := cli.Product.Command
	show := func(want int, args ...string) (string, error) { return command.show(ctx, s, want, args...) }

	declared, err := resources(work.Module())
	if err != nil {
		return err
	}
	s.step("This is what the example declares:")
	s.evidence(declared)

	s.step("%s apply: asks Galaxy Store, adopts the account and reads the app with it.", name)
	if _, err := show(0, "apply", "-auto-approve"); err != nil {
		return err
	}
	if err := stateWithout(work.Module(), account.PrivateKey); err != nil {
		return err
	}
	s.evidence([]string{"(terraform.tfstate does not hold the private key.)"})

	s.step("%s plan: asks again; nothing to do, exit code 0.", name)
	if _, err := show(noChanges, "plan", "-detailed-exitcode"); err != nil {
		return err
	}

	if err := console.DeleteAccount(ctx, account.ID); err != nil {
		return err
	}
	s.step("In Seller Portal, somebody deleted the account. %s plan: reports it with the remedy, exit code 2.", name)
	drift, err := show(changes, "plan", "-detailed-exitcode")
	if err != nil {
		return err
	}
	if !warns(drift) {
		return fmt.Errorf("the plan found the drift and did not explain it; all it said:\n%s", drift)
	}

	if err := s.keepDrift(name+" plan -detailed-exitcode", drift); err != nil {
		return err
	}
	if err := console.RestoreAccount(ctx, account.ID); err != nil {
		return err
	}
	s.step("Restored the account. %s plan: nothing to do, exit code 0.", name)
	if _, err := show(noChanges, "plan", "-detailed-exitcode"); err != nil {
		return err
	}

	if err := outage(ctx, work, s, console, show); err != nil {
		return err
	}
	if err := tokenOfARun(ctx, work, s, console, show); err != nil {
		return err
	}

	s.step("%s destroy: forgets the account; only Seller Portal can delete it, and the warning says where.", name)
	if _, err := show(0, "destroy", "-auto-approve"); err != nil {
		return err
	}

	live, err := console.LiveTokens(ctx)
	if err != nil {
		return err
	}
	if live != 0 {
		return fmt.Errorf("%d access tokens are still alive at Galaxy Store; each verification should have revoked its own", live)
	}
	s.step("Every access token that was minted to verify has been revoked: none is alive at Galaxy Store.")

	return fromTheConsole(ctx, cli, work, s, console)
}
