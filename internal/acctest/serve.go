package acctest

import (
	"context"
	"encoding/json"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"
)

// Serve serves a provider ("storeauth/storeauth") from this process until the test ends, and returns what TF_REATTACH_PROVIDERS
// must be for a command to find it. A provider that Terraform starts by itself, several times a run, takes three quarters of the
// run's time.
func Serve(t *testing.T, source string, made func() tfprotov6.ProviderServer) string {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	option, ready, closed := debugging(ctx, tf6server.WithDebug)
	failed := make(chan error, 1)
	go func() {
		if err := tf6server.Serve("registry.terraform.io/"+source, made, option, tf6server.WithLoggingSink(t)); err != nil {
			failed <- err
		}
	}()
	select {
	case err := <-failed:
		stop()
		t.Fatalf("the provider is not served: %v", err)
		return ""
	case at := <-ready:
		t.Cleanup(func() { stop(); <-closed })
		found := map[string]any{"Protocol": "grpc", "ProtocolVersion": 6, "Pid": at.Pid, "Test": true,
			"Addr": map[string]string{"Network": at.Addr.Network(), "String": at.Addr.String()}}
		text, err := json.Marshal(map[string]any{"registry.terraform.io/" + source: found, "registry.opentofu.org/" + source: found})
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
}

// debugging makes the channels for an option such as WithDebug, whatever its first one carries.
func debugging[C any](ctx context.Context, with func(context.Context, chan C, chan struct{}) tf6server.ServeOpt) (tf6server.ServeOpt, chan C, chan struct{}) {
	ready, closed := make(chan C), make(chan struct{})
	return with(ctx, ready, closed), ready, closed
}
