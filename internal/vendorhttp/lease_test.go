package vendorhttp_test

import (
	"bytes"
	"context"
	"errors"
	"runtime"
	"slices"
	"sync"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

// countedLease mints "a", "b", … and records what it ended.
func countedLease(ended *[]string) *vendorhttp.Lease[string] {
	minted := 0
	return &vendorhttp.Lease[string]{
		Mint: func(context.Context) (string, error) {
			minted++
			return string(rune('a' + minted - 1)), nil
		},
		End: func(_ context.Context, token string) error {
			*ended = append(*ended, token)
			return nil
		},
	}
}

func TestLeaseIsMintedOnceForAllAndEndedByTheLast(t *testing.T) {
	t.Parallel()
	var ended []string
	lease := countedLease(&ended)
	const users = 20
	var all sync.WaitGroup
	for range users {
		all.Go(func() {
			if token, err := lease.Acquire(t.Context()); err != nil || token != "a" {
				t.Errorf("acquired %q, %v", token, err)
			}
		})
	}
	all.Wait()
	for i := range users {
		if len(ended) != 0 {
			t.Fatalf("ended after %d of %d releases", i, users)
		}
		if err := lease.Release(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if !slices.Equal(ended, []string{"a"}) {
		t.Errorf("ended %v", ended)
	}
	if token, _ := lease.Acquire(t.Context()); token != "b" {
		t.Errorf("after the last release %q was acquired", token)
	}
}

func TestLeaseIsMadeAnotherWayOnlyWhereNobodyHoldsIt(t *testing.T) {
	t.Parallel()
	var ended []string
	lease := countedLease(&ended)
	refused := errors.New("refused")
	if _, minted, err := lease.AcquireBy(t.Context(), "another way", func(context.Context) (string, error) { return "half", refused }); !errors.Is(err, refused) || minted {
		t.Fatalf("minted %v, error %v", minted, err)
	}
	refreshed := func(context.Context) (string, error) { return "refreshed", nil }
	if token, minted, err := lease.AcquireBy(t.Context(), "another way", refreshed); token != "refreshed" || !minted || err != nil {
		t.Fatalf("first: %q, %v, %v", token, minted, err)
	}
	if token, err := lease.Acquire(t.Context()); token != "refreshed" || err != nil {
		t.Fatalf("second: %q, %v", token, err)
	}
	if token, minted, _ := lease.AcquireBy(t.Context(), "another way", func(context.Context) (string, error) { return "third", nil }); token != "refreshed" || minted {
		t.Fatalf("third: %q, minted %v", token, minted)
	}
}

func TestReleaseEndsTheTokenOfAnInterruptedOperation(t *testing.T) {
	t.Parallel()
	interrupted, interrupt := context.WithCancel(t.Context())
	lease := vendorhttp.Lease[string]{
		Mint: func(context.Context) (string, error) { return "a", nil },
		End:  func(ctx context.Context, _ string) error { return ctx.Err() },
	}
	if _, err := lease.Acquire(interrupted); err != nil {
		t.Fatal(err)
	}
	interrupt()
	if err := lease.Release(interrupted); err != nil {
		t.Errorf("ending the token failed with %v", err)
	}
}

func TestReplaceMintsOnceForAllWhoFoundTheSameTokenDead(t *testing.T) {
	t.Parallel()
	var ended []string
	lease := countedLease(&ended)
	dead, _ := lease.Acquire(t.Context())
	if _, err := lease.Acquire(t.Context()); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if token, err := lease.Replace(t.Context(), func(current string) bool { return current == dead }); token != "b" || err != nil {
			t.Errorf("replaced by %q, %v", token, err)
		}
	}
}

func TestLeaseSharesAFailedMintWithThoseWhoWaitedForIt(t *testing.T) {
	t.Parallel()
	const waiting = 10
	minted, refused := 0, errors.New("refused")
	underWay, release := make(chan struct{}), make(chan struct{})
	lease := &vendorhttp.Lease[string]{Mint: func(context.Context) (string, error) {
		if minted++; minted == 1 {
			close(underWay)
		}
		<-release
		return "", refused
	}}
	acquire := func() {
		if _, err := lease.Acquire(t.Context()); !errors.Is(err, refused) {
			t.Errorf("error %v", err)
		}
	}
	var all sync.WaitGroup
	all.Go(acquire)
	<-underWay
	for range waiting {
		all.Go(acquire)
	}
	for stacks := make([]byte, 1<<20); waitingForLease(stacks[:runtime.Stack(stacks, true)]) < waiting; {
		runtime.Gosched()
	}
	close(release)
	all.Wait()
	if minted != 1 {
		t.Errorf("%d mints for one refusal", minted)
	}
	if acquire(); minted != 2 {
		t.Errorf("%d mints after a later try, expected a second", minted)
	}
}

// waitingForLease counts this test's goroutines that stand before the lock of a lease.
func waitingForLease(stacks []byte) (count int) {
	for _, stack := range bytes.Split(stacks, []byte("\n\n")) {
		if bytes.Contains(stack, []byte("Mutex.Lock")) && bytes.Contains(stack, []byte("SharesAFailedMint")) {
			count++
		}
	}
	return count
}
