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
	"sync"
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

// transcript is what a command has printed so far.
type transcript struct {
	mu      sync.Mutex
	text    bytes.Buffer
	awaited *regexp.Regexp
	said    chan struct{}
}

func (s *transcript) Write(more []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	n, err := s.text.Write(more)
	s.look()
	return n, err
}

// await returns a channel that is closed when the command has printed what form matches.
func (s *transcript) await(form string) <-chan struct{} {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.awaited, s.said = regexp.MustCompile(form), make(chan struct{})
	said := s.said
	s.look()
	return said
}

func (s *transcript) look() {
	if s.awaited != nil && s.awaited.Match(s.text.Bytes()) {
		s.awaited = nil
		close(s.said)
	}
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
	stopped := r.out.await(`Served request: .*tf_rpc=StopProvider`)
	if err := r.cmd.Process.Signal(os.Interrupt); err != nil {
		t.Error(err)
	}
	select {
	case <-stopped:
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
