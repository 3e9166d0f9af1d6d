package galaxyapi

import (
	"crypto/rsa"
	"fmt"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

// assertionLifetime is half of the 20 minutes the server accepts at most.
const assertionLifetime = 10 * time.Minute

// backDated is how long ago an assertion says that it was signed: whether the gateway takes one from the future is not known, and
// a clock may be a little ahead.
const backDated = 2 * time.Minute

// How far this machine's clock may be off before an assertion is refused for that. A minute's grace is left where the assertion
// ends, because Response.ClockAhead is not exact.
const (
	clockAhead  = backDated
	clockBehind = assertionLifetime - time.Minute
)

// signAssertion builds the JWT that is exchanged for an access token: RS256 and exactly four claims, no aud, sub, jti or
// kid ("create an access token").
func signAssertion(account string, key *rsa.PrivateKey, scopes []string, now time.Time) (string, error) {
	token := jwt.NewWithClaims(jwt.SigningMethodRS256, jwt.MapClaims{
		"iss":    account,
		"scopes": scopes,
		"iat":    now.Add(-backDated).Unix(),
		"exp":    now.Add(assertionLifetime).Unix(),
	})
	signed, err := token.SignedString(key)
	if err != nil {
		return "", fmt.Errorf("the private key cannot sign: %w", err)
	}
	return signed, nil
}
