package amazonroom_test

import "time"

var attachmentSamples = map[string]func(*world){
	"invalid-scope": func(w *world) {
		w.mint(w.form(reporting), 400, invalidScope)
		for _, scope := range []string{"appstore::apps:readwrit", "APPSTORE::APPS:READWRITE", "messaging:push"} {
			w.mint(w.form(scope), 400, invalidScope)
		}
		w.Set("unattached_status", 403)
		w.Set("unattached_description", "An unknown scope was requested")
		w.mint(w.form(reporting), 403, `{"error_description":"An unknown scope was requested","error":"invalid_scope"}`)
	},
	"attachments-by-api": func(w *world) {
		id := w.profile.ClientID
		w.AttachAmazonProfile(w.T, id, "reporting")
		w.mint(w.form(reporting), 200, granted(reporting))
		w.token()
		w.DetachAmazonProfile(w.T, id, "app_submission")
		w.mint(w.form(submission), 400, invalidScope)
		w.mint(w.form(reporting), 200, granted(reporting))
		w.AttachAmazonProfile(w.T, id, "app_submission")
		w.token()
		w.AttachAmazonScope(w.T, id, "messaging:push")
		w.mint(w.form("messaging:push"), 200, granted("messaging:push"))
		w.DetachAmazonScope(w.T, id, "messaging:push")
		w.mint(w.form("messaging:push"), 400, invalidScope)
	},
	"attachment-delay": func(w *world) {
		id := w.profile.ClientID
		w.Set("attach_delay", "30s")
		w.Set("detach_delay", "2m")
		w.AttachAmazonProfile(w.T, id, "reporting")
		w.mint(w.form(reporting), 400, invalidScope)
		w.AdvanceClock(w.T, 30*time.Second)
		w.mint(w.form(reporting), 200, granted(reporting))
		w.DetachAmazonProfile(w.T, id, "reporting")
		w.AdvanceClock(w.T, time.Minute)
		w.mint(w.form(reporting), 200, granted(reporting))
		w.AdvanceClock(w.T, time.Minute)
		w.mint(w.form(reporting), 400, invalidScope)

		// An attachment before the detachment takes effect cancels it.
		w.DetachAmazonProfile(w.T, id, "app_submission")
		w.AttachAmazonProfile(w.T, id, "app_submission")
		w.token()
		w.AdvanceClock(w.T, 3*time.Minute)
		w.token()
		// A detachment before the attachment takes effect cancels it.
		w.AttachAmazonProfile(w.T, id, "reporting")
		w.DetachAmazonProfile(w.T, id, "reporting")
		w.AdvanceClock(w.T, time.Minute)
		w.mint(w.form(reporting), 400, invalidScope)
	},
	"detach-tokens": func(w *world) {
		id, token := w.profile.ClientID, w.token()
		alive := func(status int, body string) {
			w.T.Helper()
			w.call("GET", appsPath+unknown+"/edits", token, "", "", status, body)
		}
		w.DetachAmazonProfile(w.T, id, "app_submission")
		w.RotateAmazonSecret(w.T, id, true)
		w.DeleteAmazonProfile(w.T, id)
		alive(404, noApp)

		w.profile = w.CreateAmazonProfile(w.T, "app_submission")
		id, token = w.profile.ClientID, w.token()
		w.AttachAmazonProfile(w.T, id, "reporting")
		w.Set("revoke_tokens", true)
		w.DetachAmazonProfile(w.T, id, "reporting")
		alive(404, noApp)
		w.DetachAmazonProfile(w.T, id, "app_submission")
		alive(403, notAuthorized)
		w.AttachAmazonProfile(w.T, id, "app_submission")
		token = w.token()
		w.RotateAmazonSecret(w.T, id, true)
		alive(403, notAuthorized)
		token = w.token()
		w.DeleteAmazonProfile(w.T, id)
		alive(403, notAuthorized)
	},
	"several-scopes": func(w *world) {
		w.AttachAmazonProfile(w.T, w.profile.ClientID, "reporting")
		both := submission + " " + reporting
		w.mint(w.form(both), 400, invalidScope)
		w.Set("several_scopes_granted", true)
		w.mint(w.form(submission+" messaging:push"), 400, invalidScope)
		token := w.mint(w.form(both), 200, granted(both))
		w.call("GET", appsPath+unknown+"/edits", token, "", "", 404, noApp)
	},
	"other-scope": func(w *world) {
		w.Set("granted_scope", "profile")
		token := w.mint(w.form(submission), 200, granted("profile"))
		w.call("GET", appsPath+unknown+"/edits", token, "", "", 403, notAuthorized)
	},
}
