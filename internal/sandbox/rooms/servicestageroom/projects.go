package servicestageroom

import (
	"cmp"
	"net/http"
	"regexp"
	"slices"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

// project is a project of the account. A client that knows only its region looks
// for the project with the region's name.
type project struct{ id, name string }

// firstProject exists from the start, so that a test has to create only an access key.
var firstProject = project{id: "0123456789abcdef0123456789abcdef", name: "cn-north-4"}

// accountID is the id of the account, which IAM calls domain.
const accountID = "44c0781c83484eb9a4a5d4d233522cea"

// projectIDForm is 32 hex digits.
var projectIDForm = regexp.MustCompile(`^[0-9a-f]{32}$`)

// serves reports whether the account's projects have this id. The first one is that of the endpoint's region.
func (room *Room) serves(id string, ownRegionOnly bool) bool {
	room.mu.Lock()
	defer room.mu.Unlock()
	at := slices.IndexFunc(room.projects, func(p project) bool { return p.id == id })
	return at == 0 || at > 0 && !ownRegionOnly
}

// consoleProject is the project that a console call names by id, the first one
// when it names none; the lock must be held.
func (room *Room) consoleProject(id string) (project, error) {
	for _, p := range room.projects {
		if p.id == id || id == "" {
			return p, nil
		}
	}
	return project{}, harness.Refuse(http.StatusNotFound, "There is no project %q.", id)
}

type projectView struct {
	ID   string `json:"project_id"`
	Name string `json:"name"`
}

func (room *Room) projectRoutes() []harness.Route {
	return []harness.Route{
		{Method: http.MethodGet, Path: "/projects", About: "the projects; their names are those of regions", Handle: room.listProjects},
		{Method: http.MethodPost, Path: "/projects", About: `add a project: {"name":"ap-southeast-1"}, optional project_id; a name may be there twice`, Handle: room.addProject},
		{Method: http.MethodDelete, Path: "/projects/{id}", About: "remove a project and its authorizations", Handle: room.removeProject},
	}
}

func (room *Room) listProjects(*http.Request) (any, error) {
	room.mu.Lock()
	defer room.mu.Unlock()
	views := []projectView{}
	for _, p := range room.projects {
		views = append(views, projectView{p.id, p.name})
	}
	return map[string]any{"projects": views}, nil
}

func (room *Room) addProject(r *http.Request) (any, error) {
	var in projectView
	if err := harness.Decode(r, &in); err != nil {
		return nil, err
	}
	added := project{id: cmp.Or(in.ID, harness.RandomHex(32)), name: in.Name}
	if added.name == "" || !projectIDForm.MatchString(added.id) {
		return nil, harness.Refuse(http.StatusBadRequest, `"name" is the region's name, "project_id" 32 hex digits.`)
	}
	room.mu.Lock()
	defer room.mu.Unlock()
	if slices.ContainsFunc(room.projects, func(p project) bool { return p.id == added.id }) {
		return nil, harness.Refuse(http.StatusConflict, "The project %s exists.", added.id)
	}
	room.projects = append(room.projects, added)
	return projectView{added.id, added.name}, nil
}

func (room *Room) removeProject(r *http.Request) (any, error) {
	id := r.PathValue("id")
	room.mu.Lock()
	defer room.mu.Unlock()
	p, err := room.consoleProject(id)
	if err != nil {
		return nil, err
	}
	room.projects = slices.DeleteFunc(room.projects, func(other project) bool { return other == p })
	delete(room.authorizations, id)
	return nil, nil
}
