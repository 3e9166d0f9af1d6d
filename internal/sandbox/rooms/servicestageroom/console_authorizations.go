package servicestageroom

import (
	"encoding/json"
	"net/http"
	"slices"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

func (room *Room) authorizationRoutes() []harness.Route {
	const one = "/authorizations/{name}"
	return []harness.Route{
		{Method: http.MethodGet, Path: "/authorizations", About: "the authorizations of a project; like all of these: ?project_id=, by default the first project", Handle: room.listHeld},
		{Method: http.MethodPost, Path: "/authorizations", About: `authorize in the console, which takes a name: {"name":"platform-github","repo_type":"github"}, optional token_type, user, host, tag`, Handle: room.takeName},
		{Method: http.MethodGet, Path: one, About: "one authorization", Handle: room.onAuthorization(nil)},
		{Method: http.MethodPut, Path: one, About: `set raw fields: {"status":7,"repo_host":"…","refused_by_host":true,"namespaces":[…]}; the others stay`, Handle: room.editAuthorization},
		{Method: http.MethodDelete, Path: one, About: "delete it", Handle: room.deleteHeld},
		{Method: http.MethodPost, Path: one + "/expire", About: "let it expire (status 1)",
			Handle: room.onAuthorization(func(a *authorization) { a.Status = statusOverdue })},
		{Method: http.MethodPost, Path: one + "/unauthenticate", About: "withdraw it at the git host (status 2)",
			Handle: room.onAuthorization(func(a *authorization) { a.Status = statusUnauthenticated })},
		{Method: http.MethodPost, Path: one + "/reauthorize", About: `re-authorize: {"user":"somebody-else","token_type":"personal"}, both optional; status 0, the name and the creation time stay`, Handle: room.reauthorize},
	}
}

// onProject runs a console call on the project of ?project_id= with the lock held.
func (room *Room) onProject(r *http.Request, call func(projectID string) (any, error)) (any, error) {
	room.mu.Lock()
	defer room.mu.Unlock()
	p, err := room.consoleProject(r.URL.Query().Get("project_id"))
	if err != nil {
		return nil, err
	}
	return call(p.id)
}

// onAuthorization is a console call that changes one authorization and shows it.
func (room *Room) onAuthorization(change func(*authorization)) func(*http.Request) (any, error) {
	return func(r *http.Request) (any, error) {
		return room.onProject(r, func(projectID string) (any, error) {
			a, err := room.known(projectID, r.PathValue("name"))
			if err != nil {
				return nil, err
			}
			if change != nil {
				change(a)
			}
			return *a, nil
		})
	}
}

// known is the authorization that a console path names; the lock must be held.
func (room *Room) known(projectID, name string) (*authorization, error) {
	a, found := room.find(projectID, name)
	if !found {
		return nil, harness.Refuse(http.StatusNotFound, "The project has no authorization %q.", name)
	}
	return a, nil
}

func (room *Room) listHeld(r *http.Request) (any, error) {
	return room.onProject(r, func(projectID string) (any, error) {
		out := []authorization{}
		for _, a := range room.authorizations[projectID] {
			out = append(out, *a)
		}
		return map[string]any{"project_id": projectID, "authorizations": out}, nil
	})
}

func (room *Room) takeName(r *http.Request) (any, error) {
	in := struct {
		Name      string  `json:"name"`
		RepoType  string  `json:"repo_type"`
		TokenType string  `json:"token_type"`
		User      string  `json:"user"`
		Host      string  `json:"host"`
		Tag       *string `json:"tag"`
	}{RepoType: "github", TokenType: byOAuth, User: anyUser}
	if err := harness.Decode(r, &in); err != nil {
		return nil, err
	}
	repoType, host, refused := hostFor(in.RepoType, in.TokenType)
	if refused == nil {
		host, refused = host.selfHosted(in.Host, false)
	}
	if refused != nil || !nameForm.MatchString(in.Name) {
		return nil, harness.Refuse(http.StatusBadRequest,
			`"name" has 4 to 63 letters, digits, "_", "-" and "."; "repo_type" and "token_type" are a pair that is offered, such as "github" and "oauth"; "host" is a URL.`)
	}
	return room.onProject(r, func(projectID string) (any, error) {
		if _, taken := room.find(projectID, in.Name); taken {
			return nil, harness.Refuse(http.StatusConflict, "The project has an authorization %q.", in.Name)
		}
		a := room.add(projectID, in.Name, repoType, in.TokenType, in.User, host)
		a.Tag = in.Tag
		return *a, nil
	})
}

func (room *Room) editAuthorization(r *http.Request) (any, error) {
	return room.onProject(r, func(projectID string) (any, error) {
		a, err := room.known(projectID, r.PathValue("name"))
		if err != nil {
			return nil, err
		}
		// Decoding changes a deep copy, so that a refused edit changes nothing.
		var edited authorization
		if err := json.Unmarshal([]byte(harness.JSON(a)), &edited); err != nil {
			return nil, err
		}
		if err := harness.Decode(r, &edited); err != nil {
			return nil, err
		}
		if edited.Name != a.Name {
			return nil, harness.Refuse(http.StatusBadRequest, "An authorization cannot be renamed.")
		}
		*a = edited
		return edited, nil
	})
}

func (room *Room) deleteHeld(r *http.Request) (any, error) {
	return room.onProject(r, func(projectID string) (any, error) {
		a, err := room.known(projectID, r.PathValue("name"))
		if err == nil {
			room.remove(projectID, a.Name)
		}
		return nil, err
	})
}

func (room *Room) reauthorize(r *http.Request) (any, error) {
	var in struct {
		User      string `json:"user"`
		TokenType string `json:"token_type"`
	}
	if err := harness.Decode(r, &in); err != nil {
		return nil, err
	}
	if !slices.Contains([]string{"", byOAuth, byPersonal, byPassword}, in.TokenType) {
		return nil, harness.Refuse(http.StatusBadRequest, `"token_type" is %q, %q or %q.`, byOAuth, byPersonal, byPassword)
	}
	return room.onAuthorization(func(a *authorization) {
		if in.User == "" {
			in.User = a.RepoUser
		}
		if in.TokenType == "" {
			in.TokenType = a.TokenType
		}
		host := gitHosts[a.RepoType]
		if a.RepoHost != host.api {
			// An authorization of a self-hosted git host keeps it. Its address was checked at creation.
			host, _ = host.selfHosted(a.RepoHost, true)
		}
		a.authorize(in.TokenType, in.User, host, room.clock.Now().UnixMilli())
	})(r)
}
