package galaxyroom

import (
	"encoding/json"
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

func (a *app) view(id string) appView {
	return appView{ContentID: id, List: rawRecords(a.list), Info: rawRecords(a.info), Foreign: a.foreign}
}

func rawRecords(records []string) []json.RawMessage {
	raw := make([]json.RawMessage, 0, len(records))
	for _, record := range records {
		raw = append(raw, json.RawMessage(record))
	}
	return raw
}

func (room *Room) appRoutes() []harness.Route {
	return []harness.Route{
		{Method: http.MethodGet, Path: "/apps", About: "the apps, foreign ones included", Handle: room.listApps},
		{Method: http.MethodPost, Path: "/apps", About: `add an app with generated records; all optional: content_id, title, package_name, status, registration (status of a second record), version_code, version_name, price, languages, publication_type`, Handle: room.addApp},
		{Method: http.MethodPut, Path: "/apps/{id}", About: `set an app's raw records: {"list":[{…}],"info":[{…}]}`, Handle: room.putApp},
		{Method: http.MethodDelete, Path: "/apps/{id}", About: "remove an app", Handle: room.removeApp},
		{Method: http.MethodPost, Path: "/apps/{id}/foreign", About: `make an app another seller's (4008), or one's own again: {"foreign":false}`, Handle: room.setForeign},
	}
}

func (room *Room) listApps(*http.Request) (any, error) {
	room.mu.Lock()
	defer room.mu.Unlock()
	views := []appView{}
	for _, id := range room.order {
		views = append(views, room.apps[id].view(id))
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
	if plan.ContentID == "" {
		plan.ContentID = room.freeContentID()
	}
	if err := checkContentID(plan.ContentID); err != nil {
		return nil, err
	}
	if _, taken := room.apps[plan.ContentID]; taken {
		return nil, harness.Refuse(http.StatusConflict, "The app %s exists; PUT replaces it.", plan.ContentID)
	}
	made := plan.generate(room.clock.Now().UTC())
	room.put(plan.ContentID, made)
	return made.view(plan.ContentID), nil
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
	list, err := compactRecords(in.List)
	if err != nil {
		return nil, harness.Refuse(http.StatusBadRequest, `"list": %v.`, err)
	}
	info, err := compactRecords(in.Info)
	if err != nil {
		return nil, harness.Refuse(http.StatusBadRequest, `"info": %v.`, err)
	}
	room.mu.Lock()
	defer room.mu.Unlock()
	a := &app{list: list, info: info, foreign: in.Foreign}
	room.put(id, a)
	return a.view(id), nil
}

func (room *Room) removeApp(r *http.Request) (any, error) {
	room.mu.Lock()
	defer room.mu.Unlock()
	if _, err := room.knownApp(r); err != nil {
		return nil, err
	}
	room.remove(r.PathValue("id"))
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
	return a.view(r.PathValue("id")), nil
}

// knownApp is the app that a console path names; the lock must be held.
func (room *Room) knownApp(r *http.Request) (*app, error) {
	a, found := room.apps[r.PathValue("id")]
	if !found {
		return nil, harness.Refuse(http.StatusNotFound, "There is no app %q.", r.PathValue("id"))
	}
	return a, nil
}

func checkContentID(id string) error {
	if !contentIDForm.MatchString(id) {
		return harness.Refuse(http.StatusBadRequest, "%q is not a content id: exactly 12 digits.", id)
	}
	return nil
}
