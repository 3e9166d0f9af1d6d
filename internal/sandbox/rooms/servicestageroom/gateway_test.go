package servicestageroom_test

import (
	"net/http"
	"strings"
	"time"
)

var gatewaySamples = map[string]func(*world){
	"request-id": func(w *world) {
		ids := map[string]bool{}
		for _, c := range []*call{
			w.newCall(http.MethodGet, auths, ""),
			w.newCall(http.MethodGet, "/iam/v3/projects", ""),
			w.newCall(http.MethodDelete, auths+"/gone", ""),
			w.withToken(http.MethodGet, auths, ""),
			w.withToken(http.MethodGet, "/servicestage/nowhere", ""),
		} {
			resp, _ := w.do(c)
			ids[resp.Header.Get("X-Request-Id")] = true
		}
		if len(ids) != 5 || ids[""] {
			w.T.Errorf("five calls had the request ids %v", ids)
		}
	},
	"gateway-no-such-api": func(w *world) {
		for _, path := range []string{"/servicestage/nowhere", "/servicestage/v2/" + project + "/git/auths", auths + "/", "/iam/v3/users"} {
			w.answers(w.withToken(http.MethodGet, path, ""), 404, noAPI)
		}
		w.answers(w.withToken(http.MethodPost, auths, ""), 404, noAPI)
		for _, path := range []string{"/servicestage//v1/" + project + "/git/auths", "/servicestage/v1//git/auths", auths + "//", "/servicestage/v1/x/../" + project + "/git/auths", "/iam//v3/projects"} {
			w.answers(w.newCall(http.MethodGet, path, ""), 404, noAPI)
		}
		for _, path := range []string{auths, projects} {
			if resp, _ := w.do(w.newCall(http.MethodHead, path, "")); resp.StatusCode != 404 {
				w.T.Errorf("HEAD %s: %d", path, resp.StatusCode)
			}
		}
		w.Set("no_such_api_words", "short")
		for _, path := range []string{"/servicestage/nowhere", "/iam/v3/users"} {
			w.get(path, 404, strings.Replace(noAPI, " or has not been published in the environment", "", 1))
		}
	},
	"gateway-family": func(w *world) {
		w.Set("gateway_family", "APIG")
		w.answers(w.withToken(http.MethodGet, auths, ""), 401, strings.Replace(noToken, "APIGW", "APIG", 1))
		w.get("/servicestage/nowhere", 404, strings.Replace(noAPI, "APIGW", "APIG", 1))
	},
	"gateway-no-credential": func(w *world) {
		w.answers(w.withToken(http.MethodGet, auths, ""), 401, noToken)
		c := w.withToken(http.MethodGet, auths, "")
		c.header.Set("Authorization", "Bearer x")
		w.answers(c, 401, noToken)
	},
	"gateway-too-large": func(w *world) {
		w.post(auths+"/github/personal", strings.Repeat(" ", 12<<20+1), 413,
			`{"error_msg":"Request entity too large","error_code":"APIGW.0201","request_id":"<id>"}`)
	},
	"gateway-project": func(w *world) {
		other := w.AddProject(w.T, "ap-southeast-1")
		w.get("/servicestage/v1/"+other+"/git/auths", 403, forbidden)
		c := w.newCall(http.MethodGet, "/servicestage/v1/"+other+"/git/auths", "")
		c.header.Set("X-Project-Id", other)
		w.answers(c, 200, emptyList)
		w.Set("project_header_ignored", true)
		w.get("/servicestage/v1/"+other+"/git/auths", 200, emptyList)
		w.Set("own_region_only", true)
		w.answers(c, 403, forbidden)
		w.get(auths, 200, emptyList)
		w.Set("own_region_only", false)
		w.RemoveProject(w.T, other)
		w.answers(c, 403, forbidden)
	},
	"gateway-both-credentials": func(w *world) {
		c := w.newCall(http.MethodGet, auths, "")
		c.header.Set("X-Auth-Token", "MIIunknown")
		w.answers(c, 200, emptyList)
		w.Set("token_before_signature", true)
		w.answers(c, 401, decryptFails)
		c.path = projects
		w.answers(c, 401, badIAMToken)
		w.get(auths, 200, emptyList)
	},
	"gateway-denied": func(w *world) {
		w.Set("denied_actions", []string{"servicestage:repositoryAuth:create", "servicestage:repositoryAuth:get"})
		w.post(auths+"/github/personal", `{"name":"auth1","token":"x"}`, 403, forbidden)
		w.get(auths+"/github/redirect", 403, forbidden)
		w.get(auths, 200, emptyList)
		w.Set("denied_actions", []string{"servicestage:repositoryAuth:list", "servicestage:repositoryAuth:delete"})
		w.personal("auth1")
		w.get(auths, 403, forbidden)
		w.delete("auth1", 403, forbidden)
	},
	"gateway-throttled": func(w *world) {
		const refusal = `{"error_msg":"The throttling threshold has been reached: policy user over ratelimit,limit:2,time:5 minute","error_code":"APIGW.0308","request_id":"<id>"}`
		w.Console(w.T, http.MethodPost, "/servicestage/switches", map[string]any{"rate_limit": 2, "rate_window": "5m"}, nil)
		w.get(auths, 200, emptyList)
		w.get(auths, 200, emptyList)
		header := w.answers(w.newCall(http.MethodGet, auths, ""), 429, refusal)
		if header.Get("Retry-After") != "" {
			w.T.Error("the answer has a Retry-After, which the vendor does not send")
		}
		w.AdvanceClock(w.T, 5*time.Minute)
		w.get(auths, 200, emptyList)
		w.Console(w.T, http.MethodPost, "/servicestage/switches", map[string]any{"rate_limit": 1, "rate_window": "1s"}, nil)
		w.get(auths, 429, strings.NewReplacer("limit:2", "limit:1", "5 minute", "1 second").Replace(refusal))
	},
	"gateway-order": func(w *world) {
		w.Set("denied_actions", []string{"servicestage:repositoryAuth:create"})
		w.Set("rate_limit", 1)
		w.get(auths, 200, emptyList)
		large := strings.Repeat(" ", 12<<20+1)
		const create = "/github/personal"

		c := w.newCall(http.MethodPost, "/servicestage/nowhere", large)
		c.unsigned = true
		w.answers(c, 404, noAPI)
		c.path = auths + create
		w.answers(c, 413, `{"error_msg":"Request entity too large","error_code":"APIGW.0201","request_id":"<id>"}`)
		c.body = ""
		w.answers(c, 401, noToken)
		stale := w.withToken(http.MethodPost, auths+create, w.CreateIAMToken(w.T, w.AddProject(w.T, "x"), time.Hour))
		w.answers(stale, 401, staleToken)
		w.post(auths+create, "", 403, forbidden)
		w.post(auths+"/svn/oauth", "", 403, forbidden)
		resp, _ := w.do(w.newCall(http.MethodGet, auths+"/svn/redirect", ""))
		if resp.StatusCode != 429 {
			w.T.Errorf("over the limit, an unknown repo_type is answered %d before throttling", resp.StatusCode)
		}
	},
}
