package agcprobe

import (
	"net/http"
	"strings"

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
	body := func(id, asks, behaviour string, body func(*probe.Session) string) probe.Probe {
		return one(id, asks, tokenLine, behaviour, func(s *probe.Session) probe.Call { return tokenCall(body(s)) })
	}
	list, info := "GET /api/publish/v2/"+noApps, "GET /api/publish/v2/app-info?appId="+strangeApp
	return []probe.Probe{
		body("H2a", "a token call with an empty object", "token-bad-input", func(*probe.Session) string { return "{}" }),
		body("H2b", "a token call without a secret, for a made-up client", "token-bad-input", func(s *probe.Session) string {
			return probe.Encode(map[string]string{"grant_type": "client_credentials", "client_id": digits(s, "made_up_client", 18)})
		}),
		body("H2c", "a token call with the grant_type x, for a made-up client", "token-grant-type", func(s *probe.Session) string {
			return strings.Replace(madeUp(s), "client_credentials", "x", 1)
		}),
		one("H2d", "a token call with a form instead of JSON, for a made-up client", tokenLine, "token-bad-input", func(s *probe.Session) probe.Call {
			c := tokenCall("grant_type=client_credentials&client_id=" + digits(s, "made_up_client", 18) + "&client_secret=" + secret(s))
			c.Header["Content-Type"] = "application/x-www-form-urlencoded"
			return c
		}),
		body("H2e", "a token call whose body is half a JSON", "token-bad-input", func(*probe.Session) string { return "{" }),
		body("H3a", "a token call for a made-up client", "token-unknown-client", madeUp),
		one("H4a", "the ids of apps without a bearer", list, "gate-no-token", func(s *probe.Session) probe.Call {
			return get(noApps, "", digits(s, "made_up_client", 18))
		}),
		one("H4b", "the ids of apps with the bearer x", list, "gate-no-token", func(s *probe.Session) probe.Call {
			return get(noApps, "x", digits(s, "made_up_client", 18))
		}),
		one("H15", "the ids of apps with the bearer a.b.c, which does not decode", list, "gate-no-token", func(s *probe.Session) probe.Call {
			return get(noApps, "a.b.c", "")
		}),
		one("H14", "an app without a bearer", info, "gate-no-token", func(s *probe.Session) probe.Call {
			return get("app-info?appId="+strangeApp, "", digits(s, "made_up_client", 18))
		}),
		one("H12", "a path that does not exist", "GET /api/publish/v2/nothing", "elsewhere", func(*probe.Session) probe.Call {
			return get("nothing", "", "")
		}),
		one("H13", "the token call with another verb", "GET /api/oauth2/v1/token", "elsewhere", func(*probe.Session) probe.Call {
			return probe.Call{Method: http.MethodGet, At: connect, Path: "/api/oauth2/v1/token"}
		}),
		one("H9z", "the ids of apps with a JWT of a made-up service account", list, "service-account-refused", func(s *probe.Session) probe.Call {
			return get(noApps, strangerJWT(s), "")
		}),
	}
}

// addresses are the probes of the path of the token call.
func addresses() []probe.Probe {
	return probe.Addresses("H16", http.MethodPost, "/api/oauth2/v1/token", func(path string) probe.Call {
		c := tokenCall("{}")
		c.Path = path
		return c
	})
}

func secret(s *probe.Session) string {
	text := strings.ToUpper(probe.Hex(64))
	s.Learn("made_up_secret", text)
	return text
}

func madeUp(s *probe.Session) string { return clientBody(digits(s, "made_up_client", 18), secret(s)) }

// clients are the probes of the token call with the client of the environment.
func clients() []probe.Probe {
	own := func(p probe.Probe) probe.Probe {
		p.Level, p.Ready, p.Sends = probe.Read, needsClient, append([]string{tokenLine}, p.Sends...)
		return p
	}
	list := "GET /api/publish/v2/" + noApps
	return []probe.Probe{
		own(probe.Probe{
			ID: "H1a", Asks: "a good token call", Behaviours: []string{"token", "token-form", "token-with-ret"},
			Cannot: "anything; the token lives for 48 hours", Ask: func(s *probe.Session) {
				a := s.Ask(tokenCall(ownBody(s)))
				if shareToken(s, a) == "" {
					s.Unprepared("the token call was answered " + probe.Status(a.Status) + " without a token")
				}
			},
		}),
		own(probe.Probe{
			ID: "H1b", Asks: "a good token call with the header algorithm_type that Huawei's SDK sends", Behaviours: []string{"token-with-ret"},
			Cannot: "anything; the token lives for 48 hours", Ask: func(s *probe.Session) {
				c := tokenCall(ownBody(s))
				c.Header["algorithm_type"] = "1"
				shareToken(s, s.Ask(c))
			},
		}),
		own(probe.Probe{
			ID: "H1c", Asks: "a second token, and then a call with the first", Behaviours: []string{"token-again"}, Sends: []string{list},
			Cannot: "anything; the token lives for 48 hours", Ask: func(s *probe.Session) {
				first := permitted(s)
				shareToken(s, s.Setup(tokenCall(ownBody(s))))
				s.Ask(get(noApps, first, s.Env(idVariable)))
			},
		}),
		own(probe.Probe{
			ID: "H3b", Asks: "a token call with a made-up secret", Behaviours: []string{"token-wrong-secret"}, Cannot: refused, FailedLogins: 1,
			Ask: func(s *probe.Session) { s.Ask(tokenCall(clientBody(s.Env(idVariable), secret(s)))) },
		}),
		own(probe.Probe{
			ID: "H3c", Asks: "a token call whose client_id has a space at its end, with a made-up secret", Behaviours: []string{"token-unknown-client"},
			Cannot: refused, FailedLogins: 1, Ask: func(s *probe.Session) { s.Ask(tokenCall(clientBody(s.Env(idVariable)+" ", secret(s)))) },
		}),
		own(probe.Probe{
			ID: "H4c", Asks: "the ids of apps with a good bearer, and without client_id", Behaviours: []string{"gate-client-id"}, Sends: []string{list},
			Cannot: refused, Ask: func(s *probe.Session) { s.Ask(get(noApps, token(s), "")) },
		}),
		own(probe.Probe{
			ID: "H4d", Asks: "the ids of apps with a good bearer, and another client_id", Behaviours: []string{"gate-client-id"}, Sends: []string{list},
			Cannot: refused, Ask: func(s *probe.Session) { s.Ask(get(noApps, token(s), digits(s, "made_up_client", 18))) },
		}),
	}
}
