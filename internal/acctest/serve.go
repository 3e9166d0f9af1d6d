package acctest

import (
	"context"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"

	"github.com/storeauth/terraform-provider-storeauth/internal/server"
)

// Serve serves a provider ("storeauth/storeauth") from this process until the test ends, and returns what TF_REATTACH_PROVIDERS
// must be for a command to find it. A provider that Terraform starts by itself, several times a run, takes three quarters of the
// run's time.
func Serve(t *testing.T, source string, made func() tfprotov6.ProviderServer) string {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	reattach, ended, err := server.Reattachable(ctx, source, made, tf6server.WithLoggingSink(t))
	if err != nil {
		stop()
		t.Fatalf("the provider is not served: %v", err)
	}
	t.Cleanup(func() { stop(); <-ended })
	return reattach
}
