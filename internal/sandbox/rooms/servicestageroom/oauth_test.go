package servicestageroom_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

const oauthGitHub = auths + "/github/oauth"

// redirectURL asks for a redirect address.
func (w *world) redirectURL(repoType string) string {
	w.T.Helper()
	resp, body := w.do(w.newCall(http.MethodGet, auths+"/"+repoType+"/redirect", ""))
	var out struct {
		URL string `json:"url"`
	}
	if err := json.Unmarshal([]byte(body), &out); err != nil || resp.StatusCode != 200 {
		w.T.Fatalf("redirect for %s: %d %s", repoType, resp.StatusCode, body)
	}
	return out.URL
}

// handshake goes through the browser step for GitHub.
func (w *world) handshake() sandboxtest.OAuthCallback {
	w.T.Helper()
	return w.Browse(w.T, w.redirectURL("github"), "tom-repo")
}

// exchange is the body of an OAuth creation.
func exchange(name, code, state string) string {
	return `{"name":"` + name + `","code":"` + code + `","state":"` + state + `"}`
}

// oauthItem is auth1 of tom-repo, made at worldTime, up to its status.
const oauthItem = `{"name":"auth1","repo_type":"github","repo_host":"https://api.github.com","repo_home":"https://github.com/tom-repo",` +
	`"repo_user":"tom-repo","avartar":"https://github.com/avatars/tom-repo","token_type":"oauth",` +
	`"create_time":1893553445000,"update_time":1893553445000,`

var oauthSamples = map[string]func(*world){
	"redirect": func(w *world) {
		resp, body := w.do(w.newCall(http.MethodGet, auths+"/github/redirect?tag=intl", ""))
		form := regexp.MustCompile(`^\{"url":"https://github\.com/login/oauth/authorize\?client_id=[0-9a-f]{20}` +
			`&redirect_uri=https%3A%2F%2Fconsole\.huaweicloud\.com%2Fservicestage%2Foauth%3Frepo_type%3Dgithub` +
			`&state=%242a%2410%24(?:[A-Za-z0-9.]|%2F){53}&scope=read%3Auser%20repo%20write%3Arepo_hook"\}$`)
		if resp.StatusCode != 200 || !form.MatchString(body) {
			w.T.Errorf("%d %s", resp.StatusCode, body)
		}
		if first, second := w.redirectURL("github"), w.redirectURL("github"); first == second {
			w.T.Error("two redirect addresses have one state")
		}
		for _, repoType := range []string{"gitlab", "gitee", "bitbucket", "devcloud"} {
			u, err := url.Parse(w.redirectURL(repoType))
			if err != nil || u.Query().Get("redirect_uri") != "https://console.huaweicloud.com/servicestage/oauth?repo_type="+repoType {
				w.T.Errorf("%s: %v %v", repoType, u, err)
			}
		}
	},
	"oauth": func(w *world) {
		callback := w.handshake()
		if want := "https://console.huaweicloud.com/servicestage/oauth?repo_type=github&code=" + callback.Code + "&state=" + callback.State; callback.DecodedURL != want {
			w.T.Errorf("decoded address %q", callback.DecodedURL)
		}
		copied, err := url.Parse(callback.URL)
		if err != nil || copied.Query().Get("state") != callback.State || !strings.Contains(callback.URL, "&state=%242a%2410%24") {
			w.T.Errorf("copied address %q: %v", callback.URL, err)
		}
		w.SetClock(w.T, worldTime)
		w.post(oauthGitHub, exchange("auth1", callback.Code, callback.State), 200, `{"authorization":`+oauthItem+`"status":0}}`)
		w.get(auths, 200, `{"authorizations":[`+oauthItem+`"tag":null,"status":0}],"count":1}`)
	},
	"oauth-tag": func(w *world) {
		callback := w.handshake()
		w.SetClock(w.T, worldTime)
		w.post(oauthGitHub+"?tag=intl", exchange("auth1", callback.Code, callback.State), 200, `{"authorization":`+oauthItem+`"status":0}}`)
		w.get(auths, 200, `{"authorizations":[`+oauthItem+`"tag":"intl","status":0}],"count":1}`)
		for _, tag := range []string{"null", `""`} {
			w.DeleteAuthorization(w.T, "auth1")
			callback = w.handshake()
			w.SetClock(w.T, worldTime)
			w.post(oauthGitHub+"?tag=", exchange("auth1", callback.Code, callback.State), 200, `{"authorization":`+oauthItem+`"status":0}}`)
			w.get(auths, 200, `{"authorizations":[`+oauthItem+`"tag":`+tag+`,"status":0}],"count":1}`)
			w.Set("empty_tag_kept", true)
		}
	},
	"oauth-state-once": func(w *world) {
		address := w.redirectURL("github")
		callback := w.Browse(w.T, address, "tom-repo")
		w.SetClock(w.T, worldTime)
		w.post(oauthGitHub, exchange("auth1", callback.Code, callback.State), 200, `{"authorization":`+oauthItem+`"status":0}}`)
		w.post(oauthGitHub, exchange("auth1", callback.Code, callback.State), 400, badCode)
		again := w.Browse(w.T, address, "tom-repo")
		if again.Code == callback.Code {
			w.T.Error("the git host gave one code twice")
		}
		w.delete("auth1", 204, "")
		w.post(oauthGitHub, exchange("auth1", again.Code, again.State), 400, badCode)
		w.get(auths, 200, emptyList)
	},
	"oauth-wrong": func(w *world) {
		callback := w.handshake()
		w.post(oauthGitHub, exchange("auth1", callback.Code, "$2a$10$unknown"), 400, badCode)
		w.post(oauthGitHub, exchange("auth1", callback.Code, url.QueryEscape(callback.State)), 400, badCode)
		w.post(auths+"/gitlab/oauth", exchange("auth1", callback.Code, callback.State), 400, badCode)
		other := w.AddProject(w.T, "ap-southeast-1")
		c := w.newCall(http.MethodPost, "/servicestage/v1/"+other+"/git/auths/github/oauth", exchange("auth1", callback.Code, callback.State))
		c.header.Set("X-Project-Id", other)
		w.answers(c, 400, badCode)
		w.post(oauthGitHub, exchange("auth1", w.handshake().Code, w.handshake().State), 400, badCode)
		w.SetClock(w.T, worldTime)
		w.post(oauthGitHub, exchange("auth1", callback.Code, callback.State), 200, `{"authorization":`+oauthItem+`"status":0}}`)
	},
	"oauth-wrong-code-burns": func(w *world) {
		callback := w.handshake()
		w.post(oauthGitHub, exchange("auth1", "0000000000", callback.State), 400, badCode)
		w.post(oauthGitHub, exchange("auth1", callback.Code, callback.State), 400, badCode)
		w.Set("state_spent_by", "any_exchange")
		callback = w.handshake()
		w.post(auths+"/gitlab/oauth", exchange("auth1", callback.Code, callback.State), 400, badCode)
		w.post(oauthGitHub, exchange("auth1", callback.Code, callback.State), 400, badCode)
		w.Set("state_spent_by", "success")
		callback = w.handshake()
		w.TakeAuthorization(w.T, sandboxtest.NewAuthorization{Name: "taken"})
		w.post(oauthGitHub, exchange("auth1", "0000000000", callback.State), 400, badCode)
		w.post(oauthGitHub, exchange("taken", callback.Code, callback.State), 400, taken)
		w.SetClock(w.T, worldTime)
		w.post(oauthGitHub, exchange("auth1", callback.Code, callback.State), 200, `{"authorization":`+oauthItem+`"status":0}}`)
		w.post(oauthGitHub, exchange("auth2", callback.Code, callback.State), 400, badCode)
	},
	"oauth-two-sign-ins": func(w *world) {
		for _, ends := range []bool{false, true} {
			w.Set("new_sign_in_ends_code", ends)
			address := w.redirectURL("github")
			first, second := w.Browse(w.T, address, "tom-repo"), w.Browse(w.T, address, "tom-repo")
			w.SetClock(w.T, worldTime)
			if ends {
				w.Set("state_spent_by", "success")
				w.post(oauthGitHub, exchange("auth1", first.Code, first.State), 400, badCode)
				first = second
			}
			w.post(oauthGitHub, exchange("auth1", first.Code, first.State), 200, `{"authorization":`+oauthItem+`"status":0}}`)
			w.post(oauthGitHub, exchange("auth2", second.Code, second.State), 400, badCode)
			w.DeleteAuthorization(w.T, "auth1")
		}
	},
	"oauth-taken-burns": func(w *world) {
		w.TakeAuthorization(w.T, sandboxtest.NewAuthorization{Name: "taken"})
		callback := w.handshake()
		w.post(oauthGitHub, exchange("taken", callback.Code, callback.State), 400, taken)
		w.post(oauthGitHub, exchange("free", callback.Code, callback.State), 400, badCode)
	},
	"oauth-state-immortal": func(w *world) {
		callback := w.handshake()
		w.AdvanceClock(w.T, 365*24*time.Hour)
		if resp, body := w.do(w.newCall(http.MethodPost, oauthGitHub, exchange("auth1", callback.Code, callback.State))); resp.StatusCode != 200 {
			w.T.Errorf("a year later: %d %s", resp.StatusCode, body)
		}
	},
}
