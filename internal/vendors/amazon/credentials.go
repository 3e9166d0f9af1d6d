package amazon

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/object"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/amazon/amazonapi"
)

// Credentials are the security profiles of the provider block.
func (c *Config) Credentials() []object.Credential {
	return object.Credentials(c.settings, c.verifyHeld)
}

// verifyHeld obtains a token of the first API that the profile is attached to.
func (c *Config) verifyHeld(ctx context.Context, id types.String) object.Verified {
	client, err := c.client()
	if err != nil {
		return object.Verified{Answer: err}
	}
	owner, err := c.credential("verify an Amazon security profile", id, types.StringNull())
	if err != nil {
		return object.Verified{Answer: err}
	}
	return object.FirstGranted(apiNames, func(name string) object.Verified {
		api, _ := amazonapi.APIByName(name)
		_, err := client.MintToken(ctx, owner, api.Scope)
		return object.Verified{Answer: err}
	})
}
