package iotapi

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/http"
	"syscall"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

// Symptoms of a connection that was not made.
const (
	// SymptomUnknownAuthority is a platform whose certificate no trusted CA issued.
	SymptomUnknownAuthority = "unknown-authority"
	// SymptomWrongName is a platform whose certificate is for another name.
	SymptomWrongName = "wrong-server-name"
	// SymptomExpiredCertificate is a platform whose certificate has expired or is not valid yet.
	SymptomExpiredCertificate = "expired-certificate"
	// SymptomInvalidCertificate is a platform's certificate that is refused for another reason.
	SymptomInvalidCertificate = "invalid-certificate"
	// SymptomNoClientCertificate is a platform that wanted a client certificate and got none.
	SymptomNoClientCertificate = "no-client-certificate"
	// SymptomClientCertificateRefused is a platform that did not accept the client certificate.
	SymptomClientCertificateRefused = "client-certificate-refused"
	// SymptomNotTLS is a server that does not speak TLS.
	SymptomNotTLS = "not-tls"
)

// explainTLS names what kept a connection from being made, where TLS did.
func (c *Client) explainTLS(err error) error {
	e, ok := errors.AsType[*vendorhttp.Error](err)
	if !ok || e.HTTPStatus != 0 || e.Kind != vendorhttp.KindUnavailable {
		return err
	}
	if symptom := c.tlsSymptom(err); symptom != "" {
		e.Symptom = symptom
	}
	return err
}

func (c *Client) tlsSymptom(err error) string {
	if _, ok := errors.AsType[x509.UnknownAuthorityError](err); ok {
		return SymptomUnknownAuthority
	}
	if _, ok := errors.AsType[x509.HostnameError](err); ok {
		return SymptomWrongName
	}
	if invalid, ok := errors.AsType[x509.CertificateInvalidError](err); ok && invalid.Reason == x509.Expired {
		return SymptomExpiredCertificate
	}
	if _, ok := errors.AsType[*tls.CertificateVerificationError](err); ok {
		return SymptomInvalidCertificate
	}
	if _, ok := errors.AsType[tls.RecordHeaderError](err); ok || errors.Is(err, http.ErrSchemeMismatch) {
		return SymptomNotTLS
	}
	switch alert := remoteAlert(err); {
	case c.asked.Load() && !c.presented && (alert || closed(err)):
		return SymptomNoClientCertificate
	case c.asked.Load() && c.presented && alert:
		return SymptomClientCertificateRefused
	}
	return ""
}

// remoteAlert tells an error that the server sent as a TLS alert.
func remoteAlert(err error) bool {
	op, ok := errors.AsType[*net.OpError](err)
	return ok && op.Op == "remote error"
}

// closed tells a connection that the server closed.
func closed(err error) bool {
	return errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) ||
		errors.Is(err, syscall.ECONNRESET) || errors.Is(err, syscall.EPIPE)
}

// lostGrant marks a login or refresh that may have been carried out although no answer arrived, or none that can be read.
func (c *Client) lostGrant(err error) error {
	e, ok := errors.AsType[*vendorhttp.Error](err)
	if !ok || e.Symptom != "" {
		return err
	}
	op, _ := errors.AsType[*net.OpError](err)
	unsent := e.Attempts == 0 || op != nil && op.Op == "dial"
	unanswered := e.Kind == vendorhttp.KindUnavailable && e.HTTPStatus == 0 && !unsent
	unreadable := e.Kind == vendorhttp.KindMalformed && e.HTTPStatus/100 == 2
	if unanswered || unreadable {
		e.Symptom = SymptomLoginLost
	}
	return err
}
