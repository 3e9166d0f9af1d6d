package amazonroom

import (
	"cmp"
	"net/http"
	"slices"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

// profileView is what the console tells of a security profile.
type profileView struct {
	ClientID string `json:"client_id"`
	Name     string `json:"name,omitempty"`
	// Scopes are those attached now.
	Scopes       []string `json:"scopes"`
	Unauthorized bool     `json:"unauthorized"`
	Deleted      bool     `json:"deleted"`
	// ClientSecret is only in the answer that made it.
	ClientSecret string `json:"client_secret,omitempty"`
}

func (p *profile) view(now time.Time) profileView {
	v := profileView{ClientID: p.clientID, Name: p.name, Scopes: []string{}, Unauthorized: p.unauthorized, Deleted: p.deleted}
	for scope, attachment := range p.attachments {
		if attachment.holds(now) {
			v.Scopes = append(v.Scopes, scope)
		}
	}
	slices.Sort(v.Scopes)
	return v
}

func (p *profile) viewWithSecret(value string, now time.Time) profileView {
	v := p.view(now)
	v.ClientSecret = value
	return v
}

func (room *Room) profilePage() harness.Page[*profile] {
	return harness.Page[*profile]{
		Lock: &room.mu, Items: &room.profiles, What: "security profile",
		View: func(p *profile) any { return p.view(room.clock.Now()) },
	}
}

func (room *Room) profileRoutes() []harness.Route {
	const base, one = "/profiles", "/profiles/{id}"
	page := room.profilePage()
	return []harness.Route{
		{Method: http.MethodGet, Path: base, About: "the security profiles, deleted ones included", Handle: page.List("profiles")},
		{Method: http.MethodPost, Path: base, About: `create a security profile: {"apis":["app_submission"]}; all optional: client_id, client_secret or secret_form (v1, hex), name, apis, scopes; its secret is given once`, Handle: room.createProfile},
		{Method: http.MethodGet, Path: one, About: "one security profile", Handle: page.Show()},
		{Method: http.MethodDelete, Path: one, About: "delete a security profile",
			Handle: page.Change(func(p *profile) { p.deleted = true; room.revokeWith(p, "") })},
		{Method: http.MethodPost, Path: one + "/restore", About: "restore a deleted security profile as it was",
			Handle: page.Change(func(p *profile) { p.deleted = false })},
		{Method: http.MethodPost, Path: one + "/rotate", About: `rotate the secret; all optional: client_secret, secret_form, keep_previous; the new one is given once`,
			Handle: page.Answer(room.rotate)},
		{Method: http.MethodPut, Path: one + "/unauthorized", About: `refuse the profile client credentials altogether: {"unauthorized":true}`,
			Handle: page.Edit(setUnauthorized)},
		{Method: http.MethodPost, Path: one + "/revoke-tokens", About: "revoke every token of the profile, which nobody can do at the real service",
			Handle: page.Change(func(p *profile) { room.revoke(p.clientID, "") })},
	}
}

// revokeWith revokes tokens when a click does that; the lock must be held.
func (room *Room) revokeWith(p *profile, scope string) {
	if room.switches.Get().RevokeTokens {
		room.revoke(p.clientID, scope)
	}
}

// secretChoice is a secret to use, or the form of one to make up.
type secretChoice struct {
	ClientSecret string `json:"client_secret"`
	SecretForm   string `json:"secret_form"`
}

func (c secretChoice) secret() (string, error) {
	if c.ClientSecret != "" {
		return c.ClientSecret, nil
	}
	form, ok := secretForms[cmp.Or(c.SecretForm, "v1")]
	if !ok {
		return "", harness.Refuse(http.StatusBadRequest, `"secret_form" is "v1" or "hex".`)
	}
	return form(), nil
}

func (room *Room) createProfile(r *http.Request) (any, error) {
	var in struct {
		ClientID string   `json:"client_id"`
		Name     string   `json:"name"`
		APIs     []string `json:"apis"`
		Scopes   []string `json:"scopes"`
		secretChoice
	}
	if err := harness.Decode(r, &in); err != nil {
		return nil, err
	}
	in.ClientID = cmp.Or(in.ClientID, newClientID())
	if !clientIDForm.MatchString(in.ClientID) {
		return nil, harness.Refuse(http.StatusBadRequest, `"client_id" is not amzn1.application-oa2-client. and 32 hex digits.`)
	}
	value, err := in.secret()
	if err != nil {
		return nil, err
	}
	scopes := in.Scopes
	for _, api := range in.APIs {
		scope, err := scopeOf(api, "")
		if err != nil {
			return nil, err
		}
		scopes = append(scopes, scope)
	}
	p := &profile{
		clientID: in.ClientID, name: in.Name, applicationID: newApplicationID(), userID: newUserID(),
		secrets: []secret{{value: value}}, attachments: map[string]span{},
	}
	for _, scope := range scopes {
		p.attachments[scope] = span{}
	}
	room.mu.Lock()
	defer room.mu.Unlock()
	if err := room.profilePage().Add(p.clientID, p); err != nil {
		return nil, err
	}
	return p.viewWithSecret(value, room.clock.Now()), nil
}

func (room *Room) rotate(r *http.Request, p *profile) (any, error) {
	var in struct {
		KeepPrevious bool `json:"keep_previous"`
		secretChoice
	}
	if err := harness.Decode(r, &in); err != nil {
		return nil, err
	}
	value, err := in.secret()
	if err != nil {
		return nil, err
	}
	p.rotate(value, room.clock.Now(), room.switches.Get().RotationDelay, in.KeepPrevious)
	room.revokeWith(p, "")
	return p.viewWithSecret(value, room.clock.Now()), nil
}

func setUnauthorized(r *http.Request, p *profile) error {
	var in struct {
		Unauthorized bool `json:"unauthorized"`
	}
	if err := harness.Decode(r, &in); err != nil {
		return err
	}
	p.unauthorized = in.Unauthorized
	return nil
}
