package agc_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// The simulated vendor leaves a deleted client's tokens alive, as the real one may.
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
	if mints := sb.Count(t, "POST", tokenPath); mints != 2 {
		t.Errorf("%d mints in a plan, expected 2", mints)
	}
}

func TestSuspendedAccountIsDenied(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	c, a := sb.CreateAGCClient(t), sb.CreateAGCServiceAccount(t)
	cli := acctest.NewCLI(t, acctest.Provider(sb.URL)+client("test", c, "")+account("test", a, ""))
	cli.Apply(t)
	sb.SetAGCAccountState(t, "suspended")
	plan := cli.Plan(t)
	plan.Expect(t, 2)
	for _, address := range []string{apiClient, serviceAccount} {
		acctest.ExpectPhrases(t, plan.Diagnostics(address), "is denied", layer2, "204144666: ", "suspended, or its real-name verification is missing", "as the account holder")
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
	out := acctest.NewCLI(t, acctest.Provider(sb.URL)+client("oauth", oauth, "")+client("hms", hms, "")+client("app", app, "")).Plan(t)
	out.Expect(t, 1)
	wrongKind := []string{"is rejected", layer1, "203886599: the type of clientId not match", "App ID or OAuth Client ID", connectAPI}
	acctest.ExpectPhrases(t, out.Diagnostics("storeauth_agc_api_client.oauth"), wrongKind...)
	acctest.ExpectPhrases(t, out.Diagnostics("storeauth_agc_api_client.app"), wrongKind...)
	acctest.ExpectPhrases(t, out.Diagnostics("storeauth_agc_api_client.hms"), "is rejected", layer1, "203890688: client id or secret error", "of HMS or OAuth", connectAPI)
	sb.SetSwitch(t, "agc", "hms_answer", "bad_gateway")
	cli := acctest.NewCLI(t, acctest.Provider(sb.URL)+client("hms", hms, ""))
	cli.Plan(t).Expect(t, 1, "Could not verify", "HTTP 502 ApsAuthBySecretReq", "had the id and secret of HMS")
}

func TestAppThatIsNotVisibleIsDeniedWithItsOwnCause(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	foreign := sb.AddAGCApp(t, sandboxtest.AGCApp{})
	sb.MakeAGCAppForeign(t, foreign)
	sb.SetSwitch(t, "agc", "foreign_app", "403")
	sb.SetSwitch(t, "agc", "plain_403", true)
	c, a := sb.CreateAGCClient(t), sb.CreateAGCServiceAccount(t)
	cli := acctest.NewCLI(t, acctest.Provider(sb.URL)+client("foreign", c, fmt.Sprintf("  app_ids = [%q]", foreign))+
		client("named", c, `app_ids = ["com.example.player"]`)+account("named", a, `app_ids = ["com.example.player"]`))
	plan := cli.Plan(t)
	acctest.ExpectPhrases(t, plan.Diagnostics("storeauth_agc_api_client.foreign"), "is denied", "verify access to app "+foreign, layer3,
		"403 Forbidden with an empty body", "may publish, but not this app")
	acctest.ExpectPhrases(t, plan.Diagnostics("storeauth_agc_api_client.named"), "is denied", "verify access to app com.example.player", layer3,
		"HTTP 403 Forbidden", "This is not an App ID, which is a number; it looks like a package name", "storeauth_agc_app_ids")
	sb.SetSwitch(t, "agc", "named_app", "204144644")
	acctest.ExpectPhrases(t, cli.Plan(t).Diagnostics("storeauth_agc_service_account.named"), "204144644", "it looks like a package name")
}

// The forms are switches of the simulated vendor, because nobody knows them all.
func TestRefusalIsRecognizedInEveryForm(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	deleted, ofProject, revoked := sb.CreateAGCClient(t), sb.CreateAGCClient(t), sb.CreateAGCClient(t)
	a := sb.CreateAGCServiceAccount(t)
	sb.DeleteAGCClient(t, deleted.ID)
	sb.SetAGCClientProject(t, ofProject.ID, "7")
	sb.SetAGCServiceAccountProject(t, a.ID, "7")
	config := acctest.Provider(sb.URL) + client("deleted", deleted, "") + client("of_project", ofProject, "") + client("good", revoked, "") + account("of_project", a, "")
	for name, value := range map[string]any{
		"token_ret_form": "string", "bare_token": true, "plain_403": true, "project_account_words": "body",
	} {
		sb.SetSwitch(t, "agc", name, value)
	}
	out := acctest.NewCLI(t, config).Plan(t)
	out.Expect(t, 1)
	acctest.ExpectPhrases(t, out.Diagnostics("storeauth_agc_api_client.deleted"), "is rejected", "203882498: ")
	acctest.ExpectPhrases(t, out.Diagnostics("storeauth_agc_api_client.of_project"), "is denied", "403 Forbidden with an empty body", "its Project is not N/A")
	acctest.ExpectPhrases(t, out.Diagnostics("storeauth_agc_service_account.of_project"), "is denied", "project credential can not access")
	if strings.Contains(out.Words(), "with storeauth_agc_api_client.good") {
		t.Error("the good client is complained about")
	}
	sb.SetSwitch(t, "agc", "plain_403", false)
	sb.SetSwitch(t, "agc", "ups_unusable", true)
	out = acctest.NewCLI(t, config).Plan(t)
	acctest.ExpectPhrases(t, out.Diagnostics("storeauth_agc_api_client.good"), "is denied", "403 ret code or valid is not present in rsp from ups.", "permission service")
}

func TestDisturbanceThatPassesIsNotNoticed(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	cli := acctest.NewCLI(t, acctest.Provider(sb.URL, "  max_retries = 4")+client("test", sb.CreateAGCClient(t), ""))
	for _, path := range []string{"/api/oauth2/v1/token", "/api/publish/v2/appid-list"} {
		sb.SetFault(t, sandboxtest.Fault{Vendor: "agc", Path: path, Kind: "status", Status: 503, Times: 1})
		sb.SetFault(t, sandboxtest.Fault{Vendor: "agc", Path: path, Kind: "reset_after", Times: 1})
	}
	cli.Plan(t).Expect(t, 2)
}
