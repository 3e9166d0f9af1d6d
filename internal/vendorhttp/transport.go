package vendorhttp

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"slices"
	"strings"
	"sync/atomic"
	"time"
)

// errBrokeOff is a body that ended before its end.
var errBrokeOff = errors.New("the answer broke off")

// bodyLimit is how much of an answer is read: 4 MiB. No vendor's answer comes near it.
const bodyLimit = 4 << 20

// finalError marks a failure that no further attempt can mend.
type finalError struct{ error }

func (f finalError) Unwrap() error { return f.error }

// newTransport builds the connection pool. idlePerHost covers Terraform's parallelism, so that a plan of a thousand
// objects reuses its connections instead of dialling for each.
func newTransport(tlsConfig *tls.Config, http1 bool) *http.Transport {
	const idlePerHost = 64
	if tlsConfig == nil {
		tlsConfig = &tls.Config{}
	}
	tlsConfig = tlsConfig.Clone()
	tlsConfig.MinVersion = max(tlsConfig.MinVersion, tls.VersionTLS12)
	t := &http.Transport{
		Proxy:                  http.ProxyFromEnvironment,
		DialContext:            (&net.Dialer{Timeout: 15 * time.Second, KeepAlive: 30 * time.Second}).DialContext,
		TLSClientConfig:        tlsConfig,
		TLSHandshakeTimeout:    15 * time.Second,
		ExpectContinueTimeout:  time.Second,
		IdleConnTimeout:        90 * time.Second,
		MaxIdleConns:           idlePerHost,
		MaxIdleConnsPerHost:    idlePerHost,
		ForceAttemptHTTP2:      !http1,
		OnProxyConnectResponse: onProxyAnswer,
	}
	if http1 {
		t.TLSNextProto = map[string]func(string, *tls.Conn) http.RoundTripper{}
	}
	return t
}

// attempts is carried in a request's context: the path template for the log, the body for a signature, whether an attempt
// under way is awaited through an interruption, how often the request was tried, and whether a connection ever stood.
type attempts struct {
	template string
	body     []byte
	settle   bool
	sent     int
	// secrets are those of the request, and what its headers carried that proves the sender; a signature is made anew for each
	// attempt.
	secrets []string
	// connected is atomic because the transport may still be dialling when the attempt is over.
	connected atomic.Bool
}

type attemptsKey struct{}

// attemptsOf is the record that Do put into the context.
func attemptsOf(ctx context.Context) *attempts {
	if record, ok := ctx.Value(attemptsKey{}).(*attempts); ok {
		return record
	}
	return &attempts{template: "(unnamed)"}
}

// recorder sends one attempt, reads its whole body and logs one line. Reading here rather than after the last
// attempt makes a connection lost in the middle of a body a lost answer like any other.
type recorder struct {
	next   http.RoundTripper
	vendor string
	log    LogFunc
	idKeys []string
	sign   SignFunc
}

func (r *recorder) RoundTrip(req *http.Request) (*http.Response, error) {
	ctx := req.Context()
	record := attemptsOf(ctx)
	if r.sign != nil {
		req = req.Clone(ctx)
		if err := r.sign(req, record.body); err != nil {
			return nil, finalError{err}
		}
	}
	record.secrets = slices.Concat(record.secrets, credentialsIn(req.Header))
	if record.settle {
		if err := ctx.Err(); err != nil {
			return nil, err // awaiting is for what is under way; nothing new starts after an interruption
		}
		settled, cancel := settleContext(ctx)
		defer cancel()
		ctx = settled
	}
	ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		GotConn: func(httptrace.GotConnInfo) { record.connected.Store(true) },
	})
	started := time.Now()
	resp, err := r.next.RoundTrip(req.WithContext(ctx))
	if err == nil {
		err = bufferBody(resp)
	}
	fields := map[string]any{
		"vendor": r.vendor, "method": req.Method, "path": record.template, "attempt": record.sent,
		"duration_ms": time.Since(started).Milliseconds(),
	}
	if err != nil {
		fields["outcome"] = "no answer"
		r.log(ctx, "vendor request", fields)
		return nil, err
	}
	fields["status"] = resp.StatusCode
	if id := requestID(resp.Header, r.idKeys); id != "" {
		fields["request_id"] = Printable(Redact(id, record.secrets...))
	}
	r.log(ctx, "vendor request", fields)
	return resp, nil
}

// credentialHeaders are the request headers that prove the sender, of any vendor.
var credentialHeaders = []string{"Authorization", "Proxy-Authorization", "X-Auth-Token", "X-Security-Token", "Cookie"}

// credentialsIn returns what the headers carry: whole values, and their parts after a scheme or a name, such as the signature in
// "SDK-HMAC-SHA256 Access=…, SignedHeaders=…, Signature=…".
func credentialsIn(header http.Header) []string {
	var found []string
	for _, name := range credentialHeaders {
		value := header.Get(name)
		if value == "" {
			continue
		}
		found = append(found, value)
		_, rest, _ := strings.Cut(value, " ")
		for part := range strings.SplitSeq(rest, ",") {
			name, text, named := strings.Cut(strings.TrimSpace(part), "=")
			if !named || strings.TrimRight(text, "=") == "" {
				text = name
			}
			if name != "SignedHeaders" {
				found = append(found, text)
			}
		}
	}
	return found
}

func bufferBody(resp *http.Response) error {
	defer func() { _ = resp.Body.Close() }()
	body, err := io.ReadAll(io.LimitReader(resp.Body, bodyLimit+1))
	if err != nil {
		return errBrokeOff
	}
	if len(body) > bodyLimit {
		return finalError{fmt.Errorf("the answer is larger than %d MiB", bodyLimit>>20)}
	}
	resp.Body = io.NopCloser(bytes.NewReader(body))
	return nil
}

// stayHome is http.Client's CheckRedirect: a token never follows a redirect to another scheme, host or port, and
// nothing but a GET follows one at all, because a repeated POST could obtain a token or use a code twice.
func stayHome(req *http.Request, via []*http.Request) error {
	first := via[0]
	switch {
	case first.Method != http.MethodGet:
		return finalError{fmt.Errorf("the vendor answered a %s with a redirect, which is not followed", first.Method)}
	case req.URL.Scheme != first.URL.Scheme || req.URL.Host != first.URL.Host:
		return finalError{fmt.Errorf("the vendor redirected to %s://%s, away from the endpoint; credentials do not follow",
			req.URL.Scheme, req.URL.Host)}
	case len(via) > 5:
		return finalError{errors.New("the vendor redirected more than five times")}
	}
	return nil
}

// refusedForGood tells failures of TLS and of a proxy that the next attempt would only repeat.
func refusedForGood(err error) bool {
	_, verification := errors.AsType[*tls.CertificateVerificationError](err)
	_, unknown := errors.AsType[x509.UnknownAuthorityError](err)
	_, hostname := errors.AsType[x509.HostnameError](err)
	// What the server sends as a TLS alert, such as its refusal of the client's certificate, arrives as this.
	op, _ := errors.AsType[*net.OpError](err)
	_, proxy := errors.AsType[proxyRefusal](err)
	return verification || unknown || hostname || proxy || op != nil && op.Op == "remote error"
}
