package iotroom

import (
	"cmp"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

// applicationView is what the console tells of an application.
type applicationView struct {
	ID   string `json:"app_id"`
	Name string `json:"name,omitempty"`
	// Secret is there once, in the answer that made it.
	Secret string `json:"secret,omitempty"`
	Frozen bool   `json:"frozen"`
	// LiveAccessToken tells whether its one access token lives, ExpiresAt until when.
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

func (room *Room) applicationRoutes() []harness.Route {
	const one = "/applications/{id}"
	return []harness.Route{
		{Method: http.MethodGet, Path: "/applications", About: "the applications", Handle: room.listApplications},
		{Method: http.MethodPost, Path: "/applications", About: "create an application; all optional: app_id, secret, name; the secret is given once", Handle: room.createApplication},
		{Method: http.MethodGet, Path: one, About: "one application, and whether its token lives", Handle: room.onApplication(nil)},
		{Method: http.MethodDelete, Path: one, About: "delete an application; its tokens die",
			Handle: room.onApplication(func(app *application) { room.endTokens(app); delete(room.applications, app.id) })},
		{Method: http.MethodPost, Path: one + "/freeze", About: "freeze it: login and refresh are refused, a token lives on",
			Handle: room.onApplication(func(app *application) { app.frozen = true })},
		{Method: http.MethodPost, Path: one + "/unfreeze", About: "end that",
			Handle: room.onApplication(func(app *application) { app.frozen = false })},
		{Method: http.MethodPost, Path: one + "/reset-secret", About: `reset the secret, to {"secret":"…"} or a made-up one that is given once; tokens live on`, Handle: room.resetSecret},
		{Method: http.MethodPut, Path: one + "/devices", About: `set its devices: {"devices":[{"deviceId":"…"}]}, raw elements of the device list`, Handle: room.putDevices},
	}
}

// onApplication is a console call that changes one application and shows it.
func (room *Room) onApplication(change func(*application)) func(*http.Request) (any, error) {
	return func(r *http.Request) (any, error) {
		room.mu.Lock()
		defer room.mu.Unlock()
		app, found := room.applications[r.PathValue("id")]
		if !found {
			return nil, harness.Refuse(http.StatusNotFound, "There is no application %q.", r.PathValue("id"))
		}
		if change != nil {
			change(app)
		}
		return room.view(app), nil
	}
}

func (room *Room) listApplications(*http.Request) (any, error) {
	room.mu.Lock()
	defer room.mu.Unlock()
	views := []applicationView{}
	for _, app := range room.applications {
		views = append(views, room.view(app))
	}
	slices.SortFunc(views, func(a, b applicationView) int { return strings.Compare(a.ID, b.ID) })
	return map[string]any{"applications": views}, nil
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
	if _, taken := room.applications[app.id]; taken {
		return nil, harness.Refuse(http.StatusConflict, "The application %q exists.", app.id)
	}
	room.applications[app.id] = app
	view := room.view(app)
	view.Secret = app.secret
	return view, nil
}

func (room *Room) resetSecret(r *http.Request) (any, error) {
	var in struct {
		Secret string `json:"secret"`
	}
	if err := harness.Decode(r, &in); err != nil {
		return nil, err
	}
	secret := cmp.Or(in.Secret, newToken())
	out, err := room.onApplication(func(app *application) { app.secret = secret })(r)
	if err != nil {
		return nil, err
	}
	view, _ := out.(applicationView)
	view.Secret = secret
	return view, nil
}

func (room *Room) putDevices(r *http.Request) (any, error) {
	var in struct {
		Devices []json.RawMessage `json:"devices"`
	}
	if err := harness.Decode(r, &in); err != nil {
		return nil, err
	}
	devices, err := compactDevices(in.Devices)
	if err != nil {
		return nil, harness.Refuse(http.StatusBadRequest, `"devices": %v.`, err)
	}
	return room.onApplication(func(app *application) { app.devices = devices })(r)
}
