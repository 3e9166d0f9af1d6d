package agcroom

import (
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
	// ClientSecret is there once, in the answer that made it, and so is the file that the console offers for download.
	ClientSecret   string          `json:"client_secret,omitempty"`
	CredentialFile *credentialFile `json:"credential_file,omitempty"`
}

// credentialFile is agc-apiclient-….json; type tells team and project level apart.
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

func (room *Room) clientRoutes() []harness.Route {
	const base = "/clients"
	routes := []harness.Route{
		{Method: http.MethodGet, Path: base, About: "the API clients, deleted ones included", Handle: room.listClients},
		{Method: http.MethodPost, Path: base, About: `create an API client; all optional: client_id, client_secret, name, project_id ("" is N/A), roles (Administrator), kind (connect_api, oauth, hms); its secret is given once`, Handle: room.createClient},
		{Method: http.MethodPost, Path: base + "/{id}/reset-key", About: "reset its key, to client_secret or to one made up; the new one is given once", Handle: room.resetKey},
		{Method: http.MethodPost, Path: base + "/{id}/revoke-tokens", About: "kill every token it has, which nobody can at the real service", Handle: room.revokeTokens},
	}
	return append(routes, room.standingRoutes(base, "API client", func(r *http.Request) (known, error) {
		c, err := room.knownClient(r)
		if err != nil {
			return known{}, err
		}
		return known{
			standing: &c.standing,
			view:     func() any { return c.view() },
			gone:     func() { room.revokedBy(c) },
		}, nil
	})...)
}

// knownClient is the client that a console path names; the lock must be held.
func (room *Room) knownClient(r *http.Request) (*apiClient, error) {
	c, found := room.clients[r.PathValue("id")]
	if !found {
		return nil, harness.Refuse(http.StatusNotFound, "There is no API client %q.", r.PathValue("id"))
	}
	return c, nil
}

// revokedBy kills a client's tokens when a deletion or a reset does that; the lock must be held.
func (room *Room) revokedBy(c *apiClient) {
	if room.switches.Get().RevokeTokens {
		room.tokens.drop(c.id)
	}
}

func (room *Room) listClients(*http.Request) (any, error) {
	room.mu.Lock()
	defer room.mu.Unlock()
	views := []clientView{}
	for _, c := range room.clients {
		views = append(views, c.view())
	}
	slices.SortFunc(views, func(a, b clientView) int { return strings.Compare(a.ClientID, b.ClientID) })
	return map[string]any{"clients": views}, nil
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
	orDefault(&in.ClientID, newNumericID(19))
	orDefault(&in.ClientSecret, newSecret())
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
	room.mu.Lock()
	defer room.mu.Unlock()
	if _, taken := room.clients[in.ClientID]; taken {
		return nil, harness.Refuse(http.StatusConflict, "The API client %q exists; restore it when it is deleted.", in.ClientID)
	}
	c := &apiClient{
		standing: standing{project: in.ProjectID, roles: roles},
		id:       in.ClientID, name: in.Name, secret: in.ClientSecret, kind: in.Kind,
	}
	room.clients[c.id] = c
	return c.viewWithSecret(), nil
}

func (room *Room) resetKey(r *http.Request) (any, error) {
	var in struct {
		ClientSecret string `json:"client_secret"`
	}
	if err := harness.Decode(r, &in); err != nil {
		return nil, err
	}
	orDefault(&in.ClientSecret, newSecret())
	room.mu.Lock()
	defer room.mu.Unlock()
	c, err := room.knownClient(r)
	if err != nil {
		return nil, err
	}
	c.secret = in.ClientSecret
	room.revokedBy(c)
	return c.viewWithSecret(), nil
}

func (room *Room) revokeTokens(r *http.Request) (any, error) {
	room.mu.Lock()
	defer room.mu.Unlock()
	c, err := room.knownClient(r)
	if err != nil {
		return nil, err
	}
	return map[string]int{"revoked": room.tokens.drop(c.id)}, nil
}
