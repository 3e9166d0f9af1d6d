package settings

import (
	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

// General are the settings of the provider block that all vendors share.
type General struct {
	// Sandbox stands for every vendor without an endpoint of its own.
	Sandbox Sandbox
	// VerifyDuringPlan is false when plan and refresh ask about nothing: only an apply that creates or changes something does.
	VerifyDuringPlan bool
	// Open holds what this process has made at the vendors and must undo before it ends.
	Open *vendorhttp.Ledger
	// HTTP are the transport's settings.
	HTTP vendorhttp.Options
}
