package vendorhttp

import (
	"testing"
	"time"
)

// FuzzRetryAfter reads any header at any time of the clock: the wait is never negative.
func FuzzRetryAfter(f *testing.F) {
	for _, seed := range []string{"", "0", "1", "-1", "99999999999999999999", "Wed, 02 Jan 2019 03:04:05 GMT", "soon", "1.5"} {
		f.Add(seed, int64(1_900_000_000))
	}
	f.Fuzz(func(t *testing.T, header string, now int64) {
		wait, ok := retryAfter(header, time.Unix(now, 0))
		if wait < 0 || !ok && wait != 0 {
			t.Errorf("%q at %d is %s, %t", header, now, wait, ok)
		}
	})
}
