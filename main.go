// Command terraform-provider-storeauth serves the storeauth provider to Terraform or OpenTofu.
package main

import (
	"context"
	"flag"
	"log"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"

	"github.com/storeauth/terraform-provider-storeauth/internal/provider"
)

// version is set by the release build.
var version = "dev"

func main() {
	debug := flag.Bool("debug", false, "serve for a debugger instead of for Terraform")
	flag.Parse()
	err := providerserver.Serve(context.Background(), provider.New(version), providerserver.ServeOpts{
		Address: "registry.terraform.io/storeauth/storeauth",
		Debug:   *debug,
	})
	if err != nil {
		log.Fatal(err)
	}
}
