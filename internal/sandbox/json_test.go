package sandbox_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox"
)

// A vendor that takes the name of a member in any letter case, or what follows the JSON, would hide a client's slip.
func TestNoVendorTakesALooseJSON(t *testing.T) {
	handler, err := sandbox.New()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ path, body, name string }{
		{"/agc/api/oauth2/v1/token", `{"grant_type":"client_credentials","client_id":"1","client_secret":"x"}`, "client_id"},
		{"/lwa/auth/o2/token", `{"grant_type":"client_credentials","client_id":"1","client_secret":"x"}`, "client_id"},
		{"/iot/iocm/app/sec/v1.1.0/refreshToken", `{"appId":"a","secret":"b","refreshToken":"c"}`, "refreshToken"},
		{"/iot/iocm/app/sec/v1.1.0/logout", `{"accessToken":"a"}`, "accessToken"},
		{"/iam/v3/auth/tokens", `{"auth":{"identity":{"methods":["password"],"password":{"user":{"name":"a"}}},"scope":{"project":{"name":"p"}}}}`, "scope"},
	} {
		said := func(body string) string {
			request := httptest.NewRequest(http.MethodPost, c.path, strings.NewReader(body))
			request.Header.Set("Content-Type", "application/json")
			answer := httptest.NewRecorder()
			handler.ServeHTTP(answer, request)
			return answer.Body.String()
		}
		usual := said(c.body)
		for _, loose := range []string{strings.Replace(c.body, c.name, strings.ToUpper(c.name), 1), c.body + "x", c.body + "{}"} {
			if said(loose) == usual {
				t.Errorf("%s takes %s: %s", c.path, loose, usual)
			}
		}
	}
}
