package iotprobe

import (
	"net/http"

	"github.com/storeauth/terraform-provider-storeauth/internal/probe"
)

// anonymous are the probes that need no account.
func anonymous() []probe.Probe {
	one := func(id, asks, sends, behaviour string, call func(*probe.Session) probe.Call) probe.Probe {
		return probe.Probe{
			ID: id, Asks: asks, Level: probe.Anonymous, Behaviours: []string{behaviour}, Sends: []string{sends}, Cannot: made,
			Ask: func(s *probe.Session) { s.Ask(call(s)) },
		}
	}
	fixed := func(id, asks, sends, behaviour string, call probe.Call) probe.Probe {
		return one(id, asks, sends, behaviour, func(*probe.Session) probe.Call { return call })
	}
	return append([]probe.Probe{
		one("I8a", "a login of an application that does not exist", loginLine, "login-wrong", func(s *probe.Session) probe.Call {
			return loginCall(strange(s, "made_up_app"), strange(s, "made_up_secret"))
		}),
		one("I8b", "a login without a secret", loginLine, "login-missing", func(s *probe.Session) probe.Call {
			return post("login", formType, "appId="+strange(s, "made_up_app"))
		}),
		fixed("I8c", "a login in JSON, without anything in it", loginLine, "login-missing", post("login", "application/json", "{}")),
		fixed("I9a", "a refresh without anything in it", refreshLine, "refresh-missing", post("refreshToken", "application/json", "{}")),
		fixed("I9b", "a refresh that is no JSON", refreshLine, "refresh-missing", post("refreshToken", "application/json", "x")),
		one("I9c", "a refresh with everything made up", refreshLine, "refresh-wrong", func(s *probe.Session) probe.Call {
			return refreshCall(strange(s, "made_up_app"), strange(s, "made_up_secret"), strange(s, "made_up_token"))
		}),
		fixed("I9e", "a refresh that is not declared as JSON", refreshLine, "declared-json", post("refreshToken", "text/plain", "{}")),
		one("I9f", "a refresh with everything made up and a refresh token of 258 characters", refreshLine, "long-text", func(s *probe.Session) probe.Call {
			long := probe.Hex(258)
			s.Learn("made_up_token", long)
			return refreshCall(strange(s, "made_up_app"), strange(s, "made_up_secret"), long)
		}),
		fixed("I5a", "a logout without anything in it", logoutLine, "logout-missing", post("logout", "application/json", "{}")),
		fixed("I5b", "a logout that is no JSON", logoutLine, "logout-missing", post("logout", "application/json", "x")),
		one("I5c", "a logout of a made-up token", logoutLine, "logout-dead", func(s *probe.Session) probe.Call {
			return logoutCall(strange(s, "made_up_token"))
		}),
		one("I6a", "the devices without app_key, with a made-up token", devicesLine, "gate-no-app-key", func(s *probe.Session) probe.Call {
			return devicesCall("", strange(s, "made_up_token"))
		}),
		one("I6b", "the devices without a token", devicesLine, "gate-dead-token", func(s *probe.Session) probe.Call {
			return devicesCall(strange(s, "made_up_app"), "")
		}),
		one("I6c", "the devices with a made-up token", devicesLine, "gate-dead-token", func(s *probe.Session) probe.Call {
			return devicesCall(strange(s, "made_up_app"), strange(s, "made_up_token"))
		}),
		fixed("I10", "a path that does not exist, without app_key", "GET /iocm/app/nothing", "elsewhere", get("/iocm/app/nothing", "", "")),
		fixed("I12", "a login by GET", "GET /iocm/app/sec/v1.1.0/login", "elsewhere", get("/iocm/app/sec/v1.1.0/login", "", "")),
	}, probe.Addresses("I13", http.MethodPost, "/iocm/app/sec/v1.1.0/refreshToken", func(path string) probe.Call {
		c := post("refreshToken", "application/json", "{}")
		c.Path = path
		return c
	})...)
}

// reads use the application of the environment without a login.
func reads() []probe.Probe {
	return []probe.Probe{
		{
			ID: "I8d", Asks: "a login with a made-up secret", Level: probe.Read, Behaviours: []string{"login-wrong"}, Sends: []string{loginLine},
			Cannot: refused, FailedLogins: 1, Ask: func(s *probe.Session) { s.Ask(loginCall(s.Env(idVariable), strange(s, "made_up_secret"))) },
		},
		{
			ID: "I9d", Asks: "a refresh with a made-up refresh token", Level: probe.Read, Behaviours: []string{"refresh-wrong"}, Sends: []string{refreshLine},
			Cannot: refused, FailedLogins: 1, Ask: func(s *probe.Session) {
				id, secret := own(s)
				s.Ask(refreshCall(id, secret, strange(s, "made_up_token")))
			},
		},
		{
			ID: "I6d", Asks: "the devices with a made-up token of the application", Level: probe.Read, Behaviours: []string{"gate-dead-token"},
			Sends: []string{devicesLine}, Cannot: refused, FailedLogins: 1, Ask: func(s *probe.Session) {
				s.Ask(devicesCall(s.Env(idVariable), strange(s, "made_up_token")))
			},
		},
	}
}

// logins are the probes that log in, which ends the application's running token.
func logins() []probe.Probe {
	attended := func(id, asks string, ask func(*probe.Session), sends []string, behaviours ...string) probe.Probe {
		return probe.Probe{
			ID: id, Asks: asks, Level: probe.Attended, Behaviours: behaviours, Sends: append([]string{loginLine, logoutLine}, sends...), Cannot: ends, Ask: ask,
		}
	}
	hand := func(id, asks, instructions string, behaviours ...string) probe.Probe {
		return probe.Probe{ID: id, Asks: asks, Level: probe.Attended, Behaviours: behaviours, Cannot: "nothing by itself: a person does it", Instructions: instructions}
	}
	devices := func(id, asks, path string, token func(*probe.Session) (id, token string), behaviours ...string) probe.Probe {
		return attended(id, asks, func(s *probe.Session) {
			id, token := token(s)
			s.Ask(get(path, id, token))
		}, []string{"GET " + path}, behaviours...)
	}
	fresh := func(s *probe.Session) (id, token string) { return s.Env(idVariable), login(s).access }
	const page = "/iocm/app/dm/v1.4.0/devices"
	return []probe.Probe{
		attended("I1", "a login", func(s *probe.Session) {
			a := s.Ask(loginCall(own(s)))
			if hold(s, a).access == "" {
				s.Unprepared("the login was answered " + probe.Status(a.Status))
			}
		}, nil, "login", "token-form", "token-lifetime", "token-type"),
		attended("I2", "two logins, and then the first access token and the first refresh token", func(s *probe.Session) {
			first := login(s)
			login(s)
			id, secret := own(s)
			s.Ask(devicesCall(id, first.access))
			hold(s, s.Ask(refreshCall(id, secret, first.refresh)))
		}, []string{devicesLine, refreshLine}, "login-ends-previous", "login-ends-refresh"),
		attended("I3", "a refresh, then the old access token, the old refresh token and the new one", func(s *probe.Session) {
			first := login(s)
			id, secret := own(s)
			second := hold(s, s.Ask(refreshCall(id, secret, first.refresh)))
			s.Ask(devicesCall(id, first.access))
			hold(s, s.Ask(refreshCall(id, secret, first.refresh)))
			hold(s, s.Ask(refreshCall(id, secret, second.refresh)))
		}, []string{devicesLine, refreshLine}, "refresh", "refresh-rotates"),
		attended("I5d", "a logout, then the access token, the logout once more, and a refresh", func(s *probe.Session) {
			t := login(s)
			id, secret := own(s)
			s.Ask(logoutCall(t.access))
			s.Ask(devicesCall(id, t.access))
			s.Ask(logoutCall(t.access))
			hold(s, s.Ask(refreshCall(id, secret, t.refresh)))
		}, []string{devicesLine, refreshLine}, "logout", "logout-dead", "logout-ends-refresh"),
		attended("I8e", "a login whose form has Secret with a capital", func(s *probe.Session) {
			id, secret := own(s)
			hold(s, s.Ask(post("login", formType, "appId="+id+"&Secret="+secret)))
		}, nil, "login-capital"),
		devices("I6e", "the devices of another application, with a good token", page+"?pageNo=0&pageSize=1&appId=00000000000000000000000000000000", fresh, "devices-app-id"),
		devices("I6f", "the devices without a page", page, fresh, "devices-bad-page"),
		devices("I6g", "the devices with 251 on a page", page+"?pageNo=0&pageSize=251", fresh, "devices-bad-page"),
		devices("I6h", "the devices with a good token and another app_key", page+"?pageNo=0&pageSize=1", func(s *probe.Session) (id, token string) {
			return strange(s, "made_up_app"), login(s).access
		}, "gate-dead-token"),
		attended("I6i", "the devices with a good token after BEARER in capitals", func(s *probe.Session) {
			id, token := fresh(s)
			c := devicesCall(id, token)
			c.Header["Authorization"] = "BEARER " + token
			s.Ask(c)
		}, []string{devicesLine}, "gate-bearer"),
		devices("I11", "a path that does not exist, with a good token", "/iocm/app/nothing", fresh, "elsewhere"),
		hand("I4", "a refresh after the access token has expired", "Log in, wait for expiresIn, refresh, and note the answer.", "refresh-after-expiry"),
		hand("I7", "TLS without a client certificate", "Run openssl s_client -connect server:port -tls1_2, and the same with -tls1_3, and note where the connection ends.", "tls-two-way", "tls-two-way-13"),
	}
}
