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

// standingRoutes are the calls that API clients and service accounts share. deleted runs when one is deleted.
func standingRoutes[T interface{ common() *standing }](base string, page harness.Page[T], deleted func(T)) []harness.Route {
	one := base + "/{id}"
	change := func(set func(*http.Request, *standing) error) harness.Handler {
		return page.Edit(func(r *http.Request, item T) error { return set(r, item.common()) })
	}
	return []harness.Route{
		{Method: http.MethodGet, Path: one, About: "one " + page.What, Handle: page.Show()},
		{Method: http.MethodDelete, Path: one, About: "delete the " + page.What,
			Handle: page.Change(func(item T) { item.common().deleted = true; deleted(item) })},
		{Method: http.MethodPost, Path: one + "/restore", About: "restore the deleted " + page.What + " as it was",
			Handle: page.Change(func(item T) { item.common().deleted = false })},
		{Method: http.MethodPut, Path: one + "/project", About: `set its project: {"project_id":"…"}; "" is N/A, the team level`,
			Handle: change(setProject)},
		{Method: http.MethodPut, Path: one + "/roles", About: `set its roles: {"roles":["Operations"]}; roles: ` + strings.Join(roleNames(), ", "),
			Handle: change(setRoles)},
		{Method: http.MethodPut, Path: one + "/elsewhere", About: `move it to another site: {"elsewhere":"unknown"} (this site does not know it), "refused" (its tokens are refused), or "" for back`,
			Handle: change(setElsewhere)},
	}
}

func setProject(r *http.Request, s *standing) error {
	var in struct {
		ProjectID string `json:"project_id"`
	}
	if err := harness.Decode(r, &in); err != nil {
		return err
	}
	s.project = in.ProjectID
	return nil
}

func setRoles(r *http.Request, s *standing) error {
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
	s.roles = roles
	return nil
}

func setElsewhere(r *http.Request, s *standing) error {
	var in struct {
		Elsewhere string `json:"elsewhere"`
	}
	if err := harness.Decode(r, &in); err != nil {
		return err
	}
	if !slices.Contains(elsewheres, in.Elsewhere) {
		return harness.Refuse(http.StatusBadRequest, `"elsewhere" is "unknown", "refused" or empty.`)
	}
	s.elsewhere = in.Elsewhere
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
