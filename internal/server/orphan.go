package server

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// orphanTime is what operations under way get when Terraform is gone: 15 seconds for the answer to a call that must be undone, and
// as long again to undo it (vendorhttp.CleanUpContext). They are interrupted, because their connection to Terraform broke. What is
// open gets as long as one such call. Nobody waits for this process any more.
const orphanTime, settleTime = 30 * time.Second, 15 * time.Second

// followParent ends this process when the one that started it has ended. Terraform stops a provider that it is done with; a
// Terraform that was killed does not, and go-plugin serves on for ever.
//
// The signals are Terraform's to answer. A terminal that closes, or a program such as timeout, sends them to the whole process
// group; a provider that they end would end nothing at the vendors. A log line for a Terraform that is gone must not end it
// either.
func followParent(settle func(context.Context)) {
	signal.Ignore(syscall.SIGHUP, syscall.SIGTERM, syscall.SIGPIPE)
	parent := os.Getppid()
	go func() {
		awaitEnd(parent)
		settleOrphan(settle)
		os.Exit(1)
	}()
}

// settleOrphan settles what is open, lets operations under way end, and settles what they opened. Nobody is left to be told what
// could not be undone.
func settleOrphan(settle func(context.Context)) {
	within := func() {
		ctx, cancel := context.WithTimeout(context.Background(), settleTime)
		defer cancel()
		settle(ctx)
	}
	within()
	idle := make(chan struct{})
	go func() {
		underWay.Lock()
		close(idle)
	}()
	select {
	case <-idle:
	case <-time.After(orphanTime):
	}
	within()
}
