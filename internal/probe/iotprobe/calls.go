package iotprobe

import (
	"net/http"
	"net/url"

	"github.com/storeauth/terraform-provider-storeauth/internal/probe"
)

func post(call, contentType, body string) probe.Call {
	return probe.Call{
		Method: http.MethodPost, At: platform, Path: "/iocm/app/sec/v1.1.0/" + call, Body: body,
		Header: map[string]string{"Content-Type": contentType},
	}
}

const formType = "application/x-www-form-urlencoded"

func loginCall(id, secret string) probe.Call {
	return post("login", formType, url.Values{"appId": {id}, "secret": {secret}}.Encode())
}

func jsonCall(call string, members map[string]string) probe.Call {
	return post(call, "application/json", probe.Encode(members))
}

func refreshCall(id, secret, token string) probe.Call {
	return jsonCall("refreshToken", map[string]string{"appId": id, "secret": secret, "refreshToken": token})
}

func logoutCall(token string) probe.Call {
	return jsonCall("logout", map[string]string{"accessToken": token})
}

// get is a call with a token; an empty id or token is left out.
func get(path, id, token string) probe.Call {
	c := probe.Call{Method: http.MethodGet, At: platform, Path: path, Header: map[string]string{}}
	if id != "" {
		c.Header["app_key"] = id
	}
	if token != "" {
		c.Header["Authorization"] = "Bearer " + token
	}
	return c
}

func devicesCall(id, token string) probe.Call {
	return get("/iocm/app/dm/v1.4.0/devices?pageNo=0&pageSize=1", id, token)
}

func own(s *probe.Session) (id, secret string) { return s.Env(idVariable), s.Env(secretVariable) }

// strange makes an id, a secret or a token that belongs to nobody.
func strange(s *probe.Session, name string) string {
	text := probe.Hex(32)
	s.Learn(name, text)
	return text
}

// tokens are what a login or a refresh gave.
type tokens struct{ access, refresh string }

// hold takes the tokens out of an answer and owes their logout.
func hold(s *probe.Session, a probe.Answer) tokens {
	t := tokens{a.JSON("accessToken"), a.JSON("refreshToken")}
	if t.access == "" {
		return t
	}
	s.LearnForm("access_token", t.access)
	s.LearnForm("refresh_token", t.refresh)
	s.Owe("an access token of the IoT platform, which lives until it expires", func(s *probe.Session) {
		// Only the newest token is alive; the others are refused, and so is one that the probe has logged out.
		s.Ask(logoutCall(t.access))
	})
	return t
}

// login logs in as preparation.
func login(s *probe.Session) tokens {
	t := hold(s, s.Setup(loginCall(own(s))))
	if t.access == "" {
		s.Unprepared("the login gave no token")
	}
	return t
}
