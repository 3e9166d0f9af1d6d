package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"regexp"
	"time"
)

// shutdown is what a child gets between the interrupt and the end by force.
const shutdown = 15 * time.Second

var rootURL = regexp.MustCompile(`http://[0-9.]+:[0-9]+|http://\[::1\]:[0-9]+`)

// sandboxProcess is the sandbox's command, running.
type sandboxProcess struct {
	url  string
	stop func()
}

// startSandbox returns once the sandbox serves. stop ends it and waits.
func startSandbox(ctx context.Context, work *workspace) (*sandboxProcess, error) {
	ctx, cancel := context.WithCancel(ctx)
	cmd := interruptible(exec.CommandContext(ctx, work.sandboxCommand(), "-listen", "127.0.0.1:0"))
	cmd.Env = bareEnvironment(work)
	var complaints bytes.Buffer
	cmd.Stderr = &complaints
	out, err := cmd.StdoutPipe()
	if err != nil {
		cancel()
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		cancel()
		return nil, err
	}
	stop := func() {
		cancel()
		// It was told to end; how it says so does not matter.
		_ = cmd.Wait()
	}
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if url := rootURL.FindString(lines.Text()); url != "" {
			return &sandboxProcess{url: url, stop: stop}, nil
		}
	}
	stop()
	return nil, errors.Join(fmt.Errorf("the sandbox ended without naming its address: %s", complaints.Bytes()), lines.Err())
}
