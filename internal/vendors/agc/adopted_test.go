package agc_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/acctest/adopted"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

const (
	layer1 = "Tried to verify the credential itself (layer 1 of 3"
	layer2 = "Tried to verify the permission to use the Publishing API (layer 2 of 3"
	layer3 = "(layer 3 of 3"

	connectAPI      = "AppGallery Connect > Users and permissions > API key > Connect API"
	serviceAccounts = "AppGallery Connect > Users and permissions > Service account"
	forbidden       = "403 client token authorization fail."
	someProject     = "9105385871708200535"
)

// faults settle nothing, beside those of every vendor.
var faults = map[string]acctest.Fault{
	"502":          {Kind: "html", Status: 502},
	"490":          {Kind: "status", Status: 490},
	"empty object": {Kind: "status", Status: 200, Body: json.RawMessage(`{}`)},
	"unknown code": {Kind: "status", Status: 200, Body: json.RawMessage(`{"ret":{"code":299999999,"msg":"novelty"}}`)},
}

// malformed are import ids that no site or no credential can have.
func malformed(id string) map[string][]string {
	return map[string][]string{
		"mars/1": {`it is "mars"; the sites are china, europe, singapore, russia`},
		"china/": {id + ": it is empty", id + " or site/" + id},
	}
}

// twoApps are for a credential to declare, so that every layer is verified.
func twoApps(t testing.TB, sb *sandboxtest.Sandbox) []string {
	return []string{sb.AddAGCApp(t, sandboxtest.AGCApp{}), sb.AddAGCApp(t, sandboxtest.AGCApp{})}
}

func declares(apps []string) string {
	return fmt.Sprintf("app_ids = [%q, %q]\n  name = \"release\"\n  roles = [\"Administrator\"]", apps[0], apps[1])
}

func TestAGCAPIClientIsAdopted(t *testing.T) {
	type listed struct {
		sandboxtest.AGCClient
		apps []string
	}
	adopted.Test(t, adopted.Kind[listed]{
		Type: "storeauth_agc_api_client", Vendor: "agc", Noun: "AppGallery Connect API client", Console: connectAPI,
		SecretArgument: "client_secret_wo", ProviderArguments: "agc.client_id and agc.client_secret",
		Create: func(t testing.TB, sb *sandboxtest.Sandbox) listed {
			return listed{sb.CreateAGCClient(t), twoApps(t, sb)}
		},
		Rotate: func(t testing.TB, sb *sandboxtest.Sandbox, c listed) listed {
			return listed{sb.ResetAGCClientKey(t, c.ID), c.apps}
		},
		Account: func(c listed) adopted.Account {
			return adopted.Account{
				Name: c.ID, Key: c.ID, Arguments: fmt.Sprintf("client_id = %q", c.ID), Declares: declares(c.apps),
				Secret: c.Secret, Spellings: []string{string(c.CredentialFile)},
				ImportIDs: []string{c.ID, "china/" + c.ID, " china / " + c.ID + "\n"}, Identity: map[string]any{"client_id": c.ID, "site": "china"},
				Identities: []map[string]any{{"client_id": c.ID}, {"client_id": c.ID + "\n", "site": " china\n"}},
				Computed:   map[string]any{"site": "china", "project_id": nil, "name": "release"},
			}
		},
		Block: func(c listed, secret string) string {
			return fmt.Sprintf("  agc = {\n    client_id = %q\n    client_secret = %s\n  }", c.ID, secret)
		},
		Calls:        []string{"POST " + tokenPath, "GET " + appIDsPath, "GET " + appPath, "GET " + appPath},
		Faults:       faults,
		MalformedIDs: malformed("client_id"),
		Refusals: map[string]adopted.Refusal[listed]{
			"deleted": {
				Happen: func(t testing.TB, sb *sandboxtest.Sandbox, c listed) { sb.DeleteAGCClient(t, c.ID) },
				Mend:   func(t testing.TB, sb *sandboxtest.Sandbox, c listed) { sb.RestoreAGCClient(t, c.ID) },
				Status: "rejected", Reason: "203882498: [AppGalleryConnectApiPermissionService]invalid client id",
				Says: []string{layer1, "HTTP 200", "was deleted, the id is mistyped, or the account is at another site", connectAPI},
			},
			"key_reset": {
				Happen: func(t testing.TB, sb *sandboxtest.Sandbox, c listed) { sb.ResetAGCClientKey(t, c.ID) },
				Status: "rejected", Reason: "203890688: client id or secret error",
				Says: []string{layer1, "The key is not this API client's", "HMS or OAuth", connectAPI},
			},
			"of_a_project": {
				Happen: func(t testing.TB, sb *sandboxtest.Sandbox, c listed) { sb.SetAGCClientProject(t, c.ID, someProject) },
				Mend:   func(t testing.TB, sb *sandboxtest.Sandbox, c listed) { sb.SetAGCClientProject(t, c.ID, "") },
				Status: "denied", Reason: forbidden,
				Says: []string{layer2, "HTTP 403 client token authorization fail.", "its Project is not N/A", "with Project set to N/A", connectAPI},
			},
			"role_too_low": {
				Happen: func(t testing.TB, sb *sandboxtest.Sandbox, c listed) { sb.SetAGCClientRoles(t, c.ID, "Operations") },
				Mend:   func(t testing.TB, sb *sandboxtest.Sandbox, c listed) { sb.SetAGCClientRoles(t, c.ID, "Administrator") },
				Status: "denied", Reason: forbidden,
				Says: []string{layer2, "its role does not allow publishing", "set Roles to Administrator or App manager", connectAPI},
			},
			"unknown_at_this_site": {
				Happen: func(t testing.TB, sb *sandboxtest.Sandbox, c listed) { sb.MoveAGCClient(t, c.ID, "unknown") },
				Mend:   func(t testing.TB, sb *sandboxtest.Sandbox, c listed) { sb.MoveAGCClient(t, c.ID, "") },
				Status: "rejected", Reason: "203882498: [AppGalleryConnectApiPermissionService]invalid client id",
				Says: []string{layer1, "at AppGallery Connect, site china.", "Check the site (china, europe, singapore, russia)"},
			},
			"refused_at_this_site": {
				Happen: func(t testing.TB, sb *sandboxtest.Sandbox, c listed) { sb.MoveAGCClient(t, c.ID, "refused") },
				Mend:   func(t testing.TB, sb *sandboxtest.Sandbox, c listed) { sb.MoveAGCClient(t, c.ID, "") },
				Status: "rejected", Reason: "205524993: client token auth failed",
				Says: []string{layer1, "HTTP 401", "at AppGallery Connect, site china.", "to another site", "Check the client id, the site"},
			},
			"app_removed": {
				Happen: func(t testing.TB, sb *sandboxtest.Sandbox, c listed) { sb.RemoveAGCApp(t, c.apps[0]) },
				Mend: func(t testing.TB, sb *sandboxtest.Sandbox, c listed) {
					sb.AddAGCApp(t, sandboxtest.AGCApp{AppID: c.apps[0]})
				},
				Status: "denied", Reason: "204144644: ",
				Says: []string{"verify access to app", layer3, "the app was removed, belongs to another team", "My apps"},
			},
		},
	})
}

func TestAGCServiceAccountIsAdopted(t *testing.T) {
	type listed struct {
		sandboxtest.AGCServiceAccount
		apps []string
	}
	adopted.Test(t, adopted.Kind[listed]{
		Type: "storeauth_agc_service_account", Vendor: "agc", Noun: "AppGallery Connect service account", Console: serviceAccounts, UnknownReplaces: true,
		SecretArgument: "key_wo", ProviderArguments: "agc.service_account_key",
		Create: func(t testing.TB, sb *sandboxtest.Sandbox) listed {
			return listed{sb.CreateAGCServiceAccount(t), twoApps(t, sb)}
		},
		Rotate: func(t testing.TB, sb *sandboxtest.Sandbox, a listed) listed {
			return listed{sb.ReplaceAGCServiceAccountKey(t, a.AGCServiceAccount), a.apps}
		},
		Account: func(a listed) adopted.Account {
			return adopted.Account{
				// The key names the account.
				Name: a.ID, Key: a.ID, Naming: fmt.Sprintf("sub_account = %q", a.ID), Declares: declares(a.apps),
				Secret: a.KeyFile, Spellings: []string{strings.ReplaceAll(a.KeyFile, `,"`, `, "`)},
				ImportIDs: []string{a.ID, "china/" + a.ID}, Identity: map[string]any{"sub_account": a.ID, "site": "china"},
				Identities: []map[string]any{{"sub_account": a.ID}, {"sub_account": a.ID, "site": "china "}},
				Computed:   map[string]any{"site": "china", "sub_account": a.ID, "key_id": a.KeyID, "project_id": nil},
			}
		},
		Block: func(_ listed, key string) string { return "  agc = {\n    service_account_key = " + key + "\n  }" },
		// The key signs its own tokens.
		Calls:        []string{"GET " + appIDsPath, "GET " + appPath, "GET " + appPath},
		Faults:       faults,
		MalformedIDs: malformed("sub_account"),
		Refusals: map[string]adopted.Refusal[listed]{
			"deleted": {
				Happen: func(t testing.TB, sb *sandboxtest.Sandbox, a listed) { sb.DeleteAGCServiceAccount(t, a.ID) },
				Mend:   func(t testing.TB, sb *sandboxtest.Sandbox, a listed) { sb.RestoreAGCServiceAccount(t, a.ID) },
				Status: "rejected", Reason: "205524993: client token auth failed",
				Says: []string{layer1, "HTTP 401", "the service account or its key was deleted", serviceAccounts},
			},
			"key_replaced": {
				Happen: func(t testing.TB, sb *sandboxtest.Sandbox, a listed) {
					sb.ReplaceAGCServiceAccountKey(t, a.AGCServiceAccount)
				},
				Status: "rejected", Reason: "205524993: client token auth failed", Says: []string{layer1, "another account's"},
			},
			"of_a_project": {
				Happen: func(t testing.TB, sb *sandboxtest.Sandbox, a listed) {
					sb.SetAGCServiceAccountProject(t, a.ID, someProject)
				},
				Mend:   func(t testing.TB, sb *sandboxtest.Sandbox, a listed) { sb.SetAGCServiceAccountProject(t, a.ID, "") },
				Status: "denied", Reason: "403 project credential can not access the developer credentialType api",
				Says: []string{layer2, "belongs to a project", "Create a service account at the developer level", serviceAccounts},
			},
			"role_too_low": {
				Happen: func(t testing.TB, sb *sandboxtest.Sandbox, a listed) {
					sb.SetAGCServiceAccountRoles(t, a.ID, "Operations")
				},
				Mend: func(t testing.TB, sb *sandboxtest.Sandbox, a listed) {
					sb.SetAGCServiceAccountRoles(t, a.ID, "App release")
				},
				Status: "denied", Reason: "403",
				Says: []string{layer2, "its role does not allow publishing", "App release", serviceAccounts},
			},
			"at_another_site": {
				Happen: func(t testing.TB, sb *sandboxtest.Sandbox, a listed) { sb.MoveAGCServiceAccount(t, a.ID, "refused") },
				Mend:   func(t testing.TB, sb *sandboxtest.Sandbox, a listed) { sb.MoveAGCServiceAccount(t, a.ID, "") },
				Status: "rejected", Reason: "205524993: client token auth failed",
				Says: []string{layer1, "at AppGallery Connect, site china.", "the account is at another site", "check the site"},
			},
			"app_removed": {
				Happen: func(t testing.TB, sb *sandboxtest.Sandbox, a listed) { sb.RemoveAGCApp(t, a.apps[0]) },
				Mend: func(t testing.TB, sb *sandboxtest.Sandbox, a listed) {
					sb.AddAGCApp(t, sandboxtest.AGCApp{AppID: a.apps[0]})
				},
				Status: "denied", Reason: "204144644: ",
				Says: []string{"verify access to app", layer3, "the app was removed, belongs to another team", "My apps"},
			},
		},
	})
}
