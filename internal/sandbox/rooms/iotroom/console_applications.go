package iotroom

import (
	"cmp"
	"encoding/json"
	"net/http"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

// applicationView is what the console tells of an application.
type applicationView struct {
	ID   string `json:"app_id"`
	Name string `json:"name,omitempty"`
	// Secret is only in the answer that made it.
	Secret string `json:"secret,omitempty"`
	Frozen bool   `json:"frozen"`
	// LiveAccessToken tells whether its access token is valid, ExpiresAt until when.
	LiveAccessToken   bool       `json:"live_access_token"`
	ExpiresAt         *time.Time `json:"expires_at,omitempty"`
	LiveRefreshTokens int        `json:"live_refresh_tokens"`
	Devices           int        `json:"devices"`
}

// view is the application without its secret; the lock must be held.
func (room *Room) view(app *application) applicationView {
	v := applicationView{ID: app.id, Name: app.name, Frozen: app.frozen, Devices: len(app.devices)}
	if _, v.LiveAccessToken = room.owner(app.access); v.LiveAccessToken {
		expires := app.accessExpires.UTC()
		v.ExpiresAt = &expires
	}
	for _, expires := range app.refresh {
		if room.clock.Now().Before(expires) {
			v.LiveRefreshTokens++
		}
	}
	return v
}

func (room *Room) viewWithSecret(app *application) applicationView {
	v := room.view(app)
	v.Secret = app.secret
	return v
}

func (room *Room) applicationPage() harness.Page[*application] {
	return harness.Page[*application]{
		Lock: &room.mu, Items: &room.applications, What: "application",
		View: func(app *application) any { return room.view(app) },
	}
}

func (room *Room) applicationRoutes() []harness.Route {
	const base, one = "/applications", "/applications/{id}"
	page := room.applicationPage()
	return []harness.Route{
		{Method: http.MethodGet, Path: base, About: "the applications", Handle: page.List("applications")},
		{Method: http.MethodPost, Path: base, About: "create an application; all optional: app_id, secret, name; the secret is given once", Handle: room.createApplication},
		{Method: http.MethodGet, Path: one, About: "one application, and whether its token is valid", Handle: page.Show()},
		{Method: http.MethodDelete, Path: one, About: "delete an application, which ends its tokens",
			Handle: page.Change(func(app *application) { room.endTokens(app); room.applications.Delete(app.id) })},
		{Method: http.MethodPost, Path: one + "/freeze", About: "freeze it: login and refresh are refused, its token stays valid",
			Handle: page.Change(func(app *application) { app.frozen = true })},
		{Method: http.MethodPost, Path: one + "/unfreeze", About: "unfreeze it",
			Handle: page.Change(func(app *application) { app.frozen = false })},
		{Method: http.MethodPost, Path: one + "/reset-secret", About: `reset the secret, to {"secret":"…"} or a made-up one that is given once; tokens stay valid`,
			Handle: page.Answer(room.resetSecret)},
		{Method: http.MethodPut, Path: one + "/devices", About: `set its devices: {"devices":[{"deviceId":"…"}]}, raw elements of the device list`,
			Handle: page.Edit(putDevices)},
	}
}

func (room *Room) createApplication(r *http.Request) (any, error) {
	var in struct {
		ID     string `json:"app_id"`
		Secret string `json:"secret"`
		Name   string `json:"name"`
	}
	if err := harness.Decode(r, &in); err != nil {
		return nil, err
	}
	app := &application{
		id: cmp.Or(in.ID, newToken()), secret: cmp.Or(in.Secret, newToken()), name: in.Name, refresh: map[string]time.Time{},
	}
	room.mu.Lock()
	defer room.mu.Unlock()
	if err := room.applicationPage().Add(app.id, app); err != nil {
		return nil, err
	}
	return room.viewWithSecret(app), nil
}

func (room *Room) resetSecret(r *http.Request, app *application) (any, error) {
	var in struct {
		Secret string `json:"secret"`
	}
	if err := harness.Decode(r, &in); err != nil {
		return nil, err
	}
	app.secret = cmp.Or(in.Secret, newToken())
	return room.viewWithSecret(app), nil
}

func putDevices(r *http.Request, app *application) error {
	var in struct {
		Devices []json.RawMessage `json:"devices"`
	}
	if err := harness.Decode(r, &in); err != nil {
		return err
	}
	devices, err := harness.CompactObjects("device", in.Devices)
	if err != nil {
		return harness.Refuse(http.StatusBadRequest, `"devices": %v.`, err)
	}
	app.devices = devices
	return nil
}
