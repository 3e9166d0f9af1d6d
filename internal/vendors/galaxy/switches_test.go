package galaxy_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest/switches"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

func TestEverySwitchOfGalaxyIsSurvived(t *testing.T) { switches.Test(t, "galaxy", scene) }

func scene(st *switches.Stage) switches.Scene {
	t := st.T
	block, own, fresh := st.CreateGalaxyAccount(t), st.CreateGalaxyAccount(t), st.CreateGalaxyAccount(t)
	app := st.AddGalaxyApp(t, sandboxtest.GalaxyApp{Registration: "UPDATING"})
	return switches.Scene{
		Kept: st.Provider(fmt.Sprintf("service_account_id = %q", block.ID), "private_key = "+st.Secret("block_key", block.PrivateKey)),
		Standing: fmt.Sprintf(`
resource "storeauth_galaxy_service_account" "own" {
  service_account_id = %q
  private_key_wo     = %s
}
resource "storeauth_galaxy_service_account" "block" {
  service_account_id = %q
}
resource "storeauth_galaxy_access_token" "own" {}
ephemeral "storeauth_galaxy_access_token" "block" {}
data "storeauth_galaxy_apps" "all" {}
data "storeauth_galaxy_app" "one" {
  content_id = %q
}
data "storeauth_galaxy_token_validation" "block" {}
`, own.ID, st.Secret("own_key", own.PrivateKey), block.ID, app),
		Fresh: fmt.Sprintf(`
resource "storeauth_galaxy_service_account" "fresh" {
  service_account_id = %q
  private_key_wo     = %s
}
resource "storeauth_galaxy_access_token" "fresh" {
  scopes = ["gss"]
}
`, fresh.ID, st.Secret("fresh_key", fresh.PrivateKey)),
		Held: func() int { return st.LiveGalaxyTokens(t, "") },
		Events: map[string]switches.Event{
			"spaced_account_message": {
				Before: func() { st.DeleteGalaxyAccount(t, own.ID) }, Undo: func() { st.RestoreGalaxyAccount(t, own.ID) },
			},
			"refusals_in_200": {
				Before: func() { st.SetGalaxyScopes(t, own.ID, "gss") }, Undo: func() { st.SetGalaxyScopes(t, own.ID, "publishing", "gss") },
			},
			"deleted_account": {
				Before: func() { st.DeleteGalaxyAccount(t, own.ID) }, Undo: func() { st.RestoreGalaxyAccount(t, own.ID) },
			},
			// The machine's clock is further ahead than an assertion is dated back.
			"future_iat_refused": {
				Before: func() { st.AdvanceClock(t, -150*time.Second) }, Undo: func() { st.AdvanceClock(t, 150*time.Second) },
			},
			"seller_envelope": {Before: func() { st.MakeGalaxyAppForeign(t, app) }, Undo: func() { st.Ours("/galaxy/apps/" + app) }},
		},
	}
}
