package agcapi

import (
	"context"
	"crypto/rsa"
	"fmt"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"github.com/storeauth/terraform-provider-storeauth/internal/rsakey"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

const (
	// assertionAudience is fixed: the token_uri of every key file, although no call goes there.
	assertionAudience = "https://oauth-login.cloud.huawei.com/oauth2/v3/token"
	// assertionLifetime is what the documentation's sample signs, and the longest that is known to be taken.
	assertionLifetime = time.Hour
	// backDated is how long ago an assertion says that it was signed. It forgives a clock that is ahead by less: whether the
	// vendor takes an assertion from the future is not known.
	backDated = 2 * time.Minute
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
	signed := c.now().Add(-backDated)
	expires := signed.Add(assertionLifetime)
	assertion := jwt.NewWithClaims(jwt.SigningMethodPS256, jwt.MapClaims{
		"iss": s.SubAccount, "aud": assertionAudience, "iat": signed.Unix(), "exp": expires.Unix(),
	})
	assertion.Header["kid"] = s.KeyID
	text, err := assertion.SignedString(s.Key)
	if err != nil {
		return Token{}, fmt.Errorf("the private key cannot sign: %w", err)
	}
	return Token{Value: text, ExpiresAt: expires}, nil
}

// How far this machine's clock may be off before a self-signed token is refused for that. A minute's grace is left where the
// token ends, because Response.ClockAhead is not exact.
const (
	clockAhead  = backDated
	clockBehind = assertionLifetime - backDated - time.Minute
)

// accountSymptoms are the gateway's answers that mean something else for a service account than for an API client.
var accountSymptoms = map[string]string{
	SymptomTokenRefused: SymptomAssertionRefused, SymptomForbidden: SymptomAccountForbidden,
}

// classifyFor reads an answer to a call with token. It keeps the refusal of a self-signed token from being taken for the
// account's when the answer's date says that this machine's clock is wrong: the vendor then had to refuse the token, whoever
// signed it.
func (c *Client) classifyFor(token Token, classifier vendorhttp.Classifier) vendorhttp.Classifier {
	if token.ClientID != "" {
		return classifier
	}
	return func(r *vendorhttp.Response) *vendorhttp.Failure {
		failure := classifier(r)
		if failure == nil {
			return nil
		}
		if symptom, ok := accountSymptoms[failure.Symptom]; ok {
			failure.Symptom = symptom
		}
		ahead, known := r.ClockAhead(c.now())
		if failure.Symptom == SymptomAssertionRefused && known && (ahead >= clockAhead || -ahead >= clockBehind) {
			failure.Kind, failure.Symptom = vendorhttp.KindUnexpected, SymptomClock
		}
		return failure
	}
}
