package agc_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

const (
	layer1 = "Tried to verify the credential itself (layer 1 of 3"
	layer2 = "Tried to verify the permission to use the Publishing API (layer 2 of 3"
	layer3 = "(layer 3 of 3"

	connectAPI      = "AppGallery Connect > Users and permissions > API key > Connect API"
	serviceAccounts = "AppGallery Connect > Users and permissions > Service account"
	forbidden       = "403 client token authorization fail."
)

// symptom is something people lose days over, and what the provider says about it.
type symptom struct {
	happen  func(*testing.T, *sandboxtest.Sandbox, string)
	status  string
	reason  string
	phrases []string
}

// clientSymptoms happen to an API client whose id is given; each resource also declares an app.
var clientSymptoms = map[string]symptom{
	"deleted": {func(t *testing.T, sb *sandboxtest.Sandbox, id string) { sb.DeleteAGCClient(t, id) },
		"rejected", "203882498: [AppGalleryConnectApiPermissionService]invalid client id",
		[]string{layer1, "HTTP 200", "was deleted, the id is mistyped, or the account is at another site", connectAPI}},
	"key_reset": {func(t *testing.T, sb *sandboxtest.Sandbox, id string) { sb.ResetAGCClientKey(t, id) },
		"rejected", "203890688: client id or secret error",
		[]string{layer1, "The key is not this API client's", "HMS or OAuth", connectAPI}},
	"of_a_project": {func(t *testing.T, sb *sandboxtest.Sandbox, id string) {
		sb.SetAGCClientProject(t, id, "9105385871708200535")
	},
		"denied", forbidden,
		[]string{layer2, "HTTP 403 client token authorization fail.", "its Project is not N/A", "with Project set to N/A", connectAPI}},
	"role_too_low": {func(t *testing.T, sb *sandboxtest.Sandbox, id string) { sb.SetAGCClientRoles(t, id, "Operations") },
		"denied", forbidden,
		[]string{layer2, "its role does not allow publishing", "set Roles to Administrator or App manager", connectAPI}},
	"unknown_at_this_site": {func(t *testing.T, sb *sandboxtest.Sandbox, id string) { sb.MoveAGCClient(t, id, "unknown") },
		"rejected", "203882498: [AppGalleryConnectApiPermissionService]invalid client id",
		[]string{layer1, "at AppGallery Connect, site china.", "Check the site (china, europe, singapore, russia)"}},
	"refused_at_this_site": {func(t *testing.T, sb *sandboxtest.Sandbox, id string) { sb.MoveAGCClient(t, id, "refused") },
		"rejected", "205524993: client token auth failed",
		[]string{layer1, "HTTP 401", "at AppGallery Connect, site china.", "to another site", "check the client id given beside it, the site"}},
}

// accountSymptoms happen to a service account whose id is given.
var accountSymptoms = map[string]symptom{
	"deleted": {func(t *testing.T, sb *sandboxtest.Sandbox, id string) { sb.DeleteAGCServiceAccount(t, id) },
		"rejected", "205524993: client token auth failed",
		[]string{layer1, "HTTP 401", "the service account or its key was deleted", serviceAccounts}},
	"of_a_project": {func(t *testing.T, sb *sandboxtest.Sandbox, id string) {
		sb.SetAGCServiceAccountProject(t, id, "9105385871708200535")
	},
		"denied", "403 project credential can not access the developer credentialType api",
		[]string{layer2, "belongs to a project", "Create a service account at the developer level", serviceAccounts}},
	"role_too_low": {func(t *testing.T, sb *sandboxtest.Sandbox, id string) {
		sb.SetAGCServiceAccountRoles(t, id, "Operations")
	},
		"denied", "403",
		[]string{layer2, "its role does not allow publishing", "App release", serviceAccounts}},
	"at_another_site": {func(t *testing.T, sb *sandboxtest.Sandbox, id string) { sb.MoveAGCServiceAccount(t, id, "refused") },
		"rejected", "205524993: client token auth failed",
		[]string{layer1, "at AppGallery Connect, site china.", "the account is at another site", "check the site"}},
}

func TestEverySymptomIsAnErrorAtPlanWithCauseAndRemedy(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	config := acctest.Provider(sb.URL, "")
	for name, s := range clientSymptoms {
		c := sb.CreateAGCClient(t)
		config += client(name, c, "")
		s.happen(t, sb, c.ID)
	}
	for name, s := range accountSymptoms {
		a := sb.CreateAGCServiceAccount(t)
		config += account(name, a, "")
		s.happen(t, sb, a.ID)
	}
	out := acctest.NewCLI(t, config).Plan(t)
	out.Expect(t, 1)
	headings := map[string]string{"rejected": "is rejected", "denied": "is denied something it declares"}
	for kind, symptoms := range map[string]map[string]symptom{"storeauth_agc_api_client.": clientSymptoms, "storeauth_agc_service_account.": accountSymptoms} {
		for name, s := range symptoms {
			said := errorAt(t, out, kind+name)
			expectPhrases(t, said, append(s.phrases, s.reason, headings[s.status], "Likely cause: ", "What to do: ", "Guide: ")...)
		}
	}
	if mints := sb.Count(t, "POST", tokenPath); mints != len(clientSymptoms) {
		t.Errorf("%d token calls for %d API clients: a refusal is not to be repeated", mints, len(clientSymptoms))
	}
}

func TestEverySymptomShowsAsDriftAndIsRecordedByTheRefusedApply(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	config := acctest.Provider(sb.URL, "")
	ids := map[string]string{}
	for name := range clientSymptoms {
		c := sb.CreateAGCClient(t)
		ids["storeauth_agc_api_client."+name] = c.ID
		config += client(name, c, "")
	}
	for name := range accountSymptoms {
		a := sb.CreateAGCServiceAccount(t)
		ids["storeauth_agc_service_account."+name] = a.ID
		config += account(name, a, "")
	}
	cli := acctest.NewCLI(t, config)
	cli.Apply(t)
	cli.Plan(t).Expect(t, 0)
	all := map[string]symptom{}
	for name, s := range clientSymptoms {
		all["storeauth_agc_api_client."+name] = s
	}
	for name, s := range accountSymptoms {
		all["storeauth_agc_service_account."+name] = s
	}
	for address, s := range all {
		s.happen(t, sb, ids[address])
	}
	plan := cli.Plan(t)
	plan.Expect(t, 2, `status = "active" -> (known after apply)`, fmt.Sprintf("0 to add, %d to change, 0 to destroy", len(all)))
	for address, s := range all {
		expectPhrases(t, errorAt(t, plan, address), append(s.phrases, s.reason)...)
	}
	cli.Run(t, "apply", "-auto-approve").Expect(t, 1)
	for address, s := range all {
		attributes := cli.Attributes(t, address)
		if reason, _ := attributes["reason"].(string); attributes["status"] != s.status || !strings.Contains(reason, s.reason) {
			t.Errorf("%s: the state holds %v, %q; expected %s, %q", address, attributes["status"], reason, s.status, s.reason)
		}
	}
	cli.Plan(t).Expect(t, 2, `status = "denied" -> "active"`, `status = "rejected" -> "active"`)
}

func TestDriftIsRecordedByRefreshWhenTheProviderBlockHoldsTheCredential(t *testing.T) {
	t.Parallel()
	t.Run("API client", func(t *testing.T) {
		t.Parallel()
		sb := sandboxtest.Start(t)
		c := sb.CreateAGCClient(t)
		cli := acctest.NewCLI(t, acctest.Provider(sb.URL, clientBlock(c))+
			fmt.Sprintf("resource \"storeauth_agc_api_client\" \"test\" {\n  client_id = %q\n}\n", c.ID))
		cli.Apply(t)
		cli.Plan(t).Expect(t, 0)
		sb.SetAGCClientProject(t, c.ID, "9105385871708200535")
		cli.Run(t, "apply", "-refresh-only", "-auto-approve").Expect(t, 0, forbidden, "its Project is not N/A")
		cli.Plan(t).Expect(t, 2, `status = "denied" -> "active"`, forbidden)
		sb.SetAGCClientProject(t, c.ID, "")
		cli.Apply(t)
		cli.Plan(t).Expect(t, 0)
	})
	t.Run("service account", func(t *testing.T) {
		t.Parallel()
		sb := sandboxtest.Start(t)
		a := sb.CreateAGCServiceAccount(t)
		cli := acctest.NewCLI(t, acctest.Provider(sb.URL, accountBlock(a))+"resource \"storeauth_agc_service_account\" \"test\" {}\n")
		cli.Apply(t)
		cli.Plan(t).Expect(t, 0)
		sb.DeleteAGCServiceAccount(t, a.ID)
		cli.Plan(t).Expect(t, 2, `status = "rejected" -> "active"`, "205524993")
	})
}

// TestDriftIsMeasuredWithAFreshToken: the simulated vendor leaves a deleted client's tokens alive, as the real one may.
func TestDriftIsMeasuredWithAFreshToken(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	c := sb.CreateAGCClient(t)
	config := acctest.Provider(sb.URL, clientBlock(c)) + client("test", c, "") + "data \"storeauth_agc_app_ids\" \"test\" {\n  package_names = [\"org.example\"]\n}\n"
	cli := acctest.NewCLI(t, config)
	cli.Apply(t)
	sb.ClearJournal(t)
	cli.Plan(t).Expect(t, 0)
	// One for the refresh, one for the plan, one shared by what only reads.
	if mints := sb.Count(t, "POST", tokenPath); mints != 3 {
		t.Errorf("%d mints in a plan, expected 3", mints)
	}
}

func TestSuspendedAccountIsDenied(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	c, a := sb.CreateAGCClient(t), sb.CreateAGCServiceAccount(t)
	cli := acctest.NewCLI(t, acctest.Provider(sb.URL, "")+client("test", c, "")+account("test", a, ""))
	cli.Apply(t)
	sb.SetAGCAccountState(t, "suspended")
	plan := cli.Plan(t)
	plan.Expect(t, 2)
	for _, address := range []string{"storeauth_agc_api_client.test", "storeauth_agc_service_account.test"} {
		expectPhrases(t, errorAt(t, plan, address), "is denied", layer2, "204144666: ", "suspended, or its real-name verification is missing", "as the account holder")
	}
	// What only may be the account's state settles nothing.
	for state, code := range map[string]string{"no_user_info": "204144665", "no_developer": "204144643"} {
		sb.SetAGCAccountState(t, state)
		cli.Plan(t).Expect(t, 1, "Could not verify AppGallery Connect API client", code, "as the account holder")
	}
}

func TestCredentialOfAnotherServiceIsRejectedWithItsOwnCause(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	oauth := sb.AddAGCClient(t, sandboxtest.AGCClient{Kind: "oauth"})
	hms := sb.AddAGCClient(t, sandboxtest.AGCClient{Kind: "hms"})
	app := sandboxtest.AGCClient{ID: sb.AddAGCApp(t, sandboxtest.AGCApp{}), Secret: hms.Secret}
	out := acctest.NewCLI(t, acctest.Provider(sb.URL, "")+client("oauth", oauth, "")+client("hms", hms, "")+client("app", app, "")).Plan(t)
	out.Expect(t, 1)
	wrongKind := []string{"is rejected", layer1, "203886599: the type of clientId not match", "App ID or OAuth Client ID", connectAPI}
	expectPhrases(t, errorAt(t, out, "storeauth_agc_api_client.oauth"), wrongKind...)
	expectPhrases(t, errorAt(t, out, "storeauth_agc_api_client.app"), wrongKind...)
	expectPhrases(t, errorAt(t, out, "storeauth_agc_api_client.hms"), "is rejected", layer1, "203890688: client id or secret error", "of HMS or OAuth", connectAPI)
	sb.SetAGCSwitch(t, "hms_answer", "bad_gateway")
	cli := acctest.NewCLI(t, acctest.Provider(sb.URL, "")+client("hms", hms, ""))
	cli.Plan(t).Expect(t, 1, "Could not verify", "HTTP 502 ApsAuthBySecretReq", "had the id and secret of HMS")
}

func TestAppThatIsNotThereIsDeniedWithItsOwnCause(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	mine, foreign, removed := sb.AddAGCApp(t, sandboxtest.AGCApp{}), sb.AddAGCApp(t, sandboxtest.AGCApp{}), sb.AddAGCApp(t, sandboxtest.AGCApp{})
	c, a := sb.CreateAGCClient(t), sb.CreateAGCServiceAccount(t)
	declare := func(ids ...string) string {
		ids = append(ids, mine)
		apps := fmt.Sprintf("  app_ids = [\"%s\"]", strings.Join(ids, `", "`))
		return acctest.Provider(sb.URL, "") + client("test", c, apps) + account("test", a, apps)
	}
	cli := acctest.NewCLI(t, declare(foreign, removed))
	cli.Apply(t)
	cli.Plan(t).Expect(t, 0)
	const apiClient, serviceAccount = "storeauth_agc_api_client.test", "storeauth_agc_service_account.test"

	sb.RemoveAGCApp(t, removed)
	plan := cli.Plan(t)
	plan.Expect(t, 2)
	for _, address := range []string{apiClient, serviceAccount} {
		expectPhrases(t, errorAt(t, plan, address), "is denied", "verify access to app "+removed, layer3, "204144644: ", "the app was removed, belongs to another team",
			"My apps")
	}
	sb.MakeAGCAppForeign(t, foreign)
	sb.SetAGCSwitch(t, "foreign_app", "403")
	sb.SetAGCSwitch(t, "plain_403", true)
	cli.Run(t, "apply", "-auto-approve").Expect(t, 1)
	if reason, _ := cli.Attributes(t, apiClient)["reason"].(string); cli.Attributes(t, apiClient)["status"] != "denied" || reason == "" {
		t.Errorf("the state holds %v", cli.Attributes(t, apiClient))
	}

	cli.Write(t, declare("com.example.player"))
	plan = cli.Plan(t)
	plan.Expect(t, 2)
	expectPhrases(t, errorAt(t, plan, apiClient), "is denied", "verify access to app com.example.player", layer3, "HTTP 403 Forbidden",
		"This is not an App ID, which is a number; it looks like a package name", "storeauth_agc_app_ids")
	sb.SetAGCSwitch(t, "named_app", "204144644")
	expectPhrases(t, errorAt(t, cli.Plan(t), serviceAccount), "204144644", "it looks like a package name")

	cli.Write(t, declare(foreign))
	expectPhrases(t, errorAt(t, cli.Plan(t), apiClient), "is denied", "verify access to app "+foreign, layer3, "403 Forbidden with an empty body",
		"may publish, but not this app")
	cli.Write(t, declare())
	cli.Apply(t)
	cli.Plan(t).Expect(t, 0)
}

// TestRefusalIsRecognizedInEveryFormTheVendorMayGiveIt: the forms are switches of the simulated vendor, because nobody knows them all.
func TestRefusalIsRecognizedInEveryFormTheVendorMayGiveIt(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	deleted, ofProject, revoked := sb.CreateAGCClient(t), sb.CreateAGCClient(t), sb.CreateAGCClient(t)
	a := sb.CreateAGCServiceAccount(t)
	sb.DeleteAGCClient(t, deleted.ID)
	sb.SetAGCClientProject(t, ofProject.ID, "7")
	sb.SetAGCServiceAccountProject(t, a.ID, "7")
	config := acctest.Provider(sb.URL, "") + client("deleted", deleted, "") + client("of_project", ofProject, "") + client("good", revoked, "") + account("of_project", a, "")
	for name, value := range map[string]any{
		"token_ret_form": "string", "token_with_ret": true, "plain_403": true, "project_account_words": "body",
	} {
		sb.SetAGCSwitch(t, name, value)
	}
	out := acctest.NewCLI(t, config).Plan(t)
	out.Expect(t, 1)
	expectPhrases(t, errorAt(t, out, "storeauth_agc_api_client.deleted"), "is rejected", "203882498: ")
	expectPhrases(t, errorAt(t, out, "storeauth_agc_api_client.of_project"), "is denied", "403 Forbidden with an empty body", "its Project is not N/A")
	expectPhrases(t, errorAt(t, out, "storeauth_agc_service_account.of_project"), "is denied", "project credential can not access")
	if strings.Contains(out.Words(), "with storeauth_agc_api_client.good") {
		t.Error("the good client is complained about")
	}
	sb.SetAGCSwitch(t, "plain_403", false)
	sb.SetAGCSwitch(t, "ups_unusable", true)
	out = acctest.NewCLI(t, config).Plan(t)
	expectPhrases(t, errorAt(t, out, "storeauth_agc_api_client.good"), "is denied", "403 ret code or valid is not present in rsp from ups.", "permission service")
}
