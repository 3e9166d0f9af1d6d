package vendorhttp

import (
	"bytes"
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/hashicorp/go-retryablehttp"
)

// Retry is the rule for repeating a request. The zero value is right for everything but token mints and single-use
// codes.
type Retry int

const (
	// RetryByMethod repeats GET and DELETE after a lost answer, 429, 502, 503 and 504, GET after 500 too, and any other
	// method only after 429.
	RetryByMethod Retry = iota
	// RetryLikeGet treats a request as a GET: for token mints whose extra token does no harm.
	RetryLikeGet
	// RetryAnswered repeats only after an answer that did nothing (429, 503), never after a lost one, nor after a 500, 502 or
	// 504, behind which something may have acted: for tokens that nobody can list and that never expire.
	RetryAnswered
	// RetryNever sends once: for single-use codes, whose second use could only fail.
	RetryNever
)

type retryRule struct {
	lostAnswer bool
	statuses   []int
}

var (
	retryGet = retryRule{lostAnswer: true, statuses: []int{
		http.StatusTooManyRequests, http.StatusInternalServerError, http.StatusBadGateway,
		http.StatusServiceUnavailable, http.StatusGatewayTimeout}}
	retryDelete = retryRule{lostAnswer: true, statuses: []int{
		http.StatusTooManyRequests, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout}}
	retryAnswered = retryRule{statuses: []int{http.StatusTooManyRequests, http.StatusServiceUnavailable}}
	retryWrite    = retryRule{statuses: []int{http.StatusTooManyRequests}}
)

func (r Retry) rule(method string) retryRule {
	switch {
	case r == RetryNever:
		return retryRule{}
	case r == RetryAnswered:
		return retryAnswered
	case r == RetryLikeGet || method == http.MethodGet:
		return retryGet
	case method == http.MethodDelete:
		return retryDelete
	}
	return retryWrite
}

// check is the library's CheckRetry: whether another attempt follows this one. throttled tells a rate limit that comes
// under another status than 429 and is repeated like it.
func (r retryRule) check(throttled func(*http.Response) bool) retryablehttp.CheckRetry {
	return func(ctx context.Context, resp *http.Response, err error) (bool, error) {
		again := err == nil && (r.repeats(resp.StatusCode) || r.repeats(http.StatusTooManyRequests) && throttled(resp))
		if err != nil {
			_, final := errors.AsType[finalError](err)
			again = r.lostAnswer && !final && !refusedForGood(err)
		}
		// An answer that needs no repetition stands even when the operation was interrupted while it was under way.
		if again && ctx.Err() != nil {
			return false, ctx.Err()
		}
		return again, nil
	}
}

func (r retryRule) repeats(status int) bool { return slices.Contains(r.statuses, status) }

// throttled asks the request's classifier about an answer of an error status, and leaves its body to be read again.
func (c *Client) throttled(r Request) func(*http.Response) bool {
	return func(httpResp *http.Response) bool {
		if httpResp.StatusCode < http.StatusBadRequest {
			return false
		}
		resp, err := c.read(httpResp)
		if err != nil {
			return false
		}
		_ = httpResp.Body.Close() // else net/http keeps a timer and the request until the time-out
		httpResp.Body = io.NopCloser(bytes.NewReader(resp.Body))
		failure := c.classifier(r)(resp)
		return failure != nil && failure.Kind == KindThrottled
	}
}

const (
	// longestRetryAfter caps a vendor's Retry-After: past a minute a person wants to hear about the limit.
	longestRetryAfter = time.Minute
	longestBackoff    = 15 * time.Second
)

// backoff waits what Retry-After asks, seconds or date, else exponentially with jitter over the upper half, so that
// ten concurrent readers do not come back as one.
func (c *Client) backoff(first, _ time.Duration, attempt int, resp *http.Response) time.Duration {
	if resp != nil {
		if wait, ok := retryAfter(resp.Header.Get("Retry-After"), c.now()); ok {
			return min(wait, longestRetryAfter)
		}
	}
	wait := min(first<<min(attempt, 20), longestBackoff)
	return wait/2 + rand.N(wait/2+1)
}

func retryAfter(header string, now time.Time) (time.Duration, bool) {
	if seconds, err := strconv.Atoi(header); err == nil && seconds >= 0 {
		return min(time.Duration(min(seconds, 3600))*time.Second, longestRetryAfter), true
	}
	if at, err := http.ParseTime(header); err == nil {
		return max(at.Sub(now), 0), true
	}
	return 0, false
}
