package probe_test

import (
	"context"
	"testing"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/probe"
)

func TestOneCallASecond(t *testing.T) {
	t.Parallel()
	now := time.Unix(1_800_000_000, 0)
	limiter := probe.NewLimiter(func(_ context.Context, d time.Duration) error {
		now = now.Add(d)
		return nil
	}, func() time.Time { return now })
	var last time.Time
	for call := range 5 {
		// The third call comes late by itself.
		if call == 2 {
			now = now.Add(10 * time.Second)
		}
		before := now
		if err := limiter.Wait(t.Context()); err != nil {
			t.Fatal(err)
		}
		if call == 2 && !now.Equal(before) {
			t.Error("a call waits although the last one is long ago")
		}
		if !last.IsZero() && now.Sub(last) < time.Second {
			t.Errorf("call %d goes out %s after the one before", call, now.Sub(last))
		}
		last = now
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if limiter.Wait(ctx) == nil {
		t.Error("a call goes out after the run was interrupted")
	}
}

// The count holds over runs, which a budget of the same folder stands for.
func TestFourBadSignaturesAKeyInFiveMinutes(t *testing.T) {
	t.Parallel()
	now := time.Unix(1_800_000_000, 0)
	folder := t.TempDir()
	take := func(key string, n int) bool {
		_, free := probe.NewBudget(folder, func() time.Time { return now }).Take(key, n)
		return free
	}
	for n := range 3 {
		if now = now.Add(time.Second); !take("A", 1) {
			t.Errorf("bad signature %d is refused", n+1)
		}
	}
	if take("A", 2) {
		t.Error("five in five minutes are allowed")
	}
	if !take("A", 1) || take("A", 1) {
		t.Error("it is not four that are allowed")
	}
	if !take("B", 4) {
		t.Error("one key counts for another")
	}
	now = now.Add(5*time.Minute - 3*time.Second)
	if wait, free := probe.NewBudget(folder, func() time.Time { return now }).Take("A", 1); free || wait <= 0 || wait > 3*time.Second {
		t.Errorf("before the five minutes are over it is free: %v, or after %s", free, wait)
	}
	now = now.Add(10 * time.Second)
	if !take("A", 1) {
		t.Error("a bad signature counts for more than five minutes")
	}
}
