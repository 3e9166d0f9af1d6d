package agcapi

import (
	"context"
	"crypto/rsa"
	"fmt"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"github.com/storeauth/terraform-provider-storeauth/internal/rsakey"
)

const (
	// assertionAudience is fixed: the token_uri of every key file, although no call goes there.
	assertionAudience = "https://oauth-login.cloud.huawei.com/oauth2/v3/token"
	// assertionLifetime is what the documentation's sample signs.
	assertionLifetime = time.Hour
)

// ServiceAccount is a service account with its key.
type ServiceAccount struct {
	// SubAccount names the account, KeyID the key. ProjectID is empty for a developer-level account, the only kind that
	// the Publishing API takes.
	SubAccount, KeyID, ProjectID string
	Key                          *rsa.PrivateKey
}

func (s ServiceAccount) digest() string {
	return digest("service account", s.SubAccount, s.KeyID, rsakey.SHA256(&s.Key.PublicKey))
}

// Token signs the JWT that is itself the bearer token: PS256 with a salt as long as the hash, four claims, valid for an
// hour. There is no exchange, so nothing is asked of the vendor here.
func (s ServiceAccount) Token(_ context.Context, c *Client) (Token, error) {
	now := c.now()
	expires := now.Add(assertionLifetime)
	assertion := jwt.NewWithClaims(jwt.SigningMethodPS256, jwt.MapClaims{
		"iss": s.SubAccount, "aud": assertionAudience, "iat": now.Unix(), "exp": expires.Unix(),
	})
	assertion.Header["kid"] = s.KeyID
	signed, err := assertion.SignedString(s.Key)
	if err != nil {
		return Token{}, fmt.Errorf("the private key cannot sign: %w", err)
	}
	return Token{Value: signed, ExpiresAt: expires}, nil
}
