package vendorhttp

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
)

// Lease shares one token among those who use it at the same time: the first mints it, the last one out ends it. The
// zero value is ready. Mint and End are called one at a time.
type Lease[T any] struct {
	// Mint makes the token.
	Mint func(context.Context) (T, error)
	// End revokes it or logs it out.
	End func(context.Context, T) error

	turn  sync.Mutex
	users int
	token T
	// failed is why the last mint of Acquire failed, nil when none did.
	failed atomic.Pointer[failedMint]
}

type failedMint struct{ err error }

// Acquire returns the shared token, minted if nobody holds one. Those who wait while a mint fails share its error, for a
// refusal or an outage met by each in turn would multiply the calls and the wait. Every Acquire that succeeds is
// answered by one Release.
func (l *Lease[T]) Acquire(ctx context.Context) (T, error) {
	before := l.failed.Load()
	token, _, err := l.AcquireBy(ctx, func(ctx context.Context) (T, error) {
		if last := l.failed.Load(); last != before && !errors.Is(last.err, context.Canceled) {
			var none T
			return none, last.err
		}
		token, err := l.Mint(ctx)
		if err != nil {
			l.failed.Store(&failedMint{err})
		}
		return token, err
	})
	return token, err
}

// AcquireBy is Acquire with another way to make the token where nobody holds one; minted reports that it was used.
func (l *Lease[T]) AcquireBy(ctx context.Context, mint func(context.Context) (T, error)) (token T, minted bool, err error) {
	l.turn.Lock()
	defer l.turn.Unlock()
	if l.users == 0 {
		if token, err = mint(ctx); err != nil {
			var none T
			return none, false, err
		}
		l.token, minted = token, true
	}
	l.users++
	return l.token, minted, nil
}

// Replace ends nothing and mints anew when current, told by same, is still the shared token: the vendor said that it is
// dead.
func (l *Lease[T]) Replace(ctx context.Context, same func(T) bool) (T, error) {
	l.turn.Lock()
	defer l.turn.Unlock()
	if same(l.token) {
		token, err := l.Mint(ctx)
		if err != nil {
			return l.token, err
		}
		l.token = token
	}
	return l.token, nil
}

// Release gives the token back. The last one out ends it, interrupted or not, and gets the error of that.
func (l *Lease[T]) Release(ctx context.Context) error {
	l.turn.Lock()
	defer l.turn.Unlock()
	l.users--
	if l.users > 0 {
		return nil
	}
	token := l.token
	var none T
	l.token = none
	ctx, cancel := CleanUpContext(ctx)
	defer cancel()
	return l.End(ctx, token)
}
