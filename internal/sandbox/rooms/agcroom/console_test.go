package agcroom_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

func TestSecretsAreGivenOnce(t *testing.T) {
	w := newWorld(t)
	var account struct {
		SubAccount string            `json:"sub_account"`
		KeyFile    map[string]string `json:"key_file"`
	}
	w.Console(t, http.MethodPost, "/agc/service-accounts", nil, &account)
	if !strings.HasPrefix(account.KeyFile["private_key"], "-----BEGIN PRIVATE KEY-----\n") {
		t.Error("a generated key is not given in PKCS#8 PEM")
	}
	for _, path := range []string{"/agc/clients", "/agc/clients/" + w.client.ID, "/agc/service-accounts", "/agc/service-accounts/" + account.SubAccount} {
		w.Hides(path, map[string]string{"a private key": "PRIVATE", "a client's secret": w.client.Secret})
	}
}

func TestCredentialFileTellsTeamAndProjectLevel(t *testing.T) {
	w := newWorld(t)
	for project, want := range map[string]string{
		"":   `{"type":"team_client_id","developer_id":"900086000000000001","client_id":"1","client_secret":"S","configuration_version":"3.0","region":"CN"}`,
		"73": `{"type":"project_client_id","project_id":"73","developer_id":"900086000000000001","client_id":"1","client_secret":"S","configuration_version":"3.0","region":"CN"}`,
	} {
		w.Reset(t)
		client := w.AddAGCClient(t, sandboxtest.AGCClient{ID: "1", Secret: "S", ProjectID: project})
		var got, expected any
		if json.Unmarshal(client.CredentialFile, &got) != nil || json.Unmarshal([]byte(want), &expected) != nil {
			t.Fatal("no JSON")
		}
		if sorted(t, got) != sorted(t, expected) {
			t.Errorf("project %q: %s", project, client.CredentialFile)
		}
	}
}

// sorted is JSON with sorted keys.
func sorted(t *testing.T, v any) string {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestConsoleRefusesWhatTheVendorsWould(t *testing.T) {
	w := newWorld(t)
	app := w.AddAGCApp(t, sandboxtest.AGCApp{})
	account := w.CreateAGCServiceAccount(t)
	clients, accounts, apps := "/agc/clients", "/agc/service-accounts", "/agc/apps"
	w.Refuses("client id no number", "POST", clients, map[string]any{"client_id": "abc"}, 400, "number")
	w.Refuses("client id taken", "POST", clients, map[string]any{"client_id": w.client.ID}, 409, "exists")
	w.Refuses("client kind", "POST", clients, map[string]any{"kind": "x"}, 400, "connect_api")
	w.Refuses("client role", "POST", clients, map[string]any{"roles": []string{"King"}}, 400, "King")
	w.Refuses("client unknown", "DELETE", clients+"/1", nil, 404, "API client")
	w.Refuses("reset of no one", "POST", clients+"/1/reset-key", nil, 404, "API client")
	w.Refuses("revocation of no one", "POST", clients+"/1/revoke-tokens", nil, 404, "API client")
	w.Refuses("role of the client", "PUT", clients+"/"+w.client.ID+"/roles", map[string]any{"roles": []string{"King"}}, 400, "King")
	w.Refuses("elsewhere", "PUT", clients+"/"+w.client.ID+"/elsewhere", map[string]any{"elsewhere": "x"}, 400, "elsewhere")
	w.Refuses("account id no number", "POST", accounts, map[string]any{"sub_account": "abc"}, 400, "number")
	w.Refuses("account taken", "POST", accounts, map[string]any{"sub_account": account.ID}, 409, "exists")
	w.Refuses("private key pasted", "POST", accounts, map[string]any{"public_key": account.PrivateKey}, 400, "not a public key")
	w.Refuses("account unknown", "PUT", accounts+"/1/project", nil, 404, "service account")
	w.Refuses("key of no one", "PUT", accounts+"/1/key", map[string]any{"public_key": sandboxtest.PublicPEM(&account.Key.PublicKey)}, 404, "service account")
	w.Refuses("account state", "PUT", "/agc/account", map[string]any{"state": "x"}, 400, "state")
	w.Refuses("app id no number", "POST", apps, map[string]any{"app_id": "com.example"}, 400, "number")
	w.Refuses("app taken", "POST", apps, map[string]any{"app_id": app}, 409, "exists")
	w.Refuses("app percent", "POST", apps, map[string]any{"phased": map[string]any{"percent": "much"}}, 400, "percent")
	w.Refuses("app unknown", "DELETE", apps+"/1", nil, 404, "no app")
	w.Refuses("info no object", "PUT", apps+"/"+app+"/info", []any{}, 400, "object")
	w.Refuses("switch unknown", "POST", "/agc/switches", map[string]any{"nothing": true}, 400, "nothing")
	w.Refuses("switch form", "POST", "/agc/switches", map[string]any{"publish_ret_form": "oauth_error"}, 400, "publish_ret_form")
	w.Refuses("switch leeway", "POST", "/agc/switches", map[string]any{"iat_leeway": 1}, 400, "iat_leeway")
	w.Refuses("switch answer", "POST", "/agc/switches", map[string]any{"hms_answer": "x"}, 400, "hms_answer")
}

func TestResetReturnsToAnEmptyTeam(t *testing.T) {
	w := newWorld(t)
	token := w.token()
	w.AddAGCApp(t, reader)
	w.SetAGCAccountState(t, "suspended")
	w.Set("plain_403", true)
	w.Reset(t)
	w.call(listPath, token, w.client.ID, status401, tokenRefused)
	w.mint(w.client.ID, w.client.Secret, invalidClient)
	w.AddAGCClient(t, sandboxtest.AGCClient{ID: w.client.ID, Secret: w.client.Secret})
	w.call(listPath, token, w.client.ID, status401, tokenRefused)
	w.get(listPath, status200, noApps)
}

func TestJournalHoldsNoSecretOfTheTeam(t *testing.T) {
	w := newWorld(t)
	account := w.CreateAGCServiceAccount(t)
	token, jwt := w.token(), w.jwt(account, nil)
	w.call(listPath, token, w.client.ID, status200, noApps)
	w.call(listPath, jwt, "", status200, noApps)
	w.mint(w.client.ID, "wrong-secret", wrongSecret)
	w.Hides("/journal", map[string]string{
		"the secret": w.client.Secret, "a wrong secret": "wrong-secret", "the client id": w.client.ID, "the token": token,
		"the token's end": token[strings.LastIndex(token, ".")+1:], "the JWT": jwt, "the JWT's end": jwt[strings.LastIndex(jwt, ".")+1:],
		"a query value": "com.example.reader",
	})
	entries := w.Journal(t, "", "/agc/*")
	if len(entries) != 4 || entries[1].Notes["mode"] != "api_client" || entries[2].Notes["mode"] != "service_account" ||
		entries[3].Notes["ret"] != "203890688" {
		t.Errorf("the journal's notes are not the modes and the verdict: %v", entries)
	}
}

func TestConcurrentCallsAreAllAnswered(t *testing.T) {
	w := newWorld(t)
	account := w.CreateAGCServiceAccount(t)
	app := w.AddAGCApp(t, reader)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 4 {
				w.get(infoOf+"1", status200, noApp)
				w.call(infoOf+"1", w.jwt(account, nil), "", status200, noApp)
			}
		})
		wg.Go(func() {
			w.Set("numbers", "strings")
			w.SetAGCClientRoles(t, w.client.ID, "App manager")
			w.SetAGCServiceAccountRoles(t, account.ID, "App manager")
			w.MakeAGCAppForeign(t, app)
		})
	}
	wg.Wait()
	if n := w.Count(t, "POST", "/agc"+tokenPath); n != 32 {
		t.Errorf("the journal has %d token calls, want 32", n)
	}
}
