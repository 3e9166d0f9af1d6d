package servicestageroom

import "net/http"

// list is GET /git/auths: all of the project, no paging, the only way to read one.
func (room *Room) list(r *request) (answer, *failure) {
	room.mu.Lock()
	defer room.mu.Unlock()
	held := room.authorizations[r.project]
	items := make([]item, 0, len(held))
	for _, a := range held {
		items = append(items, room.listItem(a))
	}
	if room.switches.Get().OldList {
		return ok(map[string][]item{"authorizations": items}), nil
	}
	return ok(struct {
		Authorizations []item `json:"authorizations"`
		Count          int    `json:"count"`
	}{items, len(items)}), nil
}

// delete is DELETE /git/auths/{name}.
func (room *Room) delete(r *request) (answer, *failure) {
	room.mu.Lock()
	defer room.mu.Unlock()
	if room.remove(r.project, r.PathValue("name")) {
		return answer{status: http.StatusNoContent}, nil
	}
	set := room.switches.Get()
	switch {
	case set.MissingDeleteStatus == http.StatusNoContent:
		return answer{status: http.StatusNoContent}, nil
	case set.MissingDeleteStatus == http.StatusBadRequest:
		return answer{}, noAuthorization
	case set.MissingDeleteText:
		return answer{}, &failure{status: http.StatusInternalServerError, message: http.StatusText(http.StatusInternalServerError)}
	}
	return answer{}, &failure{status: http.StatusInternalServerError}
}
