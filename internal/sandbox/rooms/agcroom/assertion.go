package agcroom

import (
	"crypto"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"math"
	"strings"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

const (
	// assertionAudience is the aud claim: an address that is never called.
	assertionAudience = "https://oauth-login.cloud.huawei.com/oauth2/v3/token"
	// maxAssertionLifetime is the longest exp-iat in seconds, inclusive.
	maxAssertionLifetime = 3600
)

// assertion is a service account's JWT, decoded but not yet trusted.
type assertion struct {
	signed    string
	signature []byte
	keyID     string
	algorithm string
	kind      string
	issuer    string
	audience  string
	issuedAt  float64
	expiresAt float64
}

// decodeAssertion reads a service account's JWT, and reports whether it is one: it
// names its key, which the tokens of API clients do not, and its claims have the
// right types, aud being one string.
func decodeAssertion(text string) (*assertion, bool) {
	parts := strings.Split(text, ".")
	if len(parts) != 3 {
		return nil, false
	}
	var header struct {
		Algorithm string `json:"alg"`
		KeyID     string `json:"kid"`
		Type      string `json:"typ"`
	}
	var claims struct {
		Issuer    string  `json:"iss"`
		Audience  string  `json:"aud"`
		IssuedAt  float64 `json:"iat"`
		ExpiresAt float64 `json:"exp"`
	}
	signature, err := base64.RawURLEncoding.DecodeString(parts[2])
	if err != nil || !decodePart(parts[0], &header) || !decodePart(parts[1], &claims) || header.KeyID == "" {
		return nil, false
	}
	return &assertion{
		signed: parts[0] + "." + parts[1], signature: signature, keyID: header.KeyID, algorithm: header.Algorithm, kind: header.Type,
		issuer: claims.Issuer, audience: claims.Audience, issuedAt: claims.IssuedAt, expiresAt: claims.ExpiresAt,
	}, true
}

func decodePart(part string, v any) bool {
	data, err := base64.RawURLEncoding.DecodeString(part)
	return err == nil && harness.DecodeExact(data, v)
}

// signedBy reports whether this key signed it: RSA-PSS with SHA-256 and a salt as long as the hash.
func (a *assertion) signedBy(keyID string, key *rsa.PublicKey) bool {
	sum := sha256.Sum256([]byte(a.signed))
	return a.algorithm == "PS256" && a.keyID == keyID &&
		rsa.VerifyPSS(key, crypto.SHA256, sum[:], a.signature, &rsa.PSSOptions{SaltLength: rsa.PSSSaltLengthEqualsHash}) == nil
}

// current reports whether the JWT is for this API, is valid at now, and for an hour at most. It may be from the future by the switch's leeway.
func (a *assertion) current(now time.Time, set switches) bool {
	at := float64(now.Unix())
	return a.audience == assertionAudience &&
		a.issuedAt > 0 && a.issuedAt <= at+set.IatLeeway.Seconds() && at < a.expiresAt &&
		(set.LongAssertions || a.expiresAt-a.issuedAt <= maxAssertionLifetime)
}

// toTheLetter reports whether the JWT has the documented type, and times in whole seconds.
func (a *assertion) toTheLetter() bool {
	return a.kind == "JWT" && a.issuedAt == math.Trunc(a.issuedAt) && a.expiresAt == math.Trunc(a.expiresAt)
}
