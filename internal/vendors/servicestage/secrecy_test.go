package servicestage_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

func TestServiceStageObjectsLeakNoSecret(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	const token, password = "ghp_c4nary0123456789", "p4ssw0rd-c4nary"
	key := sb.CreateTemporaryAccessKey(t, 24*time.Hour)
	s := acctest.NewSecrecy(t, sb, map[string]string{
		"secret_key": key.SecretKey, "security_token": key.SecurityToken, "git_token": token, "git_password": password, "callback": "",
	})
	s.Write(t, servicestage(s.URL, fmt.Sprintf("access_key = %q", key.AccessKey), "secret_key = var.secret_key", "security_token = var.security_token",
		`region = "cn-north-4"`)+oauth("callback_url_wo = var.callback")+`
resource "storeauth_servicestage_token_authorization" "t" {
  name      = "by-token"
  repo_type = "github"
  token_wo  = var.git_token
}
resource "storeauth_servicestage_password_authorization" "p" {
  name        = "by-password"
  repo_type   = "bitbucket"
  user_name   = "tom"
  password_wo = var.git_password
}
data "storeauth_servicestage_authorizations" "all" {}
`)
	s.PlanJSON(t)
	s.Run(t, "apply", "-auto-approve").Expect(t, 0)

	w := &world{Sandbox: sb, cli: s.CLI}
	callback := w.browse(t, "tom")
	s.Set("callback", callback.URL)
	s.Know("the code", callback.Code)
	// The vendor repeats what it was sent, as some do.
	w.fault(t, "POST", oauthCall, sandboxtest.Fault{Kind: "status", Status: 400, Body: []byte(fmt.Sprintf(
		`{"error_code":"SVCSTG.REPO.0400","error_msg":"parameter invalid: code %s of %s"}`, callback.Code, key.SecurityToken))})
	s.Run(t, "apply", "-auto-approve").Expect(t, 1, "[redacted]")
	sb.ClearFaults(t)
	s.Run(t, "apply", "-auto-approve").Expect(t, 0, "was used before")
	second := w.browse(t, "tom")
	s.Set("callback", second.URL)
	s.Know("the second code", second.Code)
	s.Live(t)
	w.status(t, "normal")
	s.Disturb(t, "/servicestage/*")
	sb.ExpireAuthorization(t, "by-token")
	sb.UnauthenticateAuthorization(t, "by-password")
	sb.DeleteAuthorization(t, name)
	s.PlanJSON(t)
	for call, secret := range map[string]string{"/github/personal": token, "/bitbucket/password": password} {
		w.fault(t, "POST", listCall+call, sandboxtest.Fault{Kind: "status", Status: 400,
			Body: []byte(`{"error_code":"SVCSTG.REPO.0451","error_msg":"refused ` + secret + `"}`)})
	}
	s.Run(t, "apply", "-auto-approve").Expect(t, 1, "refused [redacted]")
	sb.ClearFaults(t)
	s.Set("secret_key", "wr0ng-secret-key")
	s.Run(t, "plan").Expect(t, 1, "APIGW.0301")
	s.Set("secret_key", key.SecretKey)
	s.End(t, 1)
}
