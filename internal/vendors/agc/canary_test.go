package agc_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// mintAtVendor gets a token as another program would.
func mintAtVendor(t *testing.T, sb *sandboxtest.Sandbox, c sandboxtest.AGCClient) string {
	t.Helper()
	body := fmt.Sprintf(`{"grant_type":"client_credentials","client_id":%q,"client_secret":%q}`, c.ID, c.Secret)
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, sb.URL+tokenPath, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	var answer struct {
		AccessToken string `json:"access_token"`
	}
	if err := json.Unmarshal(text, &answer); err != nil || answer.AccessToken == "" {
		t.Fatalf("no token: %v", err)
	}
	return answer.AccessToken
}

// TestNoSecretLeavesTheProvider walks every AppGallery Connect object through its life and every way of failing, and looks for keys,
// signed tokens and access tokens in state, plan and trace.
func TestNoSecretLeavesTheProvider(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	inBlock, own := sb.CreateAGCClient(t), sb.CreateAGCClient(t)
	a := sb.CreateAGCServiceAccount(t)
	app := sb.AddAGCApp(t, sandboxtest.AGCApp{PackageName: "org.example.player"})
	tap := acctest.NewTap(t, sb.URL)
	cli := acctest.NewCLI(t, "")
	blockSecret, blockVariable := cli.Secret("block_secret", inBlock.Secret)
	ownFile, ownVariable := cli.Secret("own_file", string(own.CredentialFile))
	keyFile, keyVariable := cli.Secret("key_file", a.KeyFile)
	cli.Write(t, blockVariable+ownVariable+keyVariable+
		acctest.Provider(tap.URL, fmt.Sprintf("  agc = {\n    client_id = %q\n    client_secret = %s\n  }", inBlock.ID, blockSecret))+
		fmt.Sprintf(`
resource "storeauth_agc_api_client" "own" {
  client_id        = %q
  client_secret_wo = provider::storeauth::parse_agc_credential(%s).client_secret
  app_ids          = [%q]
}
resource "storeauth_agc_api_client" "block" {
  client_id = %q
}
resource "storeauth_agc_service_account" "test" {
  key_wo  = %s
  app_ids = [%q]
}
ephemeral "storeauth_agc_access_token" "block" {}
ephemeral "storeauth_agc_access_token" "account" {
  service_account_key = %s
}
data "storeauth_agc_app" "test" {
  app_id = %q
}
data "storeauth_agc_app_ids" "test" {
  package_names = ["org.example.player"]
}
data "storeauth_agc_token_validation" "test" {}
`, own.ID, ownFile, app, inBlock.ID, keyFile, app, keyFile, app))
	canaries := acctest.NewCanaries(tap, map[string]string{
		"the provider block's key": inBlock.Secret, "the API client's key": own.Secret, "the service account's private key": a.PrivateKey,
	})
	canaries.PlanJSON(t, cli)
	canaries.Run(t, cli, "apply", "-auto-approve").Expect(t, 0)
	canaries.Run(t, cli, "plan").Expect(t, 0)
	for _, fault := range []sandboxtest.Fault{
		{Kind: "status", Status: 500}, {Kind: "html", Status: 401}, {Kind: "truncated"}, {Kind: "reset_after"}, {Kind: "empty"},
		{Kind: "redirect", Status: 307, Location: "http://127.0.0.1:1/elsewhere"},
	} {
		for _, path := range []string{"/api/oauth2/*", "/api/publish/*"} {
			fault.Vendor, fault.Path = "agc", path
			sb.SetFault(t, fault)
			canaries.Run(t, cli, "plan").Expect(t, 1)
			sb.ClearFaults(t)
		}
	}
	sb.SetAGCClientProject(t, own.ID, "7")
	sb.ReplaceAGCServiceAccountKey(t, a)
	canaries.Run(t, cli, "plan").Expect(t, 0, "403 Forbidden with an empty body", "205524993")
	canaries.Run(t, cli, "apply", "-auto-approve").Expect(t, 1)
	sb.ResetAGCClientKey(t, inBlock.ID)
	canaries.Run(t, cli, "plan").Expect(t, 1, "203890688")
	canaries.Run(t, cli, "destroy", "-auto-approve", "-refresh=false")
	if len(tap.Seen()) < 4 {
		t.Errorf("the tap saw %d secrets; it cannot have looked", len(tap.Seen()))
	}
}
