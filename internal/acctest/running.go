package acctest

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

// Running is a command that has not ended yet.
type Running struct {
	// Ended is closed when the command has ended.
	Ended <-chan struct{}

	cmd  *exec.Cmd
	out  transcript
	err  error
	pids string
}

// transcript is what a command has printed. Its text is whole once the command has ended.
type transcript struct {
	text bytes.Buffer
	// stopped is closed when the command has told its provider to stop.
	stopped chan struct{}
	told    bool
}

var providerStopped = regexp.MustCompile(`Served request: .*tf_rpc=StopProvider`)

func (s *transcript) Write(more []byte) (int, error) {
	s.text.Write(more)
	if !s.told && providerStopped.Match(s.text.Bytes()) {
		s.told = true
		close(s.stopped)
	}
	return len(more), nil
}

// Start starts a command whose provider can be killed.
func (c *CLI) Start(t testing.TB, args ...string) *Running {
	t.Helper()
	// Terraform starts a script, which notes its process id and becomes the provider.
	dir := t.TempDir()
	r := &Running{pids: filepath.Join(dir, "pids"), out: transcript{stopped: make(chan struct{})}}
	script := filepath.Join(dir, "terraform-provider-storeauth")
	write(t, script, fmt.Sprintf("#!/bin/sh\necho $$ >> '%s'\nexec '%s' \"$@\"\n", r.pids, Binary(t)))
	if err := os.Chmod(script, 0o700); err != nil { //nolint:gosec // a script must be executable
		t.Fatal(err)
	}
	// The log says when the provider is told to stop.
	r.cmd = c.With("TF_LOG_PROVIDER=TRACE", "TF_CLI_CONFIG_FILE="+configure(t, dir, ourSource, dir)).Command(t, args...)
	r.cmd.Stdout, r.cmd.Stderr = &r.out, &r.out
	if err := r.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	r.Ended = ended
	go func() {
		defer close(ended)
		r.err = r.cmd.Wait()
	}()
	return r
}

// Interrupt presses Ctrl-C once, and waits until the provider knows of it.
func (r *Running) Interrupt(t testing.TB) {
	t.Helper()
	if err := r.cmd.Process.Signal(os.Interrupt); err != nil {
		t.Error(err)
	}
	select {
	case <-r.out.stopped:
	case <-r.Ended:
		t.Fatalf("the command ended, and its provider was not stopped:\n%s", r.Wait(t).Text)
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
	<-r.Ended
	if _, exited := errors.AsType[*exec.ExitError](r.err); !exited && r.cmd.ProcessState == nil {
		t.Fatal("the command did not end")
	}
	return Output{Text: r.out.text.String(), Code: r.cmd.ProcessState.ExitCode()}
}
