package galaxyroom

import (
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"slices"
)

// The two services that the portal offers when an account is created.
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

// live returns a copy of the account, and whether it exists and is not deleted.
func (room *Room) live(id string) (account, bool) {
	room.mu.Lock()
	defer room.mu.Unlock()
	a, known := room.accounts.Get(id)
	if !known || a.deleted {
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

// unknownIssuer is the mint's refusal of an account that is unknown or deleted.
func (room *Room) unknownIssuer(set switches, id string) *failure {
	room.mu.Lock()
	defer room.mu.Unlock()
	if _, known := room.accounts.Get(id); known && set.DeletedAccount == answer500 {
		return jwtFailure("secret or public key must be provided")
	}
	return room.accountNotFound()
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
