package iotroom

import (
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

// application is a northbound application: the platform gives it an id and a secret.
type application struct {
	id, name, secret string
	frozen           bool
	// access is the last access token; it is valid while the room's owners have it and it has not expired.
	access        string
	accessExpires time.Time
	// refresh is when each refresh token expires.
	refresh map[string]time.Time
	// devices are raw, compact JSON objects.
	devices []string
	calls   callWindow
}

// session is what a login or a refresh gives.
type session struct {
	access, refresh string
	expiresIn       int64
}

// issue gives the application a new access token, which ends the one before, and
// a new refresh token; the lock must be held.
func (room *Room) issue(app *application) session {
	now := room.clock.Now()
	delete(room.owners, app.access)
	set := room.switches.Get()
	app.access, app.accessExpires = newToken(), now.Add(set.AccessTokenLifetime)
	room.owners[app.access] = app
	s := session{access: app.access, expiresIn: int64(set.AccessTokenLifetime / time.Second)}
	if !set.NoRefreshToken {
		s.refresh = newToken()
		app.refresh[s.refresh] = now.Add(set.RefreshTokenLifetime)
	}
	return s
}

// logIn is issue after a login, which ends the refresh tokens of the one before; the lock must be held.
func (room *Room) logIn(app *application) session {
	if !room.switches.Get().LoginKeepsRefreshTokens {
		clear(app.refresh)
	}
	return room.issue(app)
}

// endTokens ends every token of the application; the lock must be held.
func (room *Room) endTokens(app *application) {
	delete(room.owners, app.access)
	clear(app.refresh)
}

// owner is the application whose valid access token this is; the lock must be held.
func (room *Room) owner(token string) (*application, bool) {
	app, found := room.owners[token]
	if !found || !room.clock.Now().Before(app.accessExpires) {
		return nil, false
	}
	return app, true
}

// newToken is 28 to 32 hex digits: the public samples have 29 and 32.
func newToken() string {
	return harness.RandomText(28+int(harness.RandomBytes(1)[0])%5, harness.Digits+"abcdef")
}
