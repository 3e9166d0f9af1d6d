package vendorhttp

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"syscall"
	"time"
)

// Symptoms of the way to a vendor, the same for all.
const (
	// SymptomInterrupted is an operation that was interrupted before an answer came.
	SymptomInterrupted = "interrupted"
	// SymptomUnknownAuthority is a certificate that no trusted CA issued.
	SymptomUnknownAuthority = "unknown-authority"
	// SymptomWrongName is a certificate for another name.
	SymptomWrongName = "wrong-server-name"
	// SymptomExpiredCertificate is a certificate that has expired or is not valid yet.
	SymptomExpiredCertificate = "expired-certificate"
	// SymptomInvalidCertificate is a certificate that is refused for another reason.
	SymptomInvalidCertificate = "invalid-certificate"
	// SymptomNotTLS is a server that does not speak TLS.
	SymptomNotTLS = "not-tls"
	// SymptomTLSAlert is a server that ended the TLS handshake.
	SymptomTLSAlert = "tls-alert"
	// SymptomNameNotFound is a host name that cannot be looked up.
	SymptomNameNotFound = "name-not-found"
	// SymptomConnectionRefused is an address where nothing listens, or that is out of reach.
	SymptomConnectionRefused = "connection-refused"
	// SymptomProxyRefused is a proxy that does not let the request through.
	SymptomProxyRefused = "proxy-refused"
	// SymptomProxyUnreachable is a proxy that cannot be reached.
	SymptomProxyUnreachable = "proxy-unreachable"
)

// proxyRefusal is the answer of a proxy that was asked for a connection and did not make one.
type proxyRefusal struct {
	proxy  string
	status int
}

func (p proxyRefusal) Error() string {
	return fmt.Sprintf("the proxy %s answered %d %s to the request for a connection", p.proxy, p.status, http.StatusText(p.status))
}

// onProxyAnswer is http.Transport's OnProxyConnectResponse. Go's own error would be the proxy's words alone.
func onProxyAnswer(_ context.Context, proxy *url.URL, _ *http.Request, answer *http.Response) error {
	if answer.StatusCode == http.StatusOK {
		return nil
	}
	return proxyRefusal{proxy: proxy.Host, status: answer.StatusCode}
}

// lostAnswer puts a failed attempt into our own words and names its symptom. Go's words are never shown: they quote what a
// broken connection sent, where a token may stand, and the URL, whose query may hold one.
func lostAnswer(ctx context.Context, err error, perAttempt time.Duration) (note, symptom string) {
	if wrapped, ok := errors.AsType[*url.Error](err); ok {
		err = wrapped.Err
	}
	if own, ok := errors.AsType[finalError](err); ok {
		return own.Error(), ""
	}
	if refusal, ok := errors.AsType[proxyRefusal](err); ok {
		return refusal.Error(), SymptomProxyRefused
	}
	timeout, isTimeout := errors.AsType[net.Error](err)
	switch {
	case errors.Is(ctx.Err(), context.Canceled) && errors.Is(err, context.Canceled):
		return "interrupted before an answer came", SymptomInterrupted
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return "the operation's time ran out before an answer came", ""
	case isTimeout && timeout.Timeout():
		return fmt.Sprintf("no answer within %s", perAttempt), ""
	}
	if note, symptom := brokenCertificate(err); symptom != "" {
		return note, symptom
	}
	return brokenConnection(err)
}

// brokenCertificate keeps Go's words about a certificate: people search for them, and they quote names and times of the
// certificate at most.
func brokenCertificate(err error) (note, symptom string) {
	words := func(err error) string { return strings.TrimPrefix(err.Error(), "x509: ") }
	invalid, isInvalid := errors.AsType[x509.CertificateInvalidError](err)
	untrusted, isUntrusted := errors.AsType[x509.UnknownAuthorityError](err)
	hostname, isHostname := errors.AsType[x509.HostnameError](err)
	_, refused := errors.AsType[*tls.CertificateVerificationError](err)
	switch {
	case isUntrusted:
		return words(untrusted), SymptomUnknownAuthority
	case isHostname:
		return words(hostname), SymptomWrongName
	case isInvalid && invalid.Reason == x509.Expired:
		return words(invalid), SymptomExpiredCertificate
	case isInvalid:
		return words(invalid), SymptomInvalidCertificate
	case refused:
		return "the server's certificate does not pass verification", SymptomInvalidCertificate
	}
	return "", ""
}

func brokenConnection(err error) (note, symptom string) {
	lookup, isLookup := errors.AsType[*net.DNSError](err)
	op, isOp := errors.AsType[*net.OpError](err)
	_, notTLS := errors.AsType[tls.RecordHeaderError](err)
	switch {
	case isOp && op.Op == "proxyconnect":
		return "the proxy cannot be reached", SymptomProxyUnreachable
	case isLookup && lookup.IsNotFound:
		return "there is no host of the name " + lookup.Name, SymptomNameNotFound
	case isLookup:
		return "the host name " + lookup.Name + " could not be looked up", SymptomNameNotFound
	case notTLS || errors.Is(err, http.ErrSchemeMismatch):
		return "the server does not speak TLS", SymptomNotTLS
	case isOp && op.Op == "remote error":
		return "the server ended the TLS handshake", SymptomTLSAlert
	case errors.Is(err, syscall.ECONNREFUSED):
		return "nothing answers at the endpoint's address (connection refused)", SymptomConnectionRefused
	case errors.Is(err, syscall.ENETUNREACH) || errors.Is(err, syscall.EHOSTUNREACH):
		return "the endpoint's address cannot be reached from here", SymptomConnectionRefused
	case errors.Is(err, syscall.ECONNRESET) || errors.Is(err, syscall.EPIPE):
		return "the connection was reset before the answer was complete", ""
	case errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, errBrokeOff):
		return "the connection was closed before the answer was complete", ""
	}
	return "what came back is not a readable HTTP answer", ""
}

// neverSent reports whether a failed attempt ended before the vendor could have got the request.
func neverSent(symptom string) bool {
	switch symptom {
	case SymptomUnknownAuthority, SymptomWrongName, SymptomExpiredCertificate, SymptomInvalidCertificate, SymptomNotTLS,
		SymptomTLSAlert, SymptomNameNotFound, SymptomConnectionRefused, SymptomProxyRefused, SymptomProxyUnreachable:
		return true
	}
	return false
}
