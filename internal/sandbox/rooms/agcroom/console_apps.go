package agcroom

import (
	"bytes"
	"encoding/json"
	"net/http"
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

func (a *app) view() any {
	return appView{appPlan: a.appPlan, Foreign: a.foreign, Raw: a.raw != ""}
}

func (room *Room) appPage() harness.Page[*app] {
	return harness.Page[*app]{Lock: &room.mu, Items: &room.apps, What: "app", View: (*app).view}
}

func (room *Room) appRoutes() []harness.Route {
	const base, one = "/apps", "/apps/{id}"
	page := room.appPage()
	return []harness.Route{
		{Method: http.MethodGet, Path: base, About: "the apps, foreign ones included", Handle: page.List("apps")},
		{Method: http.MethodPost, Path: base, About: `add an app; all optional: app_id, name, package_name, package_type, draft, release_state, languages, version_number, version_code, on_shelf_version_number, on_shelf_version_code, audit_opinion, publish_country, phased {state, percent, description, release_state, version_number, version_code}`, Handle: room.addApp},
		{Method: http.MethodPut, Path: one + "/info", About: `answer app-info with these members beside ret: {"appInfo":{…}}; an empty object returns to what is generated`, Handle: page.Edit(setInfo)},
		{Method: http.MethodDelete, Path: one, About: "remove an app", Handle: page.Remove()},
		{Method: http.MethodPost, Path: one + "/foreign", About: `make an app another team's, or one's own again: {"foreign":false}`,
			Handle: page.Foreign(func(a *app, foreign bool) { a.foreign = foreign })},
	}
}

func (room *Room) addApp(r *http.Request) (any, error) {
	var plan appPlan
	if err := harness.Decode(r, &plan); err != nil {
		return nil, err
	}
	room.mu.Lock()
	defer room.mu.Unlock()
	if plan.AppID == "" {
		plan.AppID = room.apps.FreeID(func(n int) string { return strconv.Itoa(100000000 + n) })
	}
	if !isNumber(plan.AppID) {
		return nil, harness.Refuse(http.StatusBadRequest, `"app_id" is not a number.`)
	}
	if plan.Phased != nil && plan.Phased.Percent != "" && !isDecimal(plan.Phased.Percent) {
		return nil, harness.Refuse(http.StatusBadRequest, `"percent" is not a number in text.`)
	}
	plan.complete()
	a := &app{appPlan: plan, updated: room.clock.Now().UTC()}
	if err := room.appPage().Add(a.AppID, a); err != nil {
		return nil, err
	}
	return a.view(), nil
}

// isDecimal reports whether the text can stand in JSON as a number.
func isDecimal(text string) bool {
	_, err := strconv.ParseFloat(text, 64)
	return err == nil && json.Valid([]byte(text))
}

func setInfo(r *http.Request, a *app) error {
	var in json.RawMessage
	if err := harness.Decode(r, &in); err != nil {
		return err
	}
	object, ok := harness.CompactObject(in)
	if !ok {
		return harness.Refuse(http.StatusBadRequest, "The body is not a JSON object.")
	}
	a.raw = ""
	if inner := bytes.TrimSuffix(object[1:], []byte("}")); len(inner) > 0 {
		a.raw = "," + string(inner)
	}
	return nil
}
