// Command release checks what GoReleaser built, and cuts a version's section out of the changelog.
//
//	go -C tools run ./release check ../dist
//	go -C tools run ./release notes ../CHANGELOG.md 1.2.3
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, os.Args[1:])
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	switch {
	case len(args) == 2 && args[0] == "check":
		dist, err := filepath.Abs(args[1])
		if err != nil {
			return err
		}
		version, err := checkSums(dist)
		if err != nil {
			return err
		}
		return install(ctx, dist, version)
	case len(args) == 3 && args[0] == "notes":
		changelog, err := os.ReadFile(args[1])
		if err != nil {
			return err
		}
		section, err := notes(string(changelog), args[2])
		if err != nil {
			return err
		}
		fmt.Println(section)
		return nil
	}
	return errors.New("say `check DIST` or `notes CHANGELOG VERSION`")
}
