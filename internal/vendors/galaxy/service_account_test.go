package galaxy_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/acctest/adopted"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

const (
	mint   = "/galaxy/auth/accessToken"
	check  = "/galaxy/auth/checkAccessToken"
	revoke = "/galaxy/auth/revokeAccessToken"
)

func TestGalaxyServiceAccountIsAdopted(t *testing.T) {
	type account = sandboxtest.GalaxyAccount
	adopted.Test(t, adopted.Kind[account]{
		Type: "storeauth_galaxy_service_account", Vendor: "galaxy", Noun: "Galaxy Store service account", Console: "Seller Portal > Assistance > API Service",
		SecretArgument: "private_key_wo", ProviderArguments: "galaxy.service_account_id and galaxy.private_key",
		Create: func(t testing.TB, sb *sandboxtest.Sandbox) account {
			return sb.CreateGalaxyAccount(t, "publishing", "gss")
		},
		Rotate: func(t testing.TB, sb *sandboxtest.Sandbox, a account) account {
			return sb.ReplaceGalaxyKey(t, a)
		},
		Account: func(a account) adopted.Account {
			return adopted.Account{
				Name: a.ID, Key: strings.ToUpper(a.ID), Arguments: fmt.Sprintf("service_account_id = %q", a.ID), Declares: `scopes = ["gss", "publishing"]`,
				Secret: a.PrivateKey, Spellings: []string{sandboxtest.PKCS1PEM(a.Key)},
				ImportIDs: []string{a.ID, strings.ToUpper(a.ID)}, Identity: map[string]any{"service_account_id": a.ID},
				Identities: []map[string]any{{"service_account_id": strings.ToUpper(a.ID)}},
				Computed:   map[string]any{"public_key_sha256": a.PublicKeySHA256, "granted_scopes": []any{"gss", "publishing"}},
			}
		},
		Block: func(a account, key string) string {
			return fmt.Sprintf("  galaxy = {\n    service_account_id = %q\n    private_key = %s\n  }", a.ID, key)
		},
		// One scope a token.
		Calls:    []string{"POST " + mint, "DELETE " + revoke, "POST " + mint, "DELETE " + revoke},
		CleanUp:  "DELETE " + revoke,
		Leftover: []string{"could not be revoked", "stays valid until the service account is deleted"},
		Left: func(t testing.TB, sb *sandboxtest.Sandbox, a account) int {
			return sb.LiveGalaxyTokens(t, a.ID)
		},
		Refusals: map[string]adopted.Refusal[account]{
			"deleted": {
				Happen: func(t testing.TB, sb *sandboxtest.Sandbox, a account) {
					sb.DeleteGalaxyAccount(t, a.ID)
				},
				Mend: func(t testing.TB, sb *sandboxtest.Sandbox, a account) {
					sb.RestoreGalaxyAccount(t, a.ID)
				},
				Status: "rejected", Reason: "AUTH_REQUIRE: Not found serviceAccount by serviceAccountId",
				Says: []string{"HTTP 401", "Seller Portal > Assistance > API Service"},
			},
			"key_replaced": {
				Happen: func(t testing.TB, sb *sandboxtest.Sandbox, a account) { sb.ReplaceGalaxyKey(t, a) },
				Status: "rejected", Reason: "invalid signature",
				Says: []string{"HTTP 500", "The private key is not this service account's key"},
			},
			"scope_lost": {
				Happen: func(t testing.TB, sb *sandboxtest.Sandbox, a account) {
					sb.SetGalaxyScopes(t, a.ID, "publishing")
				},
				Mend: func(t testing.TB, sb *sandboxtest.Sandbox, a account) {
					sb.SetGalaxyScopes(t, a.ID, "publishing", "gss")
				},
				Status: "denied", Reason: "NO_PERMISSION: Insufficient scopes", Says: []string{"HTTP 403", "scope gss"},
			},
		},
		MalformedIDs: map[string][]string{"publisher": {"service_account_id", "UUID"}},
	})
}

// An import knows no scopes. What it takes over is what the account has.
func TestImportOfAnAccountWithTheOtherScopeIsActive(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	a := sb.CreateGalaxyAccount(t, "gss")
	cli := acctest.NewCLI(t, acctest.Provider(sb.URL, providerBlock(a))+acctest.Import("storeauth_galaxy_service_account.test", a.ID))
	cli.Plan(t, "-generate-config-out=generated.tf").Expect(t, 2, "1 to import, 0 to add, 0 to change, 0 to destroy")
	cli.Replace(t, "main.tf", "  provider = storeauth\n", "")
	cli.Apply(t)
	got := cli.Attributes(t, "storeauth_galaxy_service_account.test")
	if fmt.Sprintf("%v %v %v", got["scopes"], got["granted_scopes"], got["status"]) != "[gss] [gss] active" {
		t.Errorf("the state holds %v", got)
	}
	cli.Plan(t).Expect(t, 0)
	if live := sb.LiveGalaxyTokens(t, a.ID); live != 0 {
		t.Errorf("%d tokens live", live)
	}
}
