package vendorhttp_test

import (
	"crypto/tls"
	"crypto/x509"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

func TestConnectionThatTLSRefusesIsNotRepeated(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		server *tls.Config
		trust  bool
	}{
		"server's certificate is not trusted": {&tls.Config{}, false},
		"client's certificate is wanted":      {&tls.Config{ClientAuth: tls.RequireAnyClientCert, MaxVersion: tls.VersionTLS12}, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var connections atomic.Int32
			server := httptest.NewUnstartedServer(http.NotFoundHandler())
			server.TLS = row.server
			server.Config.ErrorLog = log.New(io.Discard, "", 0)
			server.Config.ConnState = func(_ net.Conn, state http.ConnState) {
				if state == http.StateNew {
					connections.Add(1)
				}
			}
			server.StartTLS()
			t.Cleanup(server.Close)
			client := newClient(t, server, func(c *vendorhttp.Config, _ *vendorhttp.Options) {
				if row.trust {
					c.TLS = &tls.Config{RootCAs: x509.NewCertPool()}
					c.TLS.RootCAs.AddCert(server.Certificate())
				}
			})
			_, err := client.Do(t.Context(), vendorhttp.Request{Operation: "try", Method: http.MethodGet, Path: "/x"})
			if vendorhttp.KindOf(err) != vendorhttp.KindUnavailable || connections.Load() != 1 {
				t.Errorf("%d connections, error %v", connections.Load(), err)
			}
		})
	}
}
