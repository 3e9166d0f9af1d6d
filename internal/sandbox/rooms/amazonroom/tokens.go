package amazonroom

import (
	"slices"
	"strings"
	"time"
)

const tokenLifetime = 3600 * time.Second

// grant is what a token stands for. Several scopes have spaces between them.
type grant struct {
	client, scope string
	issued        time.Time
}

func (g grant) holds(scope string) bool { return slices.Contains(strings.Fields(g.scope), scope) }

// issue makes a token; the lock must be held.
func (room *Room) issue(client, scope string) string {
	token, now := newToken(), room.clock.Now()
	room.tokens.Issue(token, grant{client, scope, now}, now.Add(tokenLifetime), now)
	return token
}

// valid is what a token stands for and how long it is still valid; 0 when it is unknown or has expired. The lock must be held.
func (room *Room) valid(token string) (grant, time.Duration) {
	g, expires, _ := room.tokens.Get(token)
	return g, max(0, expires.Sub(room.clock.Now()))
}

// revoke revokes the client's tokens, those of one scope when it is not empty; the lock must be held.
func (room *Room) revoke(client, scope string) {
	room.tokens.Revoke(func(g grant) bool { return g.client == client && (scope == "" || g.holds(scope)) })
}
