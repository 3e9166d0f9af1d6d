package galaxyroom

import (
	"encoding/json"
	"fmt"
	"net/http"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

// appView is an app as the console takes and gives it: raw elements of contentList and contentInfo.
type appView struct {
	ContentID string            `json:"content_id,omitempty"`
	List      []json.RawMessage `json:"list"`
	Info      []json.RawMessage `json:"info"`
	Foreign   bool              `json:"foreign"`
}

func (a *app) view() any {
	return appView{ContentID: a.id, List: rawRecords(a.list), Info: rawRecords(a.info), Foreign: a.foreign}
}

func rawRecords(records []string) []json.RawMessage {
	raw := make([]json.RawMessage, 0, len(records))
	for _, record := range records {
		raw = append(raw, json.RawMessage(record))
	}
	return raw
}

func (room *Room) appPage() harness.Page[*app] {
	return harness.Page[*app]{Lock: &room.mu, Items: &room.apps, What: "app", View: (*app).view}
}

func (room *Room) appRoutes() []harness.Route {
	const base, one = "/apps", "/apps/{id}"
	page := room.appPage()
	return []harness.Route{
		{Method: http.MethodGet, Path: base, About: "the apps, foreign ones included", Handle: page.List("apps")},
		{Method: http.MethodPost, Path: base, About: `add an app with generated records; all optional: content_id, title, package_name, status, registration (status of a second record), version_code, version_name, price, languages, publication_type`, Handle: room.addApp},
		{Method: http.MethodPut, Path: one, About: `set an app's raw records: {"list":[{…}],"info":[{…}]}`, Handle: room.putApp},
		{Method: http.MethodDelete, Path: one, About: "remove an app", Handle: page.Remove()},
		{Method: http.MethodPost, Path: one + "/foreign", About: `make an app another seller's (4008), or one's own again: {"foreign":false}`,
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
	if plan.ContentID == "" {
		plan.ContentID = room.apps.FreeID(func(n int) string { return fmt.Sprintf("%012d", n) })
	}
	if err := checkContentID(plan.ContentID); err != nil {
		return nil, err
	}
	made := plan.generate(room.clock.Now().UTC())
	if err := room.appPage().Add(made.id, made); err != nil {
		return nil, err
	}
	return made.view(), nil
}

func (room *Room) putApp(r *http.Request) (any, error) {
	id := r.PathValue("id")
	if err := checkContentID(id); err != nil {
		return nil, err
	}
	var in appView
	if err := harness.Decode(r, &in); err != nil {
		return nil, err
	}
	if in.ContentID != "" && in.ContentID != id {
		return nil, harness.Refuse(http.StatusBadRequest, `"content_id" is not the one in the path.`)
	}
	list, err := harness.CompactObjects("record", in.List)
	if err != nil {
		return nil, harness.Refuse(http.StatusBadRequest, `"list": %v.`, err)
	}
	info, err := harness.CompactObjects("record", in.Info)
	if err != nil {
		return nil, harness.Refuse(http.StatusBadRequest, `"info": %v.`, err)
	}
	a := &app{id: id, list: list, info: info, foreign: in.Foreign}
	room.mu.Lock()
	defer room.mu.Unlock()
	room.apps.Put(id, a)
	return a.view(), nil
}

func checkContentID(id string) error {
	if !contentIDForm.MatchString(id) {
		return harness.Refuse(http.StatusBadRequest, "%q is not a content id: exactly 12 digits.", id)
	}
	return nil
}
