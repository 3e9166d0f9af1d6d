// Package server serves a provider to Terraform or OpenTofu over the plugin protocol. It keeps nothing of a request once it is
// answered, and ends the process when Terraform is gone.
//
//	err := server.Serve(provider.New("1.0.0"), server.Options{Address: "registry.terraform.io/storeauth/storeauth"})
package server

import (
	"fmt"
	"os"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"
)

// Options say how to serve.
type Options struct {
	// Address is the provider's address in a registry: "registry.terraform.io/storeauth/storeauth".
	Address string
	// Debug serves for a debugger: the process is started by hand and prints what Terraform needs to find it.
	Debug bool
	// Settle ends what is open at the vendors, in a time of its own. It is called when Terraform is gone without having
	// stopped the provider.
	Settle func()
}

// Serve serves the providers that create makes until Terraform stops them, in debug mode until an interruption.
func Serve(create func() provider.Provider, options Options) error {
	if err := quiet(); err != nil {
		return err
	}
	var serve []tf6server.ServeOpt
	if options.Debug {
		serve = append(serve, tf6server.WithManagedDebug())
	} else {
		followParent(options.Settle)
	}
	return tf6server.Serve(options.Address, func() tfprotov6.ProviderServer { return New(create()) }, serve...)
}

// New returns the protocol server of a provider. It panics when the framework's server lacks an interface that it had.
func New(p provider.Provider) tfprotov6.ProviderServer {
	return releasing{providerserver.NewProtocol6(p)().(framework)}
}

// quiet turns the loggers of the framework and of the protocol off, unless somebody asked for a log. They write several lines
// for each request, a level per logger, and Terraform reads all of them to throw them away.
func quiet() error {
	for _, variable := range os.Environ() {
		if name, value, _ := strings.Cut(variable, "="); value != "" && (name == "TF_LOG" || strings.HasPrefix(name, "TF_LOG_")) {
			return nil
		}
	}
	if err := os.Setenv("TF_LOG_SDK", "OFF"); err != nil {
		return fmt.Errorf("turn the framework's log off: %w", err)
	}
	return nil
}
