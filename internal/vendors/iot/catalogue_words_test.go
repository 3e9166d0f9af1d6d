package iot_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/explain"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp/answertest"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/iot"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/iot/iotapi"
)

func TestTheWordsOfTheCatalogueAreUnderstood(t *testing.T) {
	t.Parallel()
	const login = `{"scope":"default","tokenType":"Bearer ","expiresIn":3600,"accessToken":"85fe3222f362e3b6e943e483bd9c6f9b","refreshToken":null}`
	server := answertest.Serve(t, "unused")
	loggingIn := answertest.Serve(t, "unused")
	loggingIn.Fixed = map[string]string{"POST /iocm/app/sec/v1.1.0/login": login}
	app := iotapi.Application{ID: "1a2b", Secret: "s3cret"}
	newClient := func(server *answertest.Server) *iotapi.Client {
		client, err := iotapi.New(server.Endpoint, iotapi.TLS{}, vendorhttp.Options{})
		if err != nil {
			t.Fatal(err)
		}
		return client
	}
	client, session := newClient(server), newClient(loggingIn)
	// The gateway before the platform has an envelope of its own.
	body := func(a explain.Answer) string {
		code, text := "error_code", "error_desc"
		if strings.HasPrefix(a.Code, "10100") {
			code, text = "resultcode", "resultmsg"
		}
		if a.Code == "" {
			return ""
		}
		answer, err := json.Marshal(map[string]string{code: a.Code, text: a.Words})
		if err != nil {
			t.Fatal(err)
		}
		return string(answer)
	}
	answertest.Explained(t, iot.Vendor.Catalogue.Causes, body, []*answertest.Server{server, loggingIn},
		func(ctx context.Context) error {
			_, err := client.Login(ctx, app)
			return err
		},
		func(ctx context.Context) error {
			_, err := client.Refresh(ctx, app, "refresh")
			return err
		},
		func(ctx context.Context) error { return client.Check(ctx, app.ID, "token") },
		func(ctx context.Context) error {
			_, err := client.Logout(ctx, app.ID, "token")
			return err
		},
		func(ctx context.Context) error {
			_, err := session.Session(app).Verify(ctx)
			return err
		})
}
