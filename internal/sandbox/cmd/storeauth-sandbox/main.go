// Command storeauth-sandbox serves a simulator of the five vendors on a loopback
// port, so that the provider can be tried without an account.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	if errors.Is(err, flag.ErrHelp) {
		return
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "storeauth-sandbox:", err)
		os.Exit(1)
	}
}

// run serves until ctx ends.
func run(ctx context.Context, args []string, out, usage io.Writer) error {
	flags := flag.NewFlagSet("storeauth-sandbox", flag.ContinueOnError)
	flags.SetOutput(usage)
	listen := flags.String("listen", "127.0.0.1:8750", "loopback address to listen on; port 0 takes a free one")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("unexpected argument %q", flags.Arg(0))
	}
	running, err := sandbox.Start(*listen)
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintf(out, greeting, running.URL()); err != nil {
		return errors.Join(err, running.Close())
	}
	<-ctx.Done()
	return running.Close()
}

const greeting = `The sandbox serves at %[1]s
Use it with: export STOREAUTH_SANDBOX_URL=%[1]s

What the console can do:
  curl %[1]s/console
Create a Galaxy Store service account (its private key is given once):
  curl -X POST %[1]s/console/galaxy/accounts -d '{"scopes":["publishing"]}'
Let 90 minutes pass:
  curl -X POST %[1]s/console/clock -d '{"advance":"90m"}'
Answer the next Galaxy Store call with 429:
  curl -X POST %[1]s/console/faults -d '{"vendor":"galaxy","kind":"status","status":429,"retry_after":2,"times":1}'
List what nobody knows about the vendors, and how the sandbox plays it:
  curl %[1]s/console/switches
See what was called:
  curl %[1]s/console/journal
Ctrl-C ends it; nothing is kept.
`
