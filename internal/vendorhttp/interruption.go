package vendorhttp

import (
	"context"
	"time"
)

// cleanUpTime bounds what outlives an interrupted operation: long enough for one call and a retry, short enough for
// somebody who pressed Ctrl-C.
const cleanUpTime = 15 * time.Second

// CleanUpContext returns a context for undoing what an operation made at the vendor. It keeps ctx's values but not its
// cancellation: a token minted by an interrupted operation still has to be revoked.
func CleanUpContext(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.WithoutCancel(ctx), cleanUpTime)
}

// settleContext outlives the cancellation of ctx by cleanUpTime but keeps its deadline, which is the attempt's.
func settleContext(ctx context.Context) (context.Context, context.CancelFunc) {
	settled, cancel := context.WithCancel(context.WithoutCancel(ctx))
	stop := context.AfterFunc(ctx, func() {
		time.AfterFunc(cleanUpTime, cancel)
	})
	deadline, ok := ctx.Deadline()
	if !ok {
		return settled, func() { stop(); cancel() }
	}
	bounded, end := context.WithDeadline(settled, deadline)
	return bounded, func() { stop(); end(); cancel() }
}
