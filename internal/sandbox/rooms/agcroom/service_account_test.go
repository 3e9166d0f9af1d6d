package agcroom_test

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"strings"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

var serviceAccountSamples = map[string]func(*world){
	"service-account": func(w *world) {
		account := w.CreateAGCServiceAccount(w.T)
		w.call(listPath, w.jwt(account, nil), "", status200, noApps)
		w.call(listPath, w.sign(account, account.Key, claims(account), map[string]any{"typ": nil}), "", status200, noApps)
		if n := w.Count(w.T, "", "/agc"+tokenPath); n != 0 {
			w.T.Errorf("%d token calls", n)
		}
		for _, part := range []string{`"project_id":""`, `"key_id":"` + account.KeyID, `"sub_account":"` + account.ID, `"token_uri":"` + audience, `BEGIN PRIVATE KEY`} {
			if !strings.Contains(account.KeyFile, part) {
				w.T.Errorf("the key file lacks %s", part)
			}
		}
	},
	"service-account-publishing": func(w *world) {
		account := w.CreateAGCServiceAccount(w.T)
		w.call(infoPath+"?appId=100000001", w.jwt(account, nil), "", status200, noApp)
		w.Set("service_accounts_refused", true)
		w.call(infoPath+"?appId=100000001", w.jwt(account, nil), "", status401, tokenRefused)
		w.call(listPath, w.jwt(account, nil), "", status401, tokenRefused)
	},
	"service-account-refused": func(w *world) {
		account := w.CreateAGCServiceAccount(w.T)
		other := w.CreateAGCServiceAccountOf(w.T, "", sandboxtest.RSAKey(account.Key), "App release")
		refused := func(what, jwt string) {
			w.T.Helper()
			w.T.Log(what)
			w.call(listPath, jwt, "", status401, tokenRefused)
		}
		refused("garbage", "a.b.c")
		refused("unknown account", w.jwt(account, map[string]any{"iss": "1"}))
		refused("another's key", w.sign(account, other.Key, claims(account), nil))
		refused("another's kid", w.sign(account, account.Key, claims(account), map[string]any{"kid": other.KeyID}))
		refused("no kid", w.sign(account, account.Key, claims(account), map[string]any{"kid": nil}))
		refused("another algorithm", w.sign(account, account.Key, claims(account), map[string]any{"alg": "RS256"}))
		refused("another audience", w.jwt(account, map[string]any{"aud": "https://example.com"}))
		refused("audience in an array", w.jwt(account, map[string]any{"aud": []string{audience}}))
		refused("changed claims", tampered(w.jwt(account, nil), w.jwt(account, map[string]any{"exp": time.Now().Unix() + 60})))
		refused("the longest salt", longSalt(w, account))

		replaced := w.ReplaceAGCServiceAccountKey(w.T, account)
		refused("the old key", w.jwt(account, nil))
		w.call(listPath, w.jwt(replaced, nil), "", status200, noApps)
		w.DeleteAGCServiceAccount(w.T, account.ID)
		refused("deleted", w.jwt(replaced, nil))
		w.RestoreAGCServiceAccount(w.T, account.ID)
		w.call(listPath, w.jwt(replaced, nil), "", status200, noApps)
	},
	"service-account-times": func(w *world) {
		account := w.CreateAGCServiceAccount(w.T)
		now := time.Now().Unix()
		for _, times := range []map[string]any{
			{"exp": now - 1}, {"exp": now + 3700}, {"iat": now + 300}, {"iat": nil}, {"exp": nil}, {"exp": "soon"},
		} {
			w.call(listPath, w.jwt(account, times), "", status401, tokenRefused)
		}
		w.Set("iat_leeway", "1m0s")
		w.call(listPath, w.jwt(account, map[string]any{"iat": now + 50}), "", status200, noApps)
		w.call(listPath, w.jwt(account, map[string]any{"iat": now + 300}), "", status401, tokenRefused)
		w.Set("long_assertions", true)
		w.call(listPath, w.jwt(account, map[string]any{"exp": now + 7300}), "", status200, noApps)
		w.Set("long_assertions", false)
		jwt := w.jwt(account, nil)
		w.AdvanceClock(w.T, 59*time.Minute)
		w.call(listPath, jwt, "", status200, noApps)
		w.AdvanceClock(w.T, time.Minute)
		w.call(listPath, jwt, "", status401, tokenRefused)
	},
	"service-account-form": func(w *world) {
		account := w.CreateAGCServiceAccount(w.T)
		now := float64(time.Now().Unix())
		header := func(typ any) string { return w.sign(account, account.Key, claims(account), map[string]any{"typ": typ}) }
		loose := []string{header(nil), header("jwt"), w.jwt(account, map[string]any{"iat": now - 0.5, "exp": now + 60}), w.jwt(account, map[string]any{"exp": now + 60.5})}
		emptyHeader := func(status, body string) {
			req := w.Request(http.MethodGet, listPath, map[string]string{"Authorization": "Bearer " + w.jwt(account, nil)}, "")
			req.Header["client_id"] = []string{""}
			resp, got := w.Do(req)
			w.Equal("an empty client_id", resp, got, status, body)
		}
		for _, jwt := range loose {
			w.call(listPath, jwt, "", status200, noApps)
		}
		emptyHeader(status200, noApps)
		w.Set("strict_service_accounts", true)
		for _, jwt := range loose {
			w.call(listPath, jwt, "", status401, tokenRefused)
		}
		emptyHeader(status401, tokenRefused)
		w.call(listPath, w.jwt(account, nil), "", status200, noApps)
	},
	"service-account-client-id": func(w *world) {
		account := w.CreateAGCServiceAccount(w.T)
		w.call(listPath, w.jwt(account, nil), w.client.ID, status401, tokenRefused)
		w.call(listPath, w.jwt(account, nil), account.ID, status401, tokenRefused)
		w.Set("client_id_ignored", true)
		w.call(listPath, w.jwt(account, nil), account.ID, status200, noApps)
	},
	"service-account-project": func(w *world) {
		account := w.CreateAGCServiceAccountOf(w.T, "736430079245111111", sandboxtest.RSAKey(), "App release")
		if !strings.Contains(account.KeyFile, `"project_id":"736430079245111111"`) {
			w.T.Error("the key file does not name the project")
		}
		w.call(listPath, w.jwt(account, nil), "", statusProject, "")
		w.Set("project_account_words", "body")
		w.call(listPath, w.jwt(account, nil), "", "403 Forbidden",
			`{"ret":{"code":403,"msg":"project credential can not access the developer credentialType api"}}`)
		w.SetAGCServiceAccountProject(w.T, account.ID, "")
		w.call(listPath, w.jwt(account, nil), "", status200, noApps)
	},
	"service-account-role": func(w *world) {
		account := w.CreateAGCServiceAccount(w.T)
		w.SetAGCServiceAccountRoles(w.T, account.ID, "Operations")
		w.call(listPath, w.jwt(account, nil), "", status403, "")
	},
}

// tampered is the first JWT's signature under the second's claims.
func tampered(first, second string) string {
	return second[:strings.LastIndex(second, ".")] + first[strings.LastIndex(first, "."):]
}

// longSalt signs with the longest salt that fits, as a library does that is not told otherwise.
func longSalt(w *world, account sandboxtest.AGCServiceAccount) string {
	w.T.Helper()
	jwt := w.jwt(account, nil)
	signed := jwt[:strings.LastIndex(jwt, ".")]
	sum := sha256.Sum256([]byte(signed))
	signature, err := rsa.SignPSS(rand.Reader, account.Key, crypto.SHA256, sum[:], &rsa.PSSOptions{SaltLength: rsa.PSSSaltLengthAuto})
	if err != nil {
		w.T.Fatal(err)
	}
	return signed + "." + base64.RawURLEncoding.EncodeToString(signature)
}
