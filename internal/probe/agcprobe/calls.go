package agcprobe

import (
	"net/http"

	"github.com/storeauth/terraform-provider-storeauth/internal/probe"
)

// tokenCall is a token call with this body.
func tokenCall(body string) probe.Call {
	return probe.Call{
		Method: http.MethodPost, At: connect, Path: "/api/oauth2/v1/token", Body: body,
		Header: map[string]string{"Content-Type": "application/json"},
	}
}

func clientBody(id, secret string) string {
	return probe.Encode(map[string]string{"grant_type": "client_credentials", "client_id": id, "client_secret": secret})
}

func ownBody(s *probe.Session) string { return clientBody(s.Env(idVariable), s.Env(secretVariable)) }

// get is a call of the Publishing API; an empty bearer or id is left out.
func get(path, bearer, id string) probe.Call {
	header := map[string]string{}
	if bearer != "" {
		header["Authorization"] = "Bearer " + bearer
	}
	if id != "" {
		header["client_id"] = id
	}
	return probe.Call{Method: http.MethodGet, At: connect, Path: "/api/publish/v2/" + path, Header: header}
}

// learnToken takes the token out of an answer.
func learnToken(s *probe.Session, a probe.Answer) string {
	text := a.JSON("access_token")
	s.LearnForm("access_token", text)
	return text
}

// shareToken makes the token of an answer the one that the probes share. They share the newest: if it ends the older ones, only the
// probe that asks for this may differ.
func shareToken(s *probe.Session, a probe.Answer) string {
	text := learnToken(s, a)
	if text != "" {
		s.Share("access_token", text)
	}
	return text
}

// token is the token that the probes share.
func token(s *probe.Session) string {
	text := s.Shared("access_token", func() string { return learnToken(s, s.Setup(tokenCall(ownBody(s)))) })
	if text == "" {
		s.Unprepared("the vendor gave no token")
	}
	s.LearnForm("access_token", text)
	return text
}

const noApps = "appid-list?packageName=com.example.no.such.app"

// permitted is the token, after a call has shown that the client may read apps at all.
func permitted(s *probe.Session) string {
	text := token(s)
	s.Setup(get(noApps, text, s.Env(idVariable)))
	return text
}

// digits makes an id that belongs to nobody.
func digits(s *probe.Session, name string, n int) string {
	text := "9"
	for _, c := range probe.Hex(n - 1) {
		text += string('0' + c%10)
	}
	s.Learn(name, text)
	return text
}
