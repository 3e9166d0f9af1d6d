package agcroom

import (
	"bytes"
	"encoding/json"
	"net/http"
	"slices"
	"strconv"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

// appView is an app as the console shows it.
type appView struct {
	appPlan
	Foreign bool `json:"foreign"`
	// Raw is set when app-info answers with raw members.
	Raw bool `json:"raw"`
}

func (a *app) view() appView {
	return appView{appPlan: a.appPlan, Foreign: a.foreign, Raw: a.raw != ""}
}

func (room *Room) appRoutes() []harness.Route {
	return []harness.Route{
		{Method: http.MethodGet, Path: "/apps", About: "the apps, foreign ones included", Handle: room.listApps},
		{Method: http.MethodPost, Path: "/apps", About: `add an app; all optional: app_id, name, package_name, package_type, draft, release_state, languages, version_number, version_code, on_shelf_version_number, on_shelf_version_code, audit_opinion, publish_country, phased {state, percent, description, release_state, version_number, version_code}`, Handle: room.addApp},
		{Method: http.MethodPut, Path: "/apps/{id}/info", About: `answer app-info with these members beside ret: {"appInfo":{…}}; an empty object returns to what is generated`, Handle: room.setInfo},
		{Method: http.MethodDelete, Path: "/apps/{id}", About: "remove an app", Handle: room.removeApp},
		{Method: http.MethodPost, Path: "/apps/{id}/foreign", About: `make an app another team's, or one's own again: {"foreign":false}`, Handle: room.setForeign},
	}
}

func (room *Room) listApps(*http.Request) (any, error) {
	room.mu.Lock()
	defer room.mu.Unlock()
	views := []appView{}
	for _, a := range room.apps {
		views = append(views, a.view())
	}
	return map[string]any{"apps": views}, nil
}

func (room *Room) addApp(r *http.Request) (any, error) {
	var plan appPlan
	if err := harness.Decode(r, &plan); err != nil {
		return nil, err
	}
	room.mu.Lock()
	defer room.mu.Unlock()
	if plan.AppID == "" {
		plan.AppID = room.freeAppID()
	}
	if !isNumber(plan.AppID) {
		return nil, harness.Refuse(http.StatusBadRequest, `"app_id" is not a number.`)
	}
	if plan.Phased != nil && plan.Phased.Percent != "" && !isDecimal(plan.Phased.Percent) {
		return nil, harness.Refuse(http.StatusBadRequest, `"percent" is not a number in text.`)
	}
	if room.findApp(plan.AppID) != nil {
		return nil, harness.Refuse(http.StatusConflict, "The app %s exists.", plan.AppID)
	}
	plan.complete()
	a := &app{appPlan: plan, updated: room.clock.Now().UTC()}
	room.apps = append(room.apps, a)
	return a.view(), nil
}

// isDecimal reports whether the text can stand in JSON as a number.
func isDecimal(text string) bool {
	_, err := strconv.ParseFloat(text, 64)
	return err == nil && json.Valid([]byte(text))
}

// freeAppID is the lowest id not taken; the lock must be held.
func (room *Room) freeAppID() string {
	const first = 100000001
	for n := first + len(room.apps); ; n++ {
		if id := strconv.Itoa(n); room.findApp(id) == nil {
			return id
		}
	}
}

func (room *Room) setInfo(r *http.Request) (any, error) {
	var in json.RawMessage
	if err := harness.Decode(r, &in); err != nil {
		return nil, err
	}
	var compact bytes.Buffer
	if err := json.Compact(&compact, in); err != nil || compact.Len() == 0 || compact.Bytes()[0] != '{' {
		return nil, harness.Refuse(http.StatusBadRequest, "The body is not a JSON object.")
	}
	room.mu.Lock()
	defer room.mu.Unlock()
	a, err := room.knownApp(r)
	if err != nil {
		return nil, err
	}
	a.raw = ""
	if inner := bytes.TrimSuffix(compact.Bytes()[1:], []byte("}")); len(inner) > 0 {
		a.raw = "," + string(inner)
	}
	return a.view(), nil
}

func (room *Room) removeApp(r *http.Request) (any, error) {
	room.mu.Lock()
	defer room.mu.Unlock()
	a, err := room.knownApp(r)
	if err != nil {
		return nil, err
	}
	room.apps = slices.DeleteFunc(room.apps, func(other *app) bool { return other == a })
	return nil, nil
}

func (room *Room) setForeign(r *http.Request) (any, error) {
	in := struct {
		Foreign bool `json:"foreign"`
	}{Foreign: true}
	if err := harness.Decode(r, &in); err != nil {
		return nil, err
	}
	room.mu.Lock()
	defer room.mu.Unlock()
	a, err := room.knownApp(r)
	if err != nil {
		return nil, err
	}
	a.foreign = in.Foreign
	return a.view(), nil
}

// knownApp is the app that a console path names; the lock must be held.
func (room *Room) knownApp(r *http.Request) (*app, error) {
	a := room.findApp(r.PathValue("id"))
	if a == nil {
		return nil, harness.Refuse(http.StatusNotFound, "There is no app %q.", r.PathValue("id"))
	}
	return a, nil
}
