package vendorhttp

import (
	"context"
	"sync"
	"time"
)

// cleanUpTime bounds a clean-up that outlives its interrupted operation: long enough for one call and a retry, short
// enough for somebody who pressed Ctrl-C.
const cleanUpTime = 15 * time.Second

// CleanUpContext returns a context for undoing what an operation made at the vendor. It keeps ctx's values but not its
// cancellation: a token minted by an interrupted operation still has to be revoked.
func CleanUpContext(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.WithoutCancel(ctx), cleanUpTime)
}

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
}

// Acquire returns the shared token, minted if nobody holds one. Every Acquire that succeeds is answered by one Release.
func (l *Lease[T]) Acquire(ctx context.Context) (T, error) {
	l.turn.Lock()
	defer l.turn.Unlock()
	if l.users == 0 {
		token, err := l.Mint(ctx)
		if err != nil {
			var none T
			return none, err
		}
		l.token = token
	}
	l.users++
	return l.token, nil
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
