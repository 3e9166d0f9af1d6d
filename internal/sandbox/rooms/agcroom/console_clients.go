package agcroom

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

// developerID is the team's, as it stands in downloaded credential files.
const developerID = "900086000000000001"

// clientView is what the console tells of an API client.
type clientView struct {
	ClientID string `json:"client_id"`
	Name     string `json:"name,omitempty"`
	Kind     string `json:"kind"`
	standingView
	// ClientSecret, and the file that the console offers for download, are only in the answer that made the secret.
	ClientSecret   string          `json:"client_secret,omitempty"`
	CredentialFile *credentialFile `json:"credential_file,omitempty"`
}

// credentialFile is agc-apiclient-….json; its type says whether the client is of the team or of a project.
type credentialFile struct {
	Type                 string `json:"type"`
	ProjectID            string `json:"project_id,omitempty"`
	DeveloperID          string `json:"developer_id"`
	ClientID             string `json:"client_id"`
	ClientSecret         string `json:"client_secret"`
	ConfigurationVersion string `json:"configuration_version"`
	Region               string `json:"region"`
}

func (c *apiClient) view() clientView {
	return clientView{ClientID: c.id, Name: c.name, Kind: c.kind, standingView: c.standing.view()}
}

func (c *apiClient) viewWithSecret() clientView {
	v := c.view()
	v.ClientSecret = c.secret
	v.CredentialFile = &credentialFile{
		Type: "team_client_id", ProjectID: c.project, DeveloperID: developerID, ClientID: c.id, ClientSecret: c.secret,
		ConfigurationVersion: "3.0", Region: "CN",
	}
	if c.project != "" {
		v.CredentialFile.Type = "project_client_id"
	}
	return v
}

func (room *Room) clientPage() harness.Page[*apiClient] {
	return harness.Page[*apiClient]{
		Lock: &room.mu, Items: &room.clients, What: "API client", View: func(c *apiClient) any { return c.view() },
	}
}

func (room *Room) clientRoutes() []harness.Route {
	const base, one = "/clients", "/clients/{id}"
	page := room.clientPage()
	return append([]harness.Route{
		{Method: http.MethodGet, Path: base, About: "the API clients, deleted ones included", Handle: page.List("clients")},
		{Method: http.MethodPost, Path: base, About: `create an API client; all optional: client_id, client_secret, name, project_id ("" is N/A), roles (Administrator), kind (connect_api, oauth, hms); its secret is given once`, Handle: room.createClient},
		{Method: http.MethodPost, Path: one + "/reset-key", About: "reset its key, to client_secret or to one made up; the new one is given once",
			Handle: page.Answer(room.resetKey)},
		{Method: http.MethodPost, Path: one + "/revoke-tokens", About: "revoke every token it has, which nobody can do at the real service",
			Handle: page.Answer(func(_ *http.Request, c *apiClient) (any, error) {
				return map[string]int{"revoked": room.revokeTokens(c)}, nil
			})},
	}, standingRoutes(base, page, room.revokeWith)...)
}

// revokeTokens revokes a client's tokens and counts them; the lock must be held.
func (room *Room) revokeTokens(c *apiClient) int {
	return room.tokens.Revoke(func(client string) bool { return client == c.id })
}

// revokeWith revokes a client's tokens when a deletion or a reset does that; the lock must be held.
func (room *Room) revokeWith(c *apiClient) {
	if room.switches.Get().RevokeTokens {
		room.revokeTokens(c)
	}
}

func (room *Room) createClient(r *http.Request) (any, error) {
	in := struct {
		ClientID     string   `json:"client_id"`
		ClientSecret string   `json:"client_secret"`
		Name         string   `json:"name"`
		ProjectID    string   `json:"project_id"`
		Roles        []string `json:"roles"`
		Kind         string   `json:"kind"`
	}{Kind: kindConnectAPI, Roles: []string{"Administrator"}}
	if err := harness.Decode(r, &in); err != nil {
		return nil, err
	}
	in.ClientID = cmp.Or(in.ClientID, newNumericID(19))
	if !isNumber(in.ClientID) {
		return nil, harness.Refuse(http.StatusBadRequest, `"client_id" is not a number.`)
	}
	if !slices.Contains(kinds, in.Kind) {
		return nil, harness.Refuse(http.StatusBadRequest, `"kind" is one of %s.`, strings.Join(kinds, ", "))
	}
	roles, err := sortedRoles(in.Roles)
	if err != nil {
		return nil, err
	}
	c := &apiClient{
		standing: standing{project: in.ProjectID, roles: roles},
		id:       in.ClientID, name: in.Name, secret: cmp.Or(in.ClientSecret, newSecret()), kind: in.Kind,
	}
	room.mu.Lock()
	defer room.mu.Unlock()
	if err := room.clientPage().Add(c.id, c); err != nil {
		return nil, err
	}
	return c.viewWithSecret(), nil
}

func (room *Room) resetKey(r *http.Request, c *apiClient) (any, error) {
	var in struct {
		ClientSecret string `json:"client_secret"`
	}
	if err := harness.Decode(r, &in); err != nil {
		return nil, err
	}
	c.secret = cmp.Or(in.ClientSecret, newSecret())
	room.revokeWith(c)
	return c.viewWithSecret(), nil
}
