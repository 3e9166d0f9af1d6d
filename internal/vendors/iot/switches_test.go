package iot_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest/switches"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

func TestEverySwitchOfIoTIsSurvived(t *testing.T) { switches.Test(t, "iot", scene) }

func scene(st *switches.Stage) switches.Scene {
	t := st.T
	block, own, holder := st.CreateIoTApplication(t), st.CreateIoTApplication(t), st.CreateIoTApplication(t)
	fresh, running := st.CreateIoTApplication(t), st.CreateIoTApplication(t)
	token, _ := st.LoginIoTApplication(t, running.AppID)
	const validation = "data \"storeauth_iot_token_validation\" %q {\n  app_id = %q\n  access_token = %q\n}\n"
	frozen := switches.Event{Before: func() { st.FreezeIoTApplication(t, own.AppID) }, Undo: func() { st.UnfreezeIoTApplication(t, own.AppID) }}
	return switches.Scene{
		Kept: st.Provider(fmt.Sprintf("app_id = %q", block.AppID), "secret = "+st.Secret("block_secret", block.Secret)),
		Standing: fmt.Sprintf(`
resource "storeauth_iot_application" "own" {
  app_id            = %q
  secret_wo         = %s
  verify_on_refresh = true
}
resource "storeauth_iot_access_token" "own" {
  app_id    = %q
  secret_wo = %s
}
ephemeral "storeauth_iot_access_token" "block" {}
`, own.AppID, st.Secret("own_secret", own.Secret), holder.AppID, st.Secret("holder_secret", holder.Secret)) +
			fmt.Sprintf(validation, "running", running.AppID, token),
		Fresh: fmt.Sprintf(`
resource "storeauth_iot_application" "fresh" {
  app_id = %q
}
resource "storeauth_iot_access_token" "fresh" {
  app_id    = %q
  secret_wo = %s
}
`, block.AppID, fresh.AppID, st.Secret("fresh_secret", fresh.Secret)),
		Held: func() int {
			live := 0
			for _, app := range []sandboxtest.IoTApplication{block, own, holder, fresh} {
				if access, _ := st.LiveIoTTokens(t, app.AppID); access {
					live++
				}
			}
			return live
		},
		Events: map[string]switches.Event{
			"access_token_lifetime": {Before: func() { endSoon(st) }},
			"refresh_token_lifetime": {
				Before: func() {
					endSoon(st)
					st.Apply("refreshing", st.Scene.Kept+st.Scene.Standing)
					st.AdvanceClock(t, 50*time.Minute)
					endSoon(st)
				},
				Undo: func() { st.AdvanceClock(t, -50*time.Minute) },
			},
			"numeric_codes":    frozen,
			"frozen_code":      frozen,
			"no_refresh_token": {Before: func() { endSoon(st) }},
			// A refresh would notice that the token has ended, and the refresh token would not be used.
			"login_keeps_refresh_tokens": {
				Before: func() { st.LoginIoTApplication(t, holder.AppID); endSoon(st) }, Flags: []string{"-refresh=false"},
			},
			"refresh_keeps_refresh_token": {
				Before: func() { endSoon(st); st.Apply("refreshing", st.Scene.Kept+st.Scene.Standing); endSoon(st) },
			},
			"throttle_limit":      {More: fmt.Sprintf(validation, "again", running.AppID, token)},
			"declared_json":       {Before: func() { endSoon(st) }},
			"long_text_malformed": {Before: func() { endSoon(st); lengthen(st) }},
			// An endpoint with a path of its own comes to no call of the platform.
			"web_server_elsewhere": {Before: func() {
				st.Alone(st.Provider(fmt.Sprintf("endpoint = %q", st.URL+"/iot/iocm"))+fmt.Sprintf(validation, "other", running.AppID, token),
					"data.storeauth_iot_token_validation.other")
			}},
			"dead_logout": {Between: func() { st.ExpireIoTTokens(t, holder.AppID); st.ExpireIoTTokens(t, fresh.AppID) }},
		},
	}
}

// endSoon moves the end of every token in the state to a minute from now, so that the next apply refreshes them.
func endSoon(st *switches.Stage) {
	edit(st, "expires_at", time.Now().Add(time.Minute).UTC().Format(time.RFC3339))
}

// tooLong is longer than what the platform's documentation gives a token.
var tooLong = strings.Repeat("85fe3222", 40)

// lengthen makes every refresh token in the state too long.
func lengthen(st *switches.Stage) { edit(st, "refresh_token", tooLong) }

// edit gives an attribute another text, wherever the state has it.
func edit(st *switches.Stage, attribute, text string) {
	had := regexp.MustCompile(`("` + attribute + `": )"[^"]*"`)
	state := had.ReplaceAllString(st.CLI.State(st.T), "${1}"+strconv.Quote(text))
	if err := os.WriteFile(filepath.Join(st.CLI.Dir, "terraform.tfstate"), []byte(state), 0o600); err != nil {
		st.T.Fatal(err)
	}
}
