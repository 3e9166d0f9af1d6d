package provider_test

import (
	"encoding/json"
	"path/filepath"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

func TestPlatformExamples(t *testing.T) {
	prepare := map[string]func(testing.TB, *sandboxtest.Sandbox) []string{
		"three-stores": threeStores, "servicestage-onboarding": onboarding, "nightly-check": nightly,
	}
	acctest.Examples(t, acctest.ExamplesOf{Prepare: func(t testing.TB, sb *sandboxtest.Sandbox, example string) []string {
		made, ok := prepare[filepath.Base(filepath.Dir(example))]
		if !ok {
			t.Fatalf("nothing is prepared for %s", example)
		}
		return made(t, sb)
	}})
}

func threeStores(t testing.TB, sb *sandboxtest.Sandbox) []string {
	client, account, profile := sb.CreateAGCClient(t), sb.CreateGalaxyAccount(t, "publishing"), sb.CreateAmazonProfile(t, "app_submission")
	return []string{
		"AGC_CLIENT_ID=" + client.ID, "AGC_CLIENT_SECRET=" + client.Secret,
		"GALAXY_STORE_SERVICE_ACCOUNT_ID=" + account.ID, "GALAXY_STORE_PRIVATE_KEY=" + account.PrivateKey,
		"AMAZON_APPSTORE_CLIENT_ID=" + profile.ClientID, "AMAZON_APPSTORE_CLIENT_SECRET=" + profile.ClientSecret,
		"TF_VAR_agc_client_id=" + client.ID, "TF_VAR_agc_app_id=" + sb.AddAGCApp(t, sandboxtest.AGCApp{}),
		"TF_VAR_galaxy_account_id=" + account.ID, "TF_VAR_galaxy_content_id=" + sb.AddGalaxyApp(t, sandboxtest.GalaxyApp{}),
		"TF_VAR_amazon_client_id=" + profile.ClientID, "TF_VAR_amazon_app_id=" + sb.AddAmazonApp(t, sandboxtest.AmazonApp{}),
	}
}

func onboarding(t testing.TB, sb *sandboxtest.Sandbox) []string {
	key := sb.CreateAccessKey(t)
	return []string{"HW_REGION_NAME=cn-north-4", "HW_ACCESS_KEY=" + key.AccessKey, "HW_SECRET_KEY=" + key.SecretKey,
		"TF_VAR_team=maps", "TF_VAR_gitlab_token=glpat-0123456789"}
}

func nightly(t testing.TB, sb *sandboxtest.Sandbox) []string {
	client, account, profile := sb.CreateAGCClient(t), sb.CreateGalaxyAccount(t, "publishing"), sb.CreateAmazonProfile(t, "app_submission")
	secrets, err := json.Marshal(map[string]map[string]string{
		"agc": {client.ID: client.Secret}, "galaxy": {account.ID: account.PrivateKey}, "amazon": {profile.ClientID: profile.ClientSecret},
	})
	if err != nil {
		t.Fatal(err)
	}
	// Nothing reads the last ones: the test learns from them what to look for.
	return []string{"TF_VAR_secrets=" + string(secrets), `TF_VAR_agc_clients={"maps":"` + client.ID + `"}`,
		`TF_VAR_galaxy_accounts={"maps":"` + account.ID + `"}`, `TF_VAR_amazon_profiles={"maps":"` + profile.ClientID + `"}`,
		"AGC_SECRET_IN_THE_MAP=" + client.Secret, "GALAXY_SECRET_IN_THE_MAP=" + account.PrivateKey, "AMAZON_SECRET_IN_THE_MAP=" + profile.ClientSecret}
}
