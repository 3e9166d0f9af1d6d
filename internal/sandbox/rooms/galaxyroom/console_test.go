package galaxyroom_test

import (
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

func TestGeneratedKeyIsGivenOnceAndWorks(t *testing.T) {
	w := newWorld(t)
	for form, parse := range map[string]func([]byte) (*rsa.PrivateKey, error){
		"pkcs1": x509.ParsePKCS1PrivateKey,
		"pkcs8": func(der []byte) (*rsa.PrivateKey, error) {
			key, err := x509.ParsePKCS8PrivateKey(der)
			if err != nil {
				return nil, err
			}
			return key.(*rsa.PrivateKey), nil
		},
	} {
		t.Run(form, func(t *testing.T) {
			var created struct {
				ID         string `json:"id"`
				PrivateKey string `json:"private_key"`
			}
			w.Console(t, http.MethodPost, "/galaxy/accounts", map[string]any{"key_form": form, "scopes": []string{"publishing"}}, &created)
			block, _ := pem.Decode([]byte(created.PrivateKey))
			if block == nil {
				t.Fatal("the private key is not PEM")
			}
			key, err := parse(block.Bytes)
			if err != nil {
				t.Fatal(err)
			}
			if key.N.BitLen() != 2048 {
				t.Errorf("the key has %d bits", key.N.BitLen())
			}
			claims := w.claims()
			claims["iss"] = created.ID
			w.mint(sign(t, key, "RS256", claims), 200, mintedBody)
			for _, path := range []string{"/galaxy/accounts", "/galaxy/accounts/" + created.ID} {
				w.Hides(path, map[string]string{"a private key": "PRIVATE"})
			}
		})
	}
}

func TestConsoleRefusesWhatThePortalWould(t *testing.T) {
	w := newWorld(t)
	id := w.AddGalaxyApp(t, sandboxtest.GalaxyApp{})
	private := w.account.PrivateKey
	w.Refuses("id not a UUID", "POST", "/galaxy/accounts", map[string]any{"id": "ABC"}, 400, "UUID")
	w.Refuses("id taken", "POST", "/galaxy/accounts", map[string]any{"id": w.account.ID}, 409, "exists")
	w.Refuses("scope unknown", "POST", "/galaxy/accounts", map[string]any{"scopes": []string{"admin"}}, 400, "admin")
	w.Refuses("private key pasted", "POST", "/galaxy/accounts", map[string]any{"public_key": private}, 400, "not a public key")
	w.Refuses("key not PEM", "PUT", "/galaxy/accounts/"+w.account.ID+"/key", map[string]any{"public_key": "x"}, 400, "PEM")
	w.Refuses("key form unknown", "PUT", "/galaxy/accounts/"+w.account.ID+"/key", map[string]any{"key_form": "jwk"}, 400, "pkcs8")
	w.Refuses("account unknown", "DELETE", "/galaxy/accounts/"+unknownID, nil, 404, unknownID)
	w.Refuses("scopes of no one", "PUT", "/galaxy/accounts/"+unknownID+"/scopes", nil, 404, unknownID)
	w.Refuses("content id short", "POST", "/galaxy/apps", map[string]any{"content_id": "1"}, 400, "12 digits")
	w.Refuses("content id taken", "POST", "/galaxy/apps", map[string]any{"content_id": id}, 409, "exists")
	w.Refuses("record not an object", "PUT", "/galaxy/apps/"+id, map[string]any{"info": []any{1}}, 400, "record 1")
	w.Refuses("app unknown", "DELETE", "/galaxy/apps/000000999999", nil, 404, "000000999999")
	w.Refuses("switch unknown", "POST", "/galaxy/switches", map[string]any{"nothing": true}, 400, "nothing")
	w.Refuses("switch envelope", "POST", "/galaxy/switches", map[string]any{"seller_envelope": "x"}, 400, "seller_envelope")
}

func TestResetReturnsToAnEmptyStore(t *testing.T) {
	w := newWorld(t)
	w.AddGalaxyApp(t, sandboxtest.GalaxyApp{})
	token := w.token("publishing")
	w.Set("bare_ok_false", true)
	w.Reset(t)
	w.call(http.MethodGet, checkPath, token, w.account.ID, 401, noAccount)
	w.CreateGalaxyAccountWithKey(t, w.account.ID, w.account.Key, "publishing")
	w.call(http.MethodGet, checkPath, token, w.account.ID, 401, invalidToken)
	w.get(listPath, 200, "[]")
}

func TestTokenCountTellsAccountAndScopeAndNoValue(t *testing.T) {
	w := newWorld(t)
	tokens := []string{w.token("publishing"), w.token("publishing", "gss")}
	body := w.Shown("/galaxy/tokens")
	const want = `{"live":2,"accounts":[{"service_account_id":"ID","live":2,"by_scope":{"gss":1,"publishing":2}}]}`
	got := strings.Join(strings.Fields(strings.ReplaceAll(body, w.account.ID, "ID")), "")
	if got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	for _, token := range tokens {
		if strings.Contains(body, token) {
			t.Error("the count shows a token")
		}
	}
}

func TestConcurrentMintsAndRevocationsLeaveNothing(t *testing.T) {
	w := newWorld(t)
	var wg sync.WaitGroup
	for range 16 {
		wg.Go(func() {
			for range 4 {
				token := w.token("publishing")
				w.call(http.MethodGet, listPath, token, w.account.ID, 200, "[]")
				w.call(http.MethodDelete, revokePath, token, w.account.ID, 200, okTrue)
			}
		})
		wg.Go(func() {
			w.Set("numeric_fields", true)
			w.LiveGalaxyTokens(t, "")
		})
	}
	wg.Wait()
	if n := w.LiveGalaxyTokens(t, ""); n != 0 {
		t.Errorf("%d tokens are left", n)
	}
	if n := w.Count(t, "POST", "/galaxy"+mintPath); n != 64 {
		t.Errorf("the journal has %d mints, want 64", n)
	}
}

// Only one of many revocations of one token may succeed.
func TestOneTokenIsRevokedOnce(t *testing.T) {
	w := newWorld(t)
	token := w.token("publishing")
	var mu sync.Mutex
	answers := map[int]int{}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			resp, _ := w.Send(http.MethodDelete, revokePath,
				map[string]string{"Authorization": sandboxtest.Bearer(token), "service-account-id": w.account.ID}, "")
			mu.Lock()
			defer mu.Unlock()
			answers[resp.StatusCode]++
		})
	}
	wg.Wait()
	if answers[200] != 1 || answers[401] != 7 {
		t.Errorf("answers by status %v, want one 200 and seven 401", answers)
	}
}

func TestJournalHoldsNoSecretOfTheStore(t *testing.T) {
	w := newWorld(t)
	jwt := w.jwt(nil)
	token := w.mint(jwt, 200, mintedBody)
	w.call(http.MethodGet, infoPath+"000001234567", token, w.account.ID, 200, "[]")
	w.call(http.MethodDelete, revokePath, token, w.account.ID, 200, okTrue)
	w.Hides("/journal", map[string]string{
		"the JWT": jwt, "the JWT's signature": jwt[strings.LastIndex(jwt, ".")+1:], "the token": token,
		"the account id": w.account.ID, "a query value": "000001234567",
	})
	entries := w.Journal(t, "", "/galaxy/auth/*")
	if len(entries) != 2 || entries[0].Notes["scopes"] != "publishing" || entries[1].Notes["scopes"] != "publishing" {
		t.Errorf("entries %v, want a mint and a revocation noted with their scope", entries)
	}
}
