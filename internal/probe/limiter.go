package probe

import (
	"context"
	"time"
)

// Limiter lets one call through in each interval.
type Limiter struct {
	every time.Duration
	sleep func(context.Context, time.Duration) error
	now   func() time.Time
	next  time.Time
}

// NewLimiter returns a limiter of one call a second. sleep waits, or ends early with the context's error; nil is real time.
func NewLimiter(sleep func(context.Context, time.Duration) error, now func() time.Time) *Limiter {
	if sleep == nil {
		sleep = realSleep
	}
	if now == nil {
		now = time.Now
	}
	// A little more than a second, because a vendor measures the time between arrivals.
	return &Limiter{every: time.Second + 50*time.Millisecond, sleep: sleep, now: now}
}

// Wait returns when the next call may go out.
func (l *Limiter) Wait(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if pause := l.next.Sub(l.now()); pause > 0 {
		if err := l.sleep(ctx, pause); err != nil {
			return err
		}
	}
	l.next = l.now().Add(l.every)
	return nil
}

func realSleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
