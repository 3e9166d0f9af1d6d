package agcroom_test

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
	tokenOK       = `{"access_token":"<token>","expires_in":172800}`
	invalidClient = `{"ret":{"code":203882498,"msg":"[AppGalleryConnectApiPermissionService]invalid client id"},"products":[]}`
	wrongSecret   = `{"ret":{"code":203890688,"msg":"client id or secret error"}}`
	wrongKind     = `{"ret":{"code":203886599,"msg":"the type of clientId not match"}}`
	badInput      = `{"ret":{"code":204144641,"msg":"[AppGalleryConnectPublishService]invalid input parameter"}}`
	noApp         = `{"ret":{"code":204144644,"msg":"[AppGalleryConnectPublishService]call cds to query app information failed"}}`
	tokenRefused  = `{"ret":{"code":205524993,"msg":"client token auth failed"}}`
	noApps        = `{"ret":{"code":0,"msg":"success"},"appids":[]}`

	status200     = "200 OK"
	status401     = "401 Unauthorized"
	status403     = "403 client token authorization fail."
	statusProject = "403 project credential can not access the developer credentialType api"

	tokenPath = "/api/oauth2/v1/token"
	listPath  = "/api/publish/v2/appid-list?packageName=com.example.reader"
	infoPath  = "/api/publish/v2/app-info"
)

// world is a team with one API client that may publish.
type world struct {
	*sandboxtest.Sandbox
	t      *testing.T
	client sandboxtest.AGCClient
}

func newWorld(t *testing.T) *world {
	w := &world{Sandbox: sandboxtest.Start(t), t: t}
	w.client = w.CreateAGCClient(t)
	return w
}

// send makes one call; empty header values are left out.
func (w *world) send(method, path string, headers map[string]string, body string) (*http.Response, string) {
	w.t.Helper()
	req, err := http.NewRequestWithContext(w.t.Context(), method, w.AGCURL()+path, strings.NewReader(body))
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

// equal checks status line and body to the byte, and the content type of a body.
func (w *world) equal(what string, resp *http.Response, got, status, body string) {
	w.t.Helper()
	if resp.Status != status || got != body {
		w.t.Errorf("%s:\n got %s %s\nwant %s %s", what, resp.Status, got, status, body)
	}
	want := ""
	if body != "" {
		want = "application/json; charset=utf-8"
	}
	if contentType := resp.Header.Get("Content-Type"); contentType != want {
		w.t.Errorf("%s: content type %q, want %q", what, contentType, want)
	}
}

// tokenBody is a good body of the token call.
func tokenBody(id, secret string) string {
	return `{"grant_type":"client_credentials","client_id":"` + id + `","client_secret":"` + secret + `"}`
}

var issuedToken = regexp.MustCompile(`("access_token":")([^"]+)(")`)

// postToken makes a token call, checks the answer to the byte and returns the token if one was issued.
func (w *world) postToken(body, status, want string) string {
	w.t.Helper()
	resp, got := w.send(http.MethodPost, tokenPath, map[string]string{"Content-Type": "application/json"}, body)
	token := ""
	if m := issuedToken.FindStringSubmatch(got); m != nil {
		token = m[2]
		got = issuedToken.ReplaceAllString(got, "${1}<token>${3}")
	}
	w.equal("POST "+tokenPath, resp, got, status, want)
	return token
}

// mint asks for a token of these credentials.
func (w *world) mint(id, secret, want string) string {
	w.t.Helper()
	return w.postToken(tokenBody(id, secret), status200, want)
}

// token mints a token of the world's client.
func (w *world) token() string {
	w.t.Helper()
	return w.mint(w.client.ID, w.client.Secret, tokenOK)
}

// bearer makes the Authorization header's value; none for an empty credential.
func bearer(credential string) string {
	if credential == "" {
		return ""
	}
	return "Bearer " + credential
}

// call makes a GET with token and client id and checks the answer to the byte.
func (w *world) call(path, token, id, status, body string) {
	w.t.Helper()
	resp, got := w.send(http.MethodGet, path, map[string]string{"Authorization": bearer(token), "client_id": id}, "")
	w.equal("GET "+path, resp, got, status, body)
}

// get is call by the world's client with a fresh token.
func (w *world) get(path, status, body string) {
	w.t.Helper()
	w.call(path, w.token(), w.client.ID, status, body)
}

// query is app-info by the world's client: its answer, decoded.
func (w *world) query(query string) map[string]any {
	w.t.Helper()
	resp, body := w.send(http.MethodGet, infoPath+"?"+query,
		map[string]string{"Authorization": bearer(w.token()), "client_id": w.client.ID}, "")
	var out map[string]any
	d := json.NewDecoder(strings.NewReader(body))
	d.UseNumber()
	if err := d.Decode(&out); err != nil || resp.StatusCode != http.StatusOK {
		w.t.Fatalf("app-info?%s: %s %s", query, resp.Status, body)
	}
	return out
}

const audience = "https://oauth-login.cloud.huawei.com/oauth2/v3/token"

// claims are good for the account now.
func claims(account sandboxtest.AGCServiceAccount) map[string]any {
	now := time.Now().Unix()
	return map[string]any{"aud": audience, "iss": account.ID, "iat": now, "exp": now + 3600}
}

// sign makes a PS256 JWT with a salt as long as the hash; header changes override alg and kid.
func (w *world) sign(account sandboxtest.AGCServiceAccount, key *rsa.PrivateKey, claims, header map[string]any) string {
	w.t.Helper()
	head := map[string]any{"alg": "PS256", "typ": "JWT", "kid": account.KeyID}
	for name, value := range header {
		head[name] = value
	}
	encode := func(v any) string {
		data, err := json.Marshal(v)
		if err != nil {
			w.t.Fatal(err)
		}
		return base64.RawURLEncoding.EncodeToString(data)
	}
	signed := encode(head) + "." + encode(claims)
	sum := sha256.Sum256([]byte(signed))
	signature, err := rsa.SignPSS(rand.Reader, key, crypto.SHA256, sum[:], &rsa.PSSOptions{SaltLength: 32})
	if err != nil {
		w.t.Fatal(err)
	}
	return signed + "." + base64.RawURLEncoding.EncodeToString(signature)
}

// jwt is a good JWT of the account with these claims changed; a nil value takes a claim away.
func (w *world) jwt(account sandboxtest.AGCServiceAccount, changes map[string]any) string {
	w.t.Helper()
	c := claims(account)
	for name, value := range changes {
		c[name] = value
		if value == nil {
			delete(c, name)
		}
	}
	return w.sign(account, account.Key, c, nil)
}
