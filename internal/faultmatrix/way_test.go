package faultmatrix_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"io"
	"log"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// behindProxy names a proxy in the environment that refuses every connection. Go reads the environment once in a process and takes
// no proxy to loopback addresses, where the sandbox is.
func behindProxy() {
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		status := http.StatusForbidden
		if strings.HasPrefix(r.Host, "login.") {
			status = http.StatusProxyAuthRequired
		}
		http.Error(w, "the proxy's words", status)
	}))
	_ = os.Setenv("HTTPS_PROXY", proxy.URL)
	_ = os.Setenv("NO_PROXY", "host.invalid")
}

// withCertificate serves TLS with a certificate of nobody's authority.
func withCertificate(t *testing.T, change func(*x509.Certificate)) string {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		NotBefore: time.Now().Add(-48 * time.Hour), NotAfter: time.Now().Add(time.Hour)}
	change(template)
	encoded, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewUnstartedServer(http.NotFoundHandler())
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	server.TLS = &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{encoded}, PrivateKey: key}}}
	server.StartTLS()
	t.Cleanup(server.Close)
	return server.URL
}

// TestTheWayToEveryVendorIsExplained leads one object of each vendor to an endpoint that cannot be reached as it should be.
func TestTheWayToEveryVendorIsExplained(t *testing.T) {
	t.Parallel()
	ways := map[string]struct {
		endpoint string
		says     []string
	}{
		"unknown authority": {withCertificate(t, func(*x509.Certificate) {}),
			[]string{"certificate signed by unknown authority", "a company's proxy", "SSL_CERT_FILE"}},
		"another name": {withCertificate(t, func(c *x509.Certificate) { c.IPAddresses = nil; c.DNSNames = []string{"other.example"} }),
			[]string{"certificate", "another name"}},
		"expired": {withCertificate(t, func(c *x509.Certificate) { c.NotAfter = time.Now().Add(-24 * time.Hour) }),
			[]string{"has expired or is not valid yet", "this machine's clock"}},
		"no such host":        {"https://host.invalid", []string{"host name", "host.invalid", "DNS does not know it", "HTTPS_PROXY"}},
		"proxy wants a login": {"https://login.amazon.com", []string{"the proxy 127.0.0.1:", "407 Proxy Authentication Required", "A proxy on the way answered, not the vendor"}},
		"proxy refuses":       {"https://closed.amazon.com", []string{"the proxy 127.0.0.1:", "403 Forbidden", "A proxy on the way answered, not the vendor"}},
	}
	seen := map[string]bool{}
	for _, o := range objects {
		if seen[o.vendor] {
			continue
		}
		seen[o.vendor] = true
		for name, way := range ways {
			if o.vendor == "amazon" && name == "no such host" {
				continue // an endpoint that is not Amazon's is refused before anything is looked up
			}
			t.Run(o.vendor+" "+name, func(t *testing.T) {
				t.Parallel()
				sb := sandboxtest.Start(t)
				w := &world{Sandbox: sb, setting: o.make(t, sb), vendor: o.vendor, way: sb.URL}
				for _, argument := range []string{"endpoint", "token_endpoint"} {
					if argument == "endpoint" || o.vendor == "amazon" {
						w.block[argument] = way.endpoint
					}
				}
				resource := w.start(t, 0, patient).Resource(t, o.typeName)
				told := apply(t, resource, w.config)
				if len(told.Errors) != 1 || resource.State(t) != nil {
					t.Fatalf("errors %q, state %v", told.Errors, resource.State(t))
				}
				for _, phrase := range way.says {
					if o.vendor == "iot" && phrase == "SSL_CERT_FILE" {
						phrase = "iot.ca_certificate" // it takes the place of the system's trust store
					}
					if !strings.Contains(told.Errors[0], phrase) {
						t.Errorf("%q is missing from: %s", phrase, told.Errors[0])
					}
				}
				if strings.Contains(told.Errors[0], "may have") {
					t.Errorf("what was never sent may have happened: %s", told.Errors[0])
				}
			})
		}
	}
	if len(seen) != 5 {
		t.Errorf("%d vendors", len(seen))
	}
}
