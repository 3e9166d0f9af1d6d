package servicestageroom_test

import (
	"fmt"
	"net/http"
	"sync"
	"testing"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

func TestConsoleRefusesWhatCannotBe(t *testing.T) {
	w := newWorld(t)
	w.personal("auth1")
	const one = "/servicestage/authorizations/auth1"
	w.Refuses("access key taken", "POST", "/servicestage/access-keys", map[string]any{"access_key": w.key.AccessKey}, 409, "exists")
	w.Refuses("access key unknown", "DELETE", "/servicestage/access-keys/NONE", nil, 404, "NONE")
	w.Refuses("lifetime negative", "POST", "/servicestage/access-keys", map[string]any{"temporary": true, "lifetime": "-1h"}, 400, "lifetime")
	w.Refuses("lifetime not a time", "POST", "/servicestage/tokens", map[string]any{"lifetime": "a day"}, 400, "lifetime")
	w.Refuses("token of no project", "POST", "/servicestage/tokens", map[string]any{"project_id": "x"}, 404, "project")
	w.Refuses("user without password", "POST", "/servicestage/users", map[string]any{"domain": "d", "name": "n"}, 400, "password")
	w.Refuses("project without name", "POST", "/servicestage/projects", map[string]any{}, 400, "name")
	w.Refuses("project id malformed", "POST", "/servicestage/projects", map[string]any{"name": "x", "project_id": "short"}, 400, "32 hex")
	w.Refuses("project taken", "POST", "/servicestage/projects", map[string]any{"name": "x", "project_id": project}, 409, "exists")
	w.Refuses("project unknown", "DELETE", "/servicestage/projects/none", nil, 404, "none")
	w.Refuses("name taken", "POST", "/servicestage/authorizations", map[string]any{"name": "auth1"}, 409, "auth1")
	w.Refuses("name short", "POST", "/servicestage/authorizations", map[string]any{"name": "abc"}, 400, "4 to 63")
	w.Refuses("type not offered", "POST", "/servicestage/authorizations", map[string]any{"name": "auth2", "repo_type": "gitee", "token_type": "password"}, 400, "offered")
	w.Refuses("authorization unknown", "POST", "/servicestage/authorizations/none/expire", nil, 404, "none")
	w.Refuses("deletion of none", "DELETE", "/servicestage/authorizations/none", nil, 404, "none")
	w.Refuses("edit of none", "PUT", "/servicestage/authorizations/none", nil, 404, "none")
	w.Refuses("renamed", "PUT", one, map[string]any{"name": "auth2"}, 400, "renamed")
	w.Refuses("field unknown", "PUT", one, map[string]any{"state": 1}, 400, "state")
	w.Refuses("token type unknown", "POST", one+"/reauthorize", map[string]any{"token_type": "ssh"}, 400, "token_type")
	w.Refuses("elsewhere", "GET", one+"?project_id=none", nil, 404, "none")
	w.Refuses("browser without state", "POST", "/servicestage/browser", map[string]any{"url": "https://github.com/login"}, 404, "state")
	w.Refuses("browser without address", "POST", "/servicestage/browser", map[string]any{"url": ":"}, 400, "url")
	w.Refuses("git account of no secret", "PUT", "/servicestage/git-accounts", map[string]any{"user": "x"}, 400, "secret")
	w.Refuses("switch unknown", "POST", "/servicestage/switches", map[string]any{"nothing": true}, 400, "nothing")
	w.Refuses("switch family", "POST", "/servicestage/switches", map[string]any{"gateway_family": "x"}, 400, "gateway_family")
	w.Refuses("switch action", "POST", "/servicestage/switches", map[string]any{"denied_actions": []string{"x"}}, 400, "denied_actions")
	w.Refuses("switch status", "POST", "/servicestage/switches", map[string]any{"missing_delete_status": 404}, 400, "missing_delete_status")
	w.Refuses("switch limit", "POST", "/servicestage/switches", map[string]any{"rate_limit": -1}, 400, "rate_limit")
	w.Refuses("switch window", "POST", "/servicestage/switches", map[string]any{"rate_window": "10ms"}, 400, "rate_window")
	if held := w.Authorizations(t); len(held) != 1 || held[0].Name != "auth1" || held[0].Status != 0 {
		t.Errorf("the refusals left %+v", held)
	}
}

// A refused edit changes nothing, even if a part of it could be decoded.
func TestRefusedEditChangesNothing(t *testing.T) {
	w := newWorld(t)
	w.TakeAuthorization(t, sandboxtest.NewAuthorization{Name: "auth1", Tag: "intl"})
	before := w.Shown("/servicestage/authorizations/auth1")
	if status, _ := w.TryConsole(t, http.MethodPut, "/servicestage/authorizations/auth1", map[string]any{
		"namespaces": []any{map[string]any{"name": "changed"}}, "status": 2, "tag": "changed", "zzz": true,
	}); status != 400 {
		t.Fatalf("the edit is answered %d", status)
	}
	if after := w.Shown("/servicestage/authorizations/auth1"); after != before {
		t.Errorf("before %s\nafter %s", before, after)
	}
}

func TestConsoleShowsSecretsOnce(t *testing.T) {
	w := newWorld(t)
	key := w.CreateTemporaryAccessKey(t, time.Hour)
	token := w.CreateIAMToken(t, "", time.Hour)
	w.PutIAMUser(t, "example", "ci", "s3cret-word")
	w.PutGitAccount(t, "ghp_secret", "alice")
	for _, path := range []string{"/servicestage/access-keys", "/servicestage/projects", "/servicestage/authorizations", "/servicestage/switches"} {
		w.Hides(path, map[string]string{
			"a temporary key's secret": key.SecretKey, "a security token": key.SecurityToken, "a secret key": w.key.SecretKey,
			"a token": token, "a password": "s3cret-word", "a git token": "ghp_secret",
		})
	}
}

func TestConsoleUnlocksEnablesAndDeletesAccessKeys(t *testing.T) {
	w := newWorld(t)
	path := "/servicestage/access-keys/" + w.key.AccessKey
	for range 5 {
		c := w.newCall(http.MethodGet, auths, "")
		c.key.SecretKey = "wrong"
		w.do(c)
	}
	w.get(auths, 401, lockedKey)
	w.Console(t, http.MethodPost, path+"/unlock", nil, nil)
	w.get(auths, 200, emptyList)
	w.DisableAccessKey(t, w.key.AccessKey)
	w.Console(t, http.MethodPost, path+"/enable", nil, nil)
	w.get(auths, 200, emptyList)
	w.Console(t, http.MethodDelete, path, nil, nil)
	if resp, _ := w.do(w.newCall(http.MethodGet, auths, "")); resp.StatusCode != 401 {
		t.Errorf("a deleted access key: %d", resp.StatusCode)
	}
	token := w.CreateIAMToken(t, "", time.Hour)
	var voided struct {
		Voided int `json:"voided"`
	}
	w.Console(t, http.MethodDelete, "/servicestage/tokens", nil, &voided)
	if voided.Voided != 1 {
		t.Errorf("voided %d tokens", voided.Voided)
	}
	w.answers(w.withToken(http.MethodGet, auths, token), 401, decryptFails)
}

func TestSelfHostedStaysWhereItIs(t *testing.T) {
	w := newWorld(t)
	w.TakeAuthorization(t, sandboxtest.NewAuthorization{Name: "auth1", RepoType: "gitlab", Host: "https://git.example.com", User: "alice"})
	w.ReauthorizeAuthorization(t, "auth1", "bob", "")
	a := w.Authorizations(t)[0]
	if a.RepoHost != "https://git.example.com" || a.RepoHome != "https://git.example.com/bob" || a.TokenType != "oauth" {
		t.Errorf("after re-authorization: %+v", a)
	}
}

func TestResetReturnsToOneEmptyProject(t *testing.T) {
	w := newWorld(t)
	w.personal("auth1")
	callback := w.handshake()
	w.AddProject(t, "ap-southeast-1")
	w.Set("missing_delete_status", 204)
	w.RefuseGitSecret(t, "ghp_x")
	w.Reset(t)
	if resp, _ := w.do(w.newCall(http.MethodGet, auths, "")); resp.StatusCode != 401 {
		t.Errorf("the access key survived: %d", resp.StatusCode)
	}
	w.PutAccessKey(t, w.key)
	w.get(auths, 200, emptyList)
	w.post(oauthGitHub, exchange("auth1", callback.Code, callback.State), 400, badCode)
	w.delete("auth1", 500, "")
	w.personal("auth1")
	w.SetClock(t, time.Now())
	w.answers(w.signed(projects), 200, projectsHead+cnNorth4+`]}`)
}

// Of many exchanges of one code at once, one succeeds.
func TestOneCodeIsExchangedOnce(t *testing.T) {
	w := newWorld(t)
	callback := w.handshake()
	var mu sync.Mutex
	answers := map[int]int{}
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			resp, _ := w.do(w.newCall(http.MethodPost, oauthGitHub, exchange(fmt.Sprintf("auth%d", i), callback.Code, callback.State)))
			mu.Lock()
			defer mu.Unlock()
			answers[resp.StatusCode]++
		})
	}
	wg.Wait()
	if answers[200] != 1 || answers[400] != 7 || len(w.Authorizations(t)) != 1 {
		t.Errorf("answers by status %v, %d authorizations", answers, len(w.Authorizations(t)))
	}
}

func TestConcurrentCallsAreAllAnswered(t *testing.T) {
	w := newWorld(t)
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			name := fmt.Sprintf("auth%d", i)
			for range 4 {
				w.personal(name)
				w.do(w.newCall(http.MethodGet, auths, ""))
				w.answers(w.repoCall(name, "/nobody/projects"), 400, invalid)
				w.delete(name, 204, "")
			}
		})
		wg.Go(func() {
			w.Set("title_case_types", i%2 == 0)
			w.Set("denied_actions", []string{"iam:projects:listProjects"})
			w.do(w.signed(projects))
			w.Authorizations(t)
			w.CreateIAMToken(t, "", time.Hour)
			w.AddProject(t, "x")
			w.AccessKeyLocked(t, w.key.AccessKey)
			w.handshake()
		})
	}
	wg.Wait()
	w.get(auths, 200, emptyList)
}

func TestJournalHoldsNoSecretOfTheAccount(t *testing.T) {
	w := newWorld(t)
	w.key = w.CreateTemporaryAccessKey(t, time.Hour)
	callback := w.handshake()
	w.do(w.newCall(http.MethodPost, oauthGitHub+"?tag=intl", exchange("auth1", callback.Code, callback.State)))
	w.do(w.newCall(http.MethodPost, auths+"/github/personal", `{"name":"auth2","token":"ghp_secret"}`))
	w.do(w.newCall(http.MethodPost, auths+"/bitbucket/password", `{"name":"auth3","user":"bucket-ljn","password":"pass-secret"}`))
	w.PutIAMUser(t, "example", "ci", "user-secret")
	issued, _ := w.password("ci", "user-secret", `{"name":"cn-north-4"}`)
	token := issued.Header.Get("X-Subject-Token")
	w.do(w.withToken(http.MethodGet, auths, token))
	bad := w.newCall(http.MethodGet, auths, "")
	bad.key.SecretKey = "wrong"
	w.do(bad)

	w.Hides("/journal", map[string]string{
		"a code": callback.Code, "a state": callback.State, "an access token": "ghp_secret", "a password": "pass-secret",
		"a user's password": "user-secret", "an IAM token": token, "a secret key": w.key.SecretKey,
		"a security token": w.key.SecurityToken, "an access key": w.key.AccessKey,
	})
	exchanged := w.Journal(t, "POST", oauthGitHub)
	if len(exchanged) != 1 || exchanged[0].Notes["authorization"] != "auth1" || exchanged[0].Notes["tag"] != "intl" ||
		exchanged[0].Notes["authentication"] != "signature" {
		t.Errorf("the exchange is journaled as %+v", exchanged)
	}
	lists := w.Journal(t, "GET", auths)
	if len(lists) != 2 || lists[0].Notes["authentication"] != "token" || lists[1].Notes["authentication"] != "" {
		t.Errorf("the lists are journaled as %+v", lists)
	}
}

// A client that speaks to a proxy puts the whole address into the request line.
func TestAbsoluteRequestTargetIsVerified(t *testing.T) {
	w := newWorld(t)
	c := w.newCall(http.MethodGet, auths+"?b=1", "")
	c.then = func(r *http.Request) { r.URL.Opaque = w.URL + auths }
	w.answers(c, 200, emptyList)
}
