package iotapi

import (
	"crypto/tls"
	"crypto/x509"
	"encoding/asn1"
	"encoding/base64"
	"encoding/pem"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"sync/atomic"
)

// TLS is what the connection needs beyond the system's trust: a private platform has a certificate of its own CA, often
// issued for a name that is not the address it is reached at, and wants a certificate from its clients (two-way TLS).
type TLS struct {
	// CACertificates is PEM; it replaces the system's CAs. Empty keeps those.
	CACertificates string
	// ClientCertificate and ClientKey are PEM, both or neither; either may hold both blocks.
	ClientCertificate, ClientKey string
	// ServerName is what the platform's certificate is verified for in place of the endpoint's host.
	ServerName string
}

func (t TLS) config(asked *atomic.Bool) (*tls.Config, error) {
	config := &tls.Config{MinVersion: tls.VersionTLS12, ServerName: t.ServerName}
	if t.CACertificates != "" {
		pool, err := parseCertificates(t.CACertificates)
		if err != nil {
			return nil, fmt.Errorf("the CA certificate: %w", err)
		}
		config.RootCAs = pool
	}
	if t.ServerName != "" {
		// VerifyConnection verifies chain and name in its place.
		config.InsecureSkipVerify = true
		config.VerifyConnection = verifyNamed(config.RootCAs, t.ServerName)
	}
	client := &tls.Certificate{}
	if t.ClientCertificate != "" || t.ClientKey != "" {
		pair, err := tls.X509KeyPair([]byte(straighten(t.ClientCertificate)), []byte(straighten(t.ClientKey)))
		if err != nil {
			return nil, fmt.Errorf("the client certificate and its key: %s", strings.TrimPrefix(err.Error(), "tls: "))
		}
		client = &pair
	}
	// A certificate is sent whatever CAs the platform says it accepts, and with none it is noted that one was wanted:
	// over TLS 1.3 the refusal comes later and may be lost in a reset.
	config.GetClientCertificate = func(*tls.CertificateRequestInfo) (*tls.Certificate, error) {
		asked.Store(true)
		return client, nil
	}
	return config, nil
}

// verifyNamed is the usual verification of chain and name, with one addition for a name that was given explicitly: a
// certificate without any subject alternative name is accepted for its common name, because those that platforms of
// this kind ship with have nothing else.
func verifyNamed(roots *x509.CertPool, name string) func(tls.ConnectionState) error {
	return func(state tls.ConnectionState) error {
		leaf := state.PeerCertificates[0]
		options := x509.VerifyOptions{Roots: roots, DNSName: name, Intermediates: x509.NewCertPool()}
		for _, intermediate := range state.PeerCertificates[1:] {
			options.Intermediates.AddCert(intermediate)
		}
		if !hasAlternativeNames(leaf) && strings.EqualFold(leaf.Subject.CommonName, name) {
			options.DNSName = ""
		}
		if _, err := leaf.Verify(options); err != nil {
			return &tls.CertificateVerificationError{UnverifiedCertificates: state.PeerCertificates, Err: err}
		}
		return nil
	}
}

var subjectAlternativeName = asn1.ObjectIdentifier{2, 5, 29, 17}

func hasAlternativeNames(certificate *x509.Certificate) bool {
	for _, extension := range certificate.Extensions {
		if extension.Id.Equal(subjectAlternativeName) {
			return true
		}
	}
	return false
}

// CheckCertificates refuses a text without a readable PEM certificate. The error completes "ca_certificate: ".
func CheckCertificates(text string) error {
	_, err := parseCertificates(text)
	return err
}

// CheckKey refuses a text without an unencrypted PEM private key, and shows nothing of it.
func CheckKey(text string) error {
	for _, block := range armour.FindAllStringSubmatch(text, -1) {
		if block[1] == "ENCRYPTED PRIVATE KEY" || strings.Contains(block[2], "ENCRYPTED") {
			return errors.New("it is an encrypted private key; decrypt it first (openssl pkey -in key.pem)")
		}
		if strings.HasSuffix(block[1], "PRIVATE KEY") {
			return nil
		}
	}
	return errors.New("it holds no PEM private key (-----BEGIN PRIVATE KEY-----)")
}

func parseCertificates(text string) (*x509.CertPool, error) {
	pool, found := x509.NewCertPool(), false
	for block, rest := pem.Decode([]byte(straighten(text))); block != nil; block, rest = pem.Decode(rest) {
		if block.Type != "CERTIFICATE" {
			continue
		}
		certificate, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			return nil, errors.New("it holds a PEM certificate that does not decode (truncated when it was copied?)")
		}
		pool.AddCert(certificate)
		found = true
	}
	if !found {
		return nil, errors.New("it holds no PEM certificate (-----BEGIN CERTIFICATE-----)")
	}
	return pool, nil
}

var (
	escapedBreak = regexp.MustCompile(`\\+[rn]`)
	armour       = regexp.MustCompile(`(?s)-----\s*BEGIN ([A-Z0-9 ]+?)\s*-----(.*?)-----\s*END [A-Z0-9 ]+?\s*-----`)
)

// straighten gives PEM its line breaks back, which environment variables and web forms turn into spaces or literal "\n".
func straighten(text string) string {
	var b strings.Builder
	for _, block := range armour.FindAllStringSubmatch(escapedBreak.ReplaceAllString(text, "\n"), -1) {
		der, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(block[2]), ""))
		if err != nil {
			continue
		}
		b.Write(pem.EncodeToMemory(&pem.Block{Type: block[1], Bytes: der}))
	}
	return b.String()
}
