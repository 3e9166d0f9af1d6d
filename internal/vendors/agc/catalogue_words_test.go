package agc_test

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"encoding/json"
	"testing"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/explain"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp/answertest"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/agc"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/agc/agcapi"
)

func TestTheWordsOfTheCatalogueAreUnderstood(t *testing.T) {
	t.Parallel()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	server := answertest.Serve(t, "unused")
	accepting := answertest.Serve(t, "unused")
	server.InReason, accepting.InReason = true, true
	accepting.Fixed = map[string]string{
		"POST /api/oauth2/v1/token":      `{"access_token":"t0ken","expires_in":172800}`,
		"GET /api/publish/v2/appid-list": `{"ret":{"code":0},"appids":[]}`,
	}
	slow := func() time.Time { return time.Now().Add(-24 * time.Hour) }
	client, wrongClock := agcapi.New("china", server.Endpoint, vendorhttp.Options{}), agcapi.New("china", server.Endpoint, vendorhttp.Options{Now: slow})
	apiClient, held := agcapi.APIClient{ID: "1", Secret: "s3cret"}, agcapi.Token{Value: "t0ken", ClientID: "1"}
	account := agcapi.ServiceAccount{SubAccount: "2", KeyID: "3", Key: key}
	body := func(a explain.Answer) string {
		if a.Code == "" {
			return a.Words
		}
		text, err := json.Marshal(map[string]any{"ret": map[string]any{"code": a.Code, "msg": a.Words}})
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	answertest.Explained(t, agc.Vendor.Catalogue.Causes, body, []*answertest.Server{server, accepting},
		func(ctx context.Context) error { return client.Verify(ctx, apiClient, nil) },
		func(ctx context.Context) error { return client.Probe(ctx, held) },
		func(ctx context.Context) error { return client.Verify(ctx, account, nil) },
		func(ctx context.Context) error { return wrongClock.Verify(ctx, account, nil) },
		func(ctx context.Context) error {
			return agcapi.New("china", accepting.Endpoint, vendorhttp.Options{}).Verify(ctx, apiClient, []string{"100000001"})
		})
}
