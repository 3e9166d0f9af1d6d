package galaxy

import (
	"cmp"
	"context"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/credential"
	"github.com/storeauth/terraform-provider-storeauth/internal/object"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/galaxy/galaxyapi"
)

// Credentials are the service accounts of the provider block.
func (c *Config) Credentials() []object.Credential {
	return object.Credentials(c.settings, c.verifyHeld)
}

// verifyHeld obtains and revokes a token of the first scope that the account has.
func (c *Config) verifyHeld(ctx context.Context, id types.String) object.Verified {
	client, err := c.client()
	if err != nil {
		return object.Verified{Answer: err}
	}
	account, err := c.account("verify a Galaxy Store service account", id, types.StringNull())
	if err != nil {
		return object.Verified{Answer: err}
	}
	return object.FirstGranted(scopes, func(scope string) object.Verified {
		found, err := client.Verify(ctx, account.id, account.key, []string{scope})
		return object.Verified{Answer: cmp.Or(err, found.Refusal()), Leftovers: leftovers(found)}
	})
}

// leftovers are the tokens that a verification could not revoke, in the order of the scopes.
func leftovers(found galaxyapi.Verification) []credential.Leftover {
	var all []credential.Leftover
	for _, scope := range scopes {
		if err := found.Leftovers[scope]; err != nil {
			all = append(all, credential.Leftover{What: leftToken("of scope " + scope), Err: err})
		}
	}
	return all
}
