package galaxyroom

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"encoding/pem"
	"errors"
	"fmt"
	"slices"
)

// The two services that can be ticked when an account is created; nothing else is offered.
const (
	scopePublishing = "publishing"
	scopeGSS        = "gss"
)

var knownScopes = []string{scopePublishing, scopeGSS}

// account is a service account of the seller. Its private key is never kept.
type account struct {
	id, name string
	scopes   []string
	key      *rsa.PublicKey
	// deleted accounts are kept so that the console can restore them.
	deleted bool
}

func (a *account) grants(scope string) bool { return slices.Contains(a.scopes, scope) }

// live returns a copy of the account, unless it is unknown or deleted.
func (room *Room) live(id string) (account, bool) {
	room.mu.Lock()
	defer room.mu.Unlock()
	a, ok := room.accounts[id]
	if !ok || a.deleted {
		return account{}, false
	}
	return *a, true
}

// accountNotFound is the refusal of an unknown or deleted account; its words vary between versions.
func (room *Room) accountNotFound() *failure {
	if room.switches.Get().SpacedAccountMessage {
		return gatewayFailure(noAccount.status, codeAuthRequire, "Not found service account by serviceAccountId")
	}
	return noAccount
}

// newUUID is a random lower-case UUID, the form of a service account's id.
func newUUID() string {
	var b [16]byte
	_, _ = rand.Read(b[:])
	b[6] = b[6]&0x0f | 0x40
	b[8] = b[8]&0x3f | 0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}

// parsePublicKey reads an RSA public key from PEM, PKIX or PKCS#1. Its errors never quote the input.
func parsePublicKey(text string) (*rsa.PublicKey, error) {
	block, _ := pem.Decode([]byte(text))
	if block == nil {
		return nil, errors.New("it is not PEM")
	}
	switch block.Type {
	case "RSA PUBLIC KEY":
		return x509.ParsePKCS1PublicKey(block.Bytes)
	case "PUBLIC KEY":
		key, err := x509.ParsePKIXPublicKey(block.Bytes)
		if err != nil {
			return nil, err
		}
		if public, ok := key.(*rsa.PublicKey); ok {
			return public, nil
		}
		return nil, errors.New("it is not an RSA key")
	}
	return nil, fmt.Errorf("its PEM block is %q, not a public key", block.Type)
}

// keyForms are the two ways the portal's downloads have been seen to hold the private key.
var keyForms = map[string]func(*rsa.PrivateKey) (*pem.Block, error){
	"pkcs8": func(key *rsa.PrivateKey) (*pem.Block, error) {
		der, err := x509.MarshalPKCS8PrivateKey(key)
		return &pem.Block{Type: "PRIVATE KEY", Bytes: der}, err
	},
	"pkcs1": func(key *rsa.PrivateKey) (*pem.Block, error) {
		return &pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(key)}, nil
	},
}

// generateKey makes a key pair like the portal's (RSA 2048) and the private half's PEM.
func generateKey(form string) (*rsa.PublicKey, string, error) {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		return nil, "", err
	}
	block, err := keyForms[form](key)
	if err != nil {
		return nil, "", err
	}
	return &key.PublicKey, string(pem.EncodeToMemory(block)), nil
}

// fingerprint is the hex SHA-256 of the key's SubjectPublicKeyInfo.
func fingerprint(key *rsa.PublicKey) string {
	der, err := x509.MarshalPKIXPublicKey(key)
	if err != nil {
		// An RSA public key that was parsed or generated always marshals.
		panic(err)
	}
	sum := sha256.Sum256(der)
	return hex.EncodeToString(sum[:])
}
