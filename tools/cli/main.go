// Command cli prints the path of the Terraform or OpenTofu to test with, and
// downloads a pinned Terraform where neither is there.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"regexp"
	"strings"
	"syscall"

	"github.com/storeauth/terraform-provider-storeauth/tools/internal/terraform"
)

var shellName = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)

func main() {
	dir := flag.String("dir", ".bin", "where a downloaded Terraform goes")
	shell := flag.Bool("shell", false, "print a shell's unset and export statements for the acceptance tests instead of the path")
	flag.Parse()
	if err := run(*dir, *shell); err != nil {
		fmt.Fprintln(os.Stderr, "cli:", err)
		os.Exit(1)
	}
}

func run(dir string, shell bool) error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	cli, err := terraform.Find(ctx, dir)
	if err != nil {
		return err
	}
	if !shell {
		fmt.Println(cli.Path)
		return nil
	}
	fmt.Fprintf(os.Stderr, "testing with %s %s (%s)\n", cli.Product.Name, cli.Version, cli.Path)
	for _, name := range terraform.Misleading(os.Environ()) {
		// A name that no shell can spell, no shell can unset.
		if shellName.MatchString(name) {
			fmt.Printf("unset %s\n", name)
		}
	}
	for _, setting := range cli.AcceptanceTests() {
		name, value, _ := strings.Cut(setting, "=")
		fmt.Printf("export %s=%s\n", name, quote(value))
	}
	return nil
}

// quote makes value one word of a POSIX shell.
func quote(value string) string {
	return "'" + strings.ReplaceAll(value, "'", `'\''`) + "'"
}
