package iot_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

const (
	login   = "/iot/iocm/app/sec/v1.1.0/login"
	refresh = "/iot/iocm/app/sec/v1.1.0/refreshToken"
	logout  = "/iot/iocm/app/sec/v1.1.0/logout"
	devices = "/iot/iocm/app/dm/v1.4.0/devices"
)

const (
	application  = "storeauth_iot_application.test"
	managedToken = "storeauth_iot_access_token.test"
)

// block is the provider block's application.
func block(app sandboxtest.IoTApplication) string {
	return fmt.Sprintf("  iot = {\n    app_id = %q\n    secret = %q\n  }", app.AppID, app.Secret)
}

// calls are the platform's calls in the order they came, by their last word: "login devices logout".
func calls(t *testing.T, sb *sandboxtest.Sandbox) string {
	t.Helper()
	var words []string
	for _, entry := range sb.Journal(t, "", "/iot/*") {
		words = append(words, entry.Path[strings.LastIndex(entry.Path, "/")+1:])
	}
	return strings.Join(words, " ")
}

// expectCalls compares the calls since the journal was cleared, and clears it again.
func expectCalls(t *testing.T, sb *sandboxtest.Sandbox, when, want string) {
	t.Helper()
	if got := calls(t, sb); got != want {
		t.Errorf("%s made the calls %q, expected %q", when, got, want)
	}
	sb.ClearJournal(t)
}

// endIn rewrites the state as if the managed token ended in d: nobody can move the clock of a provider that runs as it
// does for a user.
func endIn(t *testing.T, cli *acctest.CLI, d time.Duration) {
	t.Helper()
	var state map[string]any
	if err := json.Unmarshal([]byte(cli.State(t)), &state); err != nil {
		t.Fatal(err)
	}
	for _, r := range state["resources"].([]any) {
		if resource := r.(map[string]any); resource["type"] == "storeauth_iot_access_token" {
			for _, instance := range resource["instances"].([]any) {
				instance.(map[string]any)["attributes"].(map[string]any)["expires_at"] = time.Now().Add(d).UTC().Format(time.RFC3339)
			}
		}
	}
	state["serial"] = state["serial"].(float64) + 1
	encoded, err := json.Marshal(state)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(cli.Dir, "terraform.tfstate"), encoded, 0o600); err != nil {
		t.Fatal(err)
	}
}

// attributes are those of everything in the state.
func attributes(t *testing.T, cli *acctest.CLI) string {
	t.Helper()
	var state struct {
		Resources []struct {
			Instances []struct{ Attributes map[string]any }
		}
	}
	if err := json.Unmarshal([]byte(cli.State(t)), &state); err != nil {
		t.Fatal(err)
	}
	return fmt.Sprint(state.Resources)
}

// faults are the answers that settle nothing.
var faults = acctest.Faults(nil)
