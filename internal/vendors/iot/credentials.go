package iot

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/credential"
	"github.com/storeauth/terraform-provider-storeauth/internal/object"
)

// Credentials are the applications of the provider block.
func (c *Config) Credentials() []object.Credential {
	return object.Credentials(c.settings, func(ctx context.Context, id types.String) object.Verified {
		return c.verify(ctx, id, types.StringNull())
	})
}

// verify logs in to an application, lists one device and logs out again.
func (c *Config) verify(ctx context.Context, id, secret types.String) object.Verified {
	session, _, err := c.session("verify a Huawei IoT application", id, secret)
	if err != nil {
		return object.Verified{Answer: err}
	}
	leftover, err := session.Verify(ctx)
	verified := object.Verified{Answer: err}
	if leftover != nil {
		verified.Leftovers = []credential.Leftover{{What: leftToken, Err: leftover}}
	}
	return verified
}
