package iotapi

import (
	"context"
	"crypto/sha256"
	"errors"
	"strings"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

// tooOld is how long before its end a token is not handed out any more, so that no call starts with one that dies on
// the way.
const tooOld = time.Minute

// Session is the one login of an application that everybody in this process shares, because a second login would end
// the first one's token. Whoever joins it leaves it; the last one to leave logs out. Somebody who never leaves keeps the
// token alive beyond this process.
type Session struct {
	client *Client
	app    Application
	lease  vendorhttp.Lease[Token]
}

// Session returns the session of an application: the same one for the same id and secret.
func (c *Client) Session(app Application) *Session {
	type key struct {
		id     string
		secret [sha256.Size]byte
	}
	s := &Session{client: c, app: app}
	s.lease.Mint = s.login
	s.lease.End = func(ctx context.Context, token Token) error {
		_, err := c.Logout(ctx, app.ID, token.Access)
		return err
	}
	shared, _ := c.sessions.LoadOrStore(key{app.ID, sha256.Sum256([]byte(app.Secret))}, s)
	return shared.(*Session) //nolint:errcheck // only this function stores here
}

func (s *Session) login(ctx context.Context) (Token, error) { return s.client.Login(ctx, s.app) }

// Join returns the session's token, logging in if nobody holds one.
func (s *Session) Join(ctx context.Context) (Token, error) { return s.join(ctx, "login", s.login) }

// Resume is Join with a refresh token in place of the login. A refresh token that is not accepted is
// SymptomRefreshRefused.
func (s *Session) Resume(ctx context.Context, refreshToken string) (Token, error) {
	by := sha256.Sum256([]byte(refreshToken))
	return s.join(ctx, string(by[:]), func(ctx context.Context) (Token, error) { return s.client.Refresh(ctx, s.app, refreshToken) })
}

func (s *Session) join(ctx context.Context, by string, mint func(context.Context) (Token, error)) (Token, error) {
	token, minted, err := s.lease.AcquireBy(ctx, by, mint)
	if err != nil || minted || s.client.now().Add(tooOld).Before(token.ExpiresAt) {
		return token, err
	}
	// The others hold a token at its end; a new login takes nothing from them.
	token, err = s.replace(ctx, token)
	if err != nil {
		leftover := s.Leave(ctx)
		if e, ok := errors.AsType[*vendorhttp.Error](err); ok && leftover != nil {
			e.MayHave = strings.TrimSpace(e.MayHave + " The earlier access token of this run could not be logged out, either; it ends by itself.")
		}
		return Token{}, err
	}
	return token, nil
}

// replace logs in again if dead is still the session's token.
func (s *Session) replace(ctx context.Context, dead Token) (Token, error) {
	return s.lease.Replace(ctx, func(current Token) bool { return current.Access == dead.Access })
}

// Leave gives the token back. The last one to leave logs out, interrupted or not, and gets the error of that.
func (s *Session) Leave(ctx context.Context) error { return s.lease.Release(ctx) }

// Verify asks whether the application may log in and use its token, and leaves nothing behind. leftover is the error of
// logging out again; it is set whatever err is. Kind Rejected and Denied are the platform's refusals, everything else
// says nothing about it.
func (s *Session) Verify(ctx context.Context) (leftover, err error) {
	token, err := s.Join(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { leftover = s.Leave(ctx) }()
	err = s.client.Check(ctx, s.app.ID, token.Access)
	if vendorhttp.HasSymptom(err, SymptomDeadToken) {
		// Somebody else logged in meanwhile, or the shared token had run out.
		if token, err = s.replace(ctx, token); err == nil {
			err = s.client.Check(ctx, s.app.ID, token.Access)
		}
	}
	if e, ok := errors.AsType[*vendorhttp.Error](err); ok && e.Symptom == SymptomDeadToken {
		e.Kind, e.Symptom = vendorhttp.KindUnexpected, SymptomOvertaken
	}
	return leftover, err
}
