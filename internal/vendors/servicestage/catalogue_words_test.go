package servicestage_test

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/explain"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp/answertest"
	vendor "github.com/storeauth/terraform-provider-storeauth/internal/vendors/servicestage"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/servicestage/servicestageapi"
)

func TestTheWordsOfTheCatalogueAreUnderstood(t *testing.T) {
	t.Parallel()
	const project = "0123456789abcdef0123456789abcdef"
	server := answertest.Serve(t, "unused")
	listing := answertest.Serve(t, "unused")
	listing.Fixed = map[string]string{"GET /v1/" + project + "/git/auths": `{"authorizations":[],"count":0}`}
	byKey := servicestageapi.Credentials{AccessKey: "AK", SecretKey: "sk"}
	byTemporaryKey := servicestageapi.Credentials{AccessKey: "AK", SecretKey: "sk", SecurityToken: "security"}
	byToken := servicestageapi.Credentials{AuthToken: "token"}
	// A client keeps a refusal of its credential, so each call has a client of its own.
	client := func(server *answertest.Server, id string, credentials servicestageapi.Credentials) *servicestageapi.Client {
		return servicestageapi.New(servicestageapi.Config{Endpoint: server.Endpoint, IAMEndpoint: server.Endpoint, Region: "cn-north-4", ProjectID: id,
			Credentials: credentials}, vendorhttp.Options{})
	}
	var calls []func(context.Context) error
	for _, credentials := range []servicestageapi.Credentials{byKey, byTemporaryKey, byToken} {
		calls = append(calls,
			func(ctx context.Context) error {
				_, err := client(server, project, credentials).List(ctx)
				return err
			},
			func(ctx context.Context) error {
				_, err := client(server, "", credentials).ProjectID(ctx)
				return err
			},
			func(ctx context.Context) error {
				_, err := client(listing, project, credentials).CreateToken(ctx, "name", "github", "", "token")
				return err
			})
	}
	answertest.Explained(t, vendor.Vendor.Catalogue.Causes, inEnvelope(t), []*answertest.Server{server, listing}, calls...)
}

// inEnvelope is the body of an answer: the gateway's, the service's and IAM's for a code, Keystone's for words alone.
func inEnvelope(t *testing.T) func(explain.Answer) string {
	return func(a explain.Answer) string {
		var body any = map[string]string{"error_code": strings.ReplaceAll(a.Code, "…", "0011"), "error_msg": strings.ReplaceAll(a.Words, "…", "x")}
		if a.Code == "" {
			body = map[string]any{"error": map[string]any{"code": a.HTTP, "message": a.Words, "title": http.StatusText(a.HTTP)}}
		}
		text, err := json.Marshal(body)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
}
