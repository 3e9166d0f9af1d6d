package galaxyapi

import (
	"context"
	"crypto/rsa"
	"errors"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

// Verification is what probing a service account found.
type Verification struct {
	// Granted are the probed scopes that the vendor grants, in the order asked.
	Granted []string
	// Denied are the refusals of the scopes that it does not grant, in the order asked; each names its scope.
	Denied []error
	// Leftovers maps a scope to the error of revoking its probe token, which stays valid for as long as the account lives.
	Leftovers map[string]error
}

// Refusal returns the refusal of a scope that was asked for and is not granted, the first in the order asked; nil when all
// are granted.
func (v Verification) Refusal() error {
	if len(v.Denied) == 0 {
		return nil
	}
	return v.Denied[0]
}

// Verify mints one token for each scope and revokes it in the same step, also on error and interruption. One scope a
// token, because a refused pair does not say which of the two is missing. The error is a refusal of the account or
// its key (KindRejected), or a reason why the vendor could not be asked; Leftovers are set in both cases.
func (c *Client) Verify(ctx context.Context, account string, key *rsa.PrivateKey, scopes []string) (Verification, error) {
	found := Verification{Leftovers: map[string]error{}}
	if len(scopes) == 0 {
		return found, errors.New("no scope is declared, so there is nothing to ask the vendor about")
	}
	for _, scope := range scopes {
		token, err := c.MintToken(ctx, account, key, []string{scope})
		switch {
		case vendorhttp.KindOf(err) == vendorhttp.KindDenied:
			found.Denied = append(found.Denied, err)
			continue
		case err != nil:
			return found, err
		}
		if err := c.revokeProbe(ctx, account, token); err != nil {
			found.Leftovers[scope] = err
		}
		found.Granted = append(found.Granted, scope)
	}
	return found, nil
}

func (c *Client) revokeProbe(ctx context.Context, account, token string) error {
	ctx, cancel := vendorhttp.CleanUpContext(ctx)
	defer cancel()
	return c.RevokeToken(ctx, account, token)
}
