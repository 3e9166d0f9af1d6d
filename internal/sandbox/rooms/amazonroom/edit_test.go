package amazonroom_test

import (
	"encoding/json"
	"net/http"
	"regexp"
	"strings"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

var releaseID = regexp.MustCompile(`amzn1\.devportal\.apprelease\.[0-9a-f]{32}`)

// create is POST /edits, which must succeed; it returns the edit's id and ETag.
func (w *world) create(app string) (id, etag string) {
	w.T.Helper()
	resp, body := w.Send(http.MethodPost, appsPath+app+"/edits", map[string]string{"Authorization": "Bearer " + w.token()}, "")
	id = releaseID.FindString(body)
	w.Equal("POST edits", resp, body, sandboxtest.Status(200), edit(id, "IN_PROGRESS"))
	return id, resp.Header.Get("ETag")
}

// published adds an app with release notes.
func (w *world) published() string {
	w.T.Helper()
	notes := "Fixes"
	return w.AddAmazonApp(w.T, sandboxtest.AmazonApp{RecentChanges: &notes})
}

var editSamples = map[string]func(*world){
	"no-edit": func(w *world) {
		if etag := w.get(w.published()+"/edits", 200, "{}"); etag != "" {
			w.T.Errorf("{} has the ETag %s", etag)
		}
		w.get(w.AddAmazonApp(w.T, sandboxtest.AmazonApp{State: "incomplete"})+"/edits", 200, "{}")
		w.Set("no_edit_status", 404)
		w.get(w.published()+"/edits", 404, notFound)
	},
	"edit": func(w *world) {
		app := w.published()
		id := w.OpenAmazonEdit(w.T, app, "")
		first := w.get(app+"/edits", 200, edit(id, "IN_PROGRESS"))
		second := w.get(app+"/edits/"+id, 200, edit(id, "IN_PROGRESS"))
		if first == "" || first != second {
			w.T.Errorf("ETags %s and %s of one edit", first, second)
		}
		w.DiscardAmazonEdit(w.T, app)
		w.get(app+"/edits", 200, "{}")
		w.get(app+"/edits/"+id, 404, notFound)
	},
	"edit-review": func(w *world) {
		app := w.published()
		id := w.OpenAmazonEdit(w.T, app, "")
		before := w.get(app+"/edits", 200, edit(id, "IN_PROGRESS"))
		w.SubmitAmazonEdit(w.T, app)
		if after := w.get(app+"/edits", 200, edit(id, "REVIEW")); after == before {
			w.T.Error("the ETag is the same after the submission")
		}
		w.get(app+"/edits/"+id+"/details", 200, details)
		w.ApproveAmazonEdit(w.T, app)
		w.get(app+"/edits", 200, "{}")
		if resp, body := w.Send("GET", appsPath+w.AddAmazonApp(w.T, sandboxtest.AmazonApp{State: "in_review"})+"/edits",
			map[string]string{"Authorization": "Bearer " + w.token()}, ""); resp.StatusCode != 200 || !strings.Contains(body, `"status":"REVIEW"`) {
			w.T.Errorf("an app in review: %s", body)
		}
	},
	"edit-other-status": func(w *world) {
		app := w.published()
		w.get(app+"/edits", 200, "{}")
		id := w.OpenAmazonEdit(w.T, app, "SOMETHING_NEW")
		w.get(app+"/edits", 200, edit(id, "SOMETHING_NEW"))
	},
	"edit-previous": func(w *world) {
		app := w.published()
		w.get(app+"/edits/previous", 200, "{}")
		w.OpenAmazonEdit(w.T, app, "")
		w.SubmitAmazonEdit(w.T, app)
		w.ApproveAmazonEdit(w.T, app)
		w.get(app+"/edits/previous", 200, "{}")
		id := w.OpenAmazonEdit(w.T, app, "")
		resp, body := w.Send("GET", appsPath+app+"/edits/previous", map[string]string{"Authorization": "Bearer " + w.token()}, "")
		live := releaseID.FindString(body)
		w.Equal("previous", resp, body, sandboxtest.Status(200), edit(live, "LIVE"))
		if live == id || resp.Header.Get("ETag") == "" {
			w.T.Errorf("the live version is the edit, or has no ETag")
		}
		w.get(app+"/edits/"+live+"/details", 200, details)
		w.write("DELETE", app+"/edits/"+live, "x", "", 412, closed)
		first := w.AddAmazonApp(w.T, sandboxtest.AmazonApp{State: "incomplete"})
		w.OpenAmazonEdit(w.T, first, "")
		w.get(first+"/edits/previous", 200, "{}")
	},
	"edit-unknown": func(w *world) {
		app := w.published()
		id := w.OpenAmazonEdit(w.T, app, "")
		for _, path := range []string{"edits/none", "edits/none/listings", "edits/none/listings/en-US", "edits/none/details", "edits/none/apks",
			"edits/" + id + "/listings/de-DE", "edits/" + id + "/apks/MNONE"} {
			w.get(app+"/"+path, 404, notFound)
		}
		w.write("DELETE", app+"/edits/none", "", "", 404, notFound)
		w.write("POST", app+"/edits/none/commit", "", "", 404, notFound)
		other := w.published()
		w.OpenAmazonEdit(w.T, other, "")
		w.get(other+"/edits/"+id, 404, notFound)
	},
	"edit-create": func(w *world) {
		app := w.published()
		id, etag := w.create(app)
		if got := w.get(app+"/edits", 200, edit(id, "IN_PROGRESS")); got != etag {
			w.T.Errorf("ETag %s when created, then %s", etag, got)
		}
		w.get(app+"/edits/"+id+"/details", 200, details)
	},
	"edit-create-open": func(w *world) {
		app := w.published()
		w.OpenAmazonEdit(w.T, app, "")
		w.write("POST", app+"/edits", "", "", 409, editOpen)
	},
	"edit-create-state": func(w *world) {
		app := w.published()
		for _, state := range []string{"incomplete", "in_review", "suppressed"} {
			w.SetAmazonAppState(w.T, app, state)
			w.write("POST", app+"/edits", "", "", 412, noNewEdit)
			w.get(app+"/edits", 200, "{}")
		}
		w.SetAmazonAppState(w.T, app, "published")
		w.create(app)
	},
	"edit-create-review": func(w *world) {
		app := w.published()
		w.create(app)
		w.SubmitAmazonEdit(w.T, app)
		w.write("POST", app+"/edits", "", "", 412, noNewEdit)
		w.Set("review_open_status", 409)
		w.write("POST", app+"/edits", "", "", 409, editOpen)
		w.write("POST", w.AddAmazonApp(w.T, sandboxtest.AmazonApp{State: "suppressed"})+"/edits", "", "", 412, noNewEdit)
		other := w.published()
		w.OpenAmazonEdit(w.T, other, "SOMETHING_NEW")
		w.write("POST", other+"/edits", "", "", 412, noNewEdit)
	},
	"edit-delete": func(w *world) {
		app := w.published()
		id, etag := w.create(app)
		w.write("DELETE", app+"/edits/"+id, etag, "", 204, "")
		w.get(app+"/edits", 200, "{}")
		w.create(app)
	},
	"edit-validate": func(w *world) {
		app := w.AddAmazonApp(w.T, sandboxtest.AmazonApp{})
		id, etag := w.create(app)
		w.write("POST", app+"/edits/"+id+"/validate", "", "", 403, noNotes)
		w.write("POST", app+"/edits/"+id+"/validate", etag, "", 403, noNotes)
		w.write("POST", app+"/edits/"+id+"/commit", etag, "", 403, noNotes)
		noted := w.published()
		id, _ = w.create(noted)
		w.write("POST", noted+"/edits/"+id+"/validate", "", "", 200, edit(id, "IN_PROGRESS"))
	},
	"edit-commit": func(w *world) {
		app := w.published()
		id, etag := w.create(app)
		w.write("POST", app+"/edits/"+id+"/commit", etag, "", 200, edit(id, "REVIEW"))
		w.get(app+"/edits", 200, edit(id, "REVIEW"))
		w.write("POST", app+"/edits", "", "", 412, noNewEdit)
	},
	"edit-closed": func(w *world) {
		app := w.published()
		id := w.OpenAmazonEdit(w.T, app, "")
		w.SubmitAmazonEdit(w.T, app)
		for _, call := range []struct{ method, path string }{
			{"DELETE", ""}, {"POST", "/commit"}, {"PUT", "/listings/en-US"}, {"DELETE", "/listings/en-US"}, {"PUT", "/details"}, {"DELETE", "/apks/M"},
		} {
			w.write(call.method, app+"/edits/"+id+call.path, "x", "{}", 412, closed)
		}
	},
	"if-match": func(w *world) {
		app := w.published()
		id, _ := w.create(app)
		for _, call := range []struct{ method, path string }{
			{"DELETE", ""}, {"POST", "/commit"}, {"PUT", "/listings/en-US"}, {"DELETE", "/listings/en-US"}, {"PUT", "/details"},
		} {
			w.write(call.method, app+"/edits/"+id+call.path, "", "{}", 400, noIfMatch)
		}
	},
	"if-match-stale": func(w *world) {
		app := w.published()
		id, etag := w.create(app)
		w.write("PUT", app+"/edits/"+id+"/details", etag, "{}", 412, stale)
		w.write("DELETE", app+"/edits/"+id, strings.Trim(etag, `"`), "", 412, stale)
		old := w.get(app+"/edits/"+id+"/details", 200, details)
		w.write("PUT", app+"/edits/"+id+"/details", old, `{"defaultLanguage":"en-US"}`, 200, `{"defaultLanguage":"en-US"}`)
		w.write("PUT", app+"/edits/"+id+"/details", old, `{}`, 412, stale)
	},
	"etags": func(w *world) {
		same := json.RawMessage(`{"title":"the same in both"}`)
		app := w.AddAmazonApp(w.T, sandboxtest.AmazonApp{Listings: map[string]json.RawMessage{"en-US": same, "de-DE": same}})
		id, etag := w.create(app)
		tags := []string{etag}
		for _, path := range []string{"/listings/en-US", "/listings/de-DE", "/details"} {
			resp, _ := w.Send("GET", appsPath+app+"/edits/"+id+path, map[string]string{"Authorization": "Bearer " + w.token()}, "")
			tags = append(tags, resp.Header.Get("ETag"))
		}
		seen := map[string]bool{}
		for _, tag := range tags {
			if !regexp.MustCompile(`^"[0-9a-f]{32}"$`).MatchString(tag) || seen[tag] {
				w.T.Errorf("ETags %v", tags)
			}
			seen[tag] = true
		}
	},
}

const editOpen = `{"httpCode":409,"message":"Conflict","errors":[{"errorCode":"error_edit_already_exists","errorMessage":"An edit is already open for the app."}]}`

const closed = `{"httpCode":412,"message":"Precondition Failed","errors":[{"errorCode":"error_edit_not_in_progress","errorMessage":"The edit is not in progress."}]}`
