package amazonroom_test

import (
	"encoding/base64"
	"net/http"
	"regexp"
	"strings"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

const jsonType = "application/json"

var tokenSamples = map[string]func(*world){
	"token": func(w *world) {
		w.token()
		for _, path := range []string{"/lwa/auth/o2/token", "/lwa/auth/O2/token"} {
			w.post(path, map[string]string{"Content-Type": formType + ";charset=UTF-8"}, w.form(submission).Encode(), 200, granted(submission))
		}
		if !regexp.MustCompile(`^amzn1\.application-oa2-client\.[0-9a-f]{32}$`).MatchString(w.profile.ClientID) ||
			!regexp.MustCompile(`^amzn1\.oa2-cs\.v1\.[0-9a-f]{64}$`).MatchString(w.profile.ClientSecret) {
			w.T.Error("id and secret made up by the console have not the vendor's form")
		}
		old := w.AddAmazonProfile(w.T, sandboxtest.AmazonProfile{SecretForm: "hex", APIs: []string{"reporting"}})
		if !regexp.MustCompile(`^[0-9a-f]{64}$`).MatchString(old.ClientSecret) {
			w.T.Error("the old form of secrets is not 64 hex digits")
		}
		w.mint(form(old.ClientID, old.ClientSecret, reporting), 200, granted(reporting))
	},
	"token-json": func(w *world) {
		body := `{"grant_type":"client_credentials","client_id":"` + w.profile.ClientID + `","client_secret":"` + w.profile.ClientSecret + `","scope":"` + submission + `"}`
		w.post(tokenPath, map[string]string{"Content-Type": jsonType}, body, 200, granted(submission))
		w.post(tokenPath, map[string]string{"Content-Type": jsonType}, "{", 400, badGrantType)
	},
	"token-json-types": func(w *world) {
		body := `{"grant_type":"client_credentials","client_id":"` + w.profile.ClientID + `","client_secret":"` + w.profile.ClientSecret + `","scope":"` + submission + `","more":null}`
		send := func(name string, status int, want string) {
			w.T.Helper()
			w.post(tokenPath, map[string]string{"Content-Type": jsonType}, strings.Replace(body, `"`+name+`":`, `"`+name+`":7,"x":`, 1), status, want)
		}
		w.post(tokenPath, map[string]string{"Content-Type": jsonType}, body, 200, granted(submission))
		send("client_id", 400, badGrantType)
		w.Set("other_types_in_json", "left_out")
		send("client_id", 400, missing("client_id"))
		send("more", 200, granted(submission))
		send("grant_type", 400, badGrantType)
	},
	"token-basic-undecodable": func(w *world) {
		for _, header := range []string{"Basic !!!", "basic " + base64.StdEncoding.EncodeToString([]byte("no colon"))} {
			headers := map[string]string{"Content-Type": formType, "Authorization": header}
			w.Set("undecodable_basic", "ignored")
			w.post(tokenPath, headers, w.form(submission).Encode(), 200, granted(submission))
			w.Set("undecodable_basic", "refused")
			w.post(tokenPath, headers, w.form(submission).Encode(), 401, invalidClient)
		}
		w.post(tokenPath, map[string]string{"Content-Type": formType, "Authorization": "Bearer x"}, w.form(submission).Encode(), 200, granted(submission))
	},
	"scope-spaced": func(w *world) {
		w.mint(w.form(" "+submission+"\n"), 200, granted(submission))
		w.Set("spaced_scope", "refused")
		w.mint(w.form(" "+submission), 400, invalidScope)
		w.mint(w.form(submission), 200, granted(submission))
		w.mint(w.form(" "), 400, missing("scope"))
	},
	"token-basic": func(w *world) {
		values := w.form(submission)
		values.Del("client_id")
		values.Del("client_secret")
		basic := base64.StdEncoding.EncodeToString([]byte(w.profile.ClientID + ":" + w.profile.ClientSecret))
		headers := map[string]string{"Content-Type": formType, "Authorization": "Basic " + basic}
		w.post(tokenPath, headers, values.Encode(), 200, granted(submission))
		headers["Authorization"] = "Basic " + base64.StdEncoding.EncodeToString([]byte(w.profile.ClientID+":wrong"))
		w.post(tokenPath, headers, values.Encode(), 401, invalidClient)
	},
	"token-form": func(w *world) {
		token := w.token()
		if !regexp.MustCompile(`^Atc\|[A-Za-z0-9_-]{300,320}$`).MatchString(token) || token == w.token() {
			w.T.Errorf("a token of %d characters has not the vendor's form, or is given twice", len(token))
		}
	},
	"token-types": func(w *world) {
		w.Set("token_type", "Bearer")
		w.Set("expires_in_text", true)
		w.mint(w.form(submission), 200, `{"access_token":"<token>","scope":"appstore::apps:readwrite","token_type":"Bearer","expires_in":"3600"}`)
	},
	"request-id": func(w *world) {
		uuid := regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
		seen := map[string]bool{}
		for _, path := range []string{tokenPath, infoPath, "/lwa/other"} {
			resp, _ := w.Send(http.MethodPost, path, nil, "")
			id := resp.Header.Get("X-Amzn-RequestId")
			if !uuid.MatchString(id) || seen[id] {
				w.T.Errorf("%s: request id %q", path, id)
			}
			seen[id] = true
		}
		w.Set("error_index", true)
		indexed := regexp.MustCompile(`^\{"error_index":"[A-Za-z0-9]{16}","error_description":"[^"]+","error":"invalid_request"\}$`)
		if _, body := w.Send(http.MethodPost, tokenPath, nil, ""); !indexed.MatchString(body) {
			w.T.Errorf("with the switch: %s", body)
		}
		w.token()
	},
	"content-type": func(w *world) {
		for _, contentType := range []string{"", "text/plain", "application/xml"} {
			w.post(tokenPath, map[string]string{"Content-Type": contentType}, w.form(submission).Encode(), 400, badType)
		}
	},
	"multipart": func(w *world) {
		w.post(tokenPath, map[string]string{"Content-Type": "multipart/form-data; boundary=x"},
			"--x\r\nContent-Disposition: form-data; name=\"grant_type\"\r\n\r\nclient_credentials\r\n--x--\r\n", 400, badGrantType)
	},
	"grant-type": func(w *world) {
		for _, grantType := range []string{"", "password", "CLIENT_CREDENTIALS"} {
			values := w.form(submission)
			values.Set("grant_type", grantType)
			w.mint(values, 400, badGrantType)
		}
		w.Set("missing_grant_type", "invalid_request")
		w.mint(form("", "", ""), 400, missing("client_id"))
		values := w.form(submission)
		for _, empty := range []func(){func() { values.Set("grant_type", "") }, func() { values.Del("grant_type") }} {
			empty()
			w.mint(values, 400, missing("grant_type"))
		}
		w.post(tokenPath, map[string]string{"Content-Type": jsonType}, "{", 400, badGrantType)
		w.post(tokenPath, map[string]string{"Content-Type": "multipart/form-data; boundary=x"}, "--x--\r\n", 400, badGrantType)
	},
	"missing-parameter": func(w *world) {
		for _, name := range []string{"client_id", "client_secret", "scope"} {
			values := w.form(submission)
			values.Del(name)
			w.mint(values, 400, missing(name))
		}
	},
	"invalid-client": func(w *world) {
		id, secret := w.profile.ClientID, w.profile.ClientSecret
		unattached := w.CreateAmazonProfile(w.T)
		for _, values := range []struct{ id, secret string }{
			{"amzn1.application-oa2-client.00000000000000000000000000000000", secret},
			{id, "wrong"}, {id, secret + "\n"}, {id + " ", secret}, {unattached.ClientID, "wrong"},
		} {
			w.mint(form(values.id, values.secret, submission), 401, invalidClient)
		}
		w.DeleteAmazonProfile(w.T, id)
		w.mint(w.form(submission), 401, invalidClient)
		w.RestoreAmazonProfile(w.T, id)
		w.token()
	},
	"unauthorized-client": func(w *world) {
		w.SetAmazonUnauthorized(w.T, w.profile.ClientID, true)
		w.mint(w.form(submission), 400, `{"error_description":"Not authorized for requested operation","error":"unauthorized_client"}`)
		w.SetAmazonUnauthorized(w.T, w.profile.ClientID, false)
		w.token()
	},
	"token-order": func(w *world) {
		values := form(w.profile.ClientID, "wrong", "no::such:scope")
		values.Set("grant_type", "password")
		w.post(tokenPath, map[string]string{"Content-Type": "text/plain"}, values.Encode(), 400, badType)
		w.mint(values, 400, badGrantType)
		values.Set("grant_type", "client_credentials")
		w.mint(values, 401, invalidClient)
		values.Set("client_secret", w.profile.ClientSecret)
		w.mint(values, 400, invalidScope)
	},
	"rotation": func(w *world) {
		id := w.profile.ClientID
		fresh := w.RotateAmazonSecret(w.T, id, false)
		w.mint(w.form(submission), 401, invalidClient)
		w.mint(form(id, fresh, submission), 200, granted(submission))
		fresher := w.RotateAmazonSecret(w.T, id, true)
		w.mint(form(id, fresh, submission), 200, granted(submission))
		w.mint(form(id, fresher, submission), 200, granted(submission))

		w.Set("rotation_delay", "5m")
		late := w.RotateAmazonSecret(w.T, id, false)
		w.mint(form(id, fresher, submission), 401, invalidClient)
		w.mint(form(id, late, submission), 401, invalidClient)
		w.AdvanceClock(w.T, 5*time.Minute)
		w.mint(form(id, late, submission), 200, granted(submission))
	},
	"lwa-elsewhere": func(w *world) {
		for _, call := range []string{"GET /lwa/auth/o2/token", "POST /lwa/auth/o2/tokeninfo", "POST /lwa/auth/o2/create/codepair", "GET /lwa/"} {
			method, path, _ := strings.Cut(call, " ")
			w.Set("html_not_found", false)
			w.Expect(method, path, nil, "", sandboxtest.Status(404), "")
			w.Set("html_not_found", true)
			if resp, body := w.Send(method, path, nil, ""); resp.StatusCode != 404 || resp.Header.Get("Content-Type") != "text/html" || !strings.HasPrefix(body, "<html>") {
				w.T.Errorf("%s with the switch: %d %s", call, resp.StatusCode, body)
			}
		}
	},
}
