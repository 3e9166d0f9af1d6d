// Command demo shows the provider at work against the sandbox: adopt a
// credential, see that nothing changed, lose the credential at the vendor, read
// the drift, and destroy. It needs no account and no network, and leaves nothing behind.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/storeauth/terraform-provider-storeauth/tools/internal/workspace"
)

func main() {
	root := flag.String("root", "..", "the repository")
	flag.Parse()
	if err := run(*root); err != nil {
		fmt.Fprintf(os.Stderr, "\nThe demo stopped: %v\n", err)
		os.Exit(1)
	}
}

func run(root string) error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	dir, err := os.MkdirTemp("", "storeauth-demo-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	work, err := workspace.New(root, dir)
	if err != nil {
		return err
	}
	err = tell(ctx, work, &story{out: os.Stdout})
	if ctx.Err() != nil {
		err = errors.New("interrupted")
	}
	if removed := os.RemoveAll(dir); removed != nil {
		return errors.Join(err, removed)
	}
	if err == nil {
		fmt.Println("\nThe sandbox is down and the temporary folder removed. Next: README.md.")
	}
	return err
}
