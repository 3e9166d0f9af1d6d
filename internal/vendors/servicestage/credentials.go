package servicestage

import (
	"context"

	"github.com/storeauth/terraform-provider-storeauth/internal/object"
)

// Credentials are the one access key or IAM token that the provider block holds.
func (c *Config) Credentials() []object.Credential {
	name := "ServiceStage access key"
	switch {
	case c.settings.Given("access_key") || c.settings.Given("secret_key"):
	case c.settings.Given("auth_token"):
		name = "ServiceStage IAM token"
	default:
		return nil
	}
	return []object.Credential{{Name: name, Verify: func(ctx context.Context) object.Verified {
		var verified object.Verified
		c.doubts(&verified.Warnings)
		client, err := c.client()
		if err == nil {
			// A list that was fetched before proves nothing about now.
			_, err = client.ListNow(ctx)
		}
		verified.Answer = err
		return verified
	}}}
}
