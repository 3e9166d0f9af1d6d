package acctest

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

// Running is a command that has not ended yet.
type Running struct {
	cmd  *exec.Cmd
	out  bytes.Buffer
	pids string
}

// Start starts a command whose provider can be killed.
func (c *CLI) Start(t testing.TB, args ...string) *Running {
	t.Helper()
	// Terraform starts a script, which notes its process id and becomes the provider.
	dir := t.TempDir()
	r := &Running{pids: filepath.Join(dir, "pids")}
	script := filepath.Join(dir, "terraform-provider-storeauth")
	write(t, script, fmt.Sprintf("#!/bin/sh\necho $$ >> '%s'\nexec '%s' \"$@\"\n", r.pids, Binary(t)))
	if err := os.Chmod(script, 0o700); err != nil { //nolint:gosec // a script must be executable
		t.Fatal(err)
	}
	r.cmd = c.With("TF_CLI_CONFIG_FILE="+configure(t, dir, ourSource, dir)).Command(t, args...)
	r.cmd.Stdout, r.cmd.Stderr = &r.out, &r.out
	if err := r.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return r
}

// Interrupt presses Ctrl-C once.
func (r *Running) Interrupt(t testing.TB) {
	t.Helper()
	if err := r.cmd.Process.Signal(os.Interrupt); err != nil {
		t.Error(err)
	}
}

// Kill ends the command at once, and leaves its provider alone.
func (r *Running) Kill(t testing.TB) {
	t.Helper()
	if err := r.cmd.Process.Kill(); err != nil {
		t.Error(err)
	}
}

// KillProvider ends the provider that was started last.
func (r *Running) KillProvider(t testing.TB) {
	t.Helper()
	noted, err := os.ReadFile(r.pids)
	if err != nil {
		t.Fatal(err)
	}
	all := strings.Fields(string(noted))
	pid, err := strconv.Atoi(all[len(all)-1])
	if err != nil {
		t.Fatal(err)
	}
	if err := syscall.Kill(pid, syscall.SIGKILL); err != nil && !errors.Is(err, syscall.ESRCH) {
		t.Error(err)
	}
}

// Wait waits for the end of the command. The code of one that was killed is negative.
func (r *Running) Wait(t testing.TB) Output {
	t.Helper()
	if _, exited := errors.AsType[*exec.ExitError](r.cmd.Wait()); !exited && r.cmd.ProcessState == nil {
		t.Fatal("the command did not end")
	}
	return Output{Text: r.out.String(), Code: r.cmd.ProcessState.ExitCode()}
}
