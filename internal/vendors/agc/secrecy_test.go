package agc_test

import (
	"fmt"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

func TestAGCObjectsLeakNoSecret(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	inBlock, own, a := sb.CreateAGCClient(t), sb.CreateAGCClient(t), sb.CreateAGCServiceAccount(t)
	held, heldAccount := sb.CreateAGCClient(t), sb.CreateAGCServiceAccount(t)
	app := sb.AddAGCApp(t, sandboxtest.AGCApp{PackageName: "org.example.player"})
	s := acctest.NewSecrecy(t, sb, map[string]string{"block_secret": inBlock.Secret, "own_file": string(own.CredentialFile), "key_file": a.KeyFile,
		"held_secret": held.Secret, "held_file": heldAccount.KeyFile})
	s.Know("the key in own_file", own.Secret)
	s.Write(t, acctest.Provider(s.URL, fmt.Sprintf("  agc = {\n    client_id = %q\n    client_secret = var.block_secret\n    secrets = { %q = var.held_secret, %q = var.held_file }\n  }",
		inBlock.ID, held.ID, heldAccount.ID))+fmt.Sprintf(`
resource "storeauth_agc_api_client" "own" {
  client_id        = %[1]q
  client_secret_wo = provider::storeauth::parse_agc_credential(var.own_file).client_secret
  app_ids          = [%[3]q]
}
resource "storeauth_agc_api_client" "block" {
  client_id = %[2]q
}
resource "storeauth_agc_service_account" "test" {
  key_wo  = var.key_file
  app_ids = [%[3]q]
}
resource "storeauth_agc_api_client" "held" {
  client_id = %[4]q
}
resource "storeauth_agc_service_account" "held" {
  sub_account = %[5]q
}
ephemeral "storeauth_agc_access_token" "block" {}
ephemeral "storeauth_agc_access_token" "account" {
  service_account_key = var.key_file
}
data "storeauth_agc_app" "test" {
  app_id = %[3]q
}
data "storeauth_agc_app_ids" "test" {
  package_names = ["org.example.player"]
}
data "storeauth_agc_token_validation" "test" {}
`, own.ID, inBlock.ID, app, held.ID, heldAccount.ID))
	s.Live(t)
	s.Disturb(t, "/agc/api/oauth2/*")
	s.Disturb(t, "/agc/api/publish/*")
	sb.SetAGCClientProject(t, own.ID, "7")
	sb.ReplaceAGCServiceAccountKey(t, a)
	sb.DeleteAGCClient(t, held.ID)
	sb.DeleteAGCServiceAccount(t, heldAccount.ID)
	s.Run(t, "plan").Expect(t, 0, "403 Forbidden with an empty body", "205524993")
	s.Run(t, "apply", "-auto-approve").Expect(t, 1)
	sb.ResetAGCClientKey(t, inBlock.ID)
	s.Run(t, "plan").Expect(t, 1, "203890688")
	s.End(t, 4)
}
