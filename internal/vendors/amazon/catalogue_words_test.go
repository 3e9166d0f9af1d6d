package amazon_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/explain"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp/answertest"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/amazon"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/amazon/amazonapi"
)

func TestTheWordsOfTheCatalogueAreUnderstood(t *testing.T) {
	t.Parallel()
	const mint = `{"access_token":"t0ken","token_type":"bearer","expires_in":3600,"scope":"appstore::apps:readwrite"}`
	server := answertest.Serve(t, "unused")
	minting := answertest.Serve(t, "unused")
	minting.Fixed = map[string]string{"POST /auth/o2/token": mint}
	client := amazonapi.New(server.Endpoint, server.Endpoint, vendorhttp.Options{})
	reader := amazonapi.New(minting.Endpoint, minting.Endpoint, vendorhttp.Options{})
	credential := amazonapi.Credential{ClientID: "amzn1.application-oa2-client.0", ClientSecret: "s3cret"}
	answertest.Explained(t, amazon.Vendor.Catalogue.Causes, envelope(t), []*answertest.Server{server, minting},
		func(ctx context.Context) error {
			_, err := client.MintToken(ctx, credential, amazonapi.AppSubmission.Scope)
			return err
		},
		func(ctx context.Context) error {
			_, err := client.MintToken(ctx, credential, "another::scope")
			return err
		},
		func(ctx context.Context) error {
			_, err := client.TokenInfo(ctx, "t0ken")
			return err
		},
		func(ctx context.Context) error {
			_, err := reader.ReadApp(ctx, credential, "app")
			return err
		})
}

// envelope is the body of an answer: Login with Amazon's for an OAuth code, the service's for a code of its own, the gateway's for
// words alone. Words that are a body stay as they are.
func envelope(t *testing.T) func(explain.Answer) string {
	return func(a explain.Answer) string {
		var body any
		words := strings.ReplaceAll(a.Words, "…", "x")
		switch {
		case strings.HasPrefix(words, "{"):
			return strings.NewReplacer(`"message":x`, `"message":"x"`, "[x]", `[{"errorCode":"x","errorMessage":"x"}]`).Replace(words)
		case strings.HasPrefix(a.Code, "error_"):
			body = map[string]any{"httpCode": a.HTTP, "errors": []map[string]string{{"errorCode": a.Code, "errorMessage": words}}}
		case a.Code != "":
			body = map[string]string{"error": a.Code, "error_description": words}
		default:
			body = map[string]string{"Message": words}
		}
		text, err := json.Marshal(body)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
}
