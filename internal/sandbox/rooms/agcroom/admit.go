package agcroom

import (
	"net/http"
	"strings"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

// admit is the gateway's check before a call of the Publishing API. A service
// account sends a JWT that it has signed itself, an API client the token that it
// was issued.
func (room *Room) admit(r *http.Request, set switches) *answer {
	bearer, found := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if !found {
		return tokenRefused(set)
	}
	if assertion, ok := decodeAssertion(bearer); ok {
		harness.Note(r, "mode", "service_account")
		return room.admitServiceAccount(r, set, assertion)
	}
	harness.Note(r, "mode", "api_client")
	return room.admitClient(r, set, bearer)
}

// admitClient checks that the token is valid and was issued to the client in the header.
func (room *Room) admitClient(r *http.Request, set switches, token string) *answer {
	now := room.clock.Now()
	room.mu.Lock()
	defer room.mu.Unlock()
	id, expires, known := room.tokens.Get(token)
	client, _ := room.clients.Get(id)
	if !known || !now.Before(expires) || id != r.Header.Get("client_id") || client.elsewhere == elsewhereRefused {
		return tokenRefused(set)
	}
	return client.authorize(set, forbidden(set, reasonForbidden))
}

// admitServiceAccount checks a self-signed JWT. The answer is the same whatever
// is wrong with it.
func (room *Room) admitServiceAccount(r *http.Request, set switches, jwt *assertion) *answer {
	room.mu.Lock()
	account, known := room.accounts.Get(jwt.issuer)
	var copied serviceAccount
	if known {
		copied = *account
	}
	room.mu.Unlock()
	if r.Header.Get("client_id") != "" && !set.ClientIDIgnored || set.ServiceAccountsRefused ||
		set.StrictServiceAccounts && (r.Header.Values("client_id") != nil || !jwt.toTheLetter()) ||
		!known || !copied.present() || copied.elsewhere == elsewhereRefused ||
		!jwt.signedBy(copied.keyID, copied.key) || !jwt.current(room.clock.Now(), set) {
		return tokenRefused(set)
	}
	return copied.authorize(set, projectAccountForbidden(set))
}
