package amazonapi_test

import (
	"testing"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp/answertest"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/amazon/amazonapi"
)

// FuzzOperations gives any answer to every call of the client.
func FuzzOperations(f *testing.F) {
	const token = "t0ken-c4nary-0123456789"
	const mint = `"access_token":"` + token + `","token_type":"bearer","expires_in":3600`
	for _, body := range append(answertest.Seeds, `{`+mint+`}`, `{`+mint+`,"id":"e","status":"\u001b","listings":{"en\u001b":{"title":null,"keywords":[1]}}}`,
		`{"error":"invalid_client","error_description":"\u009b ::error::{secret}"}`, `{"aud":"::error::","exp":3600}`, `{"aud":"x","exp":"{secret}"}`, `{"exp":-1}`,
		`{"httpCode":403,"errors":[{"errorCode":"{secret}"}]}`, `[{"id":1,"name":"\u202e","versionCode":"x"}]`) {
		for _, status := range []int{200, 400, 403, 404} {
			f.Add(status, body)
		}
	}
	const secret = "s3cret-c4nary-0123456789"
	server := answertest.Serve(f, secret)
	client := amazonapi.New(server.Endpoint, server.Endpoint, vendorhttp.Options{Now: func() time.Time { return time.Unix(1_900_000_000, 0) }})
	credential := amazonapi.Credential{ClientID: "amzn1.application-oa2-client.0", ClientSecret: secret}
	f.Fuzz(func(t *testing.T, status int, body string) {
		if !server.Answer(status, body) {
			return
		}
		minted, err := client.MintToken(t.Context(), credential, amazonapi.AppSubmission.Scope)
		server.Judge(t, "mint", err)
		if (minted.AccessToken == "") == (err == nil) || err == nil && status/100 != 2 {
			t.Errorf("%d %q gave a token: %t, and %v", status, body, minted.AccessToken != "", err)
		}
		server.Secret = token
		defer func() { server.Secret = secret }()
		_, err = client.ValidateToken(t.Context(), server.Secret, credential.ClientID, true)
		server.Judge(t, "validate", err)
		server.Answer(200, "{"+mint+"}")
		if _, err := client.Token(t.Context(), credential, amazonapi.AppSubmission.Scope); err != nil {
			t.Fatal(err)
		}
		server.Answer(status, body)
		_, err = client.ReadApp(t.Context(), credential, "app")
		server.Judge(t, "read", err)
	})
}
