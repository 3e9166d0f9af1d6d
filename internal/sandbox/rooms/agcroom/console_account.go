package agcroom

import (
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

func (room *Room) accountRoutes() []harness.Route {
	states := strings.Join(slices.Sorted(maps.Keys(accountStates)), ", ")
	return []harness.Route{
		{Method: http.MethodGet, Path: "/account", About: "the developer account's state", Handle: room.showAccount},
		{Method: http.MethodPut, Path: "/account", About: `set it: {"state":"suspended"}; states: ` + states, Handle: room.setAccount},
	}
}

type accountView struct {
	State string `json:"state"`
}

func (room *Room) showAccount(*http.Request) (any, error) {
	room.mu.Lock()
	defer room.mu.Unlock()
	return accountView{room.account}, nil
}

func (room *Room) setAccount(r *http.Request) (any, error) {
	var in accountView
	if err := harness.Decode(r, &in); err != nil {
		return nil, err
	}
	if _, ok := accountStates[in.State]; !ok {
		return nil, harness.Refuse(http.StatusBadRequest, "There is no account state %q.", in.State)
	}
	room.mu.Lock()
	defer room.mu.Unlock()
	room.account = in.State
	return in, nil
}
