package galaxy_test

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"encoding/json"
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/explain"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp/answertest"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/galaxy"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/galaxy/galaxyapi"
)

func TestTheWordsOfTheCatalogueAreUnderstood(t *testing.T) {
	t.Parallel()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	server := answertest.Serve(t, "unused")
	client := galaxyapi.New(server.Endpoint, vendorhttp.Options{})
	body := func(a explain.Answer) string {
		text, err := json.Marshal(map[string]string{"code": a.Code, "message": strings.ReplaceAll(a.Words, "…", "x")})
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	answertest.Explained(t, galaxy.Vendor.Catalogue.Causes, body, []*answertest.Server{server},
		func(ctx context.Context) error {
			_, err := client.MintToken(ctx, "account", key, []string{"publishing"})
			return err
		},
		func(ctx context.Context) error { return client.CheckToken(ctx, "account", "token") })
}
