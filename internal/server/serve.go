// Package server serves a provider to Terraform or OpenTofu over the plugin protocol. It keeps nothing of a request once it is
// answered, and ends the process when Terraform is gone.
//
//	err := server.Serve(provider.New("1.0.0"), server.Options{Source: "storeauth/storeauth"})
package server

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"
)

// Options say how to serve.
type Options struct {
	// Source is where a configuration finds the provider: "storeauth/storeauth".
	Source string
	// Settle ends what is open at the vendors. It is called when Terraform is gone without having stopped the provider.
	Settle func(context.Context)
}

// Create makes a provider.
type Create = func() provider.Provider

// Serve serves the providers that create makes until Terraform stops them.
func Serve(create Create, options Options) error {
	if err := quiet(); err != nil {
		return err
	}
	defer runtime.KeepAlive(make([]byte, heapFloor))
	followParent(options.Settle)
	return tf6server.Serve(registries[0]+options.Source, func() tfprotov6.ProviderServer { return New(create()) })
}

// ServeDebugger serves the providers that create makes to whoever sets the environment variable that it writes to out, until it
// is interrupted. The process is started by hand, or by a debugger, and ended so.
func ServeDebugger(create Create, options Options, out io.Writer) error {
	if err := quiet(); err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	reattach, ended, err := Reattachable(ctx, options.Source, func() tfprotov6.ProviderServer { return New(create()) })
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "The provider is served. Export this where Terraform or OpenTofu runs:\n\n  TF_REATTACH_PROVIDERS='%s'\n\nEnd the provider with Ctrl-C.\n", reattach)
	if err != nil {
		return err
	}
	<-ended
	return nil
}

// New returns the protocol server of a provider. It panics when the framework's server lacks an interface that it had.
func New(p provider.Provider) tfprotov6.ProviderServer {
	served, whole := providerserver.NewProtocol6(p)().(framework)
	if !whole {
		panic("the framework's server lacks an interface that this provider is built on")
	}
	return releasing{served}
}

// heapFloor is how much heap is held and never written to, so that it takes no memory. Go collects garbage when the heap has
// doubled: a small heap is then collected seldom, and a large one as ever.
const heapFloor = 16 << 20

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
