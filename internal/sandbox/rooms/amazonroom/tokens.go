package amazonroom

import "time"

const tokenLifetime = 3600 * time.Second

// issuedToken is what a token stands for.
type issuedToken struct {
	client string
	scope  string
	issued time.Time
}

func (t issuedToken) left(now time.Time) time.Duration { return t.issued.Add(tokenLifetime).Sub(now) }

// tokens are those issued; the room's lock guards them. The zero value holds none.
type tokens struct {
	issued map[string]issuedToken
	// sweepAt is the size at which the expired are thrown out.
	sweepAt int
}

func (t *tokens) issue(client, scope string, now time.Time) string {
	if t.issued == nil {
		t.issued = map[string]issuedToken{}
	}
	if len(t.issued) >= t.sweepAt {
		for token, issued := range t.issued {
			if issued.left(now) <= 0 {
				delete(t.issued, token)
			}
		}
		t.sweepAt = 2*len(t.issued) + 1024
	}
	token := newToken()
	t.issued[token] = issuedToken{client: client, scope: scope, issued: now}
	return token
}

// live is what the token stands for, unless it is unknown or expired.
func (t *tokens) live(token string, now time.Time) (issuedToken, bool) {
	issued, ok := t.issued[token]
	return issued, ok && issued.left(now) > 0
}

// drop kills the client's tokens, those of one scope when it is not empty.
func (t *tokens) drop(client, scope string) {
	for token, issued := range t.issued {
		if issued.client == client && (scope == "" || scope == issued.scope) {
			delete(t.issued, token)
		}
	}
}
