// Command terraform-provider-storeauth serves the storeauth provider to Terraform or OpenTofu.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"runtime/debug"
	"strings"

	"github.com/storeauth/terraform-provider-storeauth/internal/provider"
	"github.com/storeauth/terraform-provider-storeauth/internal/server"
)

func main() {
	debugger := flag.Bool("debug", false, "serve for a debugger: print what Terraform and OpenTofu need to find this process")
	tell := flag.Bool("version", false, "print the version and exit")
	flag.Parse()
	if *tell {
		fmt.Println("terraform-provider-storeauth", version())
		return
	}
	// Go's HTTP client writes to the standard logger what it finds on a broken connection, where a token may stand.
	log.SetOutput(io.Discard)
	serve := server.Serve
	if *debugger {
		serve = func(create server.Create, options server.Options) error {
			return server.ServeDebugger(create, options, os.Stdout)
		}
	}
	err := serve(provider.New(version()), server.Options{Source: "storeauth/storeauth", Settle: func(ctx context.Context) { provider.Settle(ctx) }})
	for _, left := range provider.Shutdown() {
		fmt.Fprintln(os.Stderr, "left open at the vendor:", left)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// release is set by the linker in a build for a release.
var release string

// version is the release's, else that of the module, as Go records it: the tag for `go install …@v1.0.0`, else one made of the
// commit. "dev" without any.
func version() string {
	if release != "" {
		return release
	}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" && info.Main.Version != "(devel)" {
		return strings.TrimPrefix(info.Main.Version, "v")
	}
	return "dev"
}
