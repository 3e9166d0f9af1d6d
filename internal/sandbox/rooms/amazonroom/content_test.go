package amazonroom_test

import (
	"encoding/json"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

const (
	details = `{"defaultLanguage":"en-US","contactWebsite":"https://example.com","contactEmail":"support@example.com","contactPhone":"1-800-555-0100"}`

	english = `{"language":"en-US","title":"Reader & Co","fullDescription":"Reader & Co does one thing well.","shortDescription":"Reader & Co","recentChanges":null,"featureBullets":["One thing","Done well"],"keywords":["example"]}`
	german  = `{"language":"de_DE","title":"Reader & Co","fullDescription":"Reader & Co does one thing well.","shortDescription":"Reader & Co","recentChanges":null,"featureBullets":["One thing","Done well"],"keywords":["example"]}`
)

// opened adds an app with an edit in progress; the result is the edit's path below applications.
func (w *world) opened(app sandboxtest.AmazonApp) string {
	w.T.Helper()
	id := w.AddAmazonApp(w.T, app)
	return id + "/edits/" + w.OpenAmazonEdit(w.T, id, "")
}

var contentSamples = map[string]func(*world){
	"listings": func(w *world) {
		path := w.opened(sandboxtest.AmazonApp{Title: "Reader & Co", Languages: []string{"en-US", "de_DE"}})
		w.get(path+"/listings", 200, `{"listings":{"de_DE":`+german+`,"en-US":`+english+`}}`)
		w.get(path+"/listings/en-US", 200, english)
		w.get(path+"/listings/de-DE", 404, notFound)
	},
	"listing-write": func(w *world) {
		path := w.opened(sandboxtest.AmazonApp{Title: "Reader & Co", Languages: []string{"en-US", "de_DE"}})
		etag := w.get(path+"/listings/de_DE", 200, german)
		const short = `{"language":"de_DE","title":"Leser"}`
		after := w.write("PUT", path+"/listings/de_DE", etag, `{"language":"de_DE", "title":"Leser"}`, 200, short)
		if got := w.get(path+"/listings/de_DE", 200, short); got != after || got == etag {
			w.T.Errorf("ETags %s, %s after the write, then %s", etag, after, got)
		}
		w.write("PUT", path+"/listings/fr-FR", "", `{"language":"fr-FR"}`, 200, `{"language":"fr-FR"}`)
		w.write("PUT", path+"/listings/de_DE", after, `[]`, 400,
			`{"httpCode":400,"message":"Bad Request","errors":[{"errorCode":"error_invalid_request","errorMessage":"The request body is not a JSON object."}]}`)
		w.write("DELETE", path+"/listings/de_DE", after, "", 204, "")
		w.write("DELETE", path+"/listings/de_DE", after, "", 404, notFound)
		english := w.get(path+"/listings/en-US", 200, english)
		w.write("DELETE", path+"/listings/en-US", english, "", 400,
			`{"httpCode":400,"message":"Bad Request","errors":[{"errorCode":"error_default_language","errorMessage":"The default language cannot be deleted."}]}`)
	},
	"details": func(w *world) {
		path := w.opened(sandboxtest.AmazonApp{})
		etag := w.get(path+"/details", 200, details)
		w.write("PUT", path+"/details", etag, `{"defaultLanguage":"en-US","contactEmail":"a@example.com"}`, 200,
			`{"defaultLanguage":"en-US","contactEmail":"a@example.com"}`)
	},
	"apks": func(w *world) {
		const one, two = `{"versionCode":21040401,"id":"M8FYZDFK0GJG0","name":"APK1"}`, `{"versionCode":21040402,"id":"M8FYZDFK0GJG1","name":"APK2"}`
		path := w.opened(sandboxtest.AmazonApp{APKs: []json.RawMessage{json.RawMessage(one), json.RawMessage(two)}})
		w.get(path+"/apks", 200, "["+one+","+two+"]")
		etag := w.get(path+"/apks/M8FYZDFK0GJG0", 200, one)
		w.write("DELETE", path+"/apks/M8FYZDFK0GJG0", "", "", 400, noIfMatch)
		w.write("DELETE", path+"/apks/M8FYZDFK0GJG0", etag, "", 204, "")
		w.get(path+"/apks", 200, "["+two+"]")
		w.write("DELETE", path+"/apks/M8FYZDFK0GJG0", etag, "", 404, notFound)
		w.get(w.opened(sandboxtest.AmazonApp{APKs: []json.RawMessage{}})+"/apks", 200, "[]")
	},
	"raw-contents": func(w *world) {
		path := w.opened(sandboxtest.AmazonApp{
			Listings: map[string]json.RawMessage{"en_US": json.RawMessage(`{"title": "Raw one", "keywords": "one, two"}`)},
			Details:  json.RawMessage(`{"defaultLanguage": null, "new": {"a": 1.50}}`),
			APKs:     []json.RawMessage{json.RawMessage(`{"id": "M1", "versionCode": "7"}`)},
		})
		w.get(path+"/listings", 200, `{"listings":{"en_US":{"title":"Raw one","keywords":"one, two"}}}`)
		w.get(path+"/details", 200, `{"defaultLanguage":null,"new":{"a":1.50}}`)
		w.get(path+"/apks", 200, `[{"id":"M1","versionCode":"7"}]`)
	},
}
