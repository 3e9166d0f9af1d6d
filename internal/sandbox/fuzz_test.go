package sandbox_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox"
)

// FuzzConsole sends anything to any route of the console: the sandbox refuses what it cannot use and never fails itself.
func FuzzConsole(f *testing.F) {
	handler, err := sandbox.New()
	if err != nil {
		f.Fatal(err)
	}
	listing := httptest.NewRecorder()
	handler.ServeHTTP(listing, httptest.NewRequest(http.MethodGet, "/console", nil))
	var index struct {
		Routes []struct{ Method, Path string }
	}
	if json.Unmarshal(listing.Body.Bytes(), &index) != nil || len(index.Routes) == 0 {
		f.Fatal("the console lists no routes")
	}
	for route := range index.Routes {
		for _, body := range []string{"", "{}", "null", `{"id":1}`, `{"name":"a","kind":"status","status":200}`, `[]`, `{"set":"x","advance":"1h","ms":-1}`} {
			f.Add(uint(route), "a", body)
		}
	}
	f.Fuzz(func(t *testing.T, at uint, id, body string) {
		route := index.Routes[at%uint(len(index.Routes))]
		path := route.Path
		for {
			before, after, found := strings.Cut(path, "{")
			if !found {
				break
			}
			_, after, _ = strings.Cut(after, "}")
			path = before + url.PathEscape(id) + after
		}
		request, err := http.NewRequestWithContext(t.Context(), route.Method, path, strings.NewReader(body))
		if err != nil {
			return
		}
		answer := httptest.NewRecorder()
		handler.ServeHTTP(answer, request)
		if answer.Code >= http.StatusInternalServerError {
			t.Errorf("%s %s with %q is answered with %d: %s", route.Method, path, body, answer.Code, answer.Body)
		}
	})
}

// FuzzVendors sends anything to any prefix of the rooms, as a client with a fault of its own would.
func FuzzVendors(f *testing.F) {
	handler, err := sandbox.New()
	if err != nil {
		f.Fatal(err)
	}
	for _, path := range []string{
		"/galaxy/auth/accessToken", "/galaxy/seller/contentInfo?contentId=1", "/agc/api/oauth2/v1/token", "/agc/api/publish/v2/app-info?appId=1", "/lwa/auth/o2/token",
		"/lwa/auth/o2/tokeninfo?access_token=x", "/appstore/api/appstore/v1/applications/a/edits", "/iot/iocm/app/sec/v1.1.0/login", "/iot/iocm/app/sec/v1.1.0/refreshToken",
		"/servicestage/v1/p/git/auths", "/servicestage/v1/p/git/auths/github/oauth", "/servicestage/v1/p/git/repos/a/projects", "/iam/v3/projects?name=x",
	} {
		f.Add("POST", path, "Bearer eyJhbGciOiJSUzI1NiJ9.e30.c2ln", `{"client_id":1,"grant_type":[],"appId":"a"}`)
		f.Add("GET", path, "SDK-HMAC-SHA256 Access=a, SignedHeaders=host;x-sdk-date, Signature=00", "grant_type=client_credentials&client_id=a&appId=a&secret=b")
		f.Add("DELETE", path, "Bearer x", "")
	}
	f.Fuzz(func(t *testing.T, method, target, authorization, body string) {
		request, err := http.NewRequestWithContext(t.Context(), method, target, strings.NewReader(body))
		if err != nil || !strings.HasPrefix(target, "/") || strings.HasPrefix(target, "/console") {
			return
		}
		for _, name := range []string{"Authorization", "X-Auth-Token", "X-Security-Token", "X-Sdk-Date", "Client_id", "Service-Account-Id"} {
			request.Header.Set(name, authorization)
		}
		answer := httptest.NewRecorder()
		handler.ServeHTTP(answer, request)
		if strings.Contains(answer.Body.String(), "the sandbox itself failed") {
			t.Errorf("%s %s: the room panicked", method, target)
		}
	})
}
