package server

import (
	"context"
	"sync/atomic"
	"time"
)

// requestContext is the context of one request. Once it is released it holds nothing of the request: it is ended, and has no
// values. So whoever keeps it keeps a few bytes.
type requestContext struct {
	inner atomic.Pointer[context.Context]
}

// ended is what a released context is.
var ended = func() context.Context {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	return ctx
}()

// releasable returns a context below parent, and what cancels and releases it.
func releasable(parent context.Context) (ctx context.Context, release func()) {
	inner, cancel := context.WithCancel(parent)
	r := &requestContext{}
	r.inner.Store(&inner)
	return r, func() {
		// First cancel, so that contexts below this one let go of it.
		cancel()
		r.inner.Store(&ended)
	}
}

func (r *requestContext) now() context.Context { return *r.inner.Load() }

func (r *requestContext) Deadline() (time.Time, bool) { return r.now().Deadline() }
func (r *requestContext) Done() <-chan struct{}       { return r.now().Done() }
func (r *requestContext) Err() error                  { return r.now().Err() }
func (r *requestContext) Value(key any) any           { return r.now().Value(key) }
