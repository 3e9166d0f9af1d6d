// Command terraform-provider-storeauth serves the storeauth provider to Terraform or OpenTofu.
package main

import (
	"flag"
	"fmt"
	"io"
	"log"
	"os"

	"github.com/storeauth/terraform-provider-storeauth/internal/provider"
	"github.com/storeauth/terraform-provider-storeauth/internal/server"
)

// version is set by the release build.
var version = "dev"

func main() {
	debug := flag.Bool("debug", false, "serve for a debugger instead of for Terraform")
	flag.Parse()
	// Go's HTTP client writes to the standard logger what it finds on a broken connection, where a token may stand.
	log.SetOutput(io.Discard)
	err := server.Serve(provider.New(version), server.Options{
		Address: "registry.terraform.io/storeauth/storeauth",
		Debug:   *debug,
		Settle:  func() { provider.Shutdown() },
	})
	for _, left := range provider.Shutdown() {
		fmt.Fprintln(os.Stderr, "left open at the vendor:", left)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
