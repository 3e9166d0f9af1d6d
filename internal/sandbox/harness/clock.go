package harness

import (
	"net/http"
	"sync/atomic"
	"time"
)

// Clock is the sandbox's time: a base clock plus an offset that the console
// moves. Rooms use it for every expiry, so that a test can let an hour pass
// without waiting. It is safe for concurrent use.
type Clock struct {
	base   func() time.Time
	offset atomic.Int64
}

// NewClock returns a clock that runs with base, or with real time when base is nil.
func NewClock(base func() time.Time) *Clock {
	if base == nil {
		base = time.Now
	}
	return &Clock{base: base}
}

// Now is the base time plus the offset.
func (c *Clock) Now() time.Time {
	// Round(0) drops the monotonic reading, which knows nothing of the offset.
	return c.base().Round(0).Add(c.Offset())
}

// Offset is how far the clock is ahead of its base; negative when behind.
func (c *Clock) Offset() time.Duration { return time.Duration(c.offset.Load()) }

// Advance moves the clock by d, backwards when d is negative.
func (c *Clock) Advance(d time.Duration) { c.offset.Add(int64(d)) }

// Set moves the clock to t; it runs on from there.
func (c *Clock) Set(t time.Time) { c.offset.Store(int64(t.Sub(c.base().Round(0)))) }

// Reset returns to the base time.
func (c *Clock) Reset() { c.offset.Store(0) }

type clockState struct {
	Now    time.Time `json:"now"`
	Offset string    `json:"offset"`
}

func (c *Clock) state() clockState {
	return clockState{Now: c.Now().UTC(), Offset: c.Offset().String()}
}

func (c *Clock) routes() []Route {
	return []Route{
		{Method: http.MethodGet, Path: "/clock", About: "the sandbox's time and its offset from real time",
			Handle: func(*http.Request) (any, error) { return c.state(), nil }},
		{Method: http.MethodPost, Path: "/clock", About: `move the time: {"advance":"90m"} or {"set":"2030-01-02T15:04:05Z"}`,
			Handle: c.move},
	}
}

func (c *Clock) move(r *http.Request) (any, error) {
	var in struct {
		Advance string `json:"advance"`
		Set     string `json:"set"`
	}
	if err := Decode(r, &in); err != nil {
		return nil, err
	}
	if (in.Advance == "") == (in.Set == "") {
		return nil, Refuse(http.StatusBadRequest, `Give either "advance" (a duration) or "set" (an RFC 3339 time).`)
	}
	if in.Advance != "" {
		d, err := time.ParseDuration(in.Advance)
		if err != nil {
			return nil, Refuse(http.StatusBadRequest, `"advance" is not a duration such as "90m": %v.`, err)
		}
		c.Advance(d)
		return c.state(), nil
	}
	t, err := time.Parse(time.RFC3339, in.Set)
	if err != nil {
		return nil, Refuse(http.StatusBadRequest, `"set" is not an RFC 3339 time: %v.`, err)
	}
	c.Set(t)
	return c.state(), nil
}
