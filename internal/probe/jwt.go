package probe

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"encoding/pem"
	"errors"
	"strings"
	"sync"

	"github.com/golang-jwt/jwt/v5"
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

// NewKey makes a key.
func NewKey() *rsa.PrivateKey {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		panic(err)
	}
	return key
}

// StrangerKey is a key that no vendor knows. There is one for each process.
var StrangerKey = sync.OnceValue(NewKey)

// parsed are the keys that were read, by their text: reading one takes longer than a call of the sandbox.
var parsed sync.Map

// ParseKey reads an RSA private key from PEM, PKCS#1 or PKCS#8, or from base64 without armour. Its errors never quote the input.
func ParseKey(text string) (*rsa.PrivateKey, error) {
	if known, ok := parsed.Load(text); ok {
		if key, ok := known.(*rsa.PrivateKey); ok {
			return key, nil
		}
	}
	key := parseKey(text)
	if key == nil {
		return nil, errors.New("the private key is not an RSA key in PEM")
	}
	parsed.Store(text, key)
	return key, nil
}

func parseKey(text string) *rsa.PrivateKey {
	var der []byte
	if block, _ := pem.Decode([]byte(strings.ReplaceAll(text, `\n`, "\n"))); block != nil {
		der = block.Bytes
	} else if bare, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(text), "")); err == nil {
		der = bare
	}
	if key, err := x509.ParsePKCS8PrivateKey(der); err == nil {
		private, _ := key.(*rsa.PrivateKey)
		return private
	}
	key, err := x509.ParsePKCS1PrivateKey(der)
	if err != nil {
		return nil
	}
	return key
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
