package servicestageroom_test

import (
	"net/http"
	"regexp"
	"strings"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

const (
	projects = "/iam/v3/projects"

	projectsHead = `{"links":{"self":"https://iam.myhuaweicloud.com/v3/projects","previous":null,"next":null},"projects":[`
	cnNorth4     = `{"is_domain":false,"description":"","links":{"self":"https://iam.myhuaweicloud.com/v3/projects/0123456789abcdef0123456789abcdef"},` +
		`"enabled":true,"id":"0123456789abcdef0123456789abcdef","parent_id":"44c0781c83484eb9a4a5d4d233522cea",` +
		`"domain_id":"44c0781c83484eb9a4a5d4d233522cea","name":"cn-north-4"}`

	badIAMToken         = `{"error":{"code":401,"message":"The X-Auth-Token is invalid!","title":"Unauthorized"}}`
	needsAuthentication = `{"error":{"code":401,"message":"The request you have made requires authentication.","title":"Unauthorized"}}`
)

// signed is a project lookup as the SDK makes it: without X-Project-Id.
func (w *world) signed(path string) *call {
	c := w.newCall(http.MethodGet, path, "")
	c.header.Del("X-Project-Id")
	c.signed = []string{"x-sdk-date"}
	return c
}

// password asks IAM for a token.
func (w *world) password(user, password, scope string) (sandboxtest.Answer, string) {
	w.T.Helper()
	c := w.newCall(http.MethodPost, "/iam/v3/auth/tokens?nocatalog=true",
		`{"auth":{"identity":{"methods":["password"],"password":{"user":{"name":"`+user+`","password":"`+password+`","domain":{"name":"example"}}}},"scope":{"project":`+scope+`}}}`)
	c.unsigned = true
	return w.do(c)
}

var tokenTimes = regexp.MustCompile(`(_at":"[0-9T:-]{17})[0-9]{2}\.[0-9]{6}Z`)

var identitySamples = map[string]func(*world){
	"token": func(w *world) {
		token := w.CreateIAMToken(w.T, "", time.Hour)
		w.answers(w.withToken(http.MethodGet, auths, token), 200, emptyList)
	},
	"token-unknown": func(w *world) {
		w.answers(w.withToken(http.MethodGet, auths, "MIIunknown"), 401, decryptFails)
	},
	"token-expired": func(w *world) {
		token := w.CreateIAMToken(w.T, "", time.Hour)
		w.AdvanceClock(w.T, 61*time.Minute)
		w.answers(w.withToken(http.MethodGet, auths, token), 401, staleToken)
	},
	"token-other-region": func(w *world) {
		token := w.CreateIAMToken(w.T, w.AddProject(w.T, "ap-southeast-1"), time.Hour)
		w.answers(w.withToken(http.MethodGet, auths, token), 401, staleToken)
		w.Set("other_project_token", "APIGW.0302")
		w.answers(w.withToken(http.MethodGet, auths, token), 403, forbidden)
	},
	"iam-projects": func(w *world) {
		id := w.AddProject(w.T, "ap-southeast-1")
		w.answers(w.signed(projects+"?name=cn-north-4"), 200, projectsHead+cnNorth4+`]}`)
		second := strings.NewReplacer("0123456789abcdef0123456789abcdef", id, "cn-north-4", "ap-southeast-1").Replace(cnNorth4)
		token := w.CreateIAMToken(w.T, "", time.Hour)
		w.answers(w.withToken(http.MethodGet, projects+"?name=ap-southeast-1", token), 200, projectsHead+second+`]}`)
		w.answers(w.signed(projects), 200, projectsHead+cnNorth4+","+second+`]}`)
	},
	"iam-projects-none-or-many": func(w *world) {
		w.answers(w.signed(projects+"?name=eu-west-101"), 200, projectsHead+`]}`)
		id := w.AddProject(w.T, "cn-north-4")
		w.answers(w.signed(projects+"?name=cn-north-4"), 200,
			projectsHead+cnNorth4+","+strings.ReplaceAll(cnNorth4, "0123456789abcdef0123456789abcdef", id)+`]}`)
	},
	"iam-projects-empty-name": func(w *world) {
		w.answers(w.signed(projects+"?name="), 200, projectsHead+cnNorth4+`]}`)
		w.Set("empty_name_finds_none", true)
		w.answers(w.signed(projects+"?name="), 200, projectsHead+`]}`)
		w.answers(w.signed(projects), 200, projectsHead+cnNorth4+`]}`)
	},
	"iam-elsewhere": func(w *world) {
		w.get("/iam/v3/users", 404, noAPI)
		w.Set("keystone_elsewhere", true)
		w.get("/iam/v3/users", 404, `{"error":{"code":404,"message":"The resource could not be found.","title":"Not Found"}}`)
		w.get("/servicestage/nowhere", 404, noAPI)
	},
	"iam-refused": func(w *world) {
		c := w.signed(projects)
		c.key.AccessKey = "UNKNOWN"
		w.answers(c, 401, noKey("UNKNOWN"))
		w.answers(w.withToken(http.MethodGet, projects, ""), 401, needsAuthentication)
		w.answers(w.withToken(http.MethodGet, projects, "MIIunknown"), 401, badIAMToken)
		w.Set("denied_actions", []string{"iam:projects:listProjects"})
		w.answers(w.signed(projects), 403, `{"error":{"code":403,"message":"You are not authorized to perform the requested action.","title":"Forbidden"}}`)
	},
	"iam-token": func(w *world) {
		w.PutIAMUser(w.T, "example", "ci", "pass word")
		for _, scope := range []string{`{"id":"` + project + `"}`, `{"name":"cn-north-4"}`} {
			resp, body := w.password("ci", "pass word", scope)
			body = tokenTimes.ReplaceAllString(body, "${1}05Z")
			body = regexp.MustCompile(`"name":"ci","id":"[0-9a-f]{32}"`).ReplaceAllString(body, `"name":"ci","id":"<id>"`)
			const want = `{"token":{"expires_at":"2030-01-03T03:04:05Z","methods":["password"],"catalog":[],"roles":[],` +
				`"project":{"domain":{"name":"example","id":"44c0781c83484eb9a4a5d4d233522cea"},"name":"cn-north-4","id":"0123456789abcdef0123456789abcdef"},` +
				`"issued_at":"2030-01-02T03:04:05Z","user":{"domain":{"name":"example","id":"44c0781c83484eb9a4a5d4d233522cea"},"name":"ci","id":"<id>"}}}`
			if resp.StatusCode != 201 || body != want {
				w.T.Errorf("scope %s:\n got %d %s\nwant 201 %s", scope, resp.StatusCode, body, want)
			}
			token := resp.Header.Get("X-Subject-Token")
			w.answers(w.withToken(http.MethodGet, auths, token), 200, emptyList)
			w.AdvanceClock(w.T, 24*time.Hour)
			w.answers(w.withToken(http.MethodGet, auths, token), 401, staleToken)
			w.SetClock(w.T, worldTime)
		}
	},
	"iam-token-keeps-older": func(w *world) {
		w.PutIAMUser(w.T, "example", "ci", "one")
		scope := `{"name":"cn-north-4"}`
		older, _ := w.password("ci", "one", scope)
		newer, _ := w.password("ci", "one", scope)
		list := func(r sandboxtest.Answer) *call {
			return w.withToken(http.MethodGet, auths, r.Header.Get("X-Subject-Token"))
		}
		w.answers(list(older), 200, emptyList)
		w.answers(list(newer), 200, emptyList)
		w.PutIAMUser(w.T, "example", "ci", "two")
		w.answers(list(newer), 401, decryptFails)
	},
	"iam-token-refused": func(w *world) {
		w.PutIAMUser(w.T, "example", "ci", "one")
		check := func(resp sandboxtest.Answer, body string, status int, want string) {
			w.T.Helper()
			if resp.StatusCode != status || body != want || resp.Header.Get("X-Subject-Token") != "" {
				w.T.Errorf("got %d %s, want %d %s", resp.StatusCode, body, status, want)
			}
		}
		const wrong = `{"error":{"code":401,"message":"Unauthorized.","title":"Unauthorized"}}`
		const malformed = `{"error":{"code":400,"message":"The request is malformed.","title":"Bad Request"}}`
		resp, body := w.password("ci", "two", `{"name":"cn-north-4"}`)
		check(resp, body, 401, wrong)
		resp, body = w.password("nobody", "one", `{"name":"cn-north-4"}`)
		check(resp, body, 401, wrong)
		resp, body = w.password("ci", "one", `{"name":"eu-west-101"}`)
		check(resp, body, 401, `{"error":{"code":401,"message":"Could not find project.","title":"Unauthorized"}}`)
		resp, body = w.password("ci", "one", `{}`)
		check(resp, body, 400, malformed)
		for _, sent := range []string{"", "text", `{"auth":{"identity":{"methods":["totp"]},"scope":{"project":{"name":"cn-north-4"}}}}`} {
			c := w.newCall(http.MethodPost, "/iam/v3/auth/tokens", sent)
			c.unsigned = true
			resp, body = w.do(c)
			check(resp, body, 400, malformed)
		}
	},
}
