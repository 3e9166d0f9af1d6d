package galaxyroom

import (
	"crypto"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"strings"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

// maxLifetime is the longest exp-iat that is accepted, inclusive.
const maxLifetime = 1200

// assertion is the JWT that a client exchanges for a token, decoded but not yet trusted.
type assertion struct {
	signed    string
	signature []byte
	algorithm string
	claims    claims
}

// claims are the four claims that the vendor asks for. Their types are checked one
// by one, because each wrong type has an answer of its own.
type claims struct {
	issuer    string
	issuedAt  any
	expiresAt any
	scopes    any
}

// decodeAssertion reads a JWT like the node library jsonwebtoken, whose
// error texts the gateway passes on.
func decodeAssertion(text string, set switches) (*assertion, *failure) {
	parts := strings.Split(text, ".")
	if len(parts) != 3 {
		return nil, jwtFailure("jwt malformed")
	}
	var header struct {
		Algorithm string `json:"alg"`
	}
	var payload map[string]any
	decode := base64.RawURLEncoding.DecodeString
	if set.JWTDecoding != decodeStrict {
		decode = decodeLikeNode
	}
	decodePart := func(part string, v any) bool {
		data, err := decode(part)
		return err == nil && harness.DecodeExact(data, v)
	}
	if !decodePart(parts[0], &header) || !decodePart(parts[1], &payload) || set.JWTDecoding == decodeNode && payload == nil {
		return nil, undecodableAnswers[set.UndecodableJWT]
	}
	if set.JWTDecoding == decodeNoNull && payload == nil {
		return nil, jwtFailure("Cannot read properties of null (reading 'iss')")
	}
	a := &assertion{signed: parts[0] + "." + parts[1], algorithm: header.Algorithm}
	// A signature that cannot be decoded is left empty, and is refused as a wrong one.
	a.signature, _ = decode(parts[2])
	issuer, _ := payload["iss"].(string)
	a.claims = claims{issuer: issuer, issuedAt: payload["iat"], expiresAt: payload["exp"], scopes: payload["scopes"]}
	return a, nil
}

// decodeLikeNode takes base64 with padding and without, in either alphabet.
func decodeLikeNode(part string) ([]byte, error) {
	return base64.RawURLEncoding.DecodeString(strings.NewReplacer("+", "-", "/", "_", "=", "").Replace(part))
}

// verify checks algorithm, signature and expiry in jsonwebtoken's order. noNumber is the answer to an exp that is no number.
func (a *assertion) verify(key *rsa.PublicKey, now time.Time, noNumber *failure) *failure {
	if a.algorithm != "RS256" {
		return jwtFailure("invalid algorithm")
	}
	sum := sha256.Sum256([]byte(a.signed))
	if rsa.VerifyPKCS1v15(key, crypto.SHA256, sum[:], a.signature) != nil {
		return jwtFailure("invalid signature")
	}
	if a.claims.expiresAt == nil {
		return nil
	}
	expiresAt, ok := a.claims.expiresAt.(float64)
	if !ok {
		return noNumber
	}
	if float64(now.Unix()) >= expiresAt {
		return jwtFailure("jwt expired")
	}
	return nil
}

// lifetimeAccepted reports whether iat and exp are numbers, with or without a fraction, and at most 20 minutes apart.
func (c claims) lifetimeAccepted() bool {
	issuedAt, ok1 := c.issuedAt.(float64)
	expiresAt, ok2 := c.expiresAt.(float64)
	return ok1 && ok2 && expiresAt-issuedAt <= maxLifetime
}

// fromTheFuture reports whether iat is after now.
func (c claims) fromTheFuture(now time.Time) bool {
	issuedAt, _ := c.issuedAt.(float64)
	return issuedAt > float64(now.Unix())
}

// withoutScopes reports whether the scopes claim is an empty array.
func (c claims) withoutScopes() bool {
	values, ok := c.scopes.([]any)
	return ok && len(values) == 0
}

// scopeList is the scopes claim, and whether it is a non-empty array of known scopes.
func (c claims) scopeList() ([]string, bool) {
	values, ok := c.scopes.([]any)
	if !ok || len(values) == 0 {
		return nil, false
	}
	var scopes []string
	for _, known := range knownScopes {
		for _, v := range values {
			if v == known {
				scopes = append(scopes, known)
				break
			}
		}
	}
	for _, v := range values {
		if v != scopePublishing && v != scopeGSS {
			return nil, false
		}
	}
	return scopes, true
}
