package agcapi_test

import (
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp/answertest"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/agc/agcapi"
)

// FuzzOperations gives any answer to every call of the client.
func FuzzOperations(f *testing.F) {
	for _, body := range append(answertest.Seeds, `{"access_token":"a","expires_in":"172800"}`, `{"access_token":"a","expires_in":-1}`,
		`{"ret":{"code":0},"appids":[{"key":"\u001b","value":1}]}`, `{"ret":"{\"code\":203890688,\"msg\":\"{secret}\"}"}`,
		`{"ret":{"code":0},"appInfo":{"releaseState":7},"languages":[{"appDesc":"a\nb"}]}`, `{"ret":{"code":0},"data":{"data":{}}}`, `client token authorization fail.`) {
		f.Add(200, body)
		f.Add(401, body)
		f.Add(403, body)
	}
	const secret, token = "s3cret-c4nary-0123456789", "t0ken-c4nary-0123456789"
	server := answertest.Serve(f, secret)
	client := agcapi.New("china", server.Endpoint, vendorhttp.Options{})
	apiClient, held := agcapi.APIClient{ID: "1234567890123456789", Secret: secret}, agcapi.Token{Value: token, ClientID: "1234567890123456789"}
	f.Fuzz(func(t *testing.T, status int, body string) {
		if !server.Answer(status, body) {
			return
		}
		minted, err := apiClient.Token(t.Context(), client)
		server.Judge(t, "mint", err)
		if (minted.Value == "") == (err == nil) || err == nil && status/100 != 2 {
			t.Errorf("%d %q gave a token: %t, and %v", status, body, minted.Value != "", err)
		}
		server.Secret = token
		defer func() { server.Secret = secret }()
		_, err = client.AppIDs(t.Context(), held, "org.example")
		server.Judge(t, "app ids", err)
		_, err = client.AppInfo(t.Context(), held, "100000001", "", agcapi.ReleaseFull)
		server.Judge(t, "app", err)
		server.Judge(t, "probe", client.Probe(t.Context(), held))
	})
}
