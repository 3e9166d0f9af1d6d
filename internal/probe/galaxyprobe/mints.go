package galaxyprobe

import (
	"net/http"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"github.com/storeauth/terraform-provider-storeauth/internal/probe"
)

// mints are the probes that exchange a JWT of the account. Whatever comes of it, a token is revoked.
func mints() []probe.Probe {
	one := func(id, asks, behaviour string, failed int, bearer func(*probe.Session) string) probe.Probe {
		return probe.Probe{
			ID: id, Asks: asks, Level: probe.Read, Behaviours: []string{behaviour}, Sends: []string{mintLine, revokeLine},
			Cannot: revokedAt, FailedLogins: failed, Ask: func(s *probe.Session) { mint(s, bearer(s), false) },
		}
	}
	// changed is a mint whose claims differ from the good ones.
	changed := func(id, asks, behaviour string, failed int, changes func(*probe.Session) map[string]any) probe.Probe {
		return one(id, asks, behaviour, failed, func(s *probe.Session) string { return sign(s, changes(s)) })
	}
	scopes := func(id, asks string, value any) probe.Probe {
		return changed(id, asks, "mint-bad-scopes", 1, func(*probe.Session) map[string]any { return map[string]any{"scopes": value} })
	}
	return []probe.Probe{
		{
			ID: "G18", Asks: "a mint, a check and a revocation, all good", Level: probe.Read,
			Behaviours: []string{"mint", "token-form", "check", "revoke"}, Sends: []string{mintLine, checkLine, revokeLine},
			Cannot: revokedAt, Ask: askLife,
		},
		changed("G1", "a mint whose JWT expired a minute ago", "mint-expired", 1, func(s *probe.Session) map[string]any {
			return map[string]any{"iat": inSeconds(s, -10*time.Minute), "exp": inSeconds(s, -time.Minute)}
		}),
		changed("G2", "a mint with 1201 seconds between iat and exp", "mint-lifetime-over", 1, func(s *probe.Session) map[string]any {
			return map[string]any{"exp": inSeconds(s, 1201*time.Second), "iat": inSeconds(s, 0)}
		}),
		changed("G19", "a mint with exactly 1200 seconds between iat and exp", "mint-lifetime-boundary", 0, func(s *probe.Session) map[string]any {
			now := inSeconds(s, 0)
			return map[string]any{"iat": now, "exp": now + 1200}
		}),
		changed("G3", "a mint whose iat is five minutes ahead", "mint-future-iat", 0, func(s *probe.Session) map[string]any {
			now := inSeconds(s, 0)
			return map[string]any{"iat": now + 300, "exp": now + 900}
		}),
		one("G4c", "a mint with a JWT of HS256", "mint-wrong-algorithm", 1, func(s *probe.Session) string {
			return probe.JWT(jwt.SigningMethodHS256, []byte("a secret that is made up"), "", claims(s, account(s)))
		}),
		one("G4d", "a mint with a JWT of PS256", "mint-wrong-algorithm", 1, func(s *probe.Session) string {
			return probe.JWT(jwt.SigningMethodPS256, key(s), "", claims(s, account(s)))
		}),
		scopes("G5a", "a mint without the claim scopes", nil),
		scopes("G5b", "a mint with an empty list of scopes", []string{}),
		scopes("G5c", "a mint with an unknown scope", []string{"nope"}),
		scopes("G5d", "a mint whose scopes are a string", "publishing"),
		one("G6", "a mint for the account, signed with another key", "mint-wrong-key", 1, func(s *probe.Session) string {
			return probe.JWT(jwt.SigningMethodRS256, probe.StrangerKey(), "", claims(s, account(s)))
		}),
		changed("G20", "a mint whose exp is a text", "mint-exp-not-a-number", 1, func(*probe.Session) map[string]any {
			return map[string]any{"exp": "soon"}
		}),
		changed("G22", "a mint whose iat and exp have fractions", "mint-fractional-times", 0, func(s *probe.Session) map[string]any {
			now := float64(inSeconds(s, 0))
			return map[string]any{"iat": now + 0.25, "exp": now + 600.25}
		}),
		{
			ID: "G23", Asks: "a mint with a service-account-id of another account", Level: probe.Read, Behaviours: []string{"mint-account-header"},
			Sends: []string{mintLine, revokeLine}, Cannot: revokedAt, Ask: func(s *probe.Session) {
				text := sign(s, nil)
				s.Learn("jwt", text)
				c := mintCall(text)
				c.Header["service-account-id"] = stranger(s)
				hold(s, s.Ask(c))
			},
		},
	}
}

func askLife(s *probe.Session) {
	text := sign(s, nil)
	s.Learn("jwt", text)
	a := s.Ask(mintCall(text))
	t := hold(s, a)
	if t.text == "" {
		s.Unprepared("the mint was answered " + probe.Status(a.Status))
		return
	}
	s.Ask(call(http.MethodGet, "/auth/checkAccessToken", t.text, account(s)))
	if s.Ask(call(http.MethodDelete, "/auth/revokeAccessToken", t.text, account(s))).Status == http.StatusOK {
		t.Paid()
	}
}
