package amazonroom_test

import "time"

var attachmentSamples = map[string]func(*world){
	"invalid-scope": func(w *world) {
		w.mint(w.form(reporting), 400, invalidScope)
		for _, scope := range []string{"appstore::apps:readwrit", "APPSTORE::APPS:READWRITE", "messaging:push"} {
			w.mint(w.form(scope), 400, invalidScope)
		}
		w.SetAmazonSwitch(w.t, "unattached_status", 403)
		w.SetAmazonSwitch(w.t, "unattached_description", "An unknown scope was requested")
		w.mint(w.form(reporting), 403, `{"error_description":"An unknown scope was requested","error":"invalid_scope"}`)
	},
	"attachments-by-api": func(w *world) {
		id := w.profile.ClientID
		w.AttachAmazonProfile(w.t, id, "reporting")
		w.mint(w.form(reporting), 200, granted(reporting))
		w.token()
		w.DetachAmazonProfile(w.t, id, "app_submission")
		w.mint(w.form(submission), 400, invalidScope)
		w.mint(w.form(reporting), 200, granted(reporting))
		w.AttachAmazonProfile(w.t, id, "app_submission")
		w.token()
		w.AttachAmazonScope(w.t, id, "messaging:push")
		w.mint(w.form("messaging:push"), 200, granted("messaging:push"))
		w.DetachAmazonScope(w.t, id, "messaging:push")
		w.mint(w.form("messaging:push"), 400, invalidScope)
	},
	"attachment-delay": func(w *world) {
		id := w.profile.ClientID
		w.SetAmazonSwitch(w.t, "attach_delay", "30s")
		w.SetAmazonSwitch(w.t, "detach_delay", "2m")
		w.AttachAmazonProfile(w.t, id, "reporting")
		w.mint(w.form(reporting), 400, invalidScope)
		w.AdvanceClock(w.t, 30*time.Second)
		w.mint(w.form(reporting), 200, granted(reporting))
		w.DetachAmazonProfile(w.t, id, "reporting")
		w.AdvanceClock(w.t, time.Minute)
		w.mint(w.form(reporting), 200, granted(reporting))
		w.AdvanceClock(w.t, time.Minute)
		w.mint(w.form(reporting), 400, invalidScope)

		// An attach while the detach is still under way keeps it.
		w.DetachAmazonProfile(w.t, id, "app_submission")
		w.AttachAmazonProfile(w.t, id, "app_submission")
		w.token()
		w.AdvanceClock(w.t, 3*time.Minute)
		w.token()
		// A detach before the attach has shown leaves nothing.
		w.AttachAmazonProfile(w.t, id, "reporting")
		w.DetachAmazonProfile(w.t, id, "reporting")
		w.AdvanceClock(w.t, time.Minute)
		w.mint(w.form(reporting), 400, invalidScope)
	},
	"detach-tokens": func(w *world) {
		id, token := w.profile.ClientID, w.token()
		alive := func(status int, body string) {
			w.t.Helper()
			w.call("GET", appsPath+unknown+"/edits", token, "", "", status, body)
		}
		w.DetachAmazonProfile(w.t, id, "app_submission")
		w.RotateAmazonSecret(w.t, id, true)
		w.DeleteAmazonProfile(w.t, id)
		alive(404, noApp)
		w.RestoreAmazonProfile(w.t, id)
		w.AttachAmazonProfile(w.t, id, "app_submission")
		w.AttachAmazonProfile(w.t, id, "reporting")
		w.SetAmazonSwitch(w.t, "revoke_tokens", true)
		w.DetachAmazonProfile(w.t, id, "reporting")
		alive(404, noApp)
		w.DetachAmazonProfile(w.t, id, "app_submission")
		alive(403, notAuthorized)
		w.AttachAmazonProfile(w.t, id, "app_submission")
		token = w.token()
		w.RotateAmazonSecret(w.t, id, true)
		alive(403, notAuthorized)
		token = w.token()
		w.DeleteAmazonProfile(w.t, id)
		alive(403, notAuthorized)
	},
	"several-scopes": func(w *world) {
		w.AttachAmazonProfile(w.t, w.profile.ClientID, "reporting")
		both := submission + " " + reporting
		w.mint(w.form(both), 400, invalidScope)
		w.SetAmazonSwitch(w.t, "several_scopes", true)
		w.mint(w.form(both), 200, granted(both))
		w.DetachAmazonProfile(w.t, w.profile.ClientID, "reporting")
		w.mint(w.form(both), 400, invalidScope)
	},
	"other-scope": func(w *world) {
		w.SetAmazonSwitch(w.t, "granted_scope", "profile")
		token := w.mint(w.form(submission), 200, granted("profile"))
		w.call("GET", appsPath+unknown+"/edits", token, "", "", 403, notAuthorized)
	},
}
