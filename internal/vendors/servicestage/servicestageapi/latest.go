package servicestageapi

import (
	"context"
	"sync"
	"time"
)

// freshness says which outcome of a call will do.
type freshness int

const (
	// recent takes an outcome that is kept.
	recent freshness = iota
	// current asks, or joins a call that is under way.
	current
	// later takes only a call that begins after the question.
	later
)

// latest keeps the newest outcome of one call, good or bad, and shares it: a thousand readers of a service that is down, or of
// a key that is refused, are not a thousand calls. One call is under way at a time.
type latest[T any] struct {
	call func(context.Context) (T, error)
	// lifetime is how long an outcome is kept, by its error.
	lifetime func(error) time.Duration
	now      func() time.Time

	mu       sync.Mutex
	begun    int
	underWay *outcome[T]
	kept     *outcome[T]
}

type outcome[T any] struct {
	number int
	value  T
	err    error
	until  time.Time
	// changes arrived while the call was under way, which may have been answered before or after them.
	changes []func(T) T
	// interrupted is an outcome that is nobody else's.
	interrupted bool
	done        chan struct{}
}

func (l *latest[T]) get(ctx context.Context, want freshness) (T, error) {
	l.mu.Lock()
	earlier := l.begun
	for {
		if want == recent && l.kept != nil && l.now().Before(l.kept.until) {
			kept := l.kept
			l.mu.Unlock()
			return kept.value, kept.err
		}
		joined := l.underWay
		if joined == nil {
			break
		}
		l.mu.Unlock()
		select {
		case <-joined.done:
		case <-ctx.Done():
			var none T
			return none, ctx.Err()
		}
		if !joined.interrupted && (want != later || joined.number > earlier) {
			return joined.value, joined.err
		}
		l.mu.Lock()
	}
	l.begun++
	mine := &outcome[T]{number: l.begun, done: make(chan struct{})}
	l.underWay = mine
	l.mu.Unlock()
	value, err := l.call(ctx)
	l.land(mine, value, err, err != nil && ctx.Err() != nil)
	return mine.value, mine.err
}

func (l *latest[T]) land(o *outcome[T], value T, err error, interrupted bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	defer close(o.done)
	l.underWay = nil
	if o.value, o.err, o.interrupted = value, err, interrupted; interrupted {
		return
	}
	if err == nil {
		for _, change := range o.changes {
			o.value = change(o.value)
		}
	}
	o.until = l.now().Add(l.lifetime(err))
	l.kept = o
}

// change brings what is known up to date with what the caller has just done itself.
func (l *latest[T]) change(change func(T) T) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.kept != nil && l.kept.err == nil {
		changed := *l.kept // others may be reading the kept one
		changed.value = change(changed.value)
		l.kept = &changed
	}
	if l.underWay != nil {
		l.underWay.changes = append(l.underWay.changes, change)
	}
}
