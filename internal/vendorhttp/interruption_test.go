package vendorhttp_test

import (
	"context"
	"errors"
	"net/http"
	"sync/atomic"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

func TestCleanUpIsBoundedOnlyOnceInterrupted(t *testing.T) {
	t.Parallel()
	ctx, interrupt := context.WithCancel(t.Context())
	cleanUp, end := vendorhttp.CleanUpContext(ctx)
	if _, bounded := cleanUp.Deadline(); bounded {
		t.Error("a clean-up that nobody interrupted has a deadline, which a Retry-After may outlast")
	}
	interrupt()
	if cleanUp.Err() != nil {
		t.Error("the interruption ended the clean-up")
	}
	end()
	if cleanUp.Err() == nil {
		t.Error("the clean-up outlives its end")
	}
}

func TestInterruptedOperationStartsNoCallThatWouldHaveToBeUndone(t *testing.T) {
	t.Parallel()
	var calls atomic.Int32
	server := serve(t, func(http.ResponseWriter, *http.Request) { calls.Add(1) })
	ctx, interrupt := context.WithCancel(t.Context())
	interrupt()
	_, err := newClient(t, server).Do(ctx, vendorhttp.Request{Method: http.MethodPost, Path: "/x", Settle: true})
	if !errors.Is(err, context.Canceled) || calls.Load() != 0 {
		t.Errorf("%d calls, error %v", calls.Load(), err)
	}
}
