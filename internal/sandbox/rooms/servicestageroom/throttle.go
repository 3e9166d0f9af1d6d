package servicestageroom

import (
	"fmt"
	"net/http"
	"time"
)

// throttle counts the calls of the account in a fixed window of the sandbox's time.
type throttle struct {
	began time.Time
	calls int
}

// throttled counts a call and refuses it when the switches' limit is used up. The
// text is as seen live; the answer has no Retry-After.
func (room *Room) throttled(set switches) *failure {
	if set.RateLimit == 0 {
		return nil
	}
	window := set.RateWindow
	now := room.clock.Now()
	room.mu.Lock()
	defer room.mu.Unlock()
	if since := now.Sub(room.throttle.began); since < 0 || since >= window {
		room.throttle = throttle{began: now}
	}
	room.throttle.calls++
	if room.throttle.calls <= set.RateLimit {
		return nil
	}
	return &failure{http.StatusTooManyRequests, "APIGW.0308", fmt.Sprintf(
		"The throttling threshold has been reached: policy user over ratelimit,limit:%d,time:%s", set.RateLimit, inWords(window))}
}

// inWords is a window as the gateway writes it: "5 minute", "1 second".
func inWords(window time.Duration) string {
	if window%time.Minute == 0 {
		return fmt.Sprintf("%d minute", window/time.Minute)
	}
	return fmt.Sprintf("%d second", window/time.Second)
}
