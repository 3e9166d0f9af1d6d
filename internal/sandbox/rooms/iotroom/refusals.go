package iotroom

import (
	"net/http"
	"slices"
	"strings"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

// The calls that the console can let the platform refuse.
const (
	callLogin   = "login"
	callRefresh = "refresh"
	callLogout  = "logout"
	// callLater is every call with a token.
	callLater = "later"
)

var refusableCalls = []string{callLogin, callRefresh, callLogout, callLater}

// refusal is a code that the platform answers to a call, whatever the request. It
// is for what a request cannot cause: an internal error, a code of another call,
// an error with status 200.
type refusal struct {
	Call string `json:"call"`
	Code string `json:"code"`
	// Status and Text are the documented ones unless they are given.
	Status int    `json:"status"`
	Text   string `json:"text"`
	// Times is how many calls are refused; 0 is all until the refusals are cleared.
	Times int `json:"times"`
	// Hit counts the calls refused.
	Hit int `json:"hit"`
}

// setRefusal is the refusal that the console has set for a call, nil if there is none.
func (room *Room) setRefusal(call string) *failure {
	room.mu.Lock()
	defer room.mu.Unlock()
	for _, r := range room.refusals {
		if r.Call == call && (r.Times == 0 || r.Hit < r.Times) {
			r.Hit++
			return &failure{r.Status, r.Code, r.Text, strings.HasPrefix(r.Code, "10100")}
		}
	}
	return nil
}

func (room *Room) refusalRoutes() []harness.Route {
	return []harness.Route{
		{Method: http.MethodGet, Path: "/refusals", About: "the refusals that are set, with how often they hit", Handle: room.listRefusals},
		{Method: http.MethodPost, Path: "/refusals", About: `answer calls with a code: {"call":"login","code":"50252"}; call is login, refresh, logout or later; optional status (200 too), times, and text, which an unknown code needs`, Handle: room.addRefusal},
		{Method: http.MethodDelete, Path: "/refusals", About: "clear them", Handle: room.clearRefusals},
	}
}

func (room *Room) listRefusals(*http.Request) (any, error) {
	room.mu.Lock()
	defer room.mu.Unlock()
	out := []refusal{}
	for _, r := range room.refusals {
		out = append(out, *r)
	}
	return map[string]any{"refusals": out}, nil
}

func (room *Room) addRefusal(r *http.Request) (any, error) {
	var in refusal
	if err := harness.Decode(r, &in); err != nil {
		return nil, err
	}
	if known := failures[in.Code]; known != nil {
		if in.Status == 0 {
			in.Status = known.status
		}
		if in.Text == "" {
			in.Text = known.text
		}
	}
	if !slices.Contains(refusableCalls, in.Call) {
		return nil, harness.Refuse(http.StatusBadRequest, `"call" is one of %s.`, strings.Join(refusableCalls, ", "))
	}
	if in.Code == "" || in.Text == "" || in.Status < 200 || in.Status > 599 || in.Times < 0 {
		return nil, harness.Refuse(http.StatusBadRequest, `Give a "code" of the platform; one that is not documented needs a "status" from 200 to 599 and a "text". "times" is not negative.`)
	}
	in.Hit = 0
	set := in
	room.mu.Lock()
	defer room.mu.Unlock()
	room.refusals = append(room.refusals, &set)
	return in, nil
}

func (room *Room) clearRefusals(*http.Request) (any, error) {
	room.mu.Lock()
	defer room.mu.Unlock()
	room.refusals = nil
	return nil, nil
}
