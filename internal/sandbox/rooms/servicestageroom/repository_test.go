package servicestageroom_test

import "net/http"

// repoCall is a repository call under an authorization's name.
func (w *world) repoCall(authorization, path string) *call {
	c := w.newCall(http.MethodGet, repos+path, "")
	if authorization != "" {
		c.header.Set("X-Repo-Auth", authorization)
	}
	return c
}

// group is a namespace with a slash in its name.
var group = map[string]any{"namespaces": []any{map[string]any{
	"id": "7", "name": "platform/mobile", "projects": []any{
		map[string]any{"id": "71", "name": "app", "clone_url": "https://github.com/platform/mobile/app.git",
			"branches": []string{"main", "dev"}, "tags": []string{"v1"}},
	},
}, map[string]any{"id": "8", "name": "empty", "projects": []any{}}}}

var repositorySamples = map[string]func(*world){
	"repo-auth": func(w *world) {
		w.personal("auth1")
		for _, path := range []string{"/namespaces", "/project-info?clone_url=x", "/git-user/projects", "/git-user/demo/branches", "/git-user/demo/tags"} {
			w.answers(w.repoCall("", path), 400, noRepoAuth)
			w.answers(w.repoCall("auth2", path), 400, noRepoAuth)
		}
	},
	"repo-auth-invalid": func(w *world) {
		w.personal("auth1")
		for _, fields := range []map[string]any{{"status": 1}, {"status": 2}, {"status": 0, "refused_by_host": true}} {
			w.EditAuthorization(w.T, "auth1", fields)
			w.answers(w.repoCall("auth1", "/namespaces"), 400, badRepoAuth)
			w.answers(w.repoCall("auth1", "/git-user/projects"), 400, badRepoAuth)
		}
		w.ReauthorizeAuthorization(w.T, "auth1", "", "")
		w.answers(w.repoCall("auth1", "/git-user/projects"), 200,
			`{"projects":[{"id":"27530247141","name":"demo","clone_url":"https://github.com/git-user/demo.git"}]}`)
	},
	"repo-namespaces": func(w *world) {
		w.personal("auth1")
		w.EditAuthorization(w.T, "auth1", group)
		w.answers(w.repoCall("auth1", "/namespaces"), 200, `{"namespaces":[{"id":"7","name":"platform/mobile"},{"id":"8","name":"empty"}]}`)
	},
	"repo-projects": func(w *world) {
		w.personal("auth1")
		w.EditAuthorization(w.T, "auth1", group)
		const app = `{"projects":[{"id":"71","name":"app","clone_url":"https://github.com/platform/mobile/app.git"}]}`
		// The signer of these tests does not escape, but a colon is escaped in what is signed.
		c := w.repoCall("auth1", "/platform:mobile/projects")
		c.then = func(r *http.Request) {
			r.URL.Path = repos + "/platform%3Amobile/projects"
			c.sign(r)
			r.URL.Path = repos + "/platform:mobile/projects"
		}
		w.answers(c, 200, app)
		w.answers(w.repoCall("auth1", "/7/projects"), 200, app)
		w.answers(w.repoCall("auth1", "/empty/projects"), 200, `{"projects":[]}`)
	},
	"repo-details": func(w *world) {
		w.personal("auth1")
		w.EditAuthorization(w.T, "auth1", group)
		w.answers(w.repoCall("auth1", "/7/app/branches"), 200, `{"branches":["main","dev"]}`)
		w.answers(w.repoCall("auth1", "/7/71/tags"), 200, `{"tags":["v1"]}`)
		w.answers(w.repoCall("auth1", "/project-info?clone_url=https%3A%2F%2Fgithub.com%2Fplatform%2Fmobile%2Fapp.git"), 200,
			`{"namespace_id":"7","namespace":"platform/mobile","project_id":"71","project":"app"}`)
		w.answers(w.repoCall("auth1", "/project-info?clone_url=elsewhere"), 400, badCloneURL)
	},
	"repo-unknown": func(w *world) {
		w.personal("auth1")
		w.answers(w.repoCall("auth1", "/nobody/projects"), 400, invalid)
		w.answers(w.repoCall("auth1", "/git-user/other/branches"), 400, invalid)
	},
}
