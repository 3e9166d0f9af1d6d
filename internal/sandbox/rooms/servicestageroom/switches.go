package servicestageroom

import (
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

// switches decide what nobody outside the vendor knows, or what differs
// between versions and services. A client must survive each of them.
type switches struct {
	// GatewayFamily begins the gateway's codes: "APIGW" or "APIG".
	GatewayFamily string `json:"gateway_family"`
	// ErrorEnvelope is the form of the git API's errors: "error_msg", "error_message", "camel_case" or "nested".
	ErrorEnvelope string `json:"error_envelope"`
	// SkewCode is the code of a signature outside of the 15 minutes: "APIGW.0301" or "APIGW.0303".
	SkewCode string `json:"skew_code"`
	// MissingDeleteStatus answers the deletion of an authorization that is not there: 204, 400 or 500.
	MissingDeleteStatus int `json:"missing_delete_status"`
	// RefusedSecretCode answers a token or password that the git host refuses.
	RefusedSecretCode string `json:"refused_secret_code"`
	// TakenNameKeepsState: an exchange under a name that is taken leaves code and state unused.
	TakenNameKeepsState bool `json:"taken_name_keeps_state"`
	// OldList: list items have no tag, and the list has no count.
	OldList bool `json:"old_list"`
	// TitleCaseTypes: repo_type is answered as GitHub, GitLab, Gitee, Bitbucket, DevCloud.
	TitleCaseTypes bool `json:"title_case_types"`
	// DeniedActions are IAM actions that the user lacks.
	DeniedActions []string `json:"denied_actions"`
	// RateLimit is how many calls pass in RateWindow; 0 is no limit.
	RateLimit  int    `json:"rate_limit"`
	RateWindow string `json:"rate_window"`
}

func defaultSwitches() switches {
	return switches{
		GatewayFamily:       "APIGW",
		ErrorEnvelope:       "error_msg",
		SkewCode:            "APIGW.0301",
		MissingDeleteStatus: http.StatusInternalServerError,
		RefusedSecretCode:   authorizationInvalid.code,
		DeniedActions:       []string{},
		RateWindow:          "1m",
	}
}

// window is RateWindow, which was checked when it was set.
func (s switches) window() time.Duration {
	d, _ := time.ParseDuration(s.RateWindow)
	return d
}

// deniable are the actions that DeniedActions may hold.
var deniable = []string{listAction, getAction, createAction, deleteAction, projectsAction}

func (s switches) check() error {
	for name, choice := range map[string]struct {
		value   string
		choices []string
	}{
		"gateway_family":      {s.GatewayFamily, []string{"APIGW", "APIG"}},
		"error_envelope":      {s.ErrorEnvelope, slices.Sorted(maps.Keys(envelopes))},
		"skew_code":           {s.SkewCode, []string{"APIGW.0301", "APIGW.0303"}},
		"refused_secret_code": {s.RefusedSecretCode, slices.Sorted(maps.Keys(secretRefusals))},
	} {
		if !slices.Contains(choice.choices, choice.value) {
			return harness.Refuse(http.StatusBadRequest, "%q is one of %s.", name, strings.Join(choice.choices, ", "))
		}
	}
	for _, action := range s.DeniedActions {
		if !slices.Contains(deniable, action) {
			return harness.Refuse(http.StatusBadRequest, `"denied_actions" holds only %s.`, strings.Join(deniable, ", "))
		}
	}
	if !slices.Contains([]int{http.StatusNoContent, http.StatusBadRequest, http.StatusInternalServerError}, s.MissingDeleteStatus) {
		return harness.Refuse(http.StatusBadRequest, `"missing_delete_status" is 204, 400 or 500.`)
	}
	if s.RateLimit < 0 {
		return harness.Refuse(http.StatusBadRequest, `"rate_limit" is negative.`)
	}
	if d, err := time.ParseDuration(s.RateWindow); err != nil || d < time.Second || d%time.Second != 0 {
		return harness.Refuse(http.StatusBadRequest, `"rate_window" is a duration of whole seconds, such as "1m".`)
	}
	return nil
}

func (room *Room) settings() switches {
	room.mu.Lock()
	defer room.mu.Unlock()
	return room.switches
}

func (room *Room) switchRoutes() []harness.Route {
	return []harness.Route{
		{Method: http.MethodGet, Path: "/switches", About: "how the unknown is simulated",
			Handle: func(*http.Request) (any, error) { return room.settings(), nil }},
		{Method: http.MethodPost, Path: "/switches", About: `change some switches: {"missing_delete_status":204}; the others stay`,
			Handle: room.setSwitches},
	}
}

func (room *Room) setSwitches(r *http.Request) (any, error) {
	room.mu.Lock()
	defer room.mu.Unlock()
	changed := room.switches
	// Decoding into the slice in place would change what a request is reading.
	changed.DeniedActions = slices.Clone(changed.DeniedActions)
	if err := harness.Decode(r, &changed); err != nil {
		return nil, err
	}
	if err := changed.check(); err != nil {
		return nil, err
	}
	room.switches = changed
	return changed, nil
}
