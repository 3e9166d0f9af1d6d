package galaxyprobe

import (
	"encoding/base64"
	"net/http"

	"github.com/golang-jwt/jwt/v5"

	"github.com/storeauth/terraform-provider-storeauth/internal/probe"
)

// stranger is the id of an account that does not exist.
func stranger(s *probe.Session) string {
	id := probe.UUID()
	s.Learn("made_up_account", id)
	return id
}

// anonymous are the probes that need no account.
func anonymous() []probe.Probe {
	ask := func(id, asks, sends string, behaviours []string, ask func(*probe.Session)) probe.Probe {
		return probe.Probe{ID: id, Asks: asks, Level: probe.Anonymous, Behaviours: behaviours, Sends: []string{sends}, Cannot: made, Ask: ask}
	}
	undecoded := func(id, asks string, payload func(*probe.Session) string) probe.Probe {
		return ask(id, asks, mintLine, []string{"mint-undecodable"}, func(s *probe.Session) {
			text := base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"RS256","typ":"JWT"}`)) + "." + payload(s) + ".c2lnbmF0dXJl"
			s.Learn("jwt", text)
			s.Ask(mintCall(text))
		})
	}
	addresses := probe.Addresses("G28", http.MethodGet, "/auth/checkAccessToken", func(path string) probe.Call {
		return without(call(http.MethodGet, path, "", ""))
	})
	return append(addresses, []probe.Probe{
		ask("G4a", "a mint with the bearer abc, which is no JWT", mintLine, []string{"mint-malformed"}, func(s *probe.Session) {
			s.Ask(mintCall("abc"))
		}),
		ask("G4b", "a mint with the bearer a.b.c, which does not decode", mintLine, []string{"mint-undecodable"}, func(s *probe.Session) {
			s.Ask(mintCall("a.b.c"))
		}),
		undecoded("G4e", "a mint for an account that does not exist, with a JWT whose base64 is padded", func(s *probe.Session) string {
			payload := probe.Encode(claims(s, stranger(s)))
			for len(payload)%3 == 0 {
				payload += " "
			}
			return base64.URLEncoding.EncodeToString([]byte(payload))
		}),
		undecoded("G4f", "a mint with a JWT whose payload is null", func(*probe.Session) string {
			return base64.RawURLEncoding.EncodeToString([]byte("null"))
		}),
		ask("G9a", "a check without the header service-account-id", checkLine, []string{"gate-no-account-header"}, func(s *probe.Session) {
			s.Ask(call(http.MethodGet, "/auth/checkAccessToken", "made-up-token", ""))
		}),
		ask("G9b", "a check for an account that does not exist", checkLine, []string{"gate-unknown-account"}, func(s *probe.Session) {
			s.Ask(call(http.MethodGet, "/auth/checkAccessToken", "made-up-token", stranger(s)))
		}),
		ask("G9c", "a check whose bearer is written in lower case", checkLine, []string{"gate-no-bearer"}, func(s *probe.Session) {
			c := call(http.MethodGet, "/auth/checkAccessToken", "", stranger(s))
			c.Header["Authorization"] = "bearer made-up-token"
			s.Ask(c)
		}),
		ask("G9d", "a check without a bearer", checkLine, []string{"gate-no-bearer"}, func(s *probe.Session) {
			s.Ask(without(call(http.MethodGet, "/auth/checkAccessToken", "", stranger(s))))
		}),
		ask("G14", "a mint without a bearer", mintLine, []string{"mint-no-bearer"}, func(s *probe.Session) {
			s.Ask(without(mintCall("")))
		}),
		ask("G15", "a mint with the JWT in the body instead of the header", mintLine, []string{"mint-body-ignored"}, func(s *probe.Session) {
			c := without(mintCall(""))
			text := unknown(s)
			s.Learn("jwt", text)
			c.Body = probe.Encode(map[string]string{"jwt": text})
			s.Ask(c)
		}),
		ask("G16", "a mint for an account that does not exist, signed with a key made up", mintLine, []string{"mint-unknown-account"}, func(s *probe.Session) {
			mint(s, unknown(s), false)
		}),
		ask("G26", "the same without a content type", mintLine, []string{"mint-untyped"}, func(s *probe.Session) {
			text := unknown(s)
			s.Learn("jwt", text)
			c := mintCall(text)
			delete(c.Header, "Content-Type")
			s.Ask(c)
		}),
		ask("G17", "a revocation without a bearer", revokeLine, []string{"gate-no-bearer"}, func(s *probe.Session) {
			s.Ask(without(call(http.MethodDelete, "/auth/revokeAccessToken", "", stranger(s))))
		}),
		ask("G24", "the list of apps without a bearer", "GET /seller/contentList", []string{"gate-no-bearer", "gate-order"}, func(s *probe.Session) {
			s.Ask(without(call(http.MethodGet, "/seller/contentList", "", stranger(s))))
		}),
		ask("G25", "the list of apps for an account that does not exist", "GET /seller/contentList", []string{"gate-unknown-account"}, func(s *probe.Session) {
			s.Ask(call(http.MethodGet, "/seller/contentList", "made-up-token", stranger(s)))
		}),
		ask("G12a", "a path that does not exist, without a bearer", "GET /seller/nothing", []string{"elsewhere"}, func(s *probe.Session) {
			s.Ask(without(call(http.MethodGet, "/seller/nothing", "", stranger(s))))
		}),
		ask("G12c", "the path /seller alone, without a bearer", "GET /seller", []string{"elsewhere"}, func(s *probe.Session) {
			s.Ask(without(call(http.MethodGet, "/seller", "", stranger(s))))
		}),
	}...)
}

func without(c probe.Call) probe.Call {
	delete(c.Header, "Authorization")
	return c
}

// unknown is a sound JWT of an account that does not exist.
func unknown(s *probe.Session) string {
	return probe.JWT(jwt.SigningMethodRS256, probe.StrangerKey(), "", claims(s, stranger(s)))
}
