package servicestage_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// TestNoSecretLeavesTheProvider walks every object through its life and its ways of failing, and looks for codes, tokens,
// passwords and the caller's credentials in state, plan, output and trace.
func TestNoSecretLeavesTheProvider(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	tap := acctest.NewTap(t, sb.URL)
	cli := acctest.NewCLI(t, "")
	key := sb.CreateTemporaryAccessKey(t, 24*time.Hour)
	secretKey, one := cli.Secret("secret_key", key.SecretKey)
	securityToken, two := cli.Secret("security_token", key.SecurityToken)
	token, three := cli.Secret("git_token", "ghp_c4nary0123456789")
	password, four := cli.Secret("git_password", "p4ssw0rd-c4nary")
	provider := one + two + three + four + acctest.Provider(tap.URL, fmt.Sprintf(
		"  servicestage = {\n    access_key = %q\n    secret_key = %s\n    security_token = %s\n    region = \"cn-north-4\"\n  }", key.AccessKey, secretKey, securityToken))
	config := provider + fmt.Sprintf(`
resource "storeauth_servicestage_token_authorization" "t" {
  name      = "by-token"
  repo_type = "github"
  token_wo  = %s
}
resource "storeauth_servicestage_password_authorization" "p" {
  name        = "by-password"
  repo_type   = "bitbucket"
  user_name   = "tom"
  password_wo = %s
}
data "storeauth_servicestage_authorizations" "all" {}
`, token, password)
	cli.Write(t, config+oauth())
	canaries := acctest.NewCanaries(tap, map[string]string{
		"the secret key": key.SecretKey, "the security token": key.SecurityToken,
		"the personal token": "ghp_c4nary0123456789", "the password": "p4ssw0rd-c4nary",
	})
	canaries.PlanJSON(t, cli)
	canaries.Run(t, cli, "apply", "-auto-approve").Expect(t, 0)

	w := &world{Sandbox: sb, cli: cli}
	callback := w.browse(t, "tom")
	canaries.Add("the code", callback.Code)
	address, five := cli.Secret("callback", callback.URL)
	with := config + five + oauth("callback_url_wo = "+address)
	cli.Write(t, with)
	// The vendor repeats what it was sent, as some do.
	w.fault(t, "POST", oauthCall, sandboxtest.Fault{Kind: "status", Status: 400, Body: []byte(fmt.Sprintf(
		`{"error_code":"SVCSTG.REPO.0400","error_msg":"parameter invalid: code %s of %s"}`, callback.Code, key.SecurityToken))})
	canaries.Run(t, cli, "apply", "-auto-approve").Expect(t, 1, "[redacted]")
	sb.ClearFaults(t)
	canaries.Run(t, cli, "apply", "-auto-approve").Expect(t, 0, "was used before")
	second := w.browse(t, "tom")
	canaries.Add("the second code", second.Code)
	cli.Env = append(cli.Env, "TF_VAR_callback="+second.URL)
	canaries.PlanJSON(t, cli)
	canaries.Run(t, cli, "apply", "-auto-approve").Expect(t, 0)
	w.status(t, "normal")
	canaries.Run(t, cli, "plan").Expect(t, 0, "No changes")
	for _, fault := range []sandboxtest.Fault{{Kind: "status", Status: 500}, {Kind: "html", Status: 401}, {Kind: "truncated"}, {Kind: "reset"}, {Kind: "empty"}} {
		w.fault(t, "", "/*", fault)
		canaries.Run(t, cli, "plan").Expect(t, 1)
		sb.ClearFaults(t)
	}
	sb.ExpireAuthorization(t, "by-token")
	sb.UnauthenticateAuthorization(t, "by-password")
	sb.DeleteAuthorization(t, name)
	canaries.PlanJSON(t, cli)
	for call, secret := range map[string]string{"/github/personal": "ghp_c4nary0123456789", "/bitbucket/password": "p4ssw0rd-c4nary"} {
		w.fault(t, "POST", listCall+call, sandboxtest.Fault{Kind: "status", Status: 400,
			Body: []byte(`{"error_code":"SVCSTG.REPO.0451","error_msg":"refused ` + secret + `"}`)})
	}
	canaries.Run(t, cli, "apply", "-auto-approve").Expect(t, 1, "refused [redacted]")
	sb.ClearFaults(t)
	cli.Env = append(cli.Env, "TF_VAR_secret_key=wr0ng-secret-key")
	canaries.Add("the wrong secret key", "wr0ng-secret-key")
	canaries.Run(t, cli, "plan").Expect(t, 1, "APIGW.0301")
	cli.Env = append(cli.Env, "TF_VAR_secret_key="+key.SecretKey)
	canaries.Run(t, cli, "destroy", "-auto-approve").Expect(t, 0)
}
