package galaxyroom_test

import (
	"encoding/base64"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

var mintSamples = map[string]func(*world){
	"mint": func(w *world) {
		token := w.mint(w.jwt(nil), 200, mintedBody)
		w.alive(token, true)
	},
	"token-form": func(w *world) {
		if token := w.token("gss"); !regexp.MustCompile(`^[A-Za-z0-9]{24}$`).MatchString(token) {
			w.T.Errorf("a token of %d characters is not 24 letters and digits", len(token))
		}
	},
	"mint-body-ignored": func(w *world) {
		w.Expect(http.MethodPost, mintPath, nil, `{"jwt":"`+w.jwt(nil)+`"}`, sandboxtest.Status(401), noJWT)
	},
	"mint-no-bearer": func(w *world) {
		for _, header := range []string{"", "Bearer", "Bearer ", w.jwt(nil), "Basic " + w.jwt(nil), "bearer " + w.jwt(nil), "Bearer  " + w.jwt(nil), "Bearer " + w.jwt(nil) + " more"} {
			w.Expect(http.MethodPost, mintPath, map[string]string{"Authorization": header}, "", sandboxtest.Status(401), noJWT)
		}
	},
	"mint-account-header": func(w *world) {
		resp, _ := w.Send(http.MethodPost, mintPath,
			map[string]string{"Authorization": "Bearer " + w.jwt(nil), "service-account-id": unknownID}, "")
		if resp.StatusCode != 200 {
			w.T.Errorf("status %d with a service-account-id", resp.StatusCode)
		}
	},
	"mint-untyped": func(w *world) {
		for _, contentType := range []string{"", "text/plain", "application/json; charset=utf-8"} {
			headers := map[string]string{"Authorization": "Bearer " + w.jwt(nil), "Content-Type": contentType}
			w.Set("untyped_mint", "accepted")
			w.Expect(http.MethodPost, mintPath, headers, "", sandboxtest.Status(200), mintedBody)
			w.Set("untyped_mint", "415")
			if resp, body := w.Send(http.MethodPost, mintPath, headers, ""); strings.Contains(contentType, "json") != (resp.StatusCode == 200) ||
				resp.StatusCode != 200 && body != `{"code":"BAD_REQUEST","message":"Set content-type header like \"application/json\"","from":"asgw"}` {
				w.T.Errorf("with the switch and the type %q: %d %s", contentType, resp.StatusCode, body)
			}
		}
		w.call(http.MethodPost, mintPath, "", "", 401, noJWT)
	},
	"mint-malformed": func(w *world) {
		w.mint("not-a-jwt", 500, `{"message":"jwt malformed"}`)
		w.mint(w.jwt(nil)+".more", 500, `{"message":"jwt malformed"}`)
	},
	"mint-undecodable": func(w *world) {
		parts := strings.Split(w.jwt(nil), ".")
		w.mint("!."+parts[1]+"."+parts[2], 500, `{"message":"invalid token"}`)
		w.mint(parts[0]+"."+base64.RawURLEncoding.EncodeToString([]byte("text"))+"."+parts[2], 500, `{"message":"invalid token"}`)
		null := signParts(w.T, w.account.Key, base64.RawURLEncoding, `{"alg":"RS256"}`, "null")
		w.mint(null, 401, noAccount)
		// Spaces make padding, and the question marks letters in which the alphabets differ.
		loose := signParts(w.T, w.account.Key, base64.StdEncoding, `{"alg":"RS256","x":"???>>>"} `, harness.JSON(w.claims())+" ")
		if !strings.Contains(loose, "=") || !strings.ContainsAny(loose, "+/") {
			w.T.Fatalf("the sample shows nothing: %s", loose)
		}
		w.mint(loose, 500, `{"message":"invalid token"}`)
		w.Set("jwt_decoding", "node")
		w.mint(loose, 200, mintedBody)
		w.mint(null, 500, `{"message":"invalid token"}`)
		w.mint(w.jwt(nil), 200, mintedBody)
		w.Set("undecodable_jwt", "jwt_malformed")
		w.mint("!."+parts[1]+"."+parts[2], 500, `{"message":"jwt malformed"}`)
		w.Set("undecodable_jwt", "invalid_token")
		w.Set("jwt_decoding", "node_no_null")
		w.mint(loose, 200, mintedBody)
		w.mint(null, 500, `{"message":"Cannot read properties of null (reading 'iss')"}`)
		w.mint("!."+parts[1]+"."+parts[2], 500, `{"message":"invalid token"}`)
	},
	"mint-unknown-account": func(w *world) {
		w.mint(w.jwt(map[string]any{"iss": unknownID}), 401, noAccount)
		w.mint(w.jwt(map[string]any{"iss": nil}), 401, noAccount)
	},
	"mint-deleted-account": func(w *world) {
		w.DeleteGalaxyAccount(w.T, w.account.ID)
		w.mint(w.jwt(nil), 401, noAccount)
		w.Set("deleted_account", "500")
		w.mint(w.jwt(nil), 500, `{"message":"secret or public key must be provided"}`)
		w.mint(w.jwt(map[string]any{"iss": unknownID}), 401, noAccount)
		w.RestoreGalaxyAccount(w.T, w.account.ID)
		w.mint(w.jwt(nil), 200, mintedBody)
	},
	"account-message-spaced": func(w *world) {
		w.Set("spaced_account_message", true)
		w.mint(w.jwt(map[string]any{"iss": unknownID}), 401,
			`{"code":"AUTH_REQUIRE","message":"Not found service account by serviceAccountId","from":"asgw"}`)
	},
	"mint-wrong-key": func(w *world) {
		other := sandboxtest.RSAKey(w.account.Key)
		w.mint(sign(w.T, other, "RS256", w.claims()), 500, `{"message":"invalid signature"}`)
		unsigned, _, _ := strings.Cut(w.jwt(nil), ".")
		parts := strings.Split(w.jwt(nil), ".")
		w.mint(unsigned+"."+parts[1]+".!!", 500, `{"message":"invalid signature"}`)
		w.mint(unsigned+"."+parts[1]+".", 500, `{"message":"invalid signature"}`)
	},
	"mint-wrong-algorithm": func(w *world) {
		for _, algorithm := range []string{"PS256", "HS256", "none", ""} {
			w.mint(sign(w.T, w.account.Key, algorithm, w.claims()), 500, `{"message":"invalid algorithm"}`)
		}
		w.mint(signParts(w.T, w.account.Key, base64.RawURLEncoding, `{"ALG":"RS256"}`, `{"iss":"`+w.account.ID+`"}`), 500, `{"message":"invalid algorithm"}`)
	},
	"mint-expired": func(w *world) {
		jwt := w.jwt(nil)
		w.AdvanceClock(w.T, 9*time.Minute)
		w.mint(jwt, 200, mintedBody)
		w.AdvanceClock(w.T, 2*time.Minute)
		w.mint(jwt, 500, `{"message":"jwt expired"}`)
	},
	"mint-exp-not-a-number": func(w *world) {
		w.mint(w.jwt(map[string]any{"exp": "soon"}), 500, `{"message":"invalid exp value"}`)
		w.Set("exp_not_a_number", "401")
		w.mint(w.jwt(map[string]any{"exp": "soon"}), 401, `{"code":"AUTH_REQUIRE","message":"Invalid jwt","from":"asgw"}`)
	},
	"mint-lifetime-boundary": func(w *world) {
		now := time.Now().Unix()
		w.mint(w.jwt(map[string]any{"iat": now, "exp": now + 1200}), 200, mintedBody)
	},
	"mint-fractional-times": func(w *world) {
		now := float64(time.Now().Unix())
		w.mint(w.jwt(map[string]any{"iat": now + 0.25, "exp": now + 60.75}), 200, mintedBody)
	},
	"mint-lifetime-over": func(w *world) {
		const refusal = `{"code":"AUTH_REQUIRE","message":"Invalid jwt","from":"asgw"}`
		now := time.Now().Unix()
		w.mint(w.jwt(map[string]any{"iat": now, "exp": now + 1201}), 401, refusal)
		w.mint(w.jwt(map[string]any{"iat": nil}), 401, refusal)
		w.mint(w.jwt(map[string]any{"exp": nil}), 401, refusal)
		w.Set("lifetime_over", "500")
		w.mint(w.jwt(map[string]any{"iat": now, "exp": now + 1201}), 500, `{"message":"maxAge exceeded"}`)
		w.Set("lifetime_over", "accepted")
		w.mint(w.jwt(map[string]any{"iat": now, "exp": now + 1201}), 200, mintedBody)
	},
	"mint-future-iat": func(w *world) {
		now := time.Now().Unix()
		w.mint(w.jwt(map[string]any{"iat": now + 3600, "exp": now + 4200}), 200, mintedBody)
		w.Set("future_iat_refused", true)
		w.mint(w.jwt(map[string]any{"iat": now + 3600, "exp": now + 4200}), 401, `{"code":"AUTH_REQUIRE","message":"Invalid jwt","from":"asgw"}`)
		w.mint(w.jwt(nil), 200, mintedBody)
	},
	"mint-bad-scopes": func(w *world) {
		for _, scopes := range []any{nil, "publishing", []string{}, []string{"publishing", "reporting"}, []any{1}} {
			w.mint(w.jwt(map[string]any{"scopes": scopes}), 403, noScope)
		}
		for answer, want := range map[int]string{
			422: `{"message":"Validation Failed","details":{"scopes":{"message":"'scopes' is required"}}}`,
			500: `{"message":"Cannot read property 'length' of undefined"}`,
		} {
			w.Set("missing_scopes", strconv.Itoa(answer))
			w.mint(w.jwt(map[string]any{"scopes": nil}), answer, want)
			w.mint(w.jwt(map[string]any{"scopes": []string{"reporting"}}), 403, noScope)
		}
		w.Set("missing_scopes", "403")
		w.Set("empty_scopes_granted", true)
		w.mint(w.jwt(map[string]any{"scopes": []string{}}), 200, mintedBody)
		w.mint(w.jwt(map[string]any{"scopes": nil}), 403, noScope)
		w.mint(w.jwt(map[string]any{"scopes": []string{"reporting"}}), 403, noScope)
	},
	"mint-scope-not-granted": func(w *world) {
		w.SetGalaxyScopes(w.T, w.account.ID, "publishing")
		w.mint(w.jwt(map[string]any{"scopes": []string{"gss"}}), 403, noScope)
		w.mint(w.jwt(map[string]any{"scopes": []string{"publishing", "gss"}}), 403, noScope)
		w.mint(w.jwt(map[string]any{"scopes": []string{"publishing"}}), 200, mintedBody)
		if n := w.LiveGalaxyTokens(w.T, ""); n != 1 {
			w.T.Errorf("%d tokens live after one mint that was granted", n)
		}
	},
	"mint-keeps-older": func(w *world) {
		other := w.CreateGalaxyAccount(w.T)
		older, newer := w.token("publishing"), w.token("publishing")
		w.alive(older, true)
		w.alive(newer, true)
		w.Set("invalidate_older", true)
		newest := w.token("gss")
		w.alive(older, false)
		w.alive(newer, false)
		w.alive(newest, true)
		w.account = other
		w.token("gss")
		if n := w.LiveGalaxyTokens(w.T, ""); n != 2 {
			w.T.Errorf("%d tokens live, want one of each account", n)
		}
	},
	"mint-replay": func(w *world) {
		jwt := w.jwt(nil)
		first, second := w.mint(jwt, 200, mintedBody), w.mint(jwt, 200, mintedBody)
		if first == second {
			w.T.Error("the same JWT gave the same token twice")
		}
		w.alive(first, true)
	},
	"refusals-in-200": func(w *world) {
		w.Set("refusals_in_200", true)
		w.mint(w.jwt(map[string]any{"iss": unknownID}), 200, noAccount)
		w.mint("x", 200, `{"message":"jwt malformed"}`)
		w.call(http.MethodGet, checkPath, "x", w.account.ID, 200, invalidToken)
		w.get(listPath, 200, "[]")
	},
	"bare-ok-false": func(w *world) {
		token := w.token("publishing")
		w.Set("bare_ok_false", true)
		w.mint(w.jwt(nil), 200, `{"ok":false}`)
		w.call(http.MethodGet, checkPath, token, w.account.ID, 200, `{"ok":false}`)
		w.call(http.MethodDelete, revokePath, token, w.account.ID, 200, `{"ok":false}`)
		if n := w.LiveGalaxyTokens(w.T, w.account.ID); n != 1 {
			w.T.Errorf("%d tokens live, want the first untouched", n)
		}
	},
}
