package iotroom

import (
	"net/http"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

func (room *Room) tokenRoutes() []harness.Route {
	const one = "/applications/{id}"
	page := room.applicationPage()
	return []harness.Route{
		{Method: http.MethodPost, Path: one + "/login", About: "log in as the running application would, which ends its previous token; answers with the tokens",
			Handle: page.Answer(func(_ *http.Request, app *application) (any, error) {
				s := room.logIn(app)
				return map[string]string{"access_token": s.access, "refresh_token": s.refresh}, nil
			})},
		{Method: http.MethodPost, Path: one + "/expire-token", About: "let its access token expire; refresh tokens stay valid",
			Handle: page.Change(func(app *application) { delete(room.owners, app.access) })},
		{Method: http.MethodPost, Path: one + "/expire-tokens", About: "let its access token and its refresh tokens expire",
			Handle: page.Change(room.endTokens)},
		{Method: http.MethodPost, Path: "/token-check", About: `whether an access token is valid, without a vendor call: {"access_token":"…"}`, Handle: room.checkToken},
	}
}

func (room *Room) checkToken(r *http.Request) (any, error) {
	var in struct {
		AccessToken string `json:"access_token"`
	}
	if err := harness.Decode(r, &in); err != nil {
		return nil, err
	}
	room.mu.Lock()
	defer room.mu.Unlock()
	out := struct {
		Live  bool   `json:"live"`
		AppID string `json:"app_id,omitempty"`
	}{}
	if app, live := room.owner(in.AccessToken); live {
		out.Live, out.AppID = true, app.id
	}
	return out, nil
}
