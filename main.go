// Command terraform-provider-storeauth serves the storeauth provider to Terraform or OpenTofu.
package main

import (
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"runtime/debug"

	"github.com/storeauth/terraform-provider-storeauth/internal/provider"
)

// version is set by the release build.
var version = "dev"

func main() {
	debug := flag.Bool("debug", false, "serve for a debugger instead of for Terraform")
	flag.Parse()
	boundMemory()
	// Go's HTTP client writes to the standard logger what it finds on a broken connection, where a token may stand.
	log.SetOutput(io.Discard)
	err := provider.Serve(version, *debug)
	for _, left := range provider.Shutdown() {
		fmt.Fprintln(os.Stderr, "left open at the vendor:", left)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// boundMemory collects garbage somewhat earlier than Go does. The framework keeps the context of every request, and with it
// that request's loggers, until the provider is stopped, so the live heap grows with the plan. Collecting much earlier
// costs more time than the memory is worth (DESIGN.md has the figures). GOGC in the environment wins.
func boundMemory() {
	const percent = 60
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(percent)
	}
}
