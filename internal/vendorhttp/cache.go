package vendorhttp

import (
	"context"
	"errors"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"
)

// expiryMargin is how long before its end a token stops being handed out, so that no call starts with one that dies
// on the way.
const expiryMargin = time.Minute

// Cache keeps the tokens of one client, keyed by what they were minted for: endpoint, credential, scope. One
// mint per key is in flight at a time and everybody who waits shares its outcome, a refusal too. Nothing is kept on
// disk, and a refusal is not kept at all.
//
// T is what a mint returns. Keys must be distinct for distinct secrets and must not contain one: use a digest.
type Cache[T any] struct {
	// ExpiresAt tells when a token dies; the zero time means never.
	ExpiresAt func(T) time.Time
	// Now is the clock, as Options.Clock returns it; nil means time.Now.
	Now func() time.Time

	flight singleflight.Group
	mu     sync.Mutex
	kept   map[string]T
}

// Get returns the kept token of key, or mints one.
func (c *Cache[T]) Get(ctx context.Context, key string, mint func(context.Context) (T, error)) (T, error) {
	for {
		if token, ok := c.fresh(key); ok {
			return token, nil
		}
		result := c.flight.DoChan(key, func() (any, error) {
			if token, ok := c.fresh(key); ok {
				return token, nil
			}
			token, err := mint(ctx)
			if err == nil {
				c.keep(key, token)
			}
			return token, err
		})
		select {
		case <-ctx.Done():
			var none T
			return none, ctx.Err()
		case r := <-result:
			// The one who minted was interrupted, this one was not: it mints for itself.
			if r.Shared && errors.Is(r.Err, context.Canceled) && ctx.Err() == nil {
				continue
			}
			token, _ := r.Val.(T)
			return token, r.Err
		}
	}
}

// Drop forgets the token of key if same reports that it is still the one the caller found dead: somebody may have
// minted a better one meanwhile.
func (c *Cache[T]) Drop(key string, same func(T) bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if token, ok := c.kept[key]; ok && same(token) {
		delete(c.kept, key)
	}
}

func (c *Cache[T]) fresh(key string) (T, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	token, ok := c.kept[key]
	if !ok {
		return token, false
	}
	end := c.ExpiresAt(token)
	return token, end.IsZero() || Options{Now: c.Now}.Clock()().Add(expiryMargin).Before(end)
}

func (c *Cache[T]) keep(key string, token T) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.kept == nil {
		c.kept = map[string]T{}
	}
	c.kept[key] = token
}
