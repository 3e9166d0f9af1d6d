// Package sandbox starts the simulated vendors, and does at their consoles what a person does there.
package sandbox

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"regexp"

	"github.com/storeauth/terraform-provider-storeauth/tools/internal/process"
)

var rootURL = regexp.MustCompile(`http://[0-9.]+:[0-9]+|http://\[::1\]:[0-9]+`)

// Running is the sandbox's command, running.
type Running struct {
	// URL is its root.
	URL string
	// Stop ends it and waits.
	Stop func()
}

// Start starts the sandbox's command, a binary, at an address (with port 0: a free one) with an environment, and returns once it serves.
func Start(ctx context.Context, binary, address string, environment []string) (*Running, error) {
	ctx, cancel := context.WithCancel(ctx)
	cmd := process.Interruptible(exec.CommandContext(ctx, binary, "-listen", address))
	cmd.Env = environment
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
			// What it prints from now on must be taken, or it would wait for that.
			go func() {
				for lines.Scan() {
				}
			}()
			return &Running{URL: url, Stop: stop}, nil
		}
	}
	stop()
	return nil, errors.Join(fmt.Errorf("the sandbox ended without naming its address: %s", complaints.Bytes()), lines.Err())
}
