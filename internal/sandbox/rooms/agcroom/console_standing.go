package agcroom

import (
	"net/http"
	"slices"
	"strings"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

// standingView is what the console tells of a credential's standing.
type standingView struct {
	ProjectID string   `json:"project_id"`
	Roles     []string `json:"roles"`
	Deleted   bool     `json:"deleted"`
	Elsewhere string   `json:"elsewhere,omitempty"`
}

func (s *standing) view() standingView {
	return standingView{ProjectID: s.project, Roles: s.roles, Deleted: s.deleted, Elsewhere: s.elsewhere}
}

// known is a credential that a console path names: its standing and how it is shown.
type known struct {
	standing *standing
	view     func() any
	// gone runs when it is deleted; may be nil.
	gone func()
}

// standingRoutes are the calls that API clients and service accounts share.
// find looks the path's credential up; the lock is held when it is called.
func (room *Room) standingRoutes(base, what string, find func(*http.Request) (known, error)) []harness.Route {
	on := func(change func(*http.Request, known) error) func(*http.Request) (any, error) {
		return func(r *http.Request) (any, error) {
			room.mu.Lock()
			defer room.mu.Unlock()
			k, err := find(r)
			if err != nil {
				return nil, err
			}
			if err := change(r, k); err != nil {
				return nil, err
			}
			return k.view(), nil
		}
	}
	one := base + "/{id}"
	return []harness.Route{
		{Method: http.MethodGet, Path: one, About: "one " + what,
			Handle: on(func(*http.Request, known) error { return nil })},
		{Method: http.MethodDelete, Path: one, About: "delete the " + what,
			Handle: on(func(_ *http.Request, k known) error {
				k.standing.deleted = true
				if k.gone != nil {
					k.gone()
				}
				return nil
			})},
		{Method: http.MethodPost, Path: one + "/restore", About: "bring a deleted " + what + " back as it was",
			Handle: on(func(_ *http.Request, k known) error { k.standing.deleted = false; return nil })},
		{Method: http.MethodPut, Path: one + "/project", About: `set its project: {"project_id":"…"}; "" is N/A, the team level`,
			Handle: on(setProject)},
		{Method: http.MethodPut, Path: one + "/roles", About: `set its roles: {"roles":["Operations"]}; roles: ` + strings.Join(roleNames(), ", "),
			Handle: on(setRoles)},
		{Method: http.MethodPut, Path: one + "/elsewhere", About: `move it to another site: {"elsewhere":"unknown"} (this site does not know it), "refused" (its tokens are refused), or "" for back`,
			Handle: on(setElsewhere)},
	}
}

func setProject(r *http.Request, k known) error {
	var in struct {
		ProjectID string `json:"project_id"`
	}
	if err := harness.Decode(r, &in); err != nil {
		return err
	}
	k.standing.project = in.ProjectID
	return nil
}

func setRoles(r *http.Request, k known) error {
	var in struct {
		Roles []string `json:"roles"`
	}
	if err := harness.Decode(r, &in); err != nil {
		return err
	}
	roles, err := sortedRoles(in.Roles)
	if err != nil {
		return err
	}
	k.standing.roles = roles
	return nil
}

func setElsewhere(r *http.Request, k known) error {
	var in struct {
		Elsewhere string `json:"elsewhere"`
	}
	if err := harness.Decode(r, &in); err != nil {
		return err
	}
	if !slices.Contains(elsewheres, in.Elsewhere) {
		return harness.Refuse(http.StatusBadRequest, `"elsewhere" is "unknown", "refused" or empty.`)
	}
	k.standing.elsewhere = in.Elsewhere
	return nil
}

// sortedRoles refuses unknown roles and drops repeated ones.
func sortedRoles(roles []string) ([]string, error) {
	sorted := []string{}
	for _, role := range roles {
		if _, ok := roleMayPublish[role]; !ok {
			return nil, harness.Refuse(http.StatusBadRequest, "There is no role %q; the roles are %s.", role, strings.Join(roleNames(), ", "))
		}
		sorted = append(sorted, role)
	}
	slices.Sort(sorted)
	return slices.Compact(sorted), nil
}
