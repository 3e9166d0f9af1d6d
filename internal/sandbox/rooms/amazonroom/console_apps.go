package amazonroom

import (
	"net/http"
	"slices"
	"strings"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

// appView is what the console tells of an app.
type appView struct {
	AppID       string    `json:"app_id"`
	PackageName string    `json:"package_name"`
	State       string    `json:"state"`
	Foreign     bool      `json:"foreign"`
	Edit        *editBody `json:"edit"`
}

func (a *app) view() appView {
	v := appView{AppID: a.id, PackageName: a.packageName, State: a.state, Foreign: a.foreign}
	if a.edit != nil {
		v.Edit = &editBody{a.edit.id, a.edit.status}
	}
	return v
}

func (room *Room) appRoutes() []harness.Route {
	const base, one = "/apps", "/apps/{id}"
	return []harness.Route{
		{Method: http.MethodGet, Path: base, About: "the apps, foreign ones included", Handle: room.listApps},
		{Method: http.MethodPost, Path: base, About: `add an app; all optional: app_id, package_name, title, state (` + strings.Join(appStates, ", ") + `), languages, recent_changes, version_code, and raw listings {"en-US":{…}}, details {…}, apks [{…}]`, Handle: room.addApp},
		{Method: http.MethodGet, Path: one, About: "one app", Handle: room.onApp(func(*http.Request, *app) error { return nil })},
		{Method: http.MethodDelete, Path: one, About: "remove an app",
			Handle: room.onApp(func(_ *http.Request, a *app) error { delete(room.apps, a.id); return nil })},
		{Method: http.MethodPut, Path: one + "/state", About: `set its state: {"state":"suppressed"}`, Handle: room.onApp(setState)},
		{Method: http.MethodPost, Path: one + "/foreign", About: `make it another account's, or one's own again: {"foreign":false}`, Handle: room.onApp(setForeign)},
		{Method: http.MethodPost, Path: one + "/edit", About: `open an edit, whatever the app's state; optional status (IN_PROGRESS)`, Handle: room.onApp(openEdit)},
		{Method: http.MethodDelete, Path: one + "/edit", About: "discard the edit",
			Handle: room.onEditOf(func(a *app) { a.edit = nil })},
		{Method: http.MethodPost, Path: one + "/edit/submit", About: "submit the edit to review", Handle: room.onEditOf((*app).submit)},
		{Method: http.MethodPost, Path: one + "/edit/approve", About: "end the review: the edit is live", Handle: room.onEditOf((*app).approve)},
	}
}

// onApp is a console call that changes one app and shows it.
func (room *Room) onApp(change func(*http.Request, *app) error) func(*http.Request) (any, error) {
	return func(r *http.Request) (any, error) {
		room.mu.Lock()
		defer room.mu.Unlock()
		a, found := room.apps[r.PathValue("id")]
		if !found {
			return nil, harness.Refuse(http.StatusNotFound, "There is no app %q.", r.PathValue("id"))
		}
		if err := change(r, a); err != nil {
			return nil, err
		}
		return a.view(), nil
	}
}

// onEditOf is onApp for an app that must have an edit.
func (room *Room) onEditOf(change func(*app)) func(*http.Request) (any, error) {
	return room.onApp(func(_ *http.Request, a *app) error {
		if a.edit == nil {
			return harness.Refuse(http.StatusConflict, "The app %q has no edit.", a.id)
		}
		change(a)
		return nil
	})
}

func (room *Room) listApps(*http.Request) (any, error) {
	room.mu.Lock()
	defer room.mu.Unlock()
	views := []appView{}
	for _, a := range room.apps {
		views = append(views, a.view())
	}
	slices.SortFunc(views, func(a, b appView) int { return strings.Compare(a.AppID, b.AppID) })
	return map[string]any{"apps": views}, nil
}

func (room *Room) addApp(r *http.Request) (any, error) {
	var plan appPlan
	if err := harness.Decode(r, &plan); err != nil {
		return nil, err
	}
	plan.complete()
	if !appIDForm.MatchString(plan.AppID) {
		return nil, harness.Refuse(http.StatusBadRequest, `"app_id" is not amzn1.devportal.mobileapp. and 32 hex digits.`)
	}
	if err := checkState(plan.State); err != nil {
		return nil, err
	}
	a, err := plan.app()
	if err != nil {
		return nil, harness.Refuse(http.StatusBadRequest, "It cannot be made: %v.", err)
	}
	room.mu.Lock()
	defer room.mu.Unlock()
	if _, taken := room.apps[a.id]; taken {
		return nil, harness.Refuse(http.StatusConflict, "The app %q exists.", a.id)
	}
	room.apps[a.id] = a
	return a.view(), nil
}

func checkState(state string) error {
	if !slices.Contains(appStates, state) {
		return harness.Refuse(http.StatusBadRequest, `"state" is one of %s.`, strings.Join(appStates, ", "))
	}
	return nil
}

func setState(r *http.Request, a *app) error {
	var in struct {
		State string `json:"state"`
	}
	if err := harness.Decode(r, &in); err != nil {
		return err
	}
	if err := checkState(in.State); err != nil {
		return err
	}
	a.state = in.State
	return nil
}

func setForeign(r *http.Request, a *app) error {
	in := struct {
		Foreign bool `json:"foreign"`
	}{Foreign: true}
	if err := harness.Decode(r, &in); err != nil {
		return err
	}
	a.foreign = in.Foreign
	return nil
}

// openEdit takes any status: the vendor's list of them is not known to be complete.
func openEdit(r *http.Request, a *app) error {
	in := struct {
		Status string `json:"status"`
	}{Status: statusInProgress}
	if err := harness.Decode(r, &in); err != nil {
		return err
	}
	if a.edit != nil {
		return harness.Refuse(http.StatusConflict, "The app %q has an edit.", a.id)
	}
	a.openEdit()
	a.edit.status = in.Status
	return nil
}
