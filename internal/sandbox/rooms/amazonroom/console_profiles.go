package amazonroom

import (
	"net/http"
	"slices"
	"strings"
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
	// ClientSecret is there once, in the answer that made it.
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

func (room *Room) profileRoutes() []harness.Route {
	const base, one = "/profiles", "/profiles/{id}"
	return []harness.Route{
		{Method: http.MethodGet, Path: base, About: "the security profiles, deleted ones included", Handle: room.listProfiles},
		{Method: http.MethodPost, Path: base, About: `create a security profile: {"apis":["app_submission"]}; all optional: client_id, client_secret or secret_form (v1, hex), name, apis, scopes; its secret is given once`, Handle: room.createProfile},
		{Method: http.MethodGet, Path: one, About: "one security profile", Handle: room.onProfile(nil)},
		{Method: http.MethodDelete, Path: one, About: "delete a security profile",
			Handle: room.onProfile(func(p *profile) { p.deleted = true; room.revokedBy(p, "") })},
		{Method: http.MethodPost, Path: one + "/restore", About: "bring a deleted security profile back as it was",
			Handle: room.onProfile(func(p *profile) { p.deleted = false })},
		{Method: http.MethodPost, Path: one + "/rotate", About: `rotate the secret; all optional: client_secret, secret_form, keep_previous; the new one is given once`, Handle: room.rotate},
		{Method: http.MethodPut, Path: one + "/unauthorized", About: `refuse the profile client credentials altogether: {"unauthorized":true}`, Handle: room.setUnauthorized},
		{Method: http.MethodPost, Path: one + "/revoke-tokens", About: "kill every token of the profile, which nobody can at the real service",
			Handle: room.onProfile(func(p *profile) { room.tokens.drop(p.clientID, "") })},
	}
}

// revokedBy kills tokens when a click does that; the lock must be held.
func (room *Room) revokedBy(p *profile, scope string) {
	if room.switches.Get().RevokeTokens {
		room.tokens.drop(p.clientID, scope)
	}
}

// onProfile is a console call that changes one profile and shows it.
func (room *Room) onProfile(change func(*profile)) func(*http.Request) (any, error) {
	return func(r *http.Request) (any, error) {
		room.mu.Lock()
		defer room.mu.Unlock()
		p, found := room.profiles[r.PathValue("id")]
		if !found {
			return nil, harness.Refuse(http.StatusNotFound, "There is no security profile %q.", r.PathValue("id"))
		}
		if change != nil {
			change(p)
		}
		return p.view(room.clock.Now()), nil
	}
}

func (room *Room) listProfiles(*http.Request) (any, error) {
	room.mu.Lock()
	defer room.mu.Unlock()
	views := []profileView{}
	for _, p := range room.profiles {
		views = append(views, p.view(room.clock.Now()))
	}
	slices.SortFunc(views, func(a, b profileView) int { return strings.Compare(a.ClientID, b.ClientID) })
	return map[string]any{"profiles": views}, nil
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
	orDefault(&c.SecretForm, "v1")
	form, ok := secretForms[c.SecretForm]
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
	orDefault(&in.ClientID, newClientID())
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
	room.mu.Lock()
	defer room.mu.Unlock()
	if _, taken := room.profiles[in.ClientID]; taken {
		return nil, harness.Refuse(http.StatusConflict, "The security profile %q exists; restore it when it is deleted.", in.ClientID)
	}
	p := &profile{
		clientID: in.ClientID, name: in.Name, applicationID: newApplicationID(), userID: newUserID(),
		secrets: []secret{{value: value}}, attachments: map[string]span{},
	}
	for _, scope := range scopes {
		p.attachments[scope] = span{}
	}
	room.profiles[p.clientID] = p
	view := p.view(room.clock.Now())
	view.ClientSecret = value
	return view, nil
}

func (room *Room) rotate(r *http.Request) (any, error) {
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
	out, err := room.onProfile(func(p *profile) {
		p.rotate(value, room.clock.Now(), room.switches.Get().RotationDelay, in.KeepPrevious)
		room.revokedBy(p, "")
	})(r)
	if err != nil {
		return nil, err
	}
	view, _ := out.(profileView)
	view.ClientSecret = value
	return view, nil
}

func (room *Room) setUnauthorized(r *http.Request) (any, error) {
	var in struct {
		Unauthorized bool `json:"unauthorized"`
	}
	if err := harness.Decode(r, &in); err != nil {
		return nil, err
	}
	return room.onProfile(func(p *profile) { p.unauthorized = in.Unauthorized })(r)
}
