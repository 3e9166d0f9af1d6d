package credential

import (
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// NextVersion plans the value of a *_wo_version argument. configured is the user's value, secret the write-only
// argument as configured in its canonical form, prior the version in state (null when there is none).
//
// A version that the user sets is the user's. Left out, the provider counts: 1 for the first secret, one more when the
// secret is not the one last verified; null without a secret; unknown when the secret is.
func NextVersion(configured types.Int64, secret types.String, prior types.Int64, last Remembered) types.Int64 {
	switch {
	case !configured.IsNull():
		return configured
	case secret.IsNull():
		return types.Int64Null()
	case secret.IsUnknown():
		return types.Int64Unknown()
	case prior.IsNull() || prior.IsUnknown():
		return types.Int64Value(1)
	case last.Is(secret.ValueString()):
		return prior
	}
	return types.Int64Value(prior.ValueInt64() + 1)
}
