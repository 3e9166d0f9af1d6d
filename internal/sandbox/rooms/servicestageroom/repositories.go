package servicestageroom

import (
	"fmt"
	"hash/crc32"
	"slices"
	"strings"
)

// gitNamespace is what the git host calls a user, group or organisation.
type gitNamespace struct {
	ID       string       `json:"id"`
	Name     string       `json:"name"`
	Projects []gitProject `json:"projects"`
}

// gitProject is a repository.
type gitProject struct {
	ID       string   `json:"id"`
	Name     string   `json:"name"`
	CloneURL string   `json:"clone_url"`
	Branches []string `json:"branches"`
	Tags     []string `json:"tags"`
}

// ownRepositories is what a user sees by default: one namespace of their own with one repository.
func ownRepositories(user string, host gitHost) []gitNamespace {
	id := fmt.Sprint(crc32.ChecksumIEEE([]byte(user)))
	return []gitNamespace{{ID: id, Name: user, Projects: []gitProject{{
		ID: id + "1", Name: "demo", CloneURL: host.web + "/" + user + "/demo.git",
		Branches: []string{"main"}, Tags: []string{},
	}}}}
}

// repositoryAuthorization is the authorization that X-Repo-Auth names, if the
// git host still accepts it; the lock must be held.
func (room *Room) repositoryAuthorization(r *request) (*authorization, *failure) {
	name := r.Header.Get("X-Repo-Auth")
	a, found := room.find(r.project, name)
	if !found {
		return nil, noAuthorization
	}
	r.note("authorization", name)
	if a.Status != statusNormal || a.RefusedByHost {
		return nil, authorizationInvalid
	}
	return a, nil
}

// withNamespace is a call on one namespace of the authorization; the path names it.
func (room *Room) withNamespace(r *request, serve func(gitNamespace) (answer, *failure)) (answer, *failure) {
	room.mu.Lock()
	defer room.mu.Unlock()
	a, refused := room.repositoryAuthorization(r)
	if refused != nil {
		return answer{}, refused
	}
	name := pathName(r, "namespace")
	for _, n := range a.Namespaces {
		if n.Name == name || n.ID == name {
			return serve(n)
		}
	}
	return answer{}, parameterInvalid
}

// withGitProject is a call on one repository; the path names it.
func (room *Room) withGitProject(r *request, serve func(gitProject) (answer, *failure)) (answer, *failure) {
	return room.withNamespace(r, func(n gitNamespace) (answer, *failure) {
		name := pathName(r, "git")
		for _, p := range n.Projects {
			if p.Name == name || p.ID == name {
				return serve(p)
			}
		}
		return answer{}, parameterInvalid
	})
}

// pathName is a name in the path, in which a colon stands for a slash.
func pathName(r *request, wildcard string) string {
	return strings.ReplaceAll(r.PathValue(wildcard), ":", "/")
}

// namespaces is GET /git/repos/namespaces.
func (room *Room) namespaces(r *request) (answer, *failure) {
	room.mu.Lock()
	defer room.mu.Unlock()
	a, refused := room.repositoryAuthorization(r)
	if refused != nil {
		return answer{}, refused
	}
	type namespace struct {
		ID   string `json:"id"`
		Name string `json:"name"`
	}
	out := make([]namespace, 0, len(a.Namespaces))
	for _, n := range a.Namespaces {
		out = append(out, namespace{n.ID, n.Name})
	}
	return ok(map[string][]namespace{"namespaces": out}), nil
}

// projectInfo is GET /git/repos/project-info?clone_url=.
func (room *Room) projectInfo(r *request) (answer, *failure) {
	room.mu.Lock()
	defer room.mu.Unlock()
	a, refused := room.repositoryAuthorization(r)
	if refused != nil {
		return answer{}, refused
	}
	cloneURL := r.URL.Query().Get("clone_url")
	for _, n := range a.Namespaces {
		at := slices.IndexFunc(n.Projects, func(p gitProject) bool { return p.CloneURL == cloneURL })
		if at >= 0 {
			return ok(struct {
				NamespaceID string `json:"namespace_id"`
				Namespace   string `json:"namespace"`
				ProjectID   string `json:"project_id"`
				Project     string `json:"project"`
			}{n.ID, n.Name, n.Projects[at].ID, n.Projects[at].Name}), nil
		}
	}
	return answer{}, cloneURLInvalid
}

// repositories is GET /git/repos/{namespace}/projects.
func (room *Room) repositories(r *request) (answer, *failure) {
	return room.withNamespace(r, func(n gitNamespace) (answer, *failure) {
		type repository struct {
			ID       string `json:"id"`
			Name     string `json:"name"`
			CloneURL string `json:"clone_url"`
		}
		out := make([]repository, 0, len(n.Projects))
		for _, p := range n.Projects {
			out = append(out, repository{p.ID, p.Name, p.CloneURL})
		}
		return ok(map[string][]repository{"projects": out}), nil
	})
}

// branches is GET /git/repos/{namespace}/{project}/branches.
func (room *Room) branches(r *request) (answer, *failure) {
	return room.withGitProject(r, func(p gitProject) (answer, *failure) {
		return ok(map[string][]string{"branches": append([]string{}, p.Branches...)}), nil
	})
}

// gitTags is GET /git/repos/{namespace}/{project}/tags.
func (room *Room) gitTags(r *request) (answer, *failure) {
	return room.withGitProject(r, func(p gitProject) (answer, *failure) {
		return ok(map[string][]string{"tags": append([]string{}, p.Tags...)}), nil
	})
}
