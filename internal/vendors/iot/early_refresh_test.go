package iot

import (
	"strings"
	"testing"
	"time"
)

func TestTokenIsRefreshedAsEarlyAsAskedAndAtMostHalfOfItsLifetime(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ asked, lifetime, want time.Duration }{
		{10 * time.Minute, time.Hour, 10 * time.Minute},
		{30 * time.Minute, time.Hour, 30 * time.Minute},
		{45 * time.Minute, time.Hour, 30 * time.Minute},
		{10 * time.Minute, time.Minute, 30 * time.Second},
		{0, time.Hour, 0},
		{10 * time.Minute, 0, 10 * time.Minute}, // a lifetime nobody knows caps nothing
	} {
		if got := refreshMargin(row.asked, row.lifetime); got != row.want {
			t.Errorf("asked for %s of %s: %s, expected %s", row.asked, row.lifetime, got, row.want)
		}
	}
	detail := cappedWarning(10*time.Minute, 30*time.Second, time.Minute).Detail()
	for _, phrase := range []string{"early_refresh is 10m0s", "issues tokens for 1m0s", "refreshed 30s before its end"} {
		if !strings.Contains(detail, phrase) {
			t.Errorf("the warning lacks %q: %s", phrase, detail)
		}
	}
}

func TestNegativeEarlyRefreshIsRefused(t *testing.T) {
	t.Parallel()
	for value, refused := range map[string]bool{"10m": false, "0s": false, "-1m": true} {
		if err := checkEarlyRefresh(value); (err != nil) != refused {
			t.Errorf("%s: %v", value, err)
		}
	}
}
