package probe

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/hex"
	"encoding/pem"
	"sync"

	"github.com/golang-jwt/jwt/v5"

	"github.com/storeauth/terraform-provider-storeauth/internal/rsakey"
)

// JWT signs claims. The kid is left out when it is empty.
func JWT(method jwt.SigningMethod, key any, keyID string, claims map[string]any) string {
	token := jwt.NewWithClaims(method, jwt.MapClaims(claims))
	if keyID != "" {
		token.Header["kid"] = keyID
	}
	signed, err := token.SignedString(key)
	if err != nil {
		// The keys are parsed or made here, and the claims are plain values.
		panic(err)
	}
	return signed
}

// StrangerKey is a key that no vendor knows. There is one for each process.
var StrangerKey = sync.OnceValue(func() *rsa.PrivateKey {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		panic(err)
	}
	return key
})

// parsed are the keys that were read, by their text: reading one takes longer than a call of the sandbox.
var parsed sync.Map

// ParseKey reads an RSA private key in every form in which the provider takes one. Its errors never quote the input.
func ParseKey(text string) (*rsa.PrivateKey, error) {
	if known, ok := parsed.Load(text); ok {
		if key, ok := known.(*rsa.PrivateKey); ok {
			return key, nil
		}
	}
	key, err := rsakey.ParsePrivate(text)
	if err != nil {
		return nil, err
	}
	parsed.Store(text, key)
	return key, nil
}

// PublicPEM is the public half of a key, for the console of the sandbox.
func PublicPEM(key *rsa.PrivateKey) string {
	der, err := x509.MarshalPKIXPublicKey(&key.PublicKey)
	if err != nil {
		panic(err)
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der}))
}

// Hex makes n hex digits.
func Hex(n int) string {
	b := make([]byte, (n+1)/2)
	_, _ = rand.Read(b)
	return hex.EncodeToString(b)[:n]
}

// UUID makes a random UUID.
func UUID() string {
	h := Hex(32)
	return h[:8] + "-" + h[8:12] + "-4" + h[13:16] + "-8" + h[17:20] + "-" + h[20:]
}
