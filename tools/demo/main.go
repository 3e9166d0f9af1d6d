// Command demo shows the provider at work against the sandbox: adopt a credential, see that nothing changed, lose the
// credential at the vendor, read the drift, lose the vendor itself, use a token for the time of a run, destroy, and, where the
// command line can query, turn what a person clicked together into code. It needs no account and no network, and leaves nothing
// behind.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/storeauth/terraform-provider-storeauth/tools/internal/sandbox"
	"github.com/storeauth/terraform-provider-storeauth/tools/internal/workspace"
)

func main() {
	root := flag.String("root", "..", "the repository")
	drift := flag.String("drift", "", "a file for what the plan says that finds the drift, with its colours")
	count := flag.String("count-tokens", "", "only write to standard output how many tokens the sandbox at this address holds")
	flag.Parse()
	if *count != "" {
		live, err := sandbox.Console{URL: *count}.LiveTokens(context.Background())
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		fmt.Println(live)
		return
	}
	if err := run(*root, *drift); err != nil {
		fmt.Fprintf(os.Stderr, "\nThe demo stopped: %v\n", err)
		os.Exit(1)
	}
}

func run(root, drift string) error {
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
	err = tell(ctx, work, &story{out: os.Stdout, colored: colored(os.Stdout), drift: drift})
	if ctx.Err() != nil {
		err = errors.New("interrupted")
	}
	if removed := os.RemoveAll(dir); removed != nil {
		return errors.Join(err, removed)
	}
	if err == nil {
		fmt.Println("\nThe sandbox is down and the temporary folder removed. Next: make play, for your own first plan.")
	}
	return err
}

// colored tells whether a file is a terminal whose reader has not asked for no colours (https://no-color.org).
func colored(file *os.File) bool {
	info, err := file.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0 && os.Getenv("NO_COLOR") == ""
}
