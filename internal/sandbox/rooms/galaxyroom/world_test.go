package galaxyroom_test

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// The wire texts that the samples expect, written out by hand.
const (
	okTrue       = `{"ok":true}`
	noAccount    = `{"code":"AUTH_REQUIRE","message":"Not found serviceAccount by serviceAccountId","from":"asgw"}`
	invalidToken = `{"code":"AUTH_REQUIRE","message":"Invalid accessToken","from":"asgw"}`
	noScope      = `{"code":"NO_PERMISSION","message":"Insufficient scopes","from":"asgw"}`
	noJWT        = `{"code":"AUTH_REQUIRE","message":"Set authorization header like \"Bearer <jwt>\"","from":"asgw"}`
	noBearer     = `{"code":"AUTH_REQUIRE","message":"Set authorization header like \"Bearer <accessToken>\"","from":"asgw"}`

	unknownID = "00000000-0000-4000-8000-000000000000"

	checkPath  = "/auth/checkAccessToken"
	revokePath = "/auth/revokeAccessToken"
	mintPath   = "/auth/accessToken"
	listPath   = "/seller/contentList"
)

// world is a store with one account of both scopes.
type world struct {
	*sandboxtest.Sandbox
	t       *testing.T
	account sandboxtest.GalaxyAccount
}

func newWorld(t *testing.T) *world {
	w := &world{Sandbox: sandboxtest.Start(t), t: t}
	w.account = w.CreateGalaxyAccount(t)
	return w
}

// claims are the four claims, good for the account now.
func (w *world) claims() map[string]any {
	now := time.Now().Unix()
	return map[string]any{"iss": w.account.ID, "scopes": []string{"publishing"}, "iat": now, "exp": now + 600}
}

// jwt signs the good claims with these changes; a nil value takes a claim away.
func (w *world) jwt(changes map[string]any) string {
	w.t.Helper()
	claims := w.claims()
	for name, value := range changes {
		claims[name] = value
		if value == nil {
			delete(claims, name)
		}
	}
	return sign(w.t, w.account.Key, "RS256", claims)
}

func sign(t *testing.T, key *rsa.PrivateKey, algorithm string, claims map[string]any) string {
	t.Helper()
	payload, err := json.Marshal(claims)
	if err != nil {
		t.Fatal(err)
	}
	encode := base64.RawURLEncoding.EncodeToString
	signed := encode([]byte(`{"alg":"`+algorithm+`","typ":"JWT"}`)) + "." + encode(payload)
	sum := sha256.Sum256([]byte(signed))
	signature, err := rsa.SignPKCS1v15(rand.Reader, key, crypto.SHA256, sum[:])
	if err != nil {
		t.Fatal(err)
	}
	return signed + "." + encode(signature)
}

// send makes one call with these headers, empty values left out.
func (w *world) send(method, path string, headers map[string]string, body string) (*http.Response, string) {
	w.t.Helper()
	req, err := http.NewRequestWithContext(w.t.Context(), method, w.GalaxyURL()+path, strings.NewReader(body))
	if err != nil {
		w.t.Fatal(err)
	}
	for name, value := range headers {
		if value != "" {
			req.Header.Set(name, value)
		}
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		w.t.Fatal(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		w.t.Fatal(err)
	}
	return resp, string(text)
}

// bearer makes the Authorization header's value; none for an empty credential.
func bearer(credential string) string {
	if credential == "" {
		return ""
	}
	return "Bearer " + credential
}

var issuedToken = regexp.MustCompile(`("accessToken":")([A-Za-z0-9]{24})(")`)

const mintedBody = `{"ok":true,"createdItem":{"accessToken":"<token>"}}`

// mint exchanges a JWT, checks status and body to the byte, and returns the token if one was issued.
func (w *world) mint(jwt string, status int, body string) string {
	w.t.Helper()
	resp, got := w.send(http.MethodPost, mintPath,
		map[string]string{"Authorization": bearer(jwt), "Content-Type": "application/json"}, "")
	token := ""
	if m := issuedToken.FindStringSubmatch(got); m != nil {
		token = m[2]
		got = issuedToken.ReplaceAllString(got, "${1}<token>${3}")
	}
	w.equal("POST "+mintPath, resp.StatusCode, got, status, body)
	return token
}

// token mints a token of these scopes.
func (w *world) token(scopes ...string) string {
	w.t.Helper()
	return w.mint(w.jwt(map[string]any{"scopes": scopes}), 200, mintedBody)
}

// call makes a call with token and account id and checks status and body to the byte.
func (w *world) call(method, path, token, id string, status int, body string) {
	w.t.Helper()
	resp, got := w.send(method, path, map[string]string{"Authorization": bearer(token), "service-account-id": id}, "")
	w.equal(method+" "+path, resp.StatusCode, got, status, body)
	if contentType := resp.Header.Get("Content-Type"); contentType != "application/json; charset=utf-8" {
		w.t.Errorf("%s %s: content type %q", method, path, contentType)
	}
}

// get is call for a GET by the world's account with a fresh publishing token.
func (w *world) get(path string, status int, body string) {
	w.t.Helper()
	w.call(http.MethodGet, path, w.token("publishing"), w.account.ID, status, body)
}

func (w *world) alive(token string, want bool) {
	w.t.Helper()
	if want {
		w.call(http.MethodGet, checkPath, token, w.account.ID, 200, okTrue)
		return
	}
	w.call(http.MethodGet, checkPath, token, w.account.ID, 401, invalidToken)
}

func (w *world) equal(what string, gotStatus int, got string, status int, body string) {
	w.t.Helper()
	if gotStatus != status || got != body {
		w.t.Errorf("%s:\n got %d %s\nwant %d %s", what, gotStatus, got, status, body)
	}
}
