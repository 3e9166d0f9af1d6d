package galaxyroom_test

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
	*sandboxtest.World
	account sandboxtest.GalaxyAccount
}

func newWorld(t *testing.T) *world {
	w := &world{World: sandboxtest.NewWorld(t, "galaxy", "/galaxy", "application/json; charset=utf-8",
		regexp.MustCompile(`("accessToken":")([A-Za-z0-9]{24})(")`))}
	w.account = w.CreateGalaxyAccount(t)
	return w
}

func TestEveryBehaviourIsSeenOnTheWire(t *testing.T) {
	sandboxtest.EveryBehaviour(t, "galaxy", newWorld, mintSamples, tokenSamples, sellerSamples)
}

// claims are the four claims, good for the account now.
func (w *world) claims() map[string]any {
	now := time.Now().Unix()
	return map[string]any{"iss": w.account.ID, "scopes": []string{"publishing"}, "iat": now, "exp": now + 600}
}

// jwt signs the good claims with these changes; a nil value takes a claim away.
func (w *world) jwt(changes map[string]any) string {
	w.T.Helper()
	claims := w.claims()
	for name, value := range changes {
		claims[name] = value
		if value == nil {
			delete(claims, name)
		}
	}
	return sign(w.T, w.account.Key, "RS256", claims)
}

func sign(t *testing.T, key *rsa.PrivateKey, algorithm string, claims map[string]any) string {
	t.Helper()
	payload, err := json.Marshal(claims)
	if err != nil {
		t.Fatal(err)
	}
	return signParts(t, key, base64.RawURLEncoding, `{"alg":"`+algorithm+`","typ":"JWT"}`, string(payload))
}

// signParts signs a header and a payload as they are.
func signParts(t *testing.T, key *rsa.PrivateKey, encoding *base64.Encoding, header, payload string) string {
	t.Helper()
	signed := encoding.EncodeToString([]byte(header)) + "." + encoding.EncodeToString([]byte(payload))
	sum := sha256.Sum256([]byte(signed))
	signature, err := rsa.SignPKCS1v15(rand.Reader, key, crypto.SHA256, sum[:])
	if err != nil {
		t.Fatal(err)
	}
	return signed + "." + encoding.EncodeToString(signature)
}

const mintedBody = `{"ok":true,"createdItem":{"accessToken":"<token>"}}`

// mint exchanges a JWT and returns the token if one was issued.
func (w *world) mint(jwt string, status int, body string) string {
	w.T.Helper()
	headers := map[string]string{"Authorization": sandboxtest.Bearer(jwt), "Content-Type": "application/json"}
	return strings.Join(w.Expect(http.MethodPost, mintPath, headers, "", sandboxtest.Status(status), body), "")
}

// token mints a token of these scopes.
func (w *world) token(scopes ...string) string {
	w.T.Helper()
	return w.mint(w.jwt(map[string]any{"scopes": scopes}), 200, mintedBody)
}

// call makes a call with token and account id and checks status and body to the byte.
func (w *world) call(method, path, token, id string, status int, body string) {
	w.T.Helper()
	headers := map[string]string{"Authorization": sandboxtest.Bearer(token), "service-account-id": id}
	w.Expect(method, path, headers, "", sandboxtest.Status(status), body)
}

// get is call for a GET by the world's account with a fresh publishing token.
func (w *world) get(path string, status int, body string) {
	w.T.Helper()
	w.call(http.MethodGet, path, w.token("publishing"), w.account.ID, status, body)
}

func (w *world) alive(token string, want bool) {
	w.T.Helper()
	if want {
		w.call(http.MethodGet, checkPath, token, w.account.ID, 200, okTrue)
		return
	}
	w.call(http.MethodGet, checkPath, token, w.account.ID, 401, invalidToken)
}
