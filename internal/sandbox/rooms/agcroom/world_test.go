package agcroom_test

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// The wire texts that the samples expect, written out by hand.
const (
	tokenOK       = `{"access_token":"<token>","expires_in":172800,"ret":{"code":0,"msg":"success"},"products":[]}`
	invalidClient = `{"ret":{"code":203882498,"msg":"[AppGalleryConnectApiPermissionService]invalid client id"},"products":[]}`
	wrongSecret   = `{"ret":{"code":203890688,"msg":"client id or secret error"}}`
	wrongKind     = `{"ret":{"code":203886599,"msg":"the type of clientId not match"}}`
	badInput      = `{"ret":{"code":204144641,"msg":"[AppGalleryConnectPublishService]invalid input parameter"}}`
	tokenInput    = `{"ret":{"code":204144641,"msg":"[AppGalleryConnectApiPermissionService]invalid input parameter"}}`
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
	*sandboxtest.World
	client sandboxtest.AGCClient
}

func newWorld(t *testing.T) *world {
	w := &world{World: sandboxtest.NewWorld(t, "agc", "/agc", "application/json; charset=utf-8",
		regexp.MustCompile(`("access_token":")([^"]+)(")`))}
	w.client = w.CreateAGCClient(t)
	return w
}

func TestEveryBehaviourIsSeenOnTheWire(t *testing.T) {
	sandboxtest.EveryBehaviour(t, "agc", newWorld, tokenSamples, gateSamples, serviceAccountSamples, publishSamples)
}

// tokenBody is a good body of the token call.
func tokenBody(id, secret string) string {
	return `{"grant_type":"client_credentials","client_id":"` + id + `","client_secret":"` + secret + `"}`
}

// postToken makes a token call and returns the token if one was issued.
func (w *world) postToken(body, status, want string) string {
	w.T.Helper()
	return strings.Join(w.Expect(http.MethodPost, tokenPath, map[string]string{"Content-Type": "application/json"}, body, status, want), "")
}

// mint asks for a token of these credentials.
func (w *world) mint(id, secret, want string) string {
	w.T.Helper()
	return w.postToken(tokenBody(id, secret), status200, want)
}

// token mints a token of the world's client.
func (w *world) token() string {
	w.T.Helper()
	return w.mint(w.client.ID, w.client.Secret, tokenOK)
}

// call makes a GET with token and client id and checks the answer to the byte.
func (w *world) call(path, token, id, status, body string) {
	w.T.Helper()
	w.Expect(http.MethodGet, path, map[string]string{"Authorization": sandboxtest.Bearer(token), "client_id": id}, "", status, body)
}

// get is call by the world's client with a fresh token.
func (w *world) get(path, status, body string) {
	w.T.Helper()
	w.call(path, w.token(), w.client.ID, status, body)
}

// query is app-info by the world's client: its answer, decoded.
func (w *world) query(query string) map[string]any {
	w.T.Helper()
	resp, body := w.Send(http.MethodGet, infoPath+"?"+query,
		map[string]string{"Authorization": sandboxtest.Bearer(w.token()), "client_id": w.client.ID}, "")
	var out map[string]any
	d := json.NewDecoder(strings.NewReader(body))
	d.UseNumber()
	if err := d.Decode(&out); err != nil || resp.StatusCode != http.StatusOK {
		w.T.Fatalf("app-info?%s: %s %s", query, resp.Status, body)
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
	w.T.Helper()
	head := map[string]any{"alg": "PS256", "typ": "JWT", "kid": account.KeyID}
	for name, value := range header {
		head[name] = value
	}
	encode := func(v any) string {
		data, err := json.Marshal(v)
		if err != nil {
			w.T.Fatal(err)
		}
		return base64.RawURLEncoding.EncodeToString(data)
	}
	signed := encode(head) + "." + encode(claims)
	sum := sha256.Sum256([]byte(signed))
	signature, err := rsa.SignPSS(rand.Reader, key, crypto.SHA256, sum[:], &rsa.PSSOptions{SaltLength: 32})
	if err != nil {
		w.T.Fatal(err)
	}
	return signed + "." + base64.RawURLEncoding.EncodeToString(signature)
}

// jwt is a good JWT of the account with these claims changed; a nil value takes a claim away.
func (w *world) jwt(account sandboxtest.AGCServiceAccount, changes map[string]any) string {
	w.T.Helper()
	c := claims(account)
	for name, value := range changes {
		c[name] = value
		if value == nil {
			delete(c, name)
		}
	}
	return w.sign(account, account.Key, c, nil)
}
