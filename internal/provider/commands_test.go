package provider_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/path"
	framework "github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// galaxyBlock is a provider block with one credential of the vendor.
func galaxyBlock(sandbox string, account sandboxtest.GalaxyAccount) string {
	return acctest.Provider(sandbox, fmt.Sprintf("  galaxy = {\n    service_account_id = %q\n    private_key = %q\n  }", account.ID, account.PrivateKey))
}

func TestConsoleKnowsTheFunctions(t *testing.T) {
	t.Parallel()
	cli := acctest.NewCLI(t, `provider "storeauth" {}
locals {
  callback = provider::storeauth::parse_oauth_callback("https://console.huaweicloud.com/servicestage/?type=github&code=a%2Fb&state=s#/x")
}
`)
	console := cli.Command(t, "console")
	console.Stdin = strings.NewReader("local.callback.code\n")
	out, err := console.CombinedOutput()
	if err != nil || !strings.Contains(string(out), `"a/b"`) {
		t.Errorf("%v: %s", err, out)
	}
}

func TestRemovedBlockForgetsACredentialWithoutACall(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	account := sb.CreateGalaxyAccount(t, "publishing")
	cli := acctest.NewCLI(t, galaxyBlock(sb.URL, account)+fmt.Sprintf("resource \"storeauth_galaxy_service_account\" \"a\" {\n  service_account_id = %q\n}\n", account.ID))
	cli.Apply(t)
	sb.DeleteGalaxyAccount(t, account.ID)
	cli.Write(t, galaxyBlock(sb.URL, account)+"removed {\n  from = storeauth_galaxy_service_account.a\n  lifecycle {\n    destroy = false\n  }\n}\n")
	cli.Apply(t)
	if attributes := cli.Attributes(t, "storeauth_galaxy_service_account.a"); attributes != nil {
		t.Errorf("it is still in the state: %v", attributes)
	}
}

// TestTestsOfModulesRun runs `terraform test` on a module: against the sandbox, and with the provider mocked.
func TestTestsOfModulesRun(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	account := sb.CreateGalaxyAccount(t, "publishing")
	cli := acctest.NewCLI(t, fmt.Sprintf("resource \"storeauth_galaxy_service_account\" \"a\" {\n  service_account_id = %q\n}\n", account.ID))
	for name, text := range map[string]string{
		"sandbox.tftest.hcl": galaxyBlock(sb.URL, account) + "run \"accepted\" {\n  assert {\n    condition     = storeauth_galaxy_service_account.a.status == \"active\"\n" +
			"    error_message = \"The vendor does not accept the account.\"\n  }\n}\n",
		"mocked.tftest.hcl": "mock_provider \"storeauth\" {\n  mock_resource \"storeauth_galaxy_service_account\" {\n    defaults = {\n      status = \"rejected\"\n    }\n  }\n}\n" +
			"run \"mocked\" {\n  assert {\n    condition     = storeauth_galaxy_service_account.a.status == \"rejected\"\n    error_message = \"It is not mocked.\"\n  }\n}\n",
	} {
		if err := os.WriteFile(filepath.Join(cli.Dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	cli.Run(t, "test").Expect(t, 0, "2 passed, 0 failed")
	if live := sb.LiveGalaxyTokens(t, ""); live != 0 {
		t.Errorf("%d tokens live", live)
	}
}

// TestEphemeralTokenReachesAWriteOnlyArgument hands a token to another provider, which is a stand-in. Neither state nor plan has it.
func TestEphemeralTokenReachesAWriteOnlyArgument(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	account := sb.CreateGalaxyAccount(t, "publishing")
	vault := &vaultProvider{}
	cli := acctest.NewCLI(t, "")
	cli.Env = append(cli.Env, "TF_REATTACH_PROVIDERS="+acctest.Serve(t, "example/vault",
		func() tfprotov6.ProviderServer { return providerserver.NewProtocol6(vault)() }))
	cli.WriteAlone(t, `terraform {
  required_providers {
    storeauth = {
      source = "storeauth/storeauth"
    }
    vault = {
      source = "example/vault"
    }
  }
}
`+galaxyBlock(sb.URL, account)+`ephemeral "storeauth_galaxy_access_token" "t" {}
resource "vault_secret" "token" {
  value_wo = ephemeral.storeauth_galaxy_access_token.t.access_token
}
`)
	cli.Run(t, "plan", "-input=false", "-out=plan").Expect(t, 0)
	cli.Run(t, "apply", "plan").Expect(t, 0)
	if vault.value == "" || strings.Contains(cli.State(t), vault.value) {
		t.Errorf("the write-only argument got %d characters, or the state has them", len(vault.value))
	}
	if live := sb.LiveGalaxyTokens(t, ""); live != 0 {
		t.Errorf("%d tokens live", live)
	}
}

// vaultProvider is another provider that takes secrets, and remembers the last one for the test.
type vaultProvider struct {
	mu    sync.Mutex
	value string
}

func (*vaultProvider) Metadata(_ context.Context, _ framework.MetadataRequest, resp *framework.MetadataResponse) {
	resp.TypeName = "vault"
}
func (*vaultProvider) Schema(context.Context, framework.SchemaRequest, *framework.SchemaResponse) {}
func (*vaultProvider) Configure(context.Context, framework.ConfigureRequest, *framework.ConfigureResponse) {
}
func (*vaultProvider) DataSources(context.Context) []func() datasource.DataSource { return nil }
func (v *vaultProvider) Resources(context.Context) []func() resource.Resource {
	return []func() resource.Resource{func() resource.Resource { return vaultSecret{v} }}
}

type vaultSecret struct{ vault *vaultProvider }

func (vaultSecret) Metadata(_ context.Context, _ resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = "vault_secret"
}

func (vaultSecret) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema.Attributes = map[string]schema.Attribute{"value_wo": schema.StringAttribute{Optional: true, WriteOnly: true}}
}

func (s vaultSecret) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var value types.String
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root("value_wo"), &value)...)
	s.vault.mu.Lock()
	defer s.vault.mu.Unlock()
	s.vault.value = value.ValueString()
	resp.State.Raw = req.Plan.Raw
}
func (vaultSecret) Read(context.Context, resource.ReadRequest, *resource.ReadResponse)       {}
func (vaultSecret) Update(context.Context, resource.UpdateRequest, *resource.UpdateResponse) {}
func (vaultSecret) Delete(context.Context, resource.DeleteRequest, *resource.DeleteResponse) {}
