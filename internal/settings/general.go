package settings

import (
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

// General are the settings of the provider block that all vendors share.
type General struct {
	// SandboxURL stands for every vendor without an endpoint of its own; null when there is no sandbox.
	SandboxURL types.String
	// VerifyDuringPlan is false when adopted credentials are asked about only by apply.
	VerifyDuringPlan bool
	// Pending holds what must be undone before the process ends.
	Pending *vendorhttp.Ledger
	// HTTP are the transport's settings.
	HTTP vendorhttp.Options
}
