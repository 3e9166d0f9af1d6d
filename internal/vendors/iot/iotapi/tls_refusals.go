package iotapi

import (
	"errors"
	"io"
	"syscall"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

// Symptoms of two-way TLS; what else keeps a connection from being made is the same for all vendors (vendorhttp).
const (
	// SymptomNoClientCertificate is a platform that wanted a client certificate and got none.
	SymptomNoClientCertificate = "no-client-certificate"
	// SymptomClientCertificateRefused is a platform that did not accept the client certificate.
	SymptomClientCertificateRefused = "client-certificate-refused"
)

// explainTLS names a refusal of the client's certificate, or of a client without one. Once the platform has answered a
// request, a connection that breaks has another cause: some platforms ask for a certificate and do without.
func (c *Client) explainTLS(err error) error {
	e, ok := errors.AsType[*vendorhttp.Error](err)
	if !ok || e.HTTPStatus != 0 {
		c.answered.Store(true)
		return err
	}
	alert := e.Symptom == vendorhttp.SymptomTLSAlert
	switch {
	case !c.asked.Load():
	case !c.presented && (alert || closed(err) && !c.answered.Load()):
		e.Symptom = SymptomNoClientCertificate
	case c.presented && alert:
		e.Symptom = SymptomClientCertificateRefused
	}
	return err
}

// closed tells a connection that the server closed.
func closed(err error) bool {
	return errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) ||
		errors.Is(err, syscall.ECONNRESET) || errors.Is(err, syscall.EPIPE)
}
