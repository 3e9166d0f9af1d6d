package amazonprobe

import (
	"net/http"
	"net/url"

	"github.com/storeauth/terraform-provider-storeauth/internal/probe"
)

// stranger is a profile that does not exist.
func stranger(s *probe.Session) (id, secret string) {
	id, secret = "amzn1.application-oa2-client."+probe.Hex(32), "amzn1.oa2-cs.v1."+probe.Hex(64)
	s.Learn("made_up_client", id)
	s.Learn("made_up_secret", secret)
	s.Learn("made_up_basic", basic(id, secret))
	return id, secret
}

// anonymous are the probes that need no account.
func anonymous() []probe.Probe {
	one := func(id, asks, sends string, call func(*probe.Session) probe.Call, behaviours ...string) probe.Probe {
		return probe.Probe{
			ID: id, Asks: asks, Level: probe.Anonymous, Behaviours: behaviours, Sends: []string{sends}, Cannot: made,
			Ask: func(s *probe.Session) { s.Ask(call(s)) },
		}
	}
	token := func(id, asks string, changes map[string]string, behaviours ...string) probe.Probe {
		return one(id, "a token call for a made-up profile "+asks, tokenLine, func(s *probe.Session) probe.Call {
			id, secret := stranger(s)
			return formCall(form(id, secret, changes))
		}, behaviours...)
	}
	return []probe.Probe{
		token("Z1a", "without grant_type", map[string]string{"grant_type": ""}, "grant-type"),
		token("Z1b", "with the grant_type x", map[string]string{"grant_type": "x"}, "grant-type"),
		token("Z1c", "without client_id", map[string]string{"client_id": ""}, "missing-parameter"),
		token("Z1d", "without client_secret", map[string]string{"client_secret": ""}, "missing-parameter"),
		one("Z1e", "a token call with the content type text/plain", tokenLine, func(s *probe.Session) probe.Call {
			id, secret := stranger(s)
			return tokenCall("text/plain", form(id, secret, nil).Encode())
		}, "content-type"),
		one("Z1f", "a token call with a multipart body", tokenLine, func(*probe.Session) probe.Call {
			return tokenCall("multipart/form-data; boundary=storeauth",
				"--storeauth\r\nContent-Disposition: form-data; name=\"grant_type\"\r\n\r\nclient_credentials\r\n--storeauth--\r\n")
		}, "multipart"),
		token("Z2a", "with a good scope", nil, "invalid-client"),
		token("Z2b", "with an unknown scope", map[string]string{"scope": "x::y"}, "token-order"),
		token("Z2c", "with an unknown grant_type and an unknown scope", map[string]string{"grant_type": "x", "scope": "x::y"}, "token-order"),
		one("Z2e", "a token call in JSON for a made-up profile", tokenLine, func(s *probe.Session) probe.Call {
			id, secret := stranger(s)
			return jsonCall(form(id, secret, nil))
		}, "token-json"),
		one("Z2f", "a token call with HTTP Basic for a made-up profile", tokenLine, func(s *probe.Session) probe.Call {
			return basicCall(stranger(s))
		}, "token-basic"),
		one("Z2g", "a token call in JSON whose client_id is a number", tokenLine, func(s *probe.Session) probe.Call {
			_, secret := stranger(s)
			return tokenCall("application/json", probe.Encode(map[string]any{"grant_type": "client_credentials", "client_id": 1, "client_secret": secret, "scope": submission}))
		}, "token-json-types"),
		one("Z3a", "tokeninfo of a made-up token", "GET /auth/o2/tokeninfo?access_token=made-up-token", func(*probe.Session) probe.Call {
			return probe.Call{Method: http.MethodGet, At: lwa, Path: "/auth/o2/tokeninfo?access_token=made-up-token"}
		}, "tokeninfo-invalid"),
		one("Z3b", "tokeninfo without a token", "GET /auth/o2/tokeninfo", func(*probe.Session) probe.Call {
			return probe.Call{Method: http.MethodGet, At: lwa, Path: "/auth/o2/tokeninfo"}
		}, "tokeninfo-invalid"),
		one("Z3d", "tokeninfo of a made-up token and then of none", "GET /auth/o2/tokeninfo?access_token=made-up-token&access_token=", func(*probe.Session) probe.Call {
			return probe.Call{Method: http.MethodGet, At: lwa, Path: "/auth/o2/tokeninfo?access_token=made-up-token&access_token="}
		}, "repeated-parameter"),
		one("Z11", "a path of LWA that does not exist", "GET /auth/o2/nothing", func(*probe.Session) probe.Call {
			return probe.Call{Method: http.MethodGet, At: lwa, Path: "/auth/o2/nothing"}
		}, "lwa-elsewhere"),
		one("Z8a", "the edit of an app that does not exist, without a token", "GET "+noAppPath, func(*probe.Session) probe.Call {
			return api(noAppPath, "")
		}, "gateway-token"),
		one("Z8b", "the same with a made-up token", "GET "+noAppPath, func(*probe.Session) probe.Call {
			return api(noAppPath, "Atc|made-up-token")
		}, "gateway-token"),
		one("Z9", "a path of the App Submission API that does not exist", "GET /api/appstore/v1/nothing", func(*probe.Session) probe.Call {
			return api("/api/appstore/v1/nothing", "")
		}, "gateway-no-scope"),
	}
}

// addresses are the probes of the path of tokeninfo.
func addresses() []probe.Probe {
	return probe.Addresses("Z13", http.MethodGet, "/auth/o2/tokeninfo", func(path string) probe.Call {
		return probe.Call{Method: http.MethodGet, At: lwa, Path: path}
	})
}

// profiles are the probes of the token call with the profile of the environment.
func profiles() []probe.Probe {
	token := func(id, asks string, failed int, call func(id, secret string) probe.Call, behaviours ...string) probe.Probe {
		return probe.Probe{
			ID: id, Asks: "a token call " + asks, Level: probe.Read, Behaviours: behaviours, Sends: []string{tokenLine},
			Cannot: "anything; a token that is given lives for an hour", FailedLogins: failed,
			Ask: func(s *probe.Session) { learnToken(s, s.Ask(call(own(s)))) },
		}
	}
	changed := func(changes map[string]string) func(id, secret string) probe.Call {
		return func(id, secret string) probe.Call { return formCall(form(id, secret, changes)) }
	}
	gate := token("Z12", "with the scope of the App Submission API", 0, changed(nil), "token", "token-form", "attachments-by-api")
	gate.Ask = func(s *probe.Session) {
		a := s.Ask(changed(nil)(own(s)))
		if text := learnToken(s, a); text == "" {
			s.Unprepared("the token call was answered " + probe.Status(a.Status) + " " + a.JSON("error"))
		} else {
			s.Shared(submission, func() string { return text })
		}
	}
	wrong := token("Z2d", "with a made-up secret", 1, nil, "invalid-client")
	wrong.Ask = func(s *probe.Session) {
		id, _ := own(s)
		_, secret := stranger(s)
		s.Ask(formCall(form(id, secret, nil)))
	}
	return []probe.Probe{
		gate,
		token("Z1g", "without scope", 0, changed(map[string]string{"scope": ""}), "missing-parameter"),
		token("Z1h", "with an unknown scope", 0, changed(map[string]string{"scope": "x::y"}), "invalid-scope"),
		token("Z1i", "with two scopes", 0, changed(map[string]string{"scope": submission + " " + reporting}), "several-scopes"),
		token("Z1j", "with a scope of another product, which is not attached", 0, changed(map[string]string{"scope": "messaging:push"}), "invalid-scope"),
		token("Z1k", "in JSON", 0, func(id, secret string) probe.Call { return jsonCall(form(id, secret, nil)) }, "token-json"),
		token("Z1l", "with id and secret as HTTP Basic", 0, basicCall, "token-basic"),
		token("Z1m", "with a space before the scope", 0, changed(map[string]string{"scope": " " + submission}), "scope-spaced"),
		token("Z1n", "with HTTP Basic that does not decode beside a good body", 1, func(id, secret string) probe.Call {
			c := changed(nil)(id, secret)
			c.Header["Authorization"] = "Basic !!!"
			return c
		}, "token-basic-undecodable"),
		wrong,
	}
}

// gateway are the probes that use a token.
func gateway() []probe.Probe {
	with := func(id, asks, path, scope string, behaviours ...string) probe.Probe {
		return probe.Probe{
			ID: id, Asks: asks, Level: probe.Read, Behaviours: behaviours, Sends: []string{tokenLine, "GET " + path}, Cannot: reads,
			Ask: func(s *probe.Session) { s.Ask(api(path, token(s, scope))) },
		}
	}
	hand := func(id, asks, instructions string, behaviours ...string) probe.Probe {
		return probe.Probe{ID: id, Asks: asks, Level: probe.Attended, Behaviours: behaviours, Cannot: "nothing by itself: a person does it", Instructions: instructions}
	}
	return []probe.Probe{
		{
			ID: "Z3c", Asks: "tokeninfo of a token of client credentials", Level: probe.Read, Behaviours: []string{"tokeninfo", "tokeninfo-client-credentials"},
			Sends: []string{tokenLine, "GET /auth/o2/tokeninfo?access_token=<access_token:lwa>"}, Cannot: reads, Ask: func(s *probe.Session) {
				s.Ask(probe.Call{Method: http.MethodGet, At: lwa, Path: "/auth/o2/tokeninfo?access_token=" + url.QueryEscape(token(s, submission))})
			},
		},
		with("Z5a", "the edit of an app that does not exist", noAppPath, submission, "unknown-app"),
		with("Z5c", "the edit of a package name that nobody has", "/api/appstore/v1/applications/com.example.no.such.app/edits", submission, "package-name"),
		with("Z8c", "the edit of an app that does not exist, with a token for Reporting", noAppPath, reporting, "gateway-other-scope"),
		hand("Z4", "the edit of an own app", "Call GET /api/appstore/v1/applications/{own app}/edits without and with an open edit, and note status, ETag and the names in the body.", "no-edit", "edit", "etags"),
		hand("Z5b", "the edit of another account's app", "Call the same for an app id of another account, and note the answer.", "foreign-app"),
		hand("Z6", "an edit that does not exist", "Call GET …/edits/amzn1.devportal.apprelease.00000000000000000000000000000000 of an own app.", "edit-unknown"),
		hand("Z7", "the deletion of an edit that does not exist", "Call DELETE on that address without If-Match, and with If-Match: \"x\". It cannot change anything.", "if-match", "if-match-stale"),
		hand("Z10", "how long a detachment takes", "Detach Reporting from the profile, mint every ten seconds and use the old token, then attach it again. Note the seconds.", "attachment-delay", "detach-tokens"),
	}
}
