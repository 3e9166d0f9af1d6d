package amazonroom

import (
	"testing"
	"time"
)

// Tokens are many in a long-running sandbox: the expired do not stay for ever, and the living do.
func TestExpiredTokensAreForgotten(t *testing.T) {
	var held tokens
	now := time.Date(2026, 9, 1, 12, 0, 0, 0, time.UTC)
	for range 5000 {
		held.issue("client", scopeAppSubmission, now)
	}
	now = now.Add(tokenLifetime - time.Second)
	living := held.issue("client", scopeAppSubmission, now)
	now = now.Add(time.Second)
	for range 10000 {
		held.issue("client", scopeAppSubmission, now)
	}
	if n := len(held.issued); n > 10001 {
		t.Errorf("%d tokens are held, 5000 of them expired", n)
	}
	if _, ok := held.live(living, now); !ok {
		t.Error("a living token was forgotten")
	}
}
