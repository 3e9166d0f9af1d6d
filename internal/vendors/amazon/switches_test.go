package amazon_test

import (
	"fmt"
	"net/http"
	"net/url"
	"testing"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest/switches"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

func TestEverySwitchOfAmazonIsSurvived(t *testing.T) { switches.Test(t, "amazon", scene) }

// noApp is an app id that no app has.
const noApp = "amzn1.devportal.mobileapp.00000000000000000000000000000000"

func scene(st *switches.Stage) switches.Scene {
	t := st.T
	block, own := st.CreateAmazonProfile(t, "app_submission", "reporting"), st.CreateAmazonProfile(t, "app_submission")
	fresh := st.CreateAmazonProfile(t, "reporting")
	app := st.AddAmazonApp(t, sandboxtest.AmazonApp{PackageName: "org.example.player"})
	st.OpenAmazonEdit(t, app, "")
	attach := func() { st.AttachAmazonProfile(t, own.ClientID, "app_submission") }
	detach := func() { st.DetachAmazonProfile(t, own.ClientID, "app_submission") }
	aMinute := func() { st.AdvanceClock(t, time.Minute) }
	other := func(id string) string {
		return fmt.Sprintf("data \"storeauth_amazon_app\" \"other\" {\n  app_id = %q\n}\n", id)
	}
	given := fmt.Sprintf("data \"storeauth_amazon_token_validation\" \"given\" {\n  access_token = %q\n}\n",
		st.Token("/lwa/auth/o2/token", "application/x-www-form-urlencoded", url.Values{"grant_type": {"client_credentials"},
			"client_id": {own.ClientID}, "client_secret": {own.ClientSecret}, "scope": {"appstore::apps:readwrite"}}.Encode()))
	return switches.Scene{
		Kept: st.Provider(fmt.Sprintf("client_id = %q", block.ClientID), "client_secret = "+st.Secret("block_secret", block.ClientSecret)),
		Standing: fmt.Sprintf(`
resource "storeauth_amazon_security_profile_attachment" "own" {
  client_id        = %q
  api              = "app_submission"
  client_secret_wo = %s
}
resource "storeauth_amazon_security_profile_attachment" "block" {
  client_id = %q
  api       = "reporting"
}
ephemeral "storeauth_amazon_access_token" "block" {}
data "storeauth_amazon_app" "one" {
  app_id = %q
}
data "storeauth_amazon_token_validation" "block" {}
`, own.ClientID, st.Secret("own_secret", own.ClientSecret), block.ClientID, app),
		Fresh: fmt.Sprintf(`
resource "storeauth_amazon_security_profile_attachment" "fresh" {
  client_id        = %q
  api              = "reporting"
  client_secret_wo = %s
}
`, fresh.ClientID, st.Secret("fresh_secret", fresh.ClientSecret)),
		Events: map[string]switches.Event{
			"unattached_status":      {Before: detach, Undo: attach},
			"unattached_description": {Before: detach, Undo: attach},
			"attach_delay":           {Before: func() { detach(); attach() }, Undo: aMinute},
			"detach_delay":           {Before: detach, Between: aMinute, Undo: attach},
			"rotation_delay": {
				Before: func() { st.RotateAmazonSecret(t, own.ClientID, false) },
				Undo: func() {
					st.Console(t, http.MethodPost, "/amazon/profiles/"+own.ClientID+"/rotate", map[string]string{"client_secret": own.ClientSecret}, nil)
				},
			},
			"revoke_tokens": {Before: func() { detach(); attach() }, More: given},
			"gateway_status": {
				Before: func() { st.RevokeAmazonTokens(t, own.ClientID); st.SetSwitch(t, "amazon", "tokeninfo", "rejects") },
				Undo:   func() { st.SetSwitch(t, "amazon", "tokeninfo", "accepts") }, More: given,
			},
			"unknown_app_status": {More: other(noApp)},
			"foreign_app_status": {Before: func() { st.MakeAmazonAppForeign(t, app) }, Undo: func() { st.Ours("/amazon/apps/" + app) }},
			"package_names":      {More: other("org.example.player")},
			"no_edit_status":     {More: other(st.AddAmazonApp(t, sandboxtest.AmazonApp{}))},
			"error_index":        {Before: detach, Undo: attach},
			// A token is also proved by what the service answers about an app that does not exist.
			"empty_errors": {
				Before: func() { st.SetSwitch(t, "amazon", "tokeninfo", "rejects") }, Undo: func() { st.SetSwitch(t, "amazon", "tokeninfo", "accepts") },
				More: given + other(noApp),
			},
			"appstore_request_id": {More: other(noApp)},
		},
	}
}
