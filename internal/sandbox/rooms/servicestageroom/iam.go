package servicestageroom

import (
	"net/http"
	"slices"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

// iam is the identity service: the project lookup and tokens for a password.
func (room *Room) iam() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /v3/projects", room.identityCall(room.findProjects))
	mux.HandleFunc("POST /v3/auth/tokens", room.identityCall(room.passwordToken))
	mux.HandleFunc("/", room.identityCall(room.noSuchIdentityCall))
	return room.published(mux)
}

// identityCall is one call of IAM; w is for headers only.
func (room *Room) identityCall(serve func(w http.ResponseWriter, r *http.Request, body []byte, requestID string) answer) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		id := newRequestID()
		send(w, id, serve(w, r, readBody(r), id))
	}
}

func (room *Room) noSuchIdentityCall(_ http.ResponseWriter, _ *http.Request, _ []byte, requestID string) answer {
	set := room.switches.Get()
	if set.KeystoneElsewhere {
		return identityFailure(http.StatusNotFound, noSuchResource)
	}
	return noSuchAPIs[set.NoSuchAPIWords].answer(requestID, set)
}

// Texts of IAM's own refusals, which are Keystone's.
const (
	needsAuthentication = "The request you have made requires authentication."
	notPermitted        = "You are not authorized to perform the requested action."
	invalidToken        = "The X-Auth-Token is invalid!" //nolint:gosec // the vendor's words
	wrongPassword       = "Unauthorized."
	malformedRequest    = "The request is malformed."
	noSuchResource      = "The resource could not be found."
	noSuchProject       = "Could not find project."
)

// keystoneProject is a project as IAM lists it.
type keystoneProject struct {
	IsDomain    bool   `json:"is_domain"`
	Description string `json:"description"`
	Links       struct {
		Self string `json:"self"`
	} `json:"links"`
	Enabled  bool   `json:"enabled"`
	ID       string `json:"id"`
	ParentID string `json:"parent_id"`
	DomainID string `json:"domain_id"`
	Name     string `json:"name"`
}

type keystoneLinks struct {
	Self     string  `json:"self"`
	Previous *string `json:"previous"`
	Next     *string `json:"next"`
}

const projectsURL = "https://iam.myhuaweicloud.com/v3/projects"

// findProjects is GET /v3/projects?name=.
func (room *Room) findProjects(_ http.ResponseWriter, r *http.Request, body []byte, requestID string) answer {
	set := room.switches.Get()
	if refused := room.identify(r, body); refused != nil {
		if _, signed := room.signatureOf(r); signed {
			return refused.answer(requestID, set)
		}
		if r.Header.Get("X-Auth-Token") != "" {
			return identityFailure(http.StatusUnauthorized, invalidToken)
		}
		return identityFailure(http.StatusUnauthorized, needsAuthentication)
	}
	if slices.Contains(set.DeniedActions, projectsAction) {
		return identityFailure(http.StatusForbidden, notPermitted)
	}
	query := r.URL.Query()
	name, all := query.Get("name"), !query.Has("name") || !set.EmptyNameFindsNone
	out := struct {
		Links    keystoneLinks     `json:"links"`
		Projects []keystoneProject `json:"projects"`
	}{Links: keystoneLinks{Self: projectsURL}, Projects: []keystoneProject{}}
	room.mu.Lock()
	defer room.mu.Unlock()
	for _, p := range room.projects {
		if name == "" && all || name == p.name {
			listed := keystoneProject{Enabled: true, ID: p.id, ParentID: accountID, DomainID: accountID, Name: p.name}
			listed.Links.Self = projectsURL + "/" + p.id
			out.Projects = append(out.Projects, listed)
		}
	}
	return ok(out)
}

func (room *Room) identify(r *http.Request, body []byte) *failure {
	_, refused := room.authenticate(r, body)
	return refused
}

// passwordRequest is the body of POST /v3/auth/tokens, as far as it is simulated.
type passwordRequest struct {
	Auth struct {
		Identity struct {
			Methods  []string `json:"methods"`
			Password struct {
				User struct {
					Name     string `json:"name"`
					Password string `json:"password"`
					Domain   struct {
						Name string `json:"name"`
					} `json:"domain"`
				} `json:"user"`
			} `json:"password"`
		} `json:"identity"`
		Scope struct {
			Project projectReference `json:"project"`
		} `json:"scope"`
	} `json:"auth"`
}

// projectReference names a project by id or by name.
type projectReference struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

func (ref projectReference) names(p project) bool {
	return ref.ID == p.id || ref.ID == "" && ref.Name == p.name
}

// keystoneTime is how IAM writes a time.
const keystoneTime = "2006-01-02T15:04:05.000000Z"

// passwordToken is POST /v3/auth/tokens: user and password for a token bound to a project.
func (room *Room) passwordToken(w http.ResponseWriter, _ *http.Request, body []byte, _ string) answer {
	var in passwordRequest
	if !harness.DecodeExact(body, &in) || !slices.Equal(in.Auth.Identity.Methods, []string{"password"}) ||
		in.Auth.Scope.Project == (projectReference{}) {
		return identityFailure(http.StatusBadRequest, malformedRequest)
	}
	given := in.Auth.Identity.Password.User
	name := userName{given.Domain.Name, given.Name}

	room.mu.Lock()
	defer room.mu.Unlock()
	who, found := room.users[name]
	if !found || who.password != given.Password {
		return identityFailure(http.StatusUnauthorized, wrongPassword)
	}
	at := slices.IndexFunc(room.projects, in.Auth.Scope.Project.names)
	if at < 0 {
		return identityFailure(http.StatusUnauthorized, noSuchProject)
	}
	p := room.projects[at]
	token, expires := room.issueToken(p.id, name, userTokenLifetime)
	w.Header().Set("X-Subject-Token", token)

	type domain struct {
		Name string `json:"name"`
		ID   string `json:"id"`
	}
	type named struct {
		Domain domain `json:"domain"`
		Name   string `json:"name"`
		ID     string `json:"id"`
	}
	type tokenBody struct {
		ExpiresAt string   `json:"expires_at"`
		Methods   []string `json:"methods"`
		Catalog   []string `json:"catalog"`
		Roles     []string `json:"roles"`
		Project   named    `json:"project"`
		IssuedAt  string   `json:"issued_at"`
		User      named    `json:"user"`
	}
	account := domain{name.domain, accountID}
	return answer{http.StatusCreated, harness.JSON(map[string]tokenBody{"token": {
		ExpiresAt: expires.UTC().Format(keystoneTime), IssuedAt: room.clock.Now().UTC().Format(keystoneTime),
		Methods: []string{"password"}, Catalog: []string{}, Roles: []string{},
		Project: named{account, p.name, p.id}, User: named{account, name.name, who.id},
	}})}
}
