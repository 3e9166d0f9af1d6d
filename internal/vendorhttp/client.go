package vendorhttp

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net/http"
	"net/url"
	"slices"
	"time"

	"github.com/hashicorp/go-retryablehttp"
)

// LogFunc takes one structured log line. Fields never hold a body, a header value or a query value.
type LogFunc func(ctx context.Context, message string, fields map[string]any)

// Options are what the clients of all vendors share; the provider block sets them.
type Options struct {
	// MaxRetries counts the attempts after the first; 0 turns retries off.
	MaxRetries int
	// RequestTimeout bounds one attempt, its body included. Zero means 30 seconds.
	RequestTimeout time.Duration
	// UserAgent is sent with every request.
	UserAgent string
	// Log receives a line per attempt; nil drops them.
	Log LogFunc
	// FirstBackoff is the wait before the first repetition, doubled for each further one. Zero means 500 ms.
	FirstBackoff time.Duration
	// Now is the clock that lifetimes and a Retry-After date are measured against; nil means time.Now. Read it with Clock.
	Now func() time.Time
}

// Clock returns the clock that all of a client's times come from.
func (o Options) Clock() func() time.Time {
	if o.Now == nil {
		return time.Now
	}
	return o.Now
}

// SignFunc adds to a request's header what proves the sender, from the very bytes that are about to be sent. It runs for
// each attempt, for a signature grows old while an attempt waits.
type SignFunc func(req *http.Request, body []byte) error

// Config is what one vendor's client adds to the Options.
type Config struct {
	// Vendor is the name in errors and logs: "Galaxy Store".
	Vendor string
	// Endpoint is the base address every path is appended to, as ParseEndpoint returned it.
	Endpoint *url.URL
	// Classify reads the vendor's error envelopes.
	Classify Classifier
	// HTTP1 keeps the connection on HTTP/1.1, for vendors whose only diagnostic is the reason phrase.
	HTTP1 bool
	// TLS adds certificates or a server name; verification is always on and TLS 1.2 the oldest version.
	TLS *tls.Config
	// RequestIDHeaders are the answer's headers that may carry the vendor's request id, first match wins.
	RequestIDHeaders []string
	// Sign signs each attempt; nil signs nothing.
	Sign SignFunc
}

// Client sends one vendor's requests. It is safe for concurrent use and keeps its connections.
type Client struct {
	config Config
	http   *http.Client
	opts   Options
}

// New builds a vendor's client. It touches no network.
func New(config Config, opts Options) *Client {
	if opts.RequestTimeout == 0 {
		opts.RequestTimeout = 30 * time.Second
	}
	if opts.FirstBackoff == 0 {
		opts.FirstBackoff = 500 * time.Millisecond
	}
	if opts.Log == nil {
		opts.Log = func(context.Context, string, map[string]any) {}
	}
	return &Client{
		config: config,
		opts:   opts,
		http: &http.Client{
			Timeout:       opts.RequestTimeout,
			CheckRedirect: stayHome,
			Transport: &recorder{
				next:   newTransport(config.TLS, config.HTTP1),
				vendor: config.Vendor,
				log:    opts.Log,
				idKeys: config.RequestIDHeaders,
				sign:   config.Sign,
			},
		},
	}
}

func (c *Client) now() time.Time { return c.opts.Clock()() }

// Do sends the request, repeats it as its rule allows, and returns the answer once the classifier found it good.
// Every error is an *Error.
func (c *Client) Do(ctx context.Context, r Request) (*Response, error) {
	record := &attempts{template: r.Path, body: r.Body, settle: r.Settle, secrets: r.Secrets}
	req, err := c.build(context.WithValue(ctx, attemptsKey{}, record), r)
	if err != nil {
		return nil, c.fail(r, record, Failure{Kind: KindUnexpected, Note: err.Error()}, nil, err)
	}
	httpResp, err := c.retrier(r).Do(req)
	if err != nil {
		kind := KindUnavailable
		if _, final := errors.AsType[finalError](err); final {
			kind = KindMalformed
		}
		note, symptom := lostAnswer(ctx, err, c.opts.RequestTimeout)
		return nil, c.fail(r, record, Failure{Kind: kind, Note: note, Symptom: symptom}, nil, err)
	}
	defer func() { _ = httpResp.Body.Close() }()
	resp, err := c.read(httpResp)
	if err != nil {
		return nil, c.fail(r, record, Failure{Kind: KindMalformed, Note: "the answer could not be read"}, nil, err)
	}
	resp.secrets = record.secrets
	if failure := c.classifier(r)(resp); failure != nil {
		return nil, c.fail(r, record, *failure, resp, nil)
	}
	return resp, nil
}

func (c *Client) read(httpResp *http.Response) (*Response, error) {
	body, err := io.ReadAll(httpResp.Body)
	if err != nil {
		return nil, err
	}
	return &Response{
		Status: httpResp.StatusCode, Reason: reasonPhrase(httpResp), Header: httpResp.Header, Body: body,
		requestID: requestID(httpResp.Header, c.config.RequestIDHeaders),
	}, nil
}

func (c *Client) classifier(r Request) Classifier {
	if r.Classify != nil {
		return r.Classify
	}
	return c.config.Classify
}

// DoJSON is Do with the answer decoded into into, a pointer. A body that does not decode is KindMalformed; the error
// does not show it, for it may hold a token.
func (c *Client) DoJSON(ctx context.Context, r Request, into any) (*Response, error) {
	resp, err := c.Do(ctx, r)
	if err != nil {
		return nil, err
	}
	if !resp.Decode(into) {
		return nil, c.Malformed(r, resp, "the answer is "+resp.Shape()+", not the JSON it should be")
	}
	return resp, nil
}

// Malformed builds the error for an answer whose status was good and whose content was not, such as a missing field.
func (c *Client) Malformed(r Request, resp *Response, note string) *Error {
	return c.fail(r, &attempts{secrets: resp.secrets}, Failure{Kind: KindMalformed, Note: note}, resp, nil)
}

// retrier is built per request because the rule is the request's; the connections behind it are the client's.
func (c *Client) retrier(r Request) *retryablehttp.Client {
	return &retryablehttp.Client{
		HTTPClient:   c.http,
		RetryWaitMin: c.opts.FirstBackoff,
		RetryMax:     c.opts.MaxRetries,
		CheckRetry:   r.Retry.rule(r.Method).check(c.throttled(r)), //nolint:bodyclose // the library closes what it repeats
		Backoff:      c.backoff,
		ErrorHandler: retryablehttp.PassthroughErrorHandler,
		// An attempt is counted here and not where it is sent, because a redirect that is followed is sent again.
		RequestLogHook: func(_ retryablehttp.Logger, req *http.Request, _ int) { attemptsOf(req.Context()).sent++ },
	}
}

func (c *Client) fail(r Request, record *attempts, f Failure, resp *Response, cause error) *Error {
	e := &Error{
		Vendor: c.config.Vendor, Operation: r.Operation, Kind: f.Kind, Symptom: f.Symptom,
		Code: f.Code, Message: f.Message, Note: f.Note, Attempts: record.sent, Connected: record.connected.Load(), cause: cause,
	}
	if e.Symptom == "" {
		e.Symptom = f.Code
	}
	if resp != nil {
		e.HTTPStatus, e.Reason, e.RequestID = resp.Status, resp.Reason, resp.requestID
	}
	if e.RequestID == "" {
		e.RequestID = f.RequestID
	}
	if e.inconclusive() && !f.Refused {
		e.MayHave = r.MayHave
	}
	return e.clean(slices.Concat(record.secrets, r.Secrets))
}
