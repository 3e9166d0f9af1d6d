package agc

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/object"
)

// Credentials are the API clients and service accounts of the provider block.
func (c *Config) Credentials() []object.Credential {
	return object.Credentials(c.settings, func(ctx context.Context, id types.String) object.Verified {
		return object.Verified{Answer: c.verifyHeld(ctx, id)}
	})
}

// verifyHeld verifies a credential at the provider block's site, without an app.
func (c *Config) verifyHeld(ctx context.Context, id types.String) error {
	const purpose = "verify an AppGallery Connect credential"
	held, err := c.credential(purpose, id, types.StringNull(), types.StringNull(), types.StringNull())
	if err != nil {
		return err
	}
	return c.verify(ctx, types.StringNull(), types.SetNull(types.StringType), held)
}
