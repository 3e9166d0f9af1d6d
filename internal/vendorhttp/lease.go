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
	// failed is how the last mint failed, nil when none did.
	failed atomic.Pointer[failedMint]
}

type failedMint struct {
	by  string
	err error
}

// Acquire returns the shared token, minted if nobody holds one. Every Acquire that succeeds is answered by one Release.
func (l *Lease[T]) Acquire(ctx context.Context) (T, error) {
	token, _, err := l.AcquireBy(ctx, "", l.Mint)
	return token, err
}

// AcquireBy is Acquire with another way to make the token where nobody holds one; minted reports that it was used. by names the way:
// those who wait while a mint of the same way fails share its error, for a refusal or an outage met by each in turn would
// multiply the calls and the wait, and some vendors lock an account after a few refusals.
func (l *Lease[T]) AcquireBy(ctx context.Context, by string, mint func(context.Context) (T, error)) (token T, minted bool, err error) {
	before := l.failed.Load()
	l.turn.Lock()
	defer l.turn.Unlock()
	var none T
	if l.users == 0 {
		if last := l.failed.Load(); last != before && last.by == by && !errors.Is(last.err, context.Canceled) {
			return none, false, last.err
		}
		if token, err = mint(ctx); err != nil {
			l.failed.Store(&failedMint{by, err})
			return none, false, err
		}
		l.token, minted = token, true
	}
	l.users++
	return l.token, minted, nil
}

// Replace makes a new token if the caller's token, which the vendor refused, is still the shared one; same tells that. It does
// not end the old one.
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
