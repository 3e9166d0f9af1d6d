package galaxy

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/galaxy/galaxyapi"
)

const readingPurpose = "read from the Galaxy Store"

// read calls the API for a data source with the shared reading token, minting once more when the vendor says that it is
// dead. The last data source out revokes it; a revocation that fails is a warning, for the token lives on.
func read[T any](ctx context.Context, c *Config, summary string, diags *diag.Diagnostics,
	call func(client *galaxyapi.Client, account, token string) (T, error)) T {
	var none T
	client, err := c.client()
	if err != nil {
		diags.Append(catalogue.Error(summary, err))
		return none
	}
	token, err := c.reading.Acquire(ctx)
	if err != nil {
		diags.Append(catalogue.Error(summary, err))
		return none
	}
	defer c.token().End(ctx, c.reading.Release, diags)
	account := c.settings.Get("service_account_id").ValueString()
	result, err := call(client, account, token)
	if vendorhttp.HasSymptom(err, galaxyapi.SymptomInvalidToken) {
		if token, err = c.reading.Replace(ctx, func(current string) bool { return current == token }); err == nil {
			result, err = call(client, account, token)
		}
	}
	if err != nil {
		diags.Append(catalogue.Error(summary, err))
	}
	return result
}

func (c *Config) mintReading(ctx context.Context) (string, error) {
	client, err := c.client()
	if err != nil {
		return "", err
	}
	own, err := c.own(readingPurpose)
	if err != nil {
		return "", err
	}
	return client.MintToken(ctx, own.id, own.key, []string{galaxyapi.ScopePublishing})
}

func (c *Config) endReading(ctx context.Context, token string) error {
	client, err := c.client()
	if err != nil {
		return err
	}
	own, err := c.own(readingPurpose)
	if err != nil {
		return err
	}
	return client.RevokeToken(ctx, own.id, token)
}
