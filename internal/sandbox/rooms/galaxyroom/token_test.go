package galaxyroom_test

import (
	"net/http"
	"strings"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

var tokenSamples = map[string]func(*world){
	"token-immortal": func(w *world) {
		token := w.token("publishing")
		w.AdvanceClock(w.T, 10*365*24*time.Hour)
		w.alive(token, true)
	},
	"check": func(w *world) {
		w.call(http.MethodGet, checkPath, w.token("gss"), w.account.ID, 200, okTrue)
	},
	"revoke": func(w *world) {
		token, other := w.token("publishing"), w.token("publishing")
		w.call(http.MethodDelete, revokePath, token, w.account.ID, 200, okTrue)
		w.alive(token, false)
		w.alive(other, true)
	},
	"revoke-twice": func(w *world) {
		token := w.token("publishing")
		w.call(http.MethodDelete, revokePath, token, w.account.ID, 200, okTrue)
		w.call(http.MethodDelete, revokePath, token, w.account.ID, 401, invalidToken)
	},
	"gate-no-bearer": func(w *world) {
		w.call(http.MethodGet, checkPath, "", w.account.ID, 401, noBearer)
		w.call(http.MethodDelete, revokePath, "", w.account.ID, 401, noBearer)
		w.call(http.MethodGet, listPath, "", w.account.ID, 401, noBearer)
		token := w.token("publishing")
		lower := map[string]string{"Authorization": "bearer " + token, "service-account-id": w.account.ID}
		w.Expect(http.MethodGet, checkPath, lower, "", sandboxtest.Status(401), noBearer)
		w.Set("any_case_bearer", true)
		w.Expect(http.MethodGet, checkPath, lower, "", sandboxtest.Status(200), okTrue)
		w.Set("bearer_words", "jwt")
		w.call(http.MethodGet, checkPath, "", w.account.ID, 401, noJWT)
		w.Set("bearer_words", "accessToken")
		w.call(http.MethodPost, mintPath, "", "", 401, noBearer)
	},
	"gate-no-account-header": func(w *world) {
		token := w.token("publishing")
		const refusal = `{"code":"AUTH_REQUIRE","message":"Set service-account-id header","from":"asgw"}`
		w.call(http.MethodGet, checkPath, token, "", 401, refusal)
		w.call(http.MethodDelete, revokePath, token, "", 401, refusal)
		w.call(http.MethodGet, listPath, token, "", 401, refusal)
		w.alive(token, true)
		w.Set("absent_account", "unknown")
		w.call(http.MethodGet, checkPath, token, "", 401, noAccount)
	},
	"gate-content-metric": func(w *world) {
		const path, notFound = "/gss/query/contentMetric", `{"message":"Not Found"}`
		publishing, gss := w.token("publishing"), w.token("gss")
		w.call(http.MethodPost, path, publishing, "", 403, noScope)
		w.call(http.MethodPost, path, gss, "", 404, notFound)
		w.call(http.MethodPost, path, gss, w.account.ID, 404, notFound)
		w.call(http.MethodPost, path, gss, unknownID, 401, noAccount)
		w.call(http.MethodPost, path, "x", "", 401, invalidToken)
		w.Set("content_metric_needs_account", true)
		w.call(http.MethodPost, path, publishing, "", 401, `{"code":"AUTH_REQUIRE","message":"Set service-account-id header","from":"asgw"}`)
		w.call(http.MethodPost, path, publishing, w.account.ID, 403, noScope)
	},
	"gate-unknown-account": func(w *world) {
		token := w.token("publishing")
		w.call(http.MethodGet, checkPath, token, unknownID, 401, noAccount)
		w.DeleteGalaxyAccount(w.T, w.account.ID)
		w.call(http.MethodGet, checkPath, token, w.account.ID, 401, noAccount)
		w.call(http.MethodGet, listPath, token, w.account.ID, 401, noAccount)
	},
	"gate-invalid-token": func(w *world) {
		w.call(http.MethodGet, checkPath, "abcdefghijklmnopqrstuvwx", w.account.ID, 401, invalidToken)
		w.call(http.MethodGet, listPath, "abcdefghijklmnopqrstuvwx", w.account.ID, 401, invalidToken)
		token := w.token("publishing")
		w.RevokeGalaxyTokens(w.T, w.account.ID)
		w.alive(token, false)
	},
	"gate-foreign-token": func(w *world) {
		token := w.token("publishing")
		other := w.CreateGalaxyAccount(w.T)
		w.call(http.MethodGet, checkPath, token, other.ID, 401, invalidToken)
		w.call(http.MethodDelete, revokePath, token, other.ID, 401, invalidToken)
		w.alive(token, true)
	},
	"gate-scope": func(w *world) {
		publishing, gss, both := w.token("publishing"), w.token("gss"), w.token("publishing", "gss")
		w.call(http.MethodGet, listPath, gss, w.account.ID, 403, noScope)
		w.call(http.MethodGet, "/seller/contentInfo", gss, w.account.ID, 403, noScope)
		w.call(http.MethodGet, "/iap/v6/applications/com.example/items", gss, w.account.ID, 403, noScope)
		w.call(http.MethodPost, "/gss/query/sellerMetric", publishing, w.account.ID, 403, noScope)
		w.call(http.MethodGet, listPath, both, w.account.ID, 200, "[]")
		w.call(http.MethodPost, "/gss/query/sellerMetric", both, w.account.ID, 404, `{"message":"Not Found"}`)
	},
	"gate-order": func(w *world) {
		const info = "/seller/contentInfo?contentId=short"
		gss := w.token("gss")
		w.call(http.MethodGet, info, "", "", 401, noBearer)
		w.call(http.MethodGet, info, "x", unknownID, 401, noAccount)
		w.call(http.MethodGet, info, "x", w.account.ID, 401, invalidToken)
		w.call(http.MethodGet, info, gss, w.account.ID, 403, noScope)
	},
	"account-deleted-tokens": func(w *world) {
		token := w.token("publishing")
		w.DeleteGalaxyAccount(w.T, w.account.ID)
		w.RestoreGalaxyAccount(w.T, w.account.ID)
		w.alive(token, false)
	},
	"account-key-replaced": func(w *world) {
		token := w.token("publishing")
		old := w.jwt(nil)
		replaced := w.ReplaceGalaxyKey(w.T, w.account)
		if replaced.PublicKeySHA256 == w.account.PublicKeySHA256 {
			w.T.Error("the key has the old fingerprint")
		}
		w.mint(old, 500, `{"message":"invalid signature"}`)
		w.account = replaced
		w.mint(w.jwt(nil), 200, mintedBody)
		w.alive(token, true)
	},
	"account-scopes-changed": func(w *world) {
		token := w.token("publishing")
		w.SetGalaxyScopes(w.T, w.account.ID, "gss")
		w.mint(w.jwt(nil), 403, noScope)
		w.call(http.MethodGet, listPath, token, w.account.ID, 200, "[]")
	},
	"elsewhere": func(w *world) {
		w.call(http.MethodGet, "/nowhere", "", "", 404, `{"message":"Not Found"}`)
		w.call(http.MethodGet, mintPath, "", "", 404, `{"message":"Not Found"}`)
		w.call(http.MethodPost, "/seller/contentUpdate", "", w.account.ID, 401, noBearer)
		w.call(http.MethodPost, "/seller/contentUpdate", w.token("publishing"), w.account.ID, 404, `{"message":"Not Found"}`)
		for _, area := range []string{"/seller", "/iap", "/gss"} {
			w.Set("bare_areas_guarded", false)
			w.call(http.MethodGet, area, "", "", 404, `{"message":"Not Found"}`)
			w.Set("bare_areas_guarded", true)
			w.call(http.MethodGet, area, "", "", 401, noBearer)
			w.call(http.MethodGet, area+"x", "", "", 404, `{"message":"Not Found"}`)
		}
		for form, want := range map[string]string{"text": "Hello! Not found /nowhere", "page": "<!DOCTYPE html>"} {
			w.Set("not_found", form)
			if resp, body := w.Send(http.MethodGet, "/nowhere", nil, ""); resp.StatusCode != 404 || !strings.HasPrefix(body, want) {
				w.T.Errorf("with not_found at %s: %d %s", form, resp.StatusCode, body)
			}
		}
	},
}
