package agc_test

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest/switches"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

func TestEverySwitchOfAGCIsSurvived(t *testing.T) { switches.Test(t, "agc", scene) }

func scene(st *switches.Stage) switches.Scene {
	t := st.T
	block, own, fresh := st.CreateAGCClient(t), st.CreateAGCClient(t), st.CreateAGCClient(t)
	hms := st.AddAGCClient(t, sandboxtest.AGCClient{Kind: "hms"})
	account := st.CreateAGCServiceAccount(t)
	app := st.AddAGCApp(t, sandboxtest.AGCApp{PackageName: "org.example.player", Phased: &sandboxtest.AGCPhasedState{}})
	client := func(name string, of sandboxtest.AGCClient, appID string) string {
		return fmt.Sprintf("resource \"storeauth_agc_api_client\" %q {\n  client_id = %q\n  client_secret_wo = %s\n  app_ids = [%q]\n}\n",
			name, of.ID, st.Secret(name+"_secret", of.Secret), appID)
	}
	resetKey := func(secret string) func() {
		return func() {
			st.Console(t, http.MethodPost, "/agc/clients/"+own.ID+"/reset-key", map[string]string{"client_secret": secret}, nil)
		}
	}
	given := fmt.Sprintf("data \"storeauth_agc_token_validation\" \"given\" {\n  client_id = %q\n  access_token = %q\n}\n", own.ID,
		st.Token("/agc/api/oauth2/v1/token", "application/json",
			fmt.Sprintf(`{"grant_type":"client_credentials","client_id":%q,"client_secret":%q}`, own.ID, own.Secret)))
	demoted := switches.Event{
		Before: func() { st.SetAGCClientRoles(t, own.ID, "Operations") }, Undo: func() { st.SetAGCClientRoles(t, own.ID, "Administrator") },
	}
	return switches.Scene{
		Kept: st.Provider(fmt.Sprintf("client_id = %q", block.ID), "client_secret = "+st.Secret("block_secret", block.Secret)),
		Standing: client("own", own, app) + fmt.Sprintf(`
resource "storeauth_agc_api_client" "block" {
  client_id = %[1]q
}
resource "storeauth_agc_service_account" "own" {
  key_wo  = %[2]s
  app_ids = [%[3]q]
}
ephemeral "storeauth_agc_access_token" "block" {}
ephemeral "storeauth_agc_access_token" "account" {
  service_account_key = %[2]s
}
data "storeauth_agc_app" "one" {
  app_id       = %[3]q
  release_type = "phased"
}
data "storeauth_agc_app_ids" "one" {
  package_names = ["org.example.player"]
}
data "storeauth_agc_token_validation" "block" {}
`, block.ID, st.Secret("account_key", account.KeyFile), app),
		Fresh: client("fresh", fresh, app),
		Events: map[string]switches.Event{
			"token_ret_form":         {Before: resetKey(""), Undo: resetKey(own.Secret)},
			"refusals_with_products": {Before: resetKey(""), Undo: resetKey(own.Secret)},
			"publish_ret_form":       {Before: func() { st.SetAGCAccountState(t, "suspended") }, Undo: func() { st.SetAGCAccountState(t, "active") }},
			"hms_answer":             {More: client("hms", hms, app)},
			"revoke_tokens":          {Before: resetKey(""), Undo: resetKey(own.Secret), More: given},
			// The machine's clock is so far ahead that only the leeway lets a service account's token pass.
			"iat_leeway": {
				Before: func() { st.AdvanceClock(t, -150*time.Second) }, Undo: func() { st.AdvanceClock(t, 150*time.Second) },
			},
			"no_phased_release": {More: fmt.Sprintf("data \"storeauth_agc_app\" \"full\" {\n  app_id = %q\n  release_type = \"phased\"\n}\n",
				st.AddAGCApp(t, sandboxtest.AGCApp{}))},
			"release_type_last": {More: fmt.Sprintf("data \"storeauth_agc_app\" \"neither\" {\n  app_id = %q\n  release_type = \"phased\"\n  language = \"de-DE\"\n}\n",
				st.AddAGCApp(t, sandboxtest.AGCApp{}))},
			"plain_403":        demoted,
			"typed_empty_body": demoted,
			"project_account_words": {
				Before: func() { st.SetAGCServiceAccountProject(t, account.ID, "7") }, Undo: func() { st.SetAGCServiceAccountProject(t, account.ID, "") },
			},
			"named_app":   {More: client("named", fresh, "org.example.player")},
			"foreign_app": {Before: func() { st.MakeAGCAppForeign(t, app) }, Undo: func() { st.Ours("/agc/apps/" + app) }},
		},
	}
}
