package servicestage_test

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest/switches"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

func TestEverySwitchOfServiceStageIsSurvived(t *testing.T) { switches.Test(t, "servicestage", scene) }

func scene(st *switches.Stage) switches.Scene {
	t := st.T
	key := st.CreateAccessKey(t)
	st.TakeAuthorization(t, sandboxtest.NewAuthorization{Name: "by-oauth", RepoType: "github", TokenType: "oauth", User: "tom", Tag: "intl"})
	const freshToken, freshPassword = "ghp_fresh0123456789", "fresh-passw0rd"
	set := func(name string, value any) func() { return func() { st.SetSwitch(t, "servicestage", name, value) } }
	refusedByHost := switches.Event{
		Before: func() { st.RefuseGitSecret(t, freshToken); st.RefuseGitSecret(t, freshPassword) },
		Undo:   func() { st.PutGitAccount(t, freshToken, "tom"); st.PutGitAccount(t, freshPassword, "tom") },
	}
	temporary := st.CreateTemporaryAccessKey(t, time.Hour)
	region := fmt.Sprintf("region = %q", sandboxtest.ServiceStageRegion)
	// As another user would call, who only reads.
	byOther := func(lines ...string) switches.Event {
		config := st.Provider(lines...) + "data \"storeauth_servicestage_authorizations\" \"other\" {}\n"
		return switches.Event{Before: func() { st.Alone(config, "data.storeauth_servicestage_authorizations.other") }}
	}
	repeated := func(times int, e switches.Event) switches.Event {
		return switches.Event{Before: func() {
			for range times {
				e.Before()
			}
		}}
	}
	unlock := func() { st.Console(t, http.MethodPost, "/servicestage/access-keys/"+key.AccessKey+"/unlock", nil, nil) }
	wrongSecret := byOther(region, fmt.Sprintf("access_key = %q", key.AccessKey), "secret_key = "+st.Secret("wrong_key", "another-one"))
	unknownKey := byOther(region, "access_key = \"NOBODY\"", "secret_key = "+st.Secret("other_key", "whatever-it-is"))
	missingDelete := switches.Event{Between: func() { st.DeleteAuthorization(t, "by-token"); st.DeleteAuthorization(t, "fresh-by-token") }}
	// The callback of the first of some sign-ins with the address that the data source has.
	signedIn := func(times int) switches.Event {
		return switches.Event{
			Before: func() {
				address, _ := st.CLI.Attributes(t, "storeauth_servicestage_oauth_redirect.one")["url"].(string)
				callback := st.Browse(t, address, "tom")
				for range times - 1 {
					st.Browse(t, address, "tom")
				}
				if err := os.WriteFile(filepath.Join(st.CLI.Dir, "callback.txt"), []byte(callback.URL), 0o600); err != nil {
					t.Fatal(err)
				}
			},
			More: "resource \"storeauth_servicestage_oauth_authorization\" \"signed\" {\n  name = \"by-browser\"\n  repo_type = \"gitee\"\n" +
				"  callback_url_wo = file(\"callback.txt\")\n}\n",
		}
	}
	return switches.Scene{
		Kept: st.Provider(region, fmt.Sprintf("access_key = %q", key.AccessKey),
			"secret_key = "+st.Secret("secret_key", key.SecretKey)) + `
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
		Standing: fmt.Sprintf(`
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
`, st.Secret("own_token", "ghp_own0123456789"), st.Secret("own_password", "own-passw0rd")),
		Fresh: fmt.Sprintf(`
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
`, st.Secret("fresh_token", freshToken), st.Secret("fresh_password", freshPassword)),
		Held: func() int { return len(st.Authorizations(t)) },
		Events: map[string]switches.Event{
			"gateway_family":      {Before: set("denied_actions", []string{"servicestage:repositoryAuth:create"}), Undo: set("denied_actions", []string{})},
			"error_envelope":      refusedByHost,
			"refused_secret_code": refusedByHost,
			"unchecked_secrets":   refusedByHost,
			"skew_code": {
				Before: func() { st.AdvanceClock(t, 20*time.Minute) },
				Undo:   func() { st.AdvanceClock(t, -20*time.Minute); unlock() },
			},
			"date_before_key":       {Before: func() { st.AdvanceClock(t, 20*time.Minute); unknownKey.Before(); st.AdvanceClock(t, -20*time.Minute) }},
			"brief_signature_words": wrongSecret,
			"lock_at":               {Before: repeated(6, wrongSecret).Before, Undo: unlock},
			"locks_again": {
				Before: func() { repeated(5, wrongSecret).Before(); st.AdvanceClock(t, 5*time.Minute); wrongSecret.Before() },
				Undo:   func() { st.AdvanceClock(t, -5*time.Minute); unlock() },
			},
			"lock_counts": repeated(6, byOther(region, fmt.Sprintf("access_key = %q", temporary.AccessKey),
				"secret_key = var.temporary_key", "security_token = "+st.Secret("wrong_token", strings.Repeat("no-such-token", 30)))),
			"own_region_only": byOther(fmt.Sprintf("project_id = %q", st.AddProject(t, "la-south-2")), "region = \"la-south-2\"",
				fmt.Sprintf("access_key = %q", key.AccessKey), "secret_key = var.secret_key"),
			"keystone_elsewhere": {Before: func() {
				elsewhere := region + fmt.Sprintf("\n    iam_endpoint = %q", st.IAMURL()+"/nothing")
				st.Apply("with another address of IAM", strings.Replace(st.Scene.Kept, region, elsewhere, 1)+st.Scene.Standing)
			}},
			"state_spent_by":        signedIn(1),
			"new_sign_in_ends_code": signedIn(2),
			"missing_delete_text":   missingDelete,
			"unknown_key_words":     unknownKey,
			"missing_security_token": byOther(region, fmt.Sprintf("access_key = %q", temporary.AccessKey),
				"secret_key = "+st.Secret("temporary_key", temporary.SecretKey)),
			"other_project_token": byOther(region, fmt.Sprintf("project_id = %q", sandboxtest.ServiceStageProject),
				"auth_token = "+st.Secret("token", st.CreateIAMToken(t, st.AddProject(t, "ap-southeast-1"), time.Hour))),
			"missing_delete_status": missingDelete,
			"rate_window":           {Before: set("rate_limit", 2), Undo: set("rate_limit", 0)},
		},
	}
}
