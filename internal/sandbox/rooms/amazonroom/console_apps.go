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

func (a *app) view() any {
	v := appView{AppID: a.id, PackageName: a.packageName, State: a.state, Foreign: a.foreign}
	if a.edit != nil {
		v.Edit = &editBody{a.edit.id, a.edit.status}
	}
	return v
}

func (room *Room) appPage() harness.Page[*app] {
	return harness.Page[*app]{Lock: &room.mu, Items: &room.apps, What: "app", View: (*app).view}
}

func (room *Room) appRoutes() []harness.Route {
	const base, one = "/apps", "/apps/{id}"
	page := room.appPage()
	return []harness.Route{
		{Method: http.MethodGet, Path: base, About: "the apps, foreign ones included", Handle: page.List("apps")},
		{Method: http.MethodPost, Path: base, About: `add an app; all optional: app_id, package_name, title, state (` + strings.Join(appStates, ", ") + `), languages, recent_changes, version_code, and raw listings {"en-US":{…}}, details {…}, apks [{…}]`, Handle: room.addApp},
		{Method: http.MethodGet, Path: one, About: "one app", Handle: page.Show()},
		{Method: http.MethodDelete, Path: one, About: "remove an app", Handle: page.Remove()},
		{Method: http.MethodPut, Path: one + "/state", About: `set its state: {"state":"suppressed"}`, Handle: page.Edit(setState)},
		{Method: http.MethodPost, Path: one + "/foreign", About: `make it another account's, or one's own again: {"foreign":false}`,
			Handle: page.Foreign(func(a *app, foreign bool) { a.foreign = foreign })},
		{Method: http.MethodPost, Path: one + "/edit", About: `open an edit, whatever the app's state; optional status (IN_PROGRESS)`, Handle: page.Edit(openEdit)},
		{Method: http.MethodDelete, Path: one + "/edit", About: "discard the edit",
			Handle: page.Edit(onEdit(func(a *app) { a.edit = nil }))},
		{Method: http.MethodPost, Path: one + "/edit/submit", About: "submit the edit to review", Handle: page.Edit(onEdit((*app).submit))},
		{Method: http.MethodPost, Path: one + "/edit/approve", About: "end the review: the edit is live", Handle: page.Edit(onEdit((*app).approve))},
	}
}

// onEdit is a console call on an app that must have an edit.
func onEdit(change func(*app)) func(*http.Request, *app) error {
	return func(_ *http.Request, a *app) error {
		if a.edit == nil {
			return harness.Refuse(http.StatusConflict, "The app %q has no edit.", a.id)
		}
		change(a)
		return nil
	}
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
	if err := room.appPage().Add(a.id, a); err != nil {
		return nil, err
	}
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

// openEdit accepts any status, because the vendor may have more than the known ones.
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
