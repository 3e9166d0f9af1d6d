package harness

import (
	"context"
	"maps"
	"net/http"
	"slices"
	"sync"
	"time"
)

// latency is a plain delay on every call of a prefix, for measurements.
type latency struct {
	mounts []*mount
	mu     sync.RWMutex
	delays map[string]time.Duration
}

func newLatency() *latency { return &latency{delays: map[string]time.Duration{}} }

func (l *latency) of(prefix string) time.Duration {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return l.delays[prefix]
}

func (l *latency) clear() {
	l.mu.Lock()
	defer l.mu.Unlock()
	clear(l.delays)
}

// wait pauses for d of real time and reports whether ctx lasted that long.
func wait(ctx context.Context, d time.Duration) bool {
	if d <= 0 {
		return true
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}

func (l *latency) routes() []Route {
	return []Route{
		{Method: http.MethodGet, Path: "/latency", About: "the delay in milliseconds by prefix",
			Handle: func(*http.Request) (any, error) { return l.list(), nil }},
		{Method: http.MethodPost, Path: "/latency", About: `delay every call below a prefix: {"prefix":"/galaxy","ms":100}; 0 ends it`,
			Handle: l.set},
	}
}

func (l *latency) list() map[string]int64 {
	l.mu.RLock()
	delays := maps.Clone(l.delays)
	l.mu.RUnlock()
	out := make(map[string]int64, len(delays))
	for prefix, d := range delays {
		out[prefix] = d.Milliseconds()
	}
	return out
}

func (l *latency) set(r *http.Request) (any, error) {
	var in struct {
		Prefix string `json:"prefix"`
		MS     int64  `json:"ms"`
	}
	if err := Decode(r, &in); err != nil {
		return nil, err
	}
	if in.MS < 0 {
		return nil, Refuse(http.StatusBadRequest, `"ms" is negative.`)
	}
	if !servesPrefix(l.mounts, in.Prefix) {
		return nil, Refuse(http.StatusBadRequest, "No room serves the prefix %q.", in.Prefix)
	}
	l.mu.Lock()
	if in.MS == 0 {
		delete(l.delays, in.Prefix)
	} else {
		l.delays[in.Prefix] = time.Duration(in.MS) * time.Millisecond
	}
	l.mu.Unlock()
	return l.list(), nil
}

func servesPrefix(mounts []*mount, prefix string) bool {
	return slices.ContainsFunc(mounts, func(m *mount) bool { return m.prefix == prefix })
}
