package galaxyapi_test

import (
	"crypto/rand"
	"crypto/rsa"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp/answertest"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/galaxy/galaxyapi"
)

// FuzzOperations gives any answer to every call of the client.
func FuzzOperations(f *testing.F) {
	for _, body := range append(answertest.Seeds, `{"ok":true,"createdItem":{"accessToken":"a"}}`, `{"ok":true,"createdItem":{"accessToken":"a\u001b"}}`,
		`[{"contentId":123,"contentName":"\u001b[2J","paid":"Y"}]`, `[{"contentId":"000000000001","binaryList":[{"versionCode":"x"}],"supportedLanguages":[null]}]`,
		`{"code":"AUTH_REQUIRE","message":"\u001b[2J::error::{secret}"}`, `{"body":{"errorCode":"3001","errorMsg":"{secret}"}}`) {
		f.Add(200, body)
		f.Add(401, body)
		f.Add(500, body)
	}
	const token = "t0ken-c4nary-0123456789"
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		f.Fatal(err)
	}
	server := answertest.Serve(f, token)
	client := galaxyapi.New(server.Endpoint, vendorhttp.Options{})
	f.Fuzz(func(t *testing.T, status int, body string) {
		if !server.Answer(status, body) {
			return
		}
		server.Secret = "what was not sent"
		minted, err := client.MintToken(t.Context(), "account", key, []string{"publishing"})
		if (minted == "") == (err == nil) || err == nil && status/100 != 2 {
			t.Errorf("%d %q gave the token %q and %v", status, body, minted, err)
		}
		server.Secret = token
		server.Judge(t, "check", client.CheckToken(t.Context(), "account", token))
		server.Judge(t, "revoke", client.RevokeTokenOf(t.Context(), "account", token))
		_, err = client.ContentList(t.Context(), "account", token)
		server.Judge(t, "list", err)
		_, err = client.ContentInfo(t.Context(), "account", token, "000000000001")
		server.Judge(t, "app", err)
	})
}
