package servicestage

import (
	"bytes"
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/storeauth/terraform-provider-storeauth/internal/credential"
)

// Flags in private state.
const (
	// flagImported is up from an import to the first apply, before which nothing is replaced.
	flagImported = "imported"
	// flagUnsettled is up when an exchange's answer was lost and no list could be read: the authorization may exist.
	flagUnsettled = "unsettled"
)

func flag(ctx context.Context, private credential.PrivateReader, name string, diags *diag.Diagnostics) bool {
	value, problems := private.GetKey(ctx, name)
	diags.Append(problems...)
	return bytes.Equal(value, []byte("true"))
}

func setFlag(ctx context.Context, private credential.PrivateWriter, name string, up bool, diags *diag.Diagnostics) {
	value := []byte("false")
	if up {
		value = []byte("true")
	}
	diags.Append(private.SetKey(ctx, name, value)...)
}
