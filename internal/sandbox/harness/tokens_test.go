package harness_test

import (
	"testing"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

// Tokens are many in a sandbox that runs for days. A token is forgotten a day after its end, and not before.
func TestExpiredTokensAreForgotten(t *testing.T) {
	var tokens harness.Tokens[string]
	now := time.Date(2026, 9, 1, 12, 0, 0, 0, time.UTC)
	fill := func(prefix byte, n int) {
		for i := range n {
			tokens.Issue(string([]byte{prefix, byte(i >> 8), byte(i)}), "client", now.Add(time.Hour), now)
		}
	}
	fill('a', 5000)
	now = now.Add(2 * time.Hour)
	tokens.Issue("recent", "client", now, now)
	now = now.Add(24*time.Hour - time.Second)
	fill('b', 10000)
	if _, _, known := tokens.Get("recent"); !known {
		t.Error("a token was forgotten within a day of its end")
	}
	if _, _, known := tokens.Get("a\x00\x00"); known {
		t.Error("a token is remembered for more than a day after its end")
	}
	if n := tokens.Revoke(func(string) bool { return true }); n != 10001 {
		t.Errorf("%d tokens are held, want 10001", n)
	}
}
