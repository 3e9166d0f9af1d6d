package servicestageapi

import (
	"context"
	"net/http"
	"strings"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

// Namespace is an organization, a group or a user at the git host.
type Namespace struct{ ID, Name string }

// Repository is one repository of a namespace.
type Repository struct{ ID, Name, CloneURL string }

// Namespaces asks the git host, through the authorization called name, for what it may see. A refusal is SVCSTG.REPO.0451
// (the git host does not accept it any more) or SVCSTG.REPO.0450 (no such authorization).
func (c *Client) Namespaces(ctx context.Context, name string) ([]Namespace, error) {
	r := vendorhttp.Request{
		Operation: "list what authorization " + name + " may see",
		Method:    http.MethodGet,
		Path:      "/git/repos/namespaces",
		Header:    repoAuth(name),
	}
	var answer struct {
		Namespaces *[]struct {
			ID   vendorhttp.Text `json:"id"`
			Name vendorhttp.Text `json:"name"`
		} `json:"namespaces"`
	}
	resp, err := c.do(ctx, r, &answer)
	switch {
	case err != nil:
		return nil, err
	case answer.Namespaces == nil:
		return nil, c.service.Malformed(r, resp, "the answer has no list of namespaces")
	}
	namespaces := make([]Namespace, 0, len(*answer.Namespaces))
	for _, n := range *answer.Namespaces {
		namespaces = append(namespaces, Namespace{ID: printable(n.ID), Name: printable(n.Name)})
	}
	return namespaces, nil
}

// Repositories lists the repositories of a namespace, given by its name.
func (c *Client) Repositories(ctx context.Context, name, namespace string) ([]Repository, error) {
	r := vendorhttp.Request{
		Operation: "list the repositories of " + namespace + " with authorization " + name,
		Method:    http.MethodGet,
		Path:      "/git/repos/{namespace}/projects",
		// A slash in a path value is written as a colon (servicestage_06_0114).
		PathValues: []string{strings.ReplaceAll(namespace, "/", ":")},
		Header:     repoAuth(name),
	}
	var answer struct {
		Projects *[]struct {
			ID       vendorhttp.Text `json:"id"`
			Name     vendorhttp.Text `json:"name"`
			CloneURL vendorhttp.Text `json:"clone_url"`
		} `json:"projects"`
	}
	resp, err := c.do(ctx, r, &answer)
	switch {
	case err != nil:
		return nil, err
	case answer.Projects == nil:
		return nil, c.service.Malformed(r, resp, "the answer has no list of repositories")
	}
	repositories := make([]Repository, 0, len(*answer.Projects))
	for _, p := range *answer.Projects {
		repositories = append(repositories, Repository{ID: printable(p.ID), Name: printable(p.Name), CloneURL: address(p.CloneURL)})
	}
	return repositories, nil
}

// repoAuth names the authorization that a call to the git host goes through.
func repoAuth(name string) http.Header { return http.Header{"X-Repo-Auth": {name}} }
