package agcroom

import (
	"crypto/rand"
	"encoding/base64"
	"time"
)

// tokenLifetime is 48 hours.
const tokenLifetime = 172800 * time.Second

// issuedToken is what a token stands for.
type issuedToken struct {
	client  string
	expires time.Time
}

// tokens are those issued to API clients; the room's lock guards them. A new
// one leaves the older alive. The zero value holds none.
type tokens struct {
	issued map[string]issuedToken
	// sweepAt is the size at which the expired are thrown out.
	sweepAt int
}

func (t *tokens) issue(client string, now time.Time) string {
	if t.issued == nil {
		t.issued = map[string]issuedToken{}
	}
	if len(t.issued) >= t.sweepAt {
		for token, issued := range t.issued {
			// A day's grace: a client is told of its expired token as such.
			if now.After(issued.expires.Add(24 * time.Hour)) {
				delete(t.issued, token)
			}
		}
		t.sweepAt = 2*len(t.issued) + 1024
	}
	token := newToken()
	t.issued[token] = issuedToken{client: client, expires: now.Add(tokenLifetime)}
	return token
}

func (t *tokens) held(token string) (issuedToken, bool) {
	issued, ok := t.issued[token]
	return issued, ok
}

// drop kills the client's tokens and counts them.
func (t *tokens) drop(client string) int {
	n := 0
	for token, issued := range t.issued {
		if issued.client == client {
			delete(t.issued, token)
			n++
		}
	}
	return n
}

// newToken looks like the JWT of the documentation's sample (HS512) and holds nothing.
func newToken() string {
	var random [96]byte
	// crypto/rand never fails.
	_, _ = rand.Read(random[:])
	encode := base64.RawURLEncoding.EncodeToString
	return encode([]byte(`{"alg":"HS512"}`)) + "." + encode([]byte(`{"jti":"`+encode(random[:32])+`"}`)) + "." + encode(random[32:])
}
