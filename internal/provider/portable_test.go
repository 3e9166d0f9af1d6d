package provider_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// otherCLIs names command lines, as a list of paths, whose states must be one another's.
const otherCLIs = "STOREAUTH_OTHER_CLIS"

// TestStateOfOneCommandLineIsTheOthers applies with one command line and plans with another, in both directions.
func TestStateOfOneCommandLineIsTheOthers(t *testing.T) {
	t.Parallel()
	others := filepath.SplitList(os.Getenv(otherCLIs))
	if len(others) == 0 {
		t.Skipf("not run: %s names no other command line", otherCLIs)
	}
	sb := sandboxtest.Start(t)
	client, account, profile, app, key := sb.CreateAGCClient(t), sb.CreateGalaxyAccount(t, "publishing"),
		sb.CreateAmazonProfile(t, "app_submission"), sb.CreateIoTApplication(t), sb.CreateAccessKey(t)
	config := acctest.Provider(sb.URL, fmt.Sprintf("  servicestage = {\n    region = \"cn-north-4\"\n    access_key = %q\n    secret_key = %q\n  }\n  galaxy = {\n"+
		"    service_account_id = %q\n    private_key = %q\n  }", key.AccessKey, key.SecretKey, account.ID, account.PrivateKey)) + fmt.Sprintf(`
resource "storeauth_agc_api_client" "a" {
  client_id        = %q
  client_secret_wo = %q
}
resource "storeauth_galaxy_service_account" "a" {
  service_account_id = %q
}
resource "storeauth_galaxy_access_token" "a" {}
resource "storeauth_amazon_security_profile_attachment" "a" {
  client_id        = %q
  client_secret_wo = %q
  api              = "app_submission"
}
resource "storeauth_iot_application" "a" {
  app_id    = %q
  secret_wo = %q
}
resource "storeauth_servicestage_token_authorization" "a" {
  name      = "portable"
  repo_type = "github"
  token_wo  = "ghp_abcdefghijklmnop"
}
resource "storeauth_servicestage_oauth_authorization" "a" {
  name      = "portable-oauth"
  repo_type = "github"
}
`, client.ID, client.Secret, account.ID, profile.ClientID, profile.ClientSecret, app.AppID, app.Secret)
	this := acctest.NewCLI(t, config)
	for _, path := range others {
		for direction, c := range map[string]struct{ writes, reads *acctest.CLI }{
			"reads what this one wrote": {this, this.By(path)}, "writes what this one reads": {this.By(path), this},
		} {
			c.writes.Apply(t)
			// The authorization that waits for a browser is a planned change by design, and the only one.
			out := c.reads.Run(t, "plan", "-input=false")
			if out.Expect(t, 0, "Plan: 0 to add, 1 to change, 0 to destroy."); t.Failed() {
				t.Fatalf("%s %s", path, direction)
			}
			c.writes.Run(t, "destroy", "-auto-approve", "-input=false").Expect(t, 0)
			if err := os.Remove(filepath.Join(this.Dir, "terraform.tfstate")); err != nil {
				t.Fatal(err)
			}
		}
	}
}
