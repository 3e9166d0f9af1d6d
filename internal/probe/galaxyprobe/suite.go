// Package galaxyprobe is the probes of the Samsung Galaxy Store.
package galaxyprobe

import (
	"crypto/rsa"
	"net/http"
	"net/url"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"github.com/storeauth/terraform-provider-storeauth/internal/probe"
)

const (
	gateway = "/galaxy"

	idVariable  = "GALAXY_STORE_SERVICE_ACCOUNT_ID"
	keyVariable = "GALAXY_STORE_PRIVATE_KEY"

	mintLine   = "POST /auth/accessToken"
	checkLine  = "GET /auth/checkAccessToken"
	revokeLine = "DELETE /auth/revokeAccessToken"

	made      = "anything: ids, keys and tokens are made up"
	refused   = "anything: the request is refused"
	revokedAt = "anything for long: a token is revoked at once, and other tokens of the account stay"
)

// Suite is the Galaxy Store's.
func Suite() probe.Suite {
	return probe.Suite{
		Vendor: "galaxy",
		Notes:  "Set " + idVariable + " and " + keyVariable + " for the level read; no app is needed.\nEvery token that a probe obtains is revoked before the next probe.",
		Endpoints: func(env probe.Environment) (map[string]*url.URL, error) {
			u, err := probe.Endpoint(env, "GALAXY_STORE_ENDPOINT", gateway, "https://devapi.samsungapps.com")
			return map[string]*url.URL{gateway: u}, err
		},
		Missing: func(env probe.Environment) string {
			if env(idVariable) == "" || env(keyVariable) == "" {
				return "set " + idVariable + " and " + keyVariable
			}
			if _, err := probe.ParseKey(env(keyVariable)); err != nil {
				return keyVariable + ": " + err.Error()
			}
			return ""
		},
		Known: func(env probe.Environment) map[string]string {
			return map[string]string{"service_account_id": env(idVariable), "private_key": env(keyVariable)}
		},
		Prepare: func(console probe.Console, env probe.Environment) error {
			key, err := probe.ParseKey(env(keyVariable))
			if err != nil {
				return err
			}
			return create(console, env, key, "publishing", "gss")
		},
		Refusing: []func(probe.Console, probe.Environment) error{
			func(probe.Console, probe.Environment) error { return nil },
			func(console probe.Console, env probe.Environment) error {
				return create(console, env, probe.StrangerKey())
			},
		},
		Gate:   "G18",
		Probes: append(append(anonymous(), mints()...), tokens()...),
	}
}

// create makes the account of the environment, with this key.
func create(console probe.Console, env probe.Environment, key *rsa.PrivateKey, scopes ...string) error {
	return console(http.MethodPost, "/galaxy/accounts", map[string]any{
		"id": env(idVariable), "scopes": scopes, "public_key": probe.PublicPEM(key),
	}, nil)
}

// claims are the four claims, good now.
func claims(s *probe.Session, account string) map[string]any {
	now := s.Now().Unix()
	return map[string]any{"iss": account, "scopes": []string{"publishing"}, "iat": now, "exp": now + 600}
}

func account(s *probe.Session) string { return s.Env(idVariable) }

// key is the account's; it was parsed before the first probe.
func key(s *probe.Session) *rsa.PrivateKey {
	key, err := probe.ParseKey(s.Env(keyVariable))
	if err != nil {
		s.Unprepared("the private key cannot be read")
		return probe.StrangerKey()
	}
	return key
}

// sign signs the good claims with these changes; a nil value takes a claim away.
func sign(s *probe.Session, changes map[string]any) string {
	all := claims(s, account(s))
	for name, value := range changes {
		all[name] = value
		if value == nil {
			delete(all, name)
		}
	}
	return probe.JWT(jwt.SigningMethodRS256, key(s), "", all)
}

func mintCall(bearer string) probe.Call {
	return probe.Call{Method: http.MethodPost, At: gateway, Path: "/auth/accessToken", Header: map[string]string{
		"Content-Type": "application/json", "Authorization": "Bearer " + bearer,
	}}
}

func call(method, path, bearer, id string) probe.Call {
	header := map[string]string{"Authorization": "Bearer " + bearer}
	if id != "" {
		header["service-account-id"] = id
	}
	return probe.Call{Method: method, At: gateway, Path: path, Header: header}
}

// token is one that was obtained, and the debt to revoke it.
type token struct {
	text string
	*probe.Debt
}

// hold takes the token out of an answer, if there is one, and owes its revocation.
func hold(s *probe.Session, a probe.Answer) token {
	text := a.JSON("createdItem", "accessToken")
	if text == "" {
		return token{}
	}
	s.LearnForm("access_token", text)
	return token{text, s.Owe("a Galaxy access token, which lives until it is revoked", func(s *probe.Session) {
		a := s.Ask(call(http.MethodDelete, "/auth/revokeAccessToken", text, account(s)))
		// A token that has ended meanwhile is refused with 401.
		if !s.Stopped() && a.Status != http.StatusOK && a.Status != http.StatusUnauthorized {
			s.Unprepared("it was not revoked")
		}
	})}
}

// mint asks for a token with a JWT, as the question or as its preparation.
func mint(s *probe.Session, bearer string, setup bool) token {
	s.Learn("jwt", bearer)
	if setup {
		t := hold(s, s.Setup(mintCall(bearer)))
		if t.text == "" {
			s.Unprepared("the vendor gave no token")
		}
		return t
	}
	return hold(s, s.Ask(mintCall(bearer)))
}

// good is a token of these scopes, as preparation.
func good(s *probe.Session, scopes ...string) token {
	return mint(s, sign(s, map[string]any{"scopes": scopes}), true)
}

func inSeconds(s *probe.Session, d time.Duration) int64 { return s.Now().Add(d).Unix() }
