package vendorhttp

import (
	"context"
	"time"
)

// cleanUpTime bounds what outlives an interrupted operation: long enough for one call and a retry, short enough for
// somebody who pressed Ctrl-C.
const cleanUpTime = 15 * time.Second

// CleanUpContext returns a context for undoing what an operation made at the vendor. It keeps ctx's values but outlives
// its cancellation by cleanUpTime: a token minted by an interrupted operation still has to be revoked. While nobody
// interrupts, only the request's own limits apply, for a clean-up given up early leaves something behind.
func CleanUpContext(ctx context.Context) (context.Context, context.CancelFunc) {
	outliving, cancel := context.WithCancel(context.WithoutCancel(ctx))
	stop := context.AfterFunc(ctx, func() {
		time.AfterFunc(cleanUpTime, cancel)
	})
	return outliving, func() { stop(); cancel() }
}

// settleContext is CleanUpContext with the deadline of ctx, which is the attempt's.
func settleContext(ctx context.Context) (context.Context, context.CancelFunc) {
	settled, cancel := CleanUpContext(ctx)
	deadline, ok := ctx.Deadline()
	if !ok {
		return settled, cancel
	}
	bounded, end := context.WithDeadline(settled, deadline)
	return bounded, func() { end(); cancel() }
}
