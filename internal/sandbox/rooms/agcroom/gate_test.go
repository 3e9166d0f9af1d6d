package agcroom_test

import (
	"net/http"
	"strings"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

var gateSamples = map[string]func(*world){
	"gate-no-token": func(w *world) {
		w.call(listPath, "", w.client.ID, status401, tokenRefused)
		w.call(listPath, "eyJhbGciOiJIUzUxMiJ9.e30.x", w.client.ID, status401, tokenRefused)
		w.Expect(http.MethodGet, listPath, map[string]string{"Authorization": w.token(), "client_id": w.client.ID}, "", status401, tokenRefused)
		token := w.token()
		w.RevokeAGCTokens(w.T, w.client.ID)
		w.call(listPath, token, w.client.ID, status401, tokenRefused)
	},
	"gate-client-id": func(w *world) {
		token, other := w.token(), w.CreateAGCClient(w.T)
		w.call(listPath, token, "", status401, tokenRefused)
		w.call(listPath, token, other.ID, status401, tokenRefused)
		w.call(listPath, token, unknownID, status401, tokenRefused)
		w.call(listPath, token, w.client.ID, status200, noApps)
	},
	"gate-expired": func(w *world) {
		token := w.token()
		w.AdvanceClock(w.T, 48*time.Hour-time.Minute)
		w.call(listPath, token, w.client.ID, status200, noApps)
		w.AdvanceClock(w.T, time.Minute)
		w.call(listPath, token, w.client.ID, status401, tokenRefused)
		w.get(listPath, status200, noApps)
	},
	"gate-deleted-client": func(w *world) {
		token := w.token()
		w.ResetAGCClientKey(w.T, w.client.ID)
		w.call(listPath, token, w.client.ID, status200, noApps)
		w.Set("revoke_tokens", true)
		w.ResetAGCClientKey(w.T, w.client.ID)
		w.call(listPath, token, w.client.ID, status401, tokenRefused)
		w.Set("revoke_tokens", false)

		deleted := w.CreateAGCClient(w.T)
		token = w.mint(deleted.ID, deleted.Secret, tokenOK)
		w.DeleteAGCClient(w.T, deleted.ID)
		w.call(listPath, token, deleted.ID, status200, noApps)
		w.Set("revoke_tokens", true)

		other := w.CreateAGCClient(w.T)
		token = w.mint(other.ID, other.Secret, tokenOK)
		w.DeleteAGCClient(w.T, other.ID)
		w.call(listPath, token, other.ID, status401, tokenRefused)
	},
	"gate-project": func(w *world) {
		w.SetAGCClientProject(w.T, w.client.ID, "736430079245111111")
		w.get(listPath, status403, "")
		w.get(infoPath+"?appId=100000001", status403, "")
		w.SetAGCClientProject(w.T, w.client.ID, "")
		w.get(listPath, status200, noApps)
		project := w.AddAGCClient(w.T, sandboxtest.AGCClient{ProjectID: "736430079245111111"})
		w.call(listPath, w.mint(project.ID, project.Secret, tokenOK), project.ID, status403, "")
	},
	"gate-role": func(w *world) {
		for _, role := range []string{"Operations", "Development", "Finance", "Customer service"} {
			w.SetAGCClientRoles(w.T, w.client.ID, role)
			w.get(listPath, status403, "")
		}
		w.SetAGCClientRoles(w.T, w.client.ID)
		w.get(listPath, status403, "")
		for _, role := range []string{"Administrator", "App manager", "App release"} {
			w.SetAGCClientRoles(w.T, w.client.ID, "Operations", role)
			w.get(listPath, status200, noApps)
		}
	},
	"gate-plain-403": func(w *world) {
		w.Set("plain_403", true)
		w.SetAGCClientRoles(w.T, w.client.ID)
		w.get(listPath, "403 Forbidden", "")
	},
	"gate-ups": func(w *world) {
		w.Set("ups_unusable", true)
		w.get(listPath, "403 ret code or valid is not present in rsp from ups.", "")
	},
	"gate-other-site": func(w *world) {
		token := w.token()
		w.MoveAGCClient(w.T, w.client.ID, "unknown")
		w.mint(w.client.ID, w.client.Secret, invalidClient)
		w.MoveAGCClient(w.T, w.client.ID, "refused")
		w.get(listPath, status401, tokenRefused)
		w.MoveAGCClient(w.T, w.client.ID, "")
		w.call(listPath, token, w.client.ID, status200, noApps)

		account := w.CreateAGCServiceAccount(w.T)
		for _, elsewhere := range []string{"unknown", "refused"} {
			w.MoveAGCServiceAccount(w.T, account.ID, elsewhere)
			w.call(listPath, w.jwt(account, nil), "", status401, tokenRefused)
		}
		w.MoveAGCServiceAccount(w.T, account.ID, "")
		w.call(listPath, w.jwt(account, nil), "", status200, noApps)
	},
	"gate-account-state": func(w *world) {
		for state, want := range map[string]string{
			"suspended":    `{"ret":{"code":204144666,"msg":"[AppGalleryConnectPublishService]auth failed: the account is suspended or not real-name verified"}}`,
			"no_user_info": `{"ret":{"code":204144665,"msg":"[AppGalleryConnectPublishService]auth failed: could not query user info"}}`,
			"no_developer": `{"ret":{"code":204144643,"msg":"[AppGalleryConnectPublishService]get developer account failed"}}`,
			"active":       noApps,
		} {
			w.SetAGCAccountState(w.T, state)
			w.get(listPath, status200, want)
		}
	},
	"gate-order": func(w *world) {
		const path = infoPath
		w.Set("ups_unusable", true)
		w.SetAGCClientProject(w.T, w.client.ID, "1")
		w.SetAGCClientRoles(w.T, w.client.ID)
		w.SetAGCAccountState(w.T, "suspended")
		w.call(path, "none", w.client.ID, status401, tokenRefused)
		w.get(path, "403 ret code or valid is not present in rsp from ups.", "")
		w.Set("ups_unusable", false)
		w.get(path, status403, "")
		w.SetAGCClientProject(w.T, w.client.ID, "")
		w.get(path, status403, "")
		w.SetAGCClientRoles(w.T, w.client.ID, "App release")
		w.get(path, status200, `{"ret":{"code":204144666,"msg":"[AppGalleryConnectPublishService]auth failed: the account is suspended or not real-name verified"}}`)
		w.SetAGCAccountState(w.T, "active")
		w.get(path, status200, badInput)
	},
	"elsewhere": func(w *world) {
		for _, call := range []string{"POST /api/publish/v2/app-file-info/update", "GET " + tokenPath, "POST " + infoPath, "GET /", "GET /api/publish/v2/app-info/"} {
			method, path, _ := strings.Cut(call, " ")
			w.Expect(method, path, nil, "", "404 Not Found", "")
		}
		w.Set("wrong_verb_status", 405)
		w.Expect(http.MethodGet, tokenPath, nil, "", "405 Method Not Allowed", "")
		w.Expect(http.MethodGet, "/", nil, "", "404 Not Found", "")
		w.Set("gate_elsewhere", true)
		credential := map[string]string{"Authorization": sandboxtest.Bearer(w.token()), "client_id": w.client.ID}
		w.Expect(http.MethodGet, "/api/publish/v2/nothing", nil, "", status401, tokenRefused)
		w.Expect(http.MethodGet, "/api/publish/v2/nothing", credential, "", "404 Not Found", "")
		w.Expect(http.MethodPost, infoPath, nil, "", status401, tokenRefused)
		w.Expect(http.MethodGet, "/", nil, "", "404 Not Found", "")
	},
}
