package servicestageapi

import (
	"context"
	"errors"
	"strings"
	"sync"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

// gate keeps a wrong key from being locked: after five signatures that fail in a row, the gateway refuses the key for
// five minutes (api-sign-errorcode). Until one call has shown that the credential is good, calls go one at a time; once
// it is refused, no further call is made and everybody gets that refusal.
type gate struct {
	turn    chan struct{}
	mu      sync.Mutex
	proven  bool
	refusal error
	// late counts the signatures in a row that the gateway found too old or too new.
	late int
}

// mostLate is how many signatures with a wrong date are sent. They say nothing about the key, but nobody documents that the
// gateway does not count them as failures.
const mostLate = 3

func newGate() *gate { return &gate{turn: make(chan struct{}, 1)} }

// withheld is the failure of another call that stands for one which was not made.
type withheld struct{ error }

func (w withheld) Unwrap() error { return w.error }

// pass makes the call, or returns the earlier refusal.
func (g *gate) pass(ctx context.Context, call func() error) error {
	if proven, refusal := g.verdict(); refusal != nil {
		return withheld{refusal}
	} else if proven {
		return g.judge(call())
	}
	select {
	case g.turn <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	proven, refusal := g.verdict()
	if refusal != nil || proven {
		<-g.turn
		if refusal != nil {
			return withheld{refusal}
		}
		return g.judge(call())
	}
	defer func() { <-g.turn }()
	return g.judge(call())
}

func (g *gate) verdict() (proven bool, refusal error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.proven, g.refusal
}

// judge learns from the outcome of a call and returns it.
func (g *gate) judge(err error) error {
	e, failed := errors.AsType[*vendorhttp.Error](err)
	g.mu.Lock()
	defer g.mu.Unlock()
	switch {
	case failed && credentialRefusals[e.Symptom]:
		g.refusal = err
	case failed && e.Symptom == SymptomClock:
		if g.late++; g.late == mostLate {
			g.refusal = err
		}
	case err == nil, failed && strings.HasPrefix(e.Code, "SVCSTG."):
		// The service answers only what the gateway let through.
		g.proven, g.late = true, 0
	}
	return err
}
