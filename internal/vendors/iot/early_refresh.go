package iot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/storeauth/terraform-provider-storeauth/internal/credential"
)

const defaultEarlyRefresh = "10m"

// checkEarlyRefresh refuses a negative duration; one that does not parse is the type's to refuse.
func checkEarlyRefresh(value string) error {
	if d, err := time.ParseDuration(value); err == nil && d < 0 {
		return errors.New("it is negative; a token is refreshed before its end, such as 10m")
	}
	return nil
}

// refreshMargin is how long before its end a token is refreshed: as long as asked, and at most half of its lifetime,
// because a longer margin would plan a refresh as soon as the token is issued. A lifetime of 0 is not known.
func refreshMargin(asked, lifetime time.Duration) time.Duration {
	if lifetime == 0 {
		return asked
	}
	return min(asked, lifetime/2)
}

func cappedWarning(asked, margin, lifetime time.Duration) diag.Diagnostic {
	return diag.NewAttributeWarningDiagnostic(path.Root("early_refresh"), "early_refresh is longer than half of the token's lifetime", fmt.Sprintf(
		"early_refresh is %s, and the platform issues tokens for %s. The token is refreshed %s before its end, half of its lifetime. "+
			"Set early_refresh to %s or less.", asked, lifetime, margin, margin))
}

// lifetimeKey is where the token's lifetime lives in private state: the state has its end only.
const lifetimeKey = "token_lifetime_seconds"

func rememberLifetime(ctx context.Context, private credential.PrivateWriter, lifetime time.Duration) diag.Diagnostics {
	encoded, _ := json.Marshal(int64(lifetime / time.Second)) // a number always encodes
	return private.SetKey(ctx, lifetimeKey, encoded)
}

// recallLifetime returns 0 where no lifetime is remembered.
func recallLifetime(ctx context.Context, private credential.PrivateReader) (time.Duration, diag.Diagnostics) {
	encoded, diags := private.GetKey(ctx, lifetimeKey)
	var seconds int64
	if len(encoded) > 0 {
		if err := json.Unmarshal(encoded, &seconds); err != nil {
			diags.AddError("Unreadable private state", "The token's lifetime is not what this provider writes: "+err.Error())
		}
	}
	return time.Duration(seconds) * time.Second, diags
}
