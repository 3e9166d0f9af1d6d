package provider

import (
	"context"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

// open is what the providers of this process have open at the vendors.
var open vendorhttp.Ledger

// shutdownTime is a little less than the two seconds that Terraform waits for a provider to end before it kills it
// (hashicorp/go-plugin, Client.Kill).
const shutdownTime = 1800 * time.Millisecond

// Settle undoes what is open at the vendors, as long as the context lasts. It returns what could not be undone.
func Settle(ctx context.Context) []error { return open.Settle(ctx) }

// Shutdown undoes what is still open at the vendors when Terraform ends the provider without having closed it, as it does
// after a failed apply. It returns what could not be undone in the short time there is.
func Shutdown() []error {
	ctx, cancel := context.WithTimeout(context.Background(), shutdownTime)
	defer cancel()
	return Settle(ctx)
}
