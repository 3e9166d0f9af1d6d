package iotapi_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"io"
	"log"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/iot/iotapi"
)

// authority is a CA of a test's own.
type authority struct {
	certificate *x509.Certificate
	key         *ecdsa.PrivateKey
	pem         string
}

func newAuthority(t *testing.T) authority {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "IOT"}, IsCA: true, BasicConstraintsValid: true,
		NotBefore: noon.AddDate(-10, 0, 0), NotAfter: noon.AddDate(50, 0, 0), KeyUsage: x509.KeyUsageCertSign}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	certificate, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return authority{certificate, key, string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}))}
}

// issue returns a certificate and its key in PEM.
func (a authority) issue(t *testing.T, change func(*x509.Certificate)) (certificate, key string) {
	t.Helper()
	made, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(2), NotBefore: time.Now().AddDate(-1, 0, 0), NotAfter: time.Now().AddDate(1, 0, 0)}
	change(template)
	der, err := x509.CreateCertificate(rand.Reader, template, a.certificate, &made.PublicKey, a.key)
	if err != nil {
		t.Fatal(err)
	}
	encoded, err := x509.MarshalPKCS8PrivateKey(made)
	if err != nil {
		t.Fatal(err)
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})),
		string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: encoded}))
}

func loopback(c *x509.Certificate) { c.IPAddresses = []net.IP{net.IPv4(127, 0, 0, 1)} }
func named(c *x509.Certificate)    { c.DNSNames = []string{"iot.example.com"} }

// commonName is how the certificates that such platforms ship with look: no subject alternative name at all.
func commonName(c *x509.Certificate) { c.Subject = pkix.Name{CommonName: "www.smarthome-demo.com"} }

func expired(c *x509.Certificate) { loopback(c); c.NotAfter = time.Now().AddDate(0, 0, -1) }

// secure serves a working platform over TLS, with a server certificate of ca. With clients given, it wants a certificate
// of theirs.
func secure(t *testing.T, ca authority, change func(*x509.Certificate), clients *authority, version uint16) string {
	t.Helper()
	config := &tls.Config{MaxVersion: version}
	if clients != nil {
		config.ClientAuth, config.ClientCAs = tls.RequireAndVerifyClientCert, x509.NewCertPool()
		config.ClientCAs.AddCert(clients.certificate)
	}
	return serve(t, ca, change, config, &platform{samples: working()})
}

func serve(t *testing.T, ca authority, change func(*x509.Certificate), config *tls.Config, handler http.Handler) string {
	t.Helper()
	certificate, key := ca.issue(t, change)
	pair, err := tls.X509KeyPair([]byte(certificate), []byte(key))
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewUnstartedServer(handler)
	config.Certificates = []tls.Certificate{pair}
	server.TLS = config
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	server.StartTLS()
	t.Cleanup(server.Close)
	return server.URL
}

func TestPlatformIsTrustedByItsOwnCAAndNameOnly(t *testing.T) {
	t.Parallel()
	ca, stranger := newAuthority(t), newAuthority(t)
	for _, row := range []struct {
		name     string
		server   func(*x509.Certificate)
		material iotapi.TLS
		symptom  string
	}{
		{"address in the certificate", loopback, iotapi.TLS{CACertificates: ca.pem}, ""},
		{"one of several CAs", loopback, iotapi.TLS{CACertificates: stranger.pem + ca.pem}, ""},
		{"name given", named, iotapi.TLS{CACertificates: ca.pem, ServerName: "iot.example.com"}, ""},
		{"common name given", commonName, iotapi.TLS{CACertificates: ca.pem, ServerName: "www.smarthome-demo.com"}, ""},
		{"system's CAs", loopback, iotapi.TLS{}, vendorhttp.SymptomUnknownAuthority},
		{"wrong CA", loopback, iotapi.TLS{CACertificates: stranger.pem}, vendorhttp.SymptomUnknownAuthority},
		{"wrong CA with a name given", named, iotapi.TLS{CACertificates: stranger.pem, ServerName: "iot.example.com"}, vendorhttp.SymptomUnknownAuthority},
		{"wrong CA with a common name given", commonName, iotapi.TLS{CACertificates: stranger.pem, ServerName: "www.smarthome-demo.com"}, vendorhttp.SymptomUnknownAuthority},
		{"address not in the certificate", named, iotapi.TLS{CACertificates: ca.pem}, vendorhttp.SymptomWrongName},
		{"another name given", named, iotapi.TLS{CACertificates: ca.pem, ServerName: "other.example.com"}, vendorhttp.SymptomWrongName},
		{"another common name given", commonName, iotapi.TLS{CACertificates: ca.pem, ServerName: "other.example.com"}, vendorhttp.SymptomWrongName},
		{"common name, none given", commonName, iotapi.TLS{CACertificates: ca.pem}, vendorhttp.SymptomWrongName},
		{"expired", expired, iotapi.TLS{CACertificates: ca.pem}, vendorhttp.SymptomExpiredCertificate},
		{"expired with a name given", expired, iotapi.TLS{CACertificates: ca.pem, ServerName: "127.0.0.1"}, vendorhttp.SymptomExpiredCertificate},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			_, err := newClient(t, secure(t, ca, row.server, nil, 0), row.material).Login(t.Context(), app)
			if row.symptom == "" && err != nil || row.symptom != "" && !vendorhttp.HasSymptom(err, row.symptom) {
				t.Errorf("the login says %v, expected symptom %q", err, row.symptom)
			}
		})
	}
}

func TestPlatformThatWantsACertificateGetsIt(t *testing.T) {
	t.Parallel()
	ca, stranger := newAuthority(t), newAuthority(t)
	client := func(c *x509.Certificate) {
		c.Subject.CommonName, c.ExtKeyUsage = "application", []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}
	}
	certificate, key := ca.issue(t, client)
	otherCertificate, otherKey := stranger.issue(t, client)
	for _, row := range []struct {
		name     string
		material iotapi.TLS
		symptom  string
	}{
		{"its own", iotapi.TLS{ClientCertificate: certificate, ClientKey: key}, ""},
		{"both in one file", iotapi.TLS{ClientCertificate: key + certificate, ClientKey: certificate + key}, ""},
		{"none", iotapi.TLS{}, iotapi.SymptomNoClientCertificate},
		{"a stranger's", iotapi.TLS{ClientCertificate: otherCertificate, ClientKey: otherKey}, iotapi.SymptomClientCertificateRefused},
	} {
		for version, number := range map[string]uint16{"TLS 1.2": tls.VersionTLS12, "TLS 1.3": tls.VersionTLS13} {
			t.Run(row.name+" over "+version, func(t *testing.T) {
				t.Parallel()
				material := row.material
				material.CACertificates = ca.pem
				_, err := newClient(t, secure(t, ca, loopback, &ca, number), material).Login(t.Context(), app)
				if row.symptom == "" && err != nil || row.symptom != "" && !vendorhttp.HasSymptom(err, row.symptom) {
					t.Errorf("the login says %v, expected symptom %q", err, row.symptom)
				}
			})
		}
	}
}

func TestPlatformThatDoesWithoutACertificateIsNotSaidToWantOne(t *testing.T) {
	t.Parallel()
	ca, working := newAuthority(t), &platform{samples: working()}
	url := serve(t, ca, loopback, &tls.Config{ClientAuth: tls.RequestClientCert}, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if working.calls(loginPath) > 0 {
			panic(http.ErrAbortHandler)
		}
		working.ServeHTTP(w, r)
	}))
	client := newClient(t, url, iotapi.TLS{CACertificates: ca.pem})
	if _, err := client.Login(t.Context(), app); err != nil {
		t.Fatal(err)
	}
	if _, err := client.Login(t.Context(), app); !vendorhttp.HasSymptom(err, iotapi.SymptomLoginLost) {
		t.Errorf("a login whose answer is lost says %v", err)
	}
}

func TestPEMThatWasDamagedOnTheWayIsReadAndBadPEMIsRefusedWithoutShowingIt(t *testing.T) {
	t.Parallel()
	ca := newAuthority(t)
	certificate, key := ca.issue(t, loopback)
	_, otherKey := ca.issue(t, loopback)
	endpoint, _ := vendorhttp.ParseEndpoint("https://127.0.0.1:8743")
	for name, damage := range map[string]func(string) string{
		"as issued":   func(s string) string { return s },
		"literal \\n": func(s string) string { return strings.ReplaceAll(s, "\n", `\n`) },
		"spaces":      func(s string) string { return strings.ReplaceAll(s, "\n", " ") },
		"CRLF":        func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") },
	} {
		material := iotapi.TLS{CACertificates: damage(ca.pem), ClientCertificate: damage(certificate), ClientKey: damage(key)}
		if _, err := iotapi.New(endpoint, material, vendorhttp.Options{}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	encrypted := "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIB\n-----END ENCRYPTED PRIVATE KEY-----\n"
	for name, material := range map[string]iotapi.TLS{
		"key for a CA":           {CACertificates: key},
		"no PEM for a CA":        {CACertificates: "certificate"},
		"CA cut short":           {CACertificates: "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"},
		"key of another":         {ClientCertificate: certificate, ClientKey: otherKey},
		"certificate, no key":    {ClientCertificate: certificate},
		"encrypted key":          {ClientCertificate: certificate, ClientKey: encrypted},
		"certificate for a key":  {ClientCertificate: certificate, ClientKey: certificate},
		"key for a certificate":  {ClientCertificate: key, ClientKey: key},
		"key without its armour": {ClientCertificate: certificate, ClientKey: key[30:]},
	} {
		_, err := iotapi.New(endpoint, material, vendorhttp.Options{})
		if err == nil {
			t.Errorf("%s is accepted", name)
			continue
		}
		if strings.Contains(err.Error(), key[40:60]) {
			t.Errorf("%s: the error shows the key: %v", name, err)
		}
	}
	for text, want := range map[string]string{key: "", certificate: "no PEM private key", encrypted: "encrypted", "": "no PEM private key"} {
		if err := iotapi.CheckKey(text); (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("CheckKey says %v, expected %q", err, want)
		}
	}
	if err := iotapi.CheckCertificates(certificate); err != nil {
		t.Error(err)
	}
}

func TestConnectionThatFailsIsExplained(t *testing.T) {
	t.Parallel()
	plain := httptest.NewServer(http.NotFoundHandler())
	t.Cleanup(plain.Close)
	lost := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }))
	t.Cleanup(lost.Close)
	gone := httptest.NewServer(http.NotFoundHandler())
	gone.Close()
	for name, row := range map[string]struct{ url, symptom string }{
		"plain HTTP server": {strings.Replace(plain.URL, "http:", "https:", 1), vendorhttp.SymptomNotTLS},
		"answer lost":       {lost.URL, iotapi.SymptomLoginLost},
		"nobody listens":    {gone.URL, vendorhttp.SymptomConnectionRefused},
	} {
		_, err := newClient(t, row.url, iotapi.TLS{}).Login(t.Context(), app)
		if vendorhttp.KindOf(err) != vendorhttp.KindUnavailable || !vendorhttp.HasSymptom(err, row.symptom) {
			t.Errorf("%s: the login says %v, expected symptom %q", name, err, row.symptom)
		}
	}
}
