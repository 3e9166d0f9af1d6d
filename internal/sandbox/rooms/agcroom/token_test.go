package agcroom_test

import (
	"net/http"
	"regexp"
	"strings"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

const unknownID = "1999999999999999999"

var tokenSamples = map[string]func(*world){
	"token": func(w *world) {
		w.call(listPath, w.token(), w.client.ID, status200, noApps)
		if !regexp.MustCompile(`^[1-9][0-9]{18}$`).MatchString(w.client.ID) || !regexp.MustCompile(`^[0-9A-F]{64}$`).MatchString(w.client.Secret) {
			w.T.Error("id and secret made up by the console have not the vendor's form")
		}
	},
	"token-form": func(w *world) {
		if !regexp.MustCompile(`^eyJhbGciOiJIUzUxMiJ9\.eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]{80,}$`).MatchString(w.token()) {
			w.T.Error("a token does not look like a JWT of HS512")
		}
	},
	"token-again": func(w *world) {
		first, second := w.token(), w.token()
		if first == second {
			w.T.Error("two token calls gave one token")
		}
		w.call(listPath, first, w.client.ID, status200, noApps)
		w.call(listPath, second, w.client.ID, status200, noApps)
	},
	"token-with-ret": func(w *world) {
		w.token()
		w.Set("bare_token", true)
		w.mint(w.client.ID, w.client.Secret, `{"access_token":"<token>","expires_in":172800}`)
	},
	"token-unknown-client": func(w *world) {
		w.mint(unknownID, w.client.Secret, invalidClient)
		w.Set("refusals_with_products", true)
		w.mint(unknownID, w.client.Secret, invalidClient)
		w.mint(w.client.ID, "wrong", strings.TrimSuffix(wrongSecret, "}")+`,"products":[]}`)
		w.postToken("{}", status200, strings.TrimSuffix(tokenInput, "}")+`,"products":[]}`)
	},
	"token-deleted-client": func(w *world) {
		w.DeleteAGCClient(w.T, w.client.ID)
		w.mint(w.client.ID, w.client.Secret, invalidClient)
		w.RestoreAGCClient(w.T, w.client.ID)
		w.token()
	},
	"token-wrong-secret": func(w *world) {
		w.mint(w.client.ID, "wrong", wrongSecret)
		w.mint(w.client.ID, w.client.Secret+"\\n", wrongSecret)
		reset := w.ResetAGCClientKey(w.T, w.client.ID)
		w.mint(w.client.ID, w.client.Secret, wrongSecret)
		w.mint(reset.ID, reset.Secret, tokenOK)
	},
	"token-wrong-kind": func(w *world) {
		oauth := w.AddAGCClient(w.T, sandboxtest.AGCClient{Kind: "oauth"})
		w.mint(oauth.ID, oauth.Secret, wrongKind)
		w.mint(oauth.ID, "wrong", wrongKind)
		w.mint(w.AddAGCApp(w.T, sandboxtest.AGCApp{}), w.client.Secret, wrongKind)
	},
	"token-hms": func(w *world) {
		hms := w.AddAGCClient(w.T, sandboxtest.AGCClient{Kind: "hms"})
		w.mint(hms.ID, hms.Secret, wrongSecret)
		w.Set("hms_answer", "type_mismatch")
		w.mint(hms.ID, hms.Secret, wrongKind)
		w.Set("hms_answer", "bad_gateway")
		w.postToken(tokenBody(hms.ID, hms.Secret), "502 ApsAuthBySecretReq", "")
	},
	"token-bad-input": func(w *world) {
		id, secret := w.client.ID, w.client.Secret
		for _, body := range []string{
			"", "grant_type=client_credentials", "{", "[]",
			`{"grant_type":"client_credentials","client_secret":"` + secret + `"}`,
			`{"grant_type":"client_credentials","client_id":"` + id + `"}`,
			`{"grant_type":"client_credentials","client_id":` + id + `,"client_secret":"` + secret + `"}`,
		} {
			w.postToken(body, status200, tokenInput)
		}
		for _, contentType := range []string{"", "application/x-www-form-urlencoded", "text/plain"} {
			w.Expect(http.MethodPost, tokenPath, map[string]string{"Content-Type": contentType}, tokenBody(id, secret), status200, tokenInput)
		}
		resp, _ := w.Send(http.MethodPost, tokenPath, map[string]string{"Content-Type": "application/json; charset=UTF-8"}, tokenBody(id, secret))
		if resp.Status != status200 {
			w.T.Errorf("a charset is refused: %s", resp.Status)
		}
	},
	"token-grant-type": func(w *world) {
		body := `{"grant_type":"clieant_credentials","client_id":"` + w.client.ID + `","client_secret":"` + w.client.Secret + `"}`
		w.postToken(body, status200, tokenInput)
		w.Set("grant_type_unchecked", true)
		w.postToken(strings.Replace(body, w.client.Secret, "wrong", 1), status200, wrongSecret)
		w.postToken(strings.Replace(body, "clieant_credentials", "", 1), status200, tokenInput)
	},
	"ret-string": func(w *world) {
		w.Set("token_ret_form", "string")
		w.mint(w.client.ID, "wrong", `{"ret":"{\"code\":203890688,\"msg\":\"client id or secret error\"}"}`)
		w.mint(unknownID, "wrong",
			`{"ret":"{\"code\":203882498,\"msg\":\"[AppGalleryConnectApiPermissionService]invalid client id\"}","products":[]}`)
		w.mint(w.client.ID, w.client.Secret,
			`{"access_token":"<token>","expires_in":172800,"ret":"{\"code\":0,\"msg\":\"success\"}","products":[]}`)
	},
	"ret-forms": func(w *world) {
		for form, want := range map[string]string{
			"message":     `{"ret":{"code":203890688,"message":"client id or secret error"}}`,
			"ret_rtn":     `{"ret":{"rtnCode":203890688,"rtnDesc":"client id or secret error"}}`,
			"rtn":         `{"rtnCode":203890688,"rtnDesc":"client id or secret error"}`,
			"top":         `{"code":203890688,"msg":"client id or secret error"}`,
			"error":       `{"error":{"errorCode":203890688,"errorMsg":"client id or secret error"}}`,
			"et":          `{"et":{"code":203890688,"msg":"client id or secret error"}}`,
			"string_code": `{"ret":{"code":"203890688","msg":"client id or secret error"}}`,
			"oauth_error": `{"error":"invalid_client","error_description":"client id or secret error"}`,
		} {
			w.Set("token_ret_form", form)
			w.mint(w.client.ID, "wrong", want)
		}
		w.Set("token_ret_form", "oauth_error")
		w.mint(w.client.ID, w.client.Secret, `{"access_token":"<token>","expires_in":172800}`)
		w.Set("token_ret_form", "object")
		for form, want := range map[string]string{
			"string":  `{"ret":"{\"code\":0,\"msg\":\"success\"}","appids":[]}`,
			"message": `{"ret":{"code":0,"message":"success"},"appids":[]}`,
			"rtn":     `{"rtnCode":0,"rtnDesc":"success","appids":[]}`,
		} {
			w.Set("publish_ret_form", form)
			w.get(listPath, status200, want)
		}
		w.Set("publish_ret_form", "rtn")
		w.call(listPath, "none", w.client.ID, status401, `{"rtnCode":205524993,"rtnDesc":"client token auth failed"}`)
	},
}
