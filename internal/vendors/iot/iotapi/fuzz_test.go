package iotapi_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp/answertest"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/iot/iotapi"
)

// FuzzAnswers sends anything as the answer of every call. Whatever it is, a refusal takes the platform's own code outside a
// 5xx, and no error shows the secret.
func FuzzAnswers(f *testing.F) {
	for _, row := range refusals {
		f.Add(row.answer.status, row.answer.body)
	}
	f.Add(200, grantSample)
	f.Add(200, devicesSample)
	f.Add(204, "")
	f.Add(400, `{"error_code":"::error::{secret}","error_desc":"\u001b[2J{secret}"}`)
	server := answertest.Serve(f, app.Secret)
	client, err := iotapi.New(server.Endpoint, iotapi.TLS{}, vendorhttp.Options{})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, status int, body string) {
		if !server.Answer(status, body) || status/100 == 3 {
			return
		}
		for _, name := range []string{"login", "refresh", "check", "logout"} {
			err := call(t, client, name)
			if err == nil {
				dead := name == "logout" && (strings.Contains(body, iotapi.SymptomDeadToken) || strings.Contains(body, "100208"))
				if status/100 != 2 && !dead {
					t.Errorf("%s took %d %q for a success", name, status, body)
				}
				continue
			}
			switch kind := vendorhttp.KindOf(err); {
			case kind != vendorhttp.KindRejected && kind != vendorhttp.KindDenied:
			case status >= 500 || status == http.StatusTooManyRequests || !strings.Contains(body, "{"):
				t.Errorf("%s took %d %q for a refusal: %v", name, status, body, err)
			}
			if name == "login" || name == "refresh" { // which send it
				server.Judge(t, name, err)
			}
		}
	})
}

// FuzzPEM feeds anything to the readers of PEM. What they accept, a client can be built of.
func FuzzPEM(f *testing.F) {
	for _, text := range []string{"", "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----", `-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----`} {
		f.Add(text)
	}
	endpoint, err := vendorhttp.ParseEndpoint("https://127.0.0.1:8743")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		accepted := iotapi.CheckCertificates(text) == nil
		_, err := iotapi.New(endpoint, iotapi.TLS{CACertificates: text}, vendorhttp.Options{})
		if text != "" && accepted != (err == nil) {
			t.Errorf("the check says %v, the client %v", accepted, err)
		}
		_ = iotapi.CheckKey(text) // must not panic
	})
}
