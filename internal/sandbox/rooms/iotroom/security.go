package iotroom

import (
	"io"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

// readBody is the body, which the harness holds in memory: reading it cannot fail.
func readBody(r *http.Request) []byte {
	body, _ := io.ReadAll(r.Body)
	return body
}

// decode reads a JSON body, and reports whether it could.
func (room *Room) decode(r *http.Request, v any) bool {
	mediaType, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	return (mediaType == "application/json" || !room.switches.Get().DeclaredJSON) && harness.DecodeExact(readBody(r), v)
}

// longestText is how many characters the documentation gives each parameter.
const longestText = 256

// tooLong reports whether a text is longer than documented, where that is an error of its own.
func (room *Room) tooLong(texts ...string) bool {
	return room.switches.Get().LongTextMalformed &&
		slices.ContainsFunc(texts, func(text string) bool { return utf8.RuneCountInString(text) > longestText })
}

// nullable is a string whose empty value is JSON's null.
func nullable(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}

// login is POST login: a form with appId and secret. It ends the tokens of the previous login.
func (room *Room) login(r *http.Request) (reply, *failure) {
	if !strings.HasPrefix(r.Header.Get("Content-Type"), "application/x-www-form-urlencoded") {
		return reply{}, missingParameter
	}
	form, err := url.ParseQuery(string(readBody(r)))
	if err != nil {
		return reply{}, missingParameter
	}
	id, secret := form.Get("appId"), form.Get("secret")
	if secret == "" {
		secret = form.Get("Secret")
	}
	if id == "" || secret == "" {
		return reply{}, missingParameter
	}

	room.mu.Lock()
	defer room.mu.Unlock()
	app, refused := room.recognise(r, id, secret)
	if refused != nil {
		return reply{}, refused
	}
	s := room.logIn(app)
	return reply{http.StatusOK, harness.JSON(struct {
		Scope        string  `json:"scope"`
		TokenType    string  `json:"tokenType"`
		ExpiresIn    int64   `json:"expiresIn"`
		AccessToken  string  `json:"accessToken"`
		RefreshToken *string `json:"refreshToken"`
	}{"default", room.switches.Get().TokenType, s.expiresIn, s.access, nullable(s.refresh)})}, nil
}

// recognise checks id and secret, then whether the application is frozen; the lock must be held.
func (room *Room) recognise(r *http.Request, id, secret string) (*application, *failure) {
	app, found := room.applications.Get(id)
	if !found || app.secret != secret {
		return nil, wrongSecret
	}
	harness.Note(r, "application", app.id)
	if app.frozen {
		return nil, failures[room.switches.Get().FrozenCode]
	}
	return app, nil
}

// refresh is POST refreshToken: a new access token for the refresh token, which is replaced too.
func (room *Room) refresh(r *http.Request) (reply, *failure) {
	var in struct {
		AppID        string `json:"appId"`
		Secret       string `json:"secret"`
		RefreshToken string `json:"refreshToken"`
	}
	if !room.decode(r, &in) || room.tooLong(in.AppID, in.Secret, in.RefreshToken) {
		return reply{}, invalidBody
	}
	if in.AppID == "" || in.Secret == "" || in.RefreshToken == "" {
		return reply{}, missingParameter
	}

	room.mu.Lock()
	defer room.mu.Unlock()
	app, refused := room.recognise(r, in.AppID, in.Secret)
	if refused != nil {
		return reply{}, refused
	}
	expires, held := app.refresh[in.RefreshToken]
	if !held || !room.clock.Now().Before(expires) {
		return reply{}, wrongSecret
	}
	s := room.issue(app)
	if room.switches.Get().RefreshKeepsRefreshToken {
		delete(app.refresh, s.refresh)
		s.refresh = in.RefreshToken
	} else {
		delete(app.refresh, in.RefreshToken)
	}
	return reply{http.StatusOK, harness.JSON(struct {
		AccessToken  string  `json:"accessToken"`
		TokenType    string  `json:"tokenType"`
		ExpiresIn    int64   `json:"expiresIn"`
		RefreshToken *string `json:"refreshToken"`
		Scope        string  `json:"scope"`
	}{s.access, room.switches.Get().TokenType, s.expiresIn, nullable(s.refresh), "default"})}, nil
}

// logout is POST logout: it ends the access token in the body, and the refresh token too.
func (room *Room) logout(r *http.Request) (reply, *failure) {
	var in struct {
		AccessToken string `json:"accessToken"`
	}
	if !room.decode(r, &in) || room.tooLong(in.AccessToken) {
		return reply{}, invalidBody
	}
	if in.AccessToken == "" {
		return reply{}, missingParameter
	}
	room.mu.Lock()
	defer room.mu.Unlock()
	app, live := room.owner(in.AccessToken)
	if live {
		harness.Note(r, "application", app.id)
		room.endTokens(app)
		return reply{status: http.StatusNoContent}, nil
	}
	if refused := deadLogouts[room.switches.Get().DeadLogout]; refused != nil {
		return reply{}, refused
	}
	return reply{status: http.StatusNoContent}, nil
}

// deadLogouts are the possible answers to the logout of a token that has ended.
var deadLogouts = map[string]*failure{"1010005": deadToken, "100208": wrongSecret, "204": nil}
