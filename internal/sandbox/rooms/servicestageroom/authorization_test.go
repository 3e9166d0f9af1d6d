package servicestageroom_test

import (
	"encoding/base64"
	"net/http"
	"strings"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// tokenItem is the creation's answer for auth1 by token at GitHub, made at worldTime.
const tokenItem = `{"name":"auth1","repo_type":"github","repo_host":"https://api.github.com","repo_home":"https://github.com/git-user",` +
	`"repo_user":"git-user","avartar":"https://github.com/avatars/git-user","token_type":"personal",` +
	`"create_time":1893553445000,"update_time":1893553445000,"status":0}`

// passwordItem is the creation's answer for auth1 by password at Bitbucket.
const passwordItem = `{"name":"auth1","repo_type":"bitbucket","repo_host":"https://api.bitbucket.org","repo_home":"https://bitbucket.org/bucket-ljn",` +
	`"repo_user":"bucket-ljn","avartar":"https://bitbucket.org/avatars/bucket-ljn","token_type":"password",` +
	`"create_time":1893553445000,"update_time":1893553445000,"status":0}`

// listed is the item as the list has it, with a null tag.
func listed(item string) string { return strings.Replace(item, `"status"`, `"tag":null,"status"`, 1) }

// listOf is a whole list.
func listOf(items ...string) string {
	return `{"authorizations":[` + strings.Join(items, ",") + `],"count":` + string(rune('0'+len(items))) + `}`
}

var authorizationSamples = map[string]func(*world){
	"list": func(w *world) {
		w.get(auths, 200, emptyList)
		w.SetClock(w.T, worldTime)
		w.personal("auth1")
		w.get(auths, 200, listOf(listed(tokenItem)))
	},
	"list-only-read": func(w *world) {
		w.personal("auth1")
		w.get(auths+"/auth1", 404, noAPI)
		for _, method := range []string{http.MethodPut, http.MethodPatch, http.MethodPost} {
			w.answers(w.newCall(method, auths+"/auth1", "{}"), 404, noAPI)
		}
	},
	"list-order": func(w *world) {
		for _, name := range []string{"zzzz", "aaaa", "mmmm"} {
			w.personal(name)
		}
		_, body := w.do(w.newCall(http.MethodGet, auths, ""))
		if z, a, m := strings.Index(body, "zzzz"), strings.Index(body, "aaaa"), strings.Index(body, "mmmm"); z >= a || a >= m {
			w.T.Errorf("not in the order they were made: %s", body)
		}
	},
	"list-old": func(w *world) {
		w.SetClock(w.T, worldTime)
		w.personal("auth1")
		w.Set("old_list", true)
		w.get(auths, 200, `{"authorizations":[`+tokenItem+`]}`)
	},
	"list-projects": func(w *world) {
		w.personal("auth1")
		other := w.AddProject(w.T, "ap-southeast-1")
		c := w.newCall(http.MethodPost, "/servicestage/v1/"+other+"/git/auths/gitee/personal", `{"name":"auth1","token":"x"}`)
		c.header.Set("X-Project-Id", other)
		if resp, body := w.do(c); resp.StatusCode != 200 {
			w.T.Errorf("the same name in another project: %d %s", resp.StatusCode, body)
		}
		_, body := w.do(w.newCall(http.MethodGet, auths, ""))
		if strings.Contains(body, "gitee") || !strings.Contains(body, `"count":1}`) {
			w.T.Errorf("the first project lists %s", body)
		}
	},
	"title-case-types": func(w *world) {
		w.Set("title_case_types", true)
		w.SetClock(w.T, worldTime)
		item := strings.Replace(tokenItem, `"github"`, `"GitHub"`, 1)
		w.post(auths+"/github/personal", `{"name":"auth1","token":"x"}`, 200, `{"authorization":`+item+`}`)
		w.get(auths, 200, listOf(listed(item)))
	},
	"personal": func(w *world) {
		w.PutGitAccount(w.T, "ghp_alice", "alice")
		w.SetClock(w.T, worldTime)
		w.post(auths+"/github/personal", `{"name":"auth1","token":"ghp_alice","host":"https://api.github.com"}`, 200,
			`{"authorization":`+strings.ReplaceAll(tokenItem, "git-user", "alice")+`}`)
	},
	"personal-host": func(w *world) {
		w.SetClock(w.T, worldTime)
		w.post(auths+"/gitlab/personal", `{"name":"auth1","token":"x","host":"https://192.168.1.1:8080/gitlab/"}`, 200,
			`{"authorization":{"name":"auth1","repo_type":"gitlab","repo_host":"https://192.168.1.1:8080/gitlab/","repo_home":"https://192.168.1.1:8080/gitlab/git-user",`+
				`"repo_user":"git-user","avartar":"https://192.168.1.1:8080/gitlab/avatars/git-user","token_type":"personal","create_time":1893553445000,"update_time":1893553445000,"status":0}}`)
		for _, host := range []string{"gitlab.example.com", "ftp://gitlab.example.com", "https://gitlab example.com"} {
			sent := `{"name":"auth2","token":"x","host":"` + host + `"}`
			w.Set("any_host", false)
			w.post(auths+"/gitlab/personal", sent, 400, invalid)
			w.Set("any_host", true)
			if resp, body := w.do(w.newCall(http.MethodPost, auths+"/gitlab/personal", sent)); resp.StatusCode != 200 || !strings.Contains(body, `"repo_host":"`+host+`"`) {
				w.T.Errorf("with the switch %s is answered %d %s", host, resp.StatusCode, body)
			}
			w.DeleteAuthorization(w.T, "auth2")
		}
	},
	"password": func(w *world) {
		w.SetClock(w.T, worldTime)
		w.post(auths+"/bitbucket/password", `{"name":"auth1","user":"bucket-ljn","password":"p:w"}`, 200, `{"authorization":`+passwordItem+`}`)
	},
	"password-base64": func(w *world) {
		pair := base64.StdEncoding.EncodeToString([]byte("bucket-ljn:p:w"))
		w.RefuseGitSecret(w.T, "w")
		w.SetClock(w.T, worldTime)
		w.post(auths+"/bitbucket/password", `{"name":"auth1","token":"`+pair+`"}`, 200, `{"authorization":`+passwordItem+`}`)
		w.RefuseGitSecret(w.T, "p:w")
		w.post(auths+"/bitbucket/password", `{"name":"auth2","token":"`+pair+`"}`, 400, badRepoAuth)
		w.post(auths+"/bitbucket/password", `{"name":"auth2","token":"not base64"}`, 400, invalid)
	},
	"secret-refused": func(w *world) {
		w.RefuseGitSecret(w.T, "bad")
		w.post(auths+"/github/personal", `{"name":"auth1","token":"bad"}`, 400, badRepoAuth)
		w.post(auths+"/devcloud/password", `{"name":"auth1","user":"u","password":"bad"}`, 400, badRepoAuth)
		w.Set("refused_secret_code", "SVCSTG.REPO.0400")
		w.post(auths+"/github/personal", `{"name":"auth1","token":"bad"}`, 400, invalid)
		w.get(auths, 200, emptyList)
		w.personal("auth1")
		w.Set("unchecked_secrets", true)
		if resp, got := w.do(w.newCall(http.MethodPost, auths+"/github/personal", `{"name":"auth2","token":"bad"}`)); resp.StatusCode != 200 {
			w.T.Errorf("an unchecked secret: %d %s", resp.StatusCode, got)
		}
	},
	"types": func(w *world) {
		bodies := map[string]string{
			"oauth":    exchange("auth1", "c", "s"),
			"personal": `{"name":"auth1","token":"x"}`,
			"password": `{"name":"auth1","user":"u","password":"p"}`,
		}
		offered := map[string]string{
			"oauth":    "github gitlab gitee bitbucket devcloud",
			"personal": "github gitlab gitee",
			"password": "github bitbucket devcloud",
		}
		for kind, body := range bodies {
			for _, repoType := range []string{"github", "gitlab", "gitee", "bitbucket", "devcloud", "svn"} {
				resp, got := w.do(w.newCall(http.MethodPost, auths+"/"+repoType+"/"+kind, body))
				if offers := strings.Contains(offered[kind], repoType); offers == (got == notOffered) {
					w.T.Errorf("%s at %s: %d %s", kind, repoType, resp.StatusCode, got)
				}
				if resp.StatusCode == 200 {
					w.DeleteAuthorization(w.T, "auth1")
				}
			}
		}
		w.get(auths+"/svn/redirect", 400, notOffered)
		w.SetClock(w.T, worldTime)
		w.post(auths+"/BitBucket/password", `{"name":"auth1","user":"bucket-ljn","password":"p"}`, 200, `{"authorization":`+passwordItem+`}`)
		w.Set("lower_case_types_only", true)
		w.get(auths+"/GitHub/redirect", 400, notOffered)
		w.post(auths+"/BitBucket/password", `{"name":"auth2","user":"bucket-ljn","password":"p"}`, 400, notOffered)
		w.redirectURL("github")
	},
	"parameters": func(w *world) {
		for _, name := range []string{"", "abc", strings.Repeat("x", 64), "with space", "umläut"} {
			w.post(auths+"/github/personal", `{"name":"`+name+`","token":"x"}`, 400, invalid)
			w.post(oauthGitHub, exchange(name, "c", "s"), 400, invalid)
		}
		w.personal(strings.Repeat("x", 63))
		w.personal("a_.-")
		for path, bodies := range map[string][]string{
			"/github/personal":    {"", "text", "[]", `{"name":"auth1"}`, `{"name":"auth1","token":7}`},
			"/bitbucket/password": {"", `{"name":"auth1","user":"u"}`, `{"name":"auth1","password":"p"}`},
			"/github/oauth":       {"", `{"name":"auth1","code":"c"}`, `{"name":"auth1","state":"s"}`},
		} {
			for _, body := range bodies {
				w.post(auths+path, body, 400, invalid)
			}
		}
		c := w.newCall(http.MethodPost, auths+"/github/personal", `{"name":"auth1","token":"x"}`)
		c.header.Del("Content-Type")
		w.answers(c, 400, invalid)
	},
	"creation-order": func(w *world) {
		for _, answer := range []string{notOffered, invalid} {
			for _, way := range []string{"oauth", "personal", "password"} {
				w.post(auths+"/svn/"+way, `{}`, 400, answer)
			}
			w.post(auths+"/svn/personal", `{"name":"auth1","token":"x"}`, 400, notOffered)
			w.post(auths+"/github/personal", `{"name":"auth1"}`, 400, invalid)
			w.Set("body_before_type", true)
		}
		w.RefuseGitSecret(w.T, "bad")
		w.TakeAuthorization(w.T, sandboxtest.NewAuthorization{Name: "auth1"})
		w.post(auths+"/github/personal", `{"name":"auth1","token":"bad"}`, 400, taken)
	},
	"taken": func(w *world) {
		w.TakeAuthorization(w.T, sandboxtest.NewAuthorization{Name: "auth1"})
		w.post(auths+"/gitlab/personal", `{"name":"auth1","token":"x"}`, 400, taken)
		w.post(auths+"/bitbucket/password", `{"name":"auth1","user":"u","password":"p"}`, 400, taken)
	},
	"error-envelope": func(w *world) {
		for envelope, body := range map[string]string{
			"error_message": `{"error_code":"SVCSTG.REPO.0401","error_message":"repository not implemented"}`,
			"camel_case":    `{"errorCode":"SVCSTG.REPO.0401","errorMessage":"repository not implemented"}`,
			"nested":        `{"error":{"code":"SVCSTG.REPO.0401","message":"repository not implemented"}}`,
			"error_msg":     notOffered,
		} {
			w.Set("error_envelope", envelope)
			w.get(auths+"/svn/redirect", 400, body)
		}
	},
	"delete": func(w *world) {
		w.SetClock(w.T, worldTime)
		w.personal("auth1")
		w.personal("auth2")
		w.delete("auth2", 204, "")
		w.get(auths, 200, listOf(listed(tokenItem)))
	},
	"delete-missing": func(w *world) {
		w.delete("auth1", 500, "")
		w.Set("missing_delete_text", true)
		if resp, body := w.do(w.newCall(http.MethodDelete, auths+"/auth1", "")); resp.StatusCode != 500 || body != "Internal Server Error" ||
			resp.Header.Get("Content-Type") != "text/plain" {
			w.T.Errorf("with a text: %d %v %s", resp.StatusCode, resp.Header, body)
		}
		w.Set("missing_delete_status", 204)
		w.delete("auth1", 204, "")
		w.Set("missing_delete_status", 400)
		w.delete("auth1", 400, noRepoAuth)
	},
	"console-changes": func(w *world) {
		w.SetClock(w.T, worldTime)
		w.personal("auth1")
		w.ExpireAuthorization(w.T, "auth1")
		w.get(auths, 200, listOf(listed(strings.Replace(tokenItem, `"status":0`, `"status":1`, 1))))
		w.UnauthenticateAuthorization(w.T, "auth1")
		w.get(auths, 200, listOf(listed(strings.Replace(tokenItem, `"status":0`, `"status":2`, 1))))
		w.SetClock(w.T, worldTime.Add(time.Hour))
		w.ReauthorizeAuthorization(w.T, "auth1", "mallory", "oauth")
		w.get(auths, 200, listOf(listed(strings.NewReplacer("git-user", "mallory", "personal", "oauth",
			`"update_time":1893553445000`, `"update_time":1893557045000`).Replace(tokenItem))))
		w.DeleteAuthorization(w.T, "auth1")
		w.get(auths, 200, emptyList)
	},
	"console-raw": func(w *world) {
		w.SetClock(w.T, worldTime)
		w.personal("auth1")
		w.EditAuthorization(w.T, "auth1", map[string]any{"status": 7, "token_type": "ssh", "tag": "<&>"})
		w.get(auths, 200, listOf(strings.NewReplacer("personal", "ssh", `"status":0`, `"tag":"<&>","status":7`).Replace(tokenItem)))
	},
}
