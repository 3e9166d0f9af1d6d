package vendorhttp

import (
	"context"
	"crypto/rand"
	"sync"
)

// Undo ends one thing at the vendor, such as a token.
type Undo func(context.Context) error

// Ledger remembers what a run made at a vendor and must undo, by handle. Terraform and OpenTofu skip the close of an ephemeral
// resource when something that uses it fails, and then end the provider: what is open at that moment is undone before the
// process ends. The zero value is ready.
type Ledger struct {
	mu   sync.Mutex
	open map[string]Undo
}

// Add remembers undo. The handle is no secret and may be stored.
func (l *Ledger) Add(undo Undo) (handle string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.open == nil {
		l.open = map[string]Undo{}
	}
	handle = rand.Text()
	l.open[handle] = undo
	return handle
}

// Take hands over what handle stands for, to be undone by the caller; false when nobody knows the handle any more.
func (l *Ledger) Take(handle string) (Undo, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	undo, ok := l.open[handle]
	delete(l.open, handle)
	return undo, ok
}

// Settle undoes all that is left, at the same time, and returns what failed.
func (l *Ledger) Settle(ctx context.Context) []error {
	l.mu.Lock()
	left := l.open
	l.open = nil
	l.mu.Unlock()
	var (
		all    sync.WaitGroup
		mu     sync.Mutex
		failed []error
	)
	for _, undo := range left {
		all.Go(func() {
			if err := undo(ctx); err != nil {
				mu.Lock()
				defer mu.Unlock()
				failed = append(failed, err)
			}
		})
	}
	all.Wait()
	return failed
}
