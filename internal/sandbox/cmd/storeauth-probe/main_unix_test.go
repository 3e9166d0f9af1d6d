//go:build unix

package main

import (
	"os"
	"syscall"
	"testing"
)

// What an interrupted run revokes is tested beside the probes.
func TestEverySignalThatEndsTheCommandInterruptsTheRun(t *testing.T) {
	for _, signal := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP} {
		ctx, stop := interruptible(t.Context())
		if err := syscall.Kill(os.Getpid(), signal); err != nil {
			t.Fatal(err)
		}
		<-ctx.Done()
		stop()
	}
}
