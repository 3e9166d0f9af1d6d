package servicestageapi

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

func TestAnInterruptedReaderSpoilsNoOthers(t *testing.T) {
	t.Parallel()
	w := serve(t, map[string][]answer{listRoute: {list(item("a", "oauth", 0))}})
	client := w.client(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := client.List(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("interrupted: %v", err)
	}
	if _, err := client.List(t.Context()); err != nil {
		t.Errorf("after an interruption: %v", err)
	}
}

func TestOnlyACompleteListProvesAbsence(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		list   answer
		absent bool // without an error
	}{
		"complete":              {list(item("a", "oauth", 0)), true},
		"empty":                 {list(), true},
		"without a count":       {answer{status: 200, body: `{"authorizations":[` + item("a", "oauth", 0) + `]}`}, true},
		"null and counted":      {answer{status: 200, body: `{"authorizations":null,"count":0}`}, true},
		"count as text":         {answer{status: 200, body: `{"authorizations":[],"count":"0"}`}, true},
		"null":                  {answer{status: 200, body: `{"authorizations":null}`}, false},
		"no list":               {answer{status: 200, body: `{}`}, false},
		"fewer than announced":  {answer{status: 200, body: `{"authorizations":[` + item("a", "oauth", 0) + `],"count":2}`}, false},
		"a nameless element":    {answer{status: 200, body: `{"authorizations":[{}],"count":1}`}, false},
		"an error inside a 200": {answer{status: 200, body: `{"error_code":"SVCSTG.REPO.0400","error_msg":"x","authorizations":[],"count":0}`}, false},
		"empty body":            {answer{status: 200}, false},
		"truncated":             {answer{status: 200, body: `{"authorizations":[`}, false},
		"HTML":                  {answer{status: 200, body: `<html></html>`}, false},
		"refused":               {answer{status: 401, body: refusedBody}, false},
		"forbidden":             {answer{status: 403, body: `{"error_code":"APIGW.0302","error_msg":"x"}`}, false},
		"no such API":           {answer{status: 404, body: `{"error_code":"APIGW.0101","error_msg":"x"}`}, false},
		"throttled":             {answer{status: 429}, false},
		"server error":          {answer{status: 500}, false},
		"reset":                 {answer{reset: true}, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client := serve(t, map[string][]answer{listRoute: {test.list}}).client(t)
			_, found, err := client.Find(t.Context(), "b")
			if found || (err == nil) != test.absent {
				t.Errorf("found %t, error %v", found, err)
			}
		})
	}
}

func TestStatusesAreTheVendorsNumbers(t *testing.T) {
	t.Parallel()
	w := serve(t, map[string][]answer{listRoute: {{status: 200, body: `{"authorizations":[{"name":"n","status":0},{"name":"o","status":1},` +
		`{"name":"u","status":"2"},{"name":"x","status":7},{"name":"none","repo_type":"GitHub","token_type":"OAUTH","create_time":"1649731565642"}]}`}}})
	listed, err := w.client(t).List(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{StatusNormal, StatusOverdue, StatusUnauthenticated, StatusUnrecognized, ""} {
		if listed[i].Status != want {
			t.Errorf("%s is %s, expected %s", listed[i].Name, listed[i].Status, want)
		}
	}
	if last := listed[4]; last.RepoType != "github" || last.TokenType != "oauth" || last.CreatedAt.IsZero() || !last.UpdatedAt.IsZero() {
		t.Errorf("%+v", last)
	}
}

// created by the vendor although no usable answer came, or not: the list tells, and the code goes out once.
func TestALostCreateIsSettledByTheList(t *testing.T) {
	t.Parallel()
	none, made := list(), list(item("new", "oauth", 0))
	for name, test := range map[string]struct {
		post        answer
		lists       []answer
		adopted     bool
		unsettled   bool
		foreignName bool
	}{
		"reset after the act":     {answer{reset: true}, []answer{none, made}, true, false, false},
		"500 after the act":       {answer{status: 500}, []answer{none, made}, true, false, false},
		"HTML after the act":      {answer{status: 200, body: "<html>"}, []answer{none, made}, true, false, false},
		"empty after the act":     {answer{status: 200}, []answer{none, made}, true, false, false},
		"truncated after the act": {answer{status: 200, body: `{"authorization":{"name":"ne`}, []answer{none, made}, true, false, false},
		"a sample as the answer":  {answer{status: 200, body: `{"authorization":{"name":"string","status":0}}`}, []answer{none, made}, true, false, false},
		"reset before the act":    {answer{reset: true}, []answer{none, none}, false, false, false},
		"no list either":          {answer{reset: true}, []answer{none, {status: 401, body: "<html>"}}, false, true, false},
		"an incomplete list":      {answer{reset: true}, []answer{none, {status: 200, body: `{"authorizations":[],"count":1}`}}, false, true, false},
		"taken meanwhile":         {answer{reset: true}, []answer{none, list(item("new", "password", 0))}, false, false, true},
		"an unknown code":         {answer{status: 400, body: `{"error_code":"SVCSTG.REPO.0499","error_msg":"x"}`}, []answer{none, none}, false, false, false},
		"a list without types":    {answer{reset: true}, []answer{none, {status: 200, body: `{"authorizations":[{"name":"new"}],"count":1}`}}, true, false, false},
		"refused":                 {answer{status: 400, body: `{"error_code":"SVCSTG.REPO.0402","error_msg":"oauth code or state invalid"}`}, []answer{none}, false, false, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := serve(t, map[string][]answer{listRoute: test.lists, oauthRoute: {test.post}})
			got, err := w.client(t).CreateOAuth(t.Context(), "new", "github", "", "c4nary-code", sampleState)
			if n := w.count(oauthRoute); n != 1 {
				t.Errorf("the code went out %d times", n)
			}
			if test.adopted {
				if err != nil || got.Name != "new" || got.RepoType != "github" || got.TokenType != "oauth" || got.Status != "normal" {
					t.Errorf("%+v, %v", got, err)
				}
				return
			}
			failure, ok := errors.AsType[*CreateError](err)
			if !ok || !failure.Sent || failure.Unsettled != test.unsettled || (failure.Existing != nil) != test.foreignName {
				t.Errorf("%+v", failure)
			}
			if strings.Contains(err.Error(), "c4nary") {
				t.Errorf("the code is in %v", err)
			}
		})
	}
}

// The gateway in front of the service refuses without asking it.
func TestACodeThatTheGatewayStoppedIsNotSpent(t *testing.T) {
	t.Parallel()
	for name, refusal := range map[string]answer{
		"throttled":             {status: 429},
		"throttled by its code": {status: 429, body: `{"error_code":"APIGW.0308","error_msg":"x"}`},
		"clock":                 {status: 401, body: `{"error_code":"APIGW.0301","error_msg":"signature expired"}`},
		"key":                   {status: 401, body: refusedBody},
		"permission":            {status: 403, body: `{"error_code":"APIG.0302","error_msg":"x"}`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := serve(t, map[string][]answer{listRoute: {list()}, oauthRoute: {refusal, created("new", "oauth")}})
			_, err := w.client(t).CreateOAuth(t.Context(), "new", "github", "", "code", "state")
			failure, ok := errors.AsType[*CreateError](err)
			if !ok || failure.Sent || failure.Unsettled || w.count(oauthRoute) != 1 {
				t.Fatalf("%+v, %d calls", failure, w.count(oauthRoute))
			}
			if _, err := w.client(t).CreateOAuth(t.Context(), "new", "github", "", "code", "state"); err != nil {
				t.Errorf("in the next run: %v", err)
			}
		})
	}
	// A backend that the gateway could not reach, or that did not answer it, may have acted.
	for _, status := range []int{502, 504} {
		w := serve(t, map[string][]answer{listRoute: {list()}, oauthRoute: {{status: status, body: `{"error_code":"APIGW.0201","error_msg":"Backend timeout"}`}}})
		_, err := w.client(t).CreateOAuth(t.Context(), "new", "github", "", "code", "state")
		if failure, ok := errors.AsType[*CreateError](err); !ok || !failure.Sent {
			t.Errorf("%d: %+v", status, failure)
		}
	}
}

// A refusal of an earlier call that stands for this one has a status of its own; nothing went out all the same.
func TestACodeThatTheGateHeldBackIsNotSpent(t *testing.T) {
	t.Parallel()
	w := serve(t, map[string][]answer{"GET /git/auths/gitlab/redirect": {{status: 401, body: refusedBody}}, oauthRoute: {created("new", "oauth")}})
	client := w.client(t)
	w.from["GET"] = func(*http.Request, string) answer {
		if w.count(listRoute) > 1 {
			_, _ = client.Redirect(t.Context(), "gitlab", "") // the key is refused while the name is looked for
		}
		return list()
	}
	if _, err := client.List(t.Context()); err != nil {
		t.Fatal(err)
	}
	_, err := client.CreateOAuth(t.Context(), "new", "github", "", "code", "state")
	if failure, ok := errors.AsType[*CreateError](err); !ok || failure.Sent || w.count(oauthRoute) != 0 || !vendorhttp.HasSymptom(err, SymptomSignature) {
		t.Errorf("%+v", failure)
	}
}

func TestACodeThatNeverLeftIsNotSpent(t *testing.T) {
	t.Parallel()
	w := serve(t, map[string][]answer{listRoute: {list()}})
	w.Config.SetKeepAlivesEnabled(false) // or an idle connection would take the code and break
	client := w.client(t)
	if _, err := client.List(t.Context()); err != nil {
		t.Fatal(err)
	}
	w.Close()
	_, err := client.CreateOAuth(t.Context(), "new", "github", "", "code", "state")
	if failure, ok := errors.AsType[*CreateError](err); !ok || failure.Sent || failure.Unsettled {
		t.Errorf("%+v", failure)
	}
	w = serve(t, map[string][]answer{listRoute: {list()}})
	client = w.client(t)
	if _, err := client.List(t.Context()); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = client.CreateOAuth(ctx, "new", "github", "", "code", "state")
	if failure, ok := errors.AsType[*CreateError](err); !ok || failure.Sent || w.count(oauthRoute) != 0 {
		t.Errorf("%+v", failure)
	}
}

func TestATakenNameSpendsNoCode(t *testing.T) {
	t.Parallel()
	w := serve(t, map[string][]answer{listRoute: {list(item("new", "personal", 0))}})
	_, err := w.client(t).CreateOAuth(t.Context(), "new", "github", "", "code", "state")
	failure, ok := errors.AsType[*CreateError](err)
	if !ok || failure.Sent || failure.Existing == nil || failure.Existing.TokenType != "personal" || vendorhttp.KindOf(err) != vendorhttp.KindConflict {
		t.Errorf("%v", err)
	}
	if w.count(oauthRoute) != 0 {
		t.Error("the code was sent")
	}
	// Somebody takes the name between the look and the call.
	w = serve(t, map[string][]answer{listRoute: {list(), list(item("new", "password", 0))},
		oauthRoute: {{status: 400, body: `{"error_code":"SVCSTG.REPO.0403","error_msg":"resource already exist"}`}}})
	_, err = w.client(t).CreateOAuth(t.Context(), "new", "github", "", "code", "state")
	if failure, ok := errors.AsType[*CreateError](err); !ok || !failure.Sent || failure.Existing == nil || failure.Existing.TokenType != "password" {
		t.Errorf("%v", err)
	}
}

func TestATokenMayBeSentAgainAfterA429(t *testing.T) {
	t.Parallel()
	w := serve(t, map[string][]answer{listRoute: {list()},
		"POST /git/auths/github/personal": {{status: 429}, created("t", "personal")}})
	if _, err := w.client(t).CreateToken(t.Context(), "t", "github", "", "token"); err != nil {
		t.Error(err)
	}
	if n := w.count("POST /git/auths/github/personal"); n != 2 {
		t.Errorf("%d requests", n)
	}
}

func TestDeletingWhatIsNotThereIsDone(t *testing.T) {
	t.Parallel()
	const route = "DELETE /git/auths/a"
	for name, test := range map[string]struct {
		delete answer
		list   answer
		done   bool
	}{
		"deleted":             {answer{status: 204}, list(), true},
		"404 and gone":        {answer{status: 404}, list(), true},
		"400 and gone":        {answer{status: 400, body: `{"error_code":"SVCSTG.REPO.0450","error_msg":"x"}`}, list(), true},
		"500 and gone":        {answer{status: 500}, list(), true},
		"reset and gone":      {answer{reset: true}, list(), true},
		"a login page":        {answer{status: 200, body: "<html><title>Sign in</title></html>"}, list(item("a", "oauth", 0)), false},
		"a login page, gone":  {answer{status: 200, body: "<html></html>"}, list(), true},
		"an empty 200":        {answer{status: 200}, list(item("a", "oauth", 0)), false},
		"a 204":               {answer{status: 204}, answer{status: 500}, true},
		"500 and still there": {answer{status: 500}, list(item("a", "oauth", 0)), false},
		"500 and no list":     {answer{status: 500}, answer{status: 500}, false},
		"incomplete list":     {answer{status: 500}, answer{status: 200, body: `{"authorizations":[],"count":3}`}, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := serve(t, map[string][]answer{listRoute: {test.list}, route: {test.delete}})
			if err := w.client(t).Delete(t.Context(), "a"); (err == nil) != test.done {
				t.Errorf("%v", err)
			}
		})
	}
}

func TestRepositoriesAreReadThroughTheAuthorization(t *testing.T) {
	t.Parallel()
	w := serve(t, map[string][]answer{
		"GET /git/repos/namespaces":          {{status: 200, body: `{"namespaces":[{"id":"1","name":"group/team"},{"id":2,"name":"tom"}]}`}},
		"GET /git/repos/group:team/projects": {{status: 200, body: `{"projects":[{"id":"9","name":"app","clone_url":"https://github.com/tom/app.git"}]}`}},
	})
	client := w.client(t)
	namespaces, err := client.Namespaces(t.Context(), "auth1")
	if err != nil || len(namespaces) != 2 || namespaces[1] != (Namespace{"2", "tom"}) {
		t.Fatalf("%+v, %v", namespaces, err)
	}
	repositories, err := client.Repositories(t.Context(), "auth1", namespaces[0].Name)
	if err != nil || len(repositories) != 1 || repositories[0].CloneURL != "https://github.com/tom/app.git" {
		t.Fatalf("%+v, %v", repositories, err)
	}
	for _, header := range w.headers {
		if header.Get("X-Repo-Auth") != "auth1" || !strings.Contains(header.Get("Authorization"), "x-repo-auth") {
			t.Errorf("headers %v", header)
		}
	}
}
