package provider_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// ours makes a foreign app one's own again.
func (st *stage) ours(app string) {
	st.Console(st.t, http.MethodPost, app+"/foreign", map[string]bool{"foreign": false}, nil)
}

// token obtains an access token as another program would.
func (st *stage) token(path, contentType, body string) string {
	st.t.Helper()
	req, err := http.NewRequestWithContext(st.t.Context(), http.MethodPost, st.secrecy.URL+path, strings.NewReader(body))
	if err != nil {
		st.t.Fatal(err)
	}
	req.Header.Set("Content-Type", contentType)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		st.t.Fatal(err)
	}
	defer resp.Body.Close()
	var answer struct {
		Token string `json:"access_token"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&answer); err != nil || answer.Token == "" {
		st.t.Fatalf("no token: %v", err)
	}
	return answer.Token
}

func galaxyScene(st *stage) scene {
	t := st.t
	block, own, fresh := st.CreateGalaxyAccount(t), st.CreateGalaxyAccount(t), st.CreateGalaxyAccount(t)
	app := st.AddGalaxyApp(t, sandboxtest.GalaxyApp{Registration: "UPDATING"})
	return scene{
		kept: st.provider(fmt.Sprintf("service_account_id = %q", block.ID), "private_key = "+st.secret("block_key", block.PrivateKey)),
		standing: fmt.Sprintf(`
resource "storeauth_galaxy_service_account" "own" {
  service_account_id = %q
  private_key_wo     = %s
}
resource "storeauth_galaxy_service_account" "block" {
  service_account_id = %q
}
resource "storeauth_galaxy_access_token" "own" {}
ephemeral "storeauth_galaxy_access_token" "block" {}
data "storeauth_galaxy_apps" "all" {}
data "storeauth_galaxy_app" "one" {
  content_id = %q
}
data "storeauth_galaxy_token_validation" "block" {}
`, own.ID, st.secret("own_key", own.PrivateKey), block.ID, app),
		fresh: fmt.Sprintf(`
resource "storeauth_galaxy_service_account" "fresh" {
  service_account_id = %q
  private_key_wo     = %s
}
resource "storeauth_galaxy_access_token" "fresh" {
  scopes = ["gss"]
}
`, fresh.ID, st.secret("fresh_key", fresh.PrivateKey)),
		held: func() int { return st.LiveGalaxyTokens(t, "") },
		events: map[string]event{
			"spaced_account_message": {
				before: func() { st.DeleteGalaxyAccount(t, own.ID) }, undo: func() { st.RestoreGalaxyAccount(t, own.ID) },
			},
			"refusals_in_200": {
				before: func() { st.SetGalaxyScopes(t, own.ID, "gss") }, undo: func() { st.SetGalaxyScopes(t, own.ID, "publishing", "gss") },
			},
			"seller_envelope": {before: func() { st.MakeGalaxyAppForeign(t, app) }, undo: func() { st.ours("/galaxy/apps/" + app) }},
		},
	}
}

func agcScene(st *stage) scene {
	t := st.t
	block, own, fresh := st.CreateAGCClient(t), st.CreateAGCClient(t), st.CreateAGCClient(t)
	hms := st.AddAGCClient(t, sandboxtest.AGCClient{Kind: "hms"})
	account := st.CreateAGCServiceAccount(t)
	app := st.AddAGCApp(t, sandboxtest.AGCApp{PackageName: "org.example.player", Phased: &sandboxtest.AGCPhasedState{}})
	client := func(name string, of sandboxtest.AGCClient, appID string) string {
		return fmt.Sprintf("resource \"storeauth_agc_api_client\" %q {\n  client_id = %q\n  client_secret_wo = %s\n  app_ids = [%q]\n}\n",
			name, of.ID, st.secret(name+"_secret", of.Secret), appID)
	}
	resetKey := func(secret string) func() {
		return func() {
			st.Console(t, http.MethodPost, "/agc/clients/"+own.ID+"/reset-key", map[string]string{"client_secret": secret}, nil)
		}
	}
	given := fmt.Sprintf("data \"storeauth_agc_token_validation\" \"given\" {\n  client_id = %q\n  access_token = %q\n}\n", own.ID,
		st.token("/agc/api/oauth2/v1/token", "application/json",
			fmt.Sprintf(`{"grant_type":"client_credentials","client_id":%q,"client_secret":%q}`, own.ID, own.Secret)))
	return scene{
		kept: st.provider(fmt.Sprintf("client_id = %q", block.ID), "client_secret = "+st.secret("block_secret", block.Secret)),
		standing: client("own", own, app) + fmt.Sprintf(`
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
`, block.ID, st.secret("account_key", account.KeyFile), app),
		fresh: client("fresh", fresh, app),
		events: map[string]event{
			"token_ret_form":   {before: resetKey(""), undo: resetKey(own.Secret)},
			"publish_ret_form": {before: func() { st.SetAGCAccountState(t, "suspended") }, undo: func() { st.SetAGCAccountState(t, "active") }},
			"hms_answer":       {more: client("hms", hms, app)},
			"revoke_tokens":    {before: resetKey(""), undo: resetKey(own.Secret), more: given},
			"expired_code": {
				before: func() { st.AdvanceClock(t, 49*time.Hour) }, undo: func() { st.AdvanceClock(t, -49*time.Hour) }, more: given,
			},
			"plain_403": {
				before: func() { st.SetAGCClientRoles(t, own.ID, "Operations") }, undo: func() { st.SetAGCClientRoles(t, own.ID, "Administrator") },
			},
			"project_account_words": {
				before: func() { st.SetAGCServiceAccountProject(t, account.ID, "7") }, undo: func() { st.SetAGCServiceAccountProject(t, account.ID, "") },
			},
			"named_app":   {more: client("named", fresh, "org.example.player")},
			"foreign_app": {before: func() { st.MakeAGCAppForeign(t, app) }, undo: func() { st.ours("/agc/apps/" + app) }},
		},
	}
}

func amazonScene(st *stage) scene {
	t := st.t
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
		st.token("/lwa/auth/o2/token", "application/x-www-form-urlencoded", url.Values{"grant_type": {"client_credentials"},
			"client_id": {own.ClientID}, "client_secret": {own.ClientSecret}, "scope": {"appstore::apps:readwrite"}}.Encode()))
	return scene{
		kept: st.provider(fmt.Sprintf("client_id = %q", block.ClientID), "client_secret = "+st.secret("block_secret", block.ClientSecret)),
		standing: fmt.Sprintf(`
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
`, own.ClientID, st.secret("own_secret", own.ClientSecret), block.ClientID, app),
		fresh: fmt.Sprintf(`
resource "storeauth_amazon_security_profile_attachment" "fresh" {
  client_id        = %q
  api              = "reporting"
  client_secret_wo = %s
}
`, fresh.ClientID, st.secret("fresh_secret", fresh.ClientSecret)),
		events: map[string]event{
			"unattached_status":      {before: detach, undo: attach},
			"unattached_description": {before: detach, undo: attach},
			"attach_delay":           {before: func() { detach(); attach() }, undo: aMinute},
			"detach_delay":           {before: detach, between: aMinute, undo: attach},
			"rotation_delay": {
				before: func() { st.RotateAmazonSecret(t, own.ClientID, false) },
				undo: func() {
					st.Console(t, http.MethodPost, "/amazon/profiles/"+own.ClientID+"/rotate", map[string]string{"client_secret": own.ClientSecret}, nil)
				},
			},
			"revoke_tokens": {before: func() { detach(); attach() }, more: given},
			"gateway_status": {
				before: func() { st.RevokeAmazonTokens(t, own.ClientID); st.SetAmazonSwitch(t, "tokeninfo", "rejects") },
				undo:   func() { st.SetAmazonSwitch(t, "tokeninfo", "accepts") }, more: given,
			},
			"unknown_app_status": {more: other("amzn1.devportal.mobileapp.00000000000000000000000000000000")},
			"foreign_app_status": {before: func() { st.MakeAmazonAppForeign(t, app) }, undo: func() { st.ours("/amazon/apps/" + app) }},
			"package_names":      {more: other("org.example.player")},
		},
	}
}

func iotScene(st *stage) scene {
	t := st.t
	block, own, holder := st.CreateIoTApplication(t), st.CreateIoTApplication(t), st.CreateIoTApplication(t)
	fresh, running := st.CreateIoTApplication(t), st.CreateIoTApplication(t)
	token, _ := st.LoginIoTApplication(t, running.AppID)
	const validation = "data \"storeauth_iot_token_validation\" %q {\n  app_id = %q\n  access_token = %q\n}\n"
	frozen := event{before: func() { st.FreezeIoTApplication(t, own.AppID) }, undo: func() { st.UnfreezeIoTApplication(t, own.AppID) }}
	return scene{
		kept: st.provider(fmt.Sprintf("app_id = %q", block.AppID), "secret = "+st.secret("block_secret", block.Secret)),
		standing: fmt.Sprintf(`
resource "storeauth_iot_application" "own" {
  app_id            = %q
  secret_wo         = %s
  verify_on_refresh = true
}
resource "storeauth_iot_access_token" "own" {
  app_id    = %q
  secret_wo = %s
}
ephemeral "storeauth_iot_access_token" "block" {}
`, own.AppID, st.secret("own_secret", own.Secret), holder.AppID, st.secret("holder_secret", holder.Secret)) +
			fmt.Sprintf(validation, "running", running.AppID, token),
		fresh: fmt.Sprintf(`
resource "storeauth_iot_application" "fresh" {
  app_id = %q
}
resource "storeauth_iot_access_token" "fresh" {
  app_id    = %q
  secret_wo = %s
}
`, block.AppID, fresh.AppID, st.secret("fresh_secret", fresh.Secret)),
		held: func() int {
			live := 0
			for _, app := range []sandboxtest.IoTApplication{block, own, holder, fresh} {
				if access, _ := st.LiveIoTTokens(t, app.AppID); access {
					live++
				}
			}
			return live
		},
		events: map[string]event{
			"access_token_lifetime": {before: st.endSoon},
			"refresh_token_lifetime": {
				before: func() {
					st.endSoon()
					st.apply("refreshing", st.scene.kept+st.scene.standing)
					st.AdvanceClock(t, 50*time.Minute)
					st.endSoon()
				},
				undo: func() { st.AdvanceClock(t, -50*time.Minute) },
			},
			"numeric_codes":    frozen,
			"frozen_code":      frozen,
			"no_refresh_token": {before: st.endSoon},
			// A refresh would notice that the token has ended, and the refresh token would not be used.
			"login_keeps_refresh_tokens": {
				before: func() { st.LoginIoTApplication(t, holder.AppID); st.endSoon() }, flags: []string{"-refresh=false"},
			},
			"refresh_keeps_refresh_token": {
				before: func() { st.endSoon(); st.apply("refreshing", st.scene.kept+st.scene.standing); st.endSoon() },
			},
			"throttle_limit": {more: fmt.Sprintf(validation, "again", running.AppID, token)},
			"dead_logout":    {between: func() { st.ExpireIoTTokens(t, holder.AppID); st.ExpireIoTTokens(t, fresh.AppID) }},
		},
	}
}

var endsAt = regexp.MustCompile(`("expires_at": )"[^"]*"`)

// endSoon moves the end of every token in the state to a minute from now, so that the next apply refreshes them.
func (st *stage) endSoon() {
	soon := strconv.Quote(time.Now().Add(time.Minute).UTC().Format(time.RFC3339))
	state := endsAt.ReplaceAllString(st.cli.State(st.t), "${1}"+soon)
	if err := os.WriteFile(filepath.Join(st.cli.Dir, "terraform.tfstate"), []byte(state), 0o600); err != nil {
		st.t.Fatal(err)
	}
}

func servicestageScene(st *stage) scene {
	t := st.t
	key := st.CreateAccessKey(t)
	st.TakeAuthorization(t, sandboxtest.NewAuthorization{Name: "by-oauth", RepoType: "github", TokenType: "oauth", User: "tom", Tag: "intl"})
	const freshToken, freshPassword = "ghp_fresh0123456789", "fresh-passw0rd"
	set := func(name string, value any) func() { return func() { st.SetServiceStageSwitch(t, name, value) } }
	refusedByHost := event{
		before: func() { st.RefuseGitSecret(t, freshToken); st.RefuseGitSecret(t, freshPassword) },
		undo:   func() { st.PutGitAccount(t, freshToken, "tom"); st.PutGitAccount(t, freshPassword, "tom") },
	}
	return scene{
		kept: st.provider(fmt.Sprintf("region = %q", sandboxtest.ServiceStageRegion), fmt.Sprintf("access_key = %q", key.AccessKey),
			"secret_key = "+st.secret("secret_key", key.SecretKey)) + `
import {
  to = storeauth_servicestage_oauth_authorization.own
  id = "by-oauth"
}
resource "storeauth_servicestage_oauth_authorization" "own" {
  name      = "by-oauth"
  repo_type = "github"
  tag       = "intl"
}
`,
		standing: fmt.Sprintf(`
resource "storeauth_servicestage_token_authorization" "own" {
  name      = "by-token"
  repo_type = "github"
  token_wo  = %s
}
resource "storeauth_servicestage_password_authorization" "own" {
  name        = "by-password"
  repo_type   = "bitbucket"
  user_name   = "tom"
  password_wo = %s
}
data "storeauth_servicestage_authorizations" "all" {}
data "storeauth_servicestage_authorization" "one" {
  name = "by-oauth"
}
data "storeauth_servicestage_oauth_redirect" "one" {
  repo_type = "gitee"
}
data "storeauth_servicestage_repositories" "one" {
  authorization = "by-oauth"
}
`, st.secret("own_token", "ghp_own0123456789"), st.secret("own_password", "own-passw0rd")),
		fresh: fmt.Sprintf(`
resource "storeauth_servicestage_oauth_authorization" "fresh" {
  name      = "fresh-by-oauth"
  repo_type = "gitlab"
}
resource "storeauth_servicestage_token_authorization" "fresh" {
  name      = "fresh-by-token"
  repo_type = "gitee"
  token_wo  = %s
}
resource "storeauth_servicestage_password_authorization" "fresh" {
  name        = "fresh-by-password"
  repo_type   = "devcloud"
  user_name   = "tom"
  password_wo = %s
}
`, st.secret("fresh_token", freshToken), st.secret("fresh_password", freshPassword)),
		held: func() int { return len(st.Authorizations(t)) },
		events: map[string]event{
			"gateway_family":      {before: set("denied_actions", []string{"servicestage:repositoryAuth:create"}), undo: set("denied_actions", []string{})},
			"error_envelope":      refusedByHost,
			"refused_secret_code": refusedByHost,
			"skew_code": {
				before: func() { st.AdvanceClock(t, 20*time.Minute) },
				undo: func() {
					st.AdvanceClock(t, -20*time.Minute)
					st.Console(t, http.MethodPost, "/servicestage/access-keys/"+key.AccessKey+"/unlock", nil, nil)
				},
			},
			"missing_delete_status": {between: func() { st.DeleteAuthorization(t, "by-token"); st.DeleteAuthorization(t, "fresh-by-token") }},
			"rate_window":           {before: set("rate_limit", 2), undo: set("rate_limit", 0)},
		},
	}
}
