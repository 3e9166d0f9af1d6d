package agcapi_test

import (
	"crypto/tls"
	"io"
	"log"
	"net/http/httptest"
	"slices"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/agc/agcapi"
)

// TestClientOffersNoHTTP2 looks at the TLS greeting: over HTTP/2 the gateway's 403 would come without its words.
func TestClientOffersNoHTTP2(t *testing.T) {
	t.Parallel()
	offered := make(chan []string, 1)
	server := httptest.NewUnstartedServer(nil)
	server.Config.ErrorLog = log.New(io.Discard, "", 0) // the client refuses the test's certificate
	server.EnableHTTP2 = true
	server.TLS = &tls.Config{GetConfigForClient: func(hello *tls.ClientHelloInfo) (*tls.Config, error) {
		offered <- hello.SupportedProtos
		return nil, nil
	}}
	server.StartTLS()
	t.Cleanup(server.Close)
	endpoint, err := vendorhttp.ParseEndpoint(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	_, err = apiClient.Token(t.Context(), agcapi.New(agcapi.SiteChina, endpoint, vendorhttp.Options{}))
	if err == nil {
		t.Error("an unknown certificate was accepted")
	}
	if protocols := <-offered; slices.Contains(protocols, "h2") {
		t.Errorf("the client offers %v", protocols)
	}
}
