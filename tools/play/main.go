// Command play leaves the sandbox running, with a folder beside it in which the provider can be tried: the quickstart, a service
// account and an app of its own, and the lines to copy. It needs no account and no network.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"github.com/storeauth/terraform-provider-storeauth/tools/internal/sandbox"
	"github.com/storeauth/terraform-provider-storeauth/tools/internal/terraform"
	"github.com/storeauth/terraform-provider-storeauth/tools/internal/workspace"
)

func main() {
	root := flag.String("root", "..", "the repository")
	address := flag.String("listen", "127.0.0.1:8750", "the sandbox's address")
	flag.Parse()
	if err := run(*root, *address); err != nil {
		fmt.Fprintln(os.Stderr, "play:", err)
		os.Exit(1)
	}
}

func run(root, address string) error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	work, err := workspace.New(root, "")
	if err != nil {
		return err
	}
	work.Dir = filepath.Join(work.Downloads(), "play")
	// The provider is where `make build` puts it, so that a later build is used at once.
	work.Bin = filepath.Join(work.Root, "bin")
	cli, err := terraform.Find(ctx, work.Downloads())
	if err != nil {
		return err
	}
	fmt.Println("Building the provider and the sandbox. The first time takes a minute or two.")
	// The sandbox starts empty, so the state of a former play would speak of an account that is gone.
	if err := os.RemoveAll(work.Dir); err != nil {
		return err
	}
	if err := work.Prepare(ctx, cli.Product); err != nil {
		return err
	}
	running, err := sandbox.Start(ctx, work.SandboxCommand(), address, work.BareEnvironment())
	if err != nil {
		return fmt.Errorf("%w\nIs the port taken? LISTEN=127.0.0.1:0 takes a free one", err)
	}
	defer running.Stop()
	console := sandbox.Console{URL: running.URL}
	account, err := console.CreateAccount(ctx)
	if err != nil {
		return err
	}
	app, err := console.AddApp(ctx)
	if err != nil {
		return err
	}
	lines := play{cli: cli.Path, work: work, url: running.URL, account: account, contentID: app.ContentID}
	if err := os.WriteFile(lines.environmentFile(), lines.environment(), 0o600); err != nil {
		return err
	}
	fmt.Print(lines.welcome())
	<-ctx.Done()
	fmt.Println("\nThe sandbox is down.")
	return nil
}
