package provider

import (
	"context"
	"fmt"
	"iter"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"
)

const address = "registry.terraform.io/storeauth/storeauth"

// Serve serves the provider until Terraform, or for a debugger an interrupt, ends it.
func Serve(version string, debug bool) error {
	factory := providerserver.NewProtocol6WithError(New(version)())
	framework, err := factory()
	if err != nil {
		return err
	}
	whole, ok := framework.(served)
	if !ok {
		return fmt.Errorf("the framework's server, %T, serves no list resources or no actions", framework)
	}
	var options []tf6server.ServeOpt
	if debug {
		options = append(options, tf6server.WithManagedDebug())
	} else {
		followParent()
	}
	return tf6server.Serve(address, func() tfprotov6.ProviderServer { return server{whole} }, options...)
}

// served is what the framework's server serves.
type served interface {
	tfprotov6.ProviderServer
	tfprotov6.ListResourceServer
	tfprotov6.ActionServer
}

// server is the framework's server, and tells whether one of the operations that call a vendor is under way.
type server struct{ served }

// underWay is held by every operation that calls a vendor.
var underWay sync.RWMutex

func during[Request, Answer any](ctx context.Context, req *Request, operation func(context.Context, *Request) (*Answer, error)) (*Answer, error) {
	underWay.RLock()
	defer underWay.RUnlock()
	return operation(ctx, req)
}

// streamed is during for an operation that goes on while its results are read.
func streamed[Result any](results iter.Seq[Result]) iter.Seq[Result] {
	return func(yield func(Result) bool) {
		underWay.RLock()
		defer underWay.RUnlock()
		results(yield)
	}
}

func (s server) ReadResource(ctx context.Context, req *tfprotov6.ReadResourceRequest) (*tfprotov6.ReadResourceResponse, error) {
	return during(ctx, req, s.served.ReadResource)
}

func (s server) PlanResourceChange(ctx context.Context, req *tfprotov6.PlanResourceChangeRequest) (*tfprotov6.PlanResourceChangeResponse, error) {
	return during(ctx, req, s.served.PlanResourceChange)
}

func (s server) ApplyResourceChange(ctx context.Context, req *tfprotov6.ApplyResourceChangeRequest) (*tfprotov6.ApplyResourceChangeResponse, error) {
	return during(ctx, req, s.served.ApplyResourceChange)
}

func (s server) ImportResourceState(ctx context.Context, req *tfprotov6.ImportResourceStateRequest) (*tfprotov6.ImportResourceStateResponse, error) {
	return during(ctx, req, s.served.ImportResourceState)
}

func (s server) ReadDataSource(ctx context.Context, req *tfprotov6.ReadDataSourceRequest) (*tfprotov6.ReadDataSourceResponse, error) {
	return during(ctx, req, s.served.ReadDataSource)
}

func (s server) OpenEphemeralResource(ctx context.Context, req *tfprotov6.OpenEphemeralResourceRequest) (*tfprotov6.OpenEphemeralResourceResponse, error) {
	return during(ctx, req, s.served.OpenEphemeralResource)
}

func (s server) CloseEphemeralResource(ctx context.Context, req *tfprotov6.CloseEphemeralResourceRequest) (*tfprotov6.CloseEphemeralResourceResponse, error) {
	return during(ctx, req, s.served.CloseEphemeralResource)
}

func (s server) ListResource(ctx context.Context, req *tfprotov6.ListResourceRequest) (*tfprotov6.ListResourceServerStream, error) {
	stream, err := s.served.ListResource(ctx, req)
	if err == nil && stream != nil {
		stream.Results = streamed(stream.Results)
	}
	return stream, err
}

func (s server) InvokeAction(ctx context.Context, req *tfprotov6.InvokeActionRequest) (*tfprotov6.InvokeActionServerStream, error) {
	stream, err := s.served.InvokeAction(ctx, req)
	if err == nil && stream != nil {
		stream.Events = streamed(stream.Events)
	}
	return stream, err
}
