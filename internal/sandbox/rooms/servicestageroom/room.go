// Package servicestageroom plays Huawei Cloud ServiceStage: its git authorizations,
// the part of IAM that a client of them needs, and the API gateway before both. It
// is one account. Its access keys, users and projects, and what the git hosts
// answer, are set through the console.
package servicestageroom

import (
	"net/http"
	"slices"
	"sync"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

// Room is ServiceStage with IAM. It is safe for concurrent use.
type Room struct {
	clock    *harness.Clock
	switches *harness.Switches[switches]

	mu sync.Mutex
	state
}

// state is everything that a reset forgets.
type state struct {
	keys     harness.Collection[*accessKey]
	users    map[userName]*user
	tokens   map[string]userToken
	projects []project
	// authorizations are those of a project in the order they were made.
	authorizations map[string][]*authorization
	states         map[string]*oauthState
	gitAccounts    map[string]gitAccount
	throttle       throttle
}

var _ harness.Room = (*Room)(nil)

// New returns an account with one project that runs on clock.
func New(clock *harness.Clock) *Room {
	room := &Room{clock: clock, switches: harness.NewSwitches(declareSwitches)}
	room.Reset()
	return room
}

// Name is "servicestage".
func (room *Room) Name() string { return "servicestage" }

// Prefixes are "/servicestage" and "/iam".
func (room *Room) Prefixes() []string { return []string{"/servicestage", "/iam"} }

// Switches are the room's switches.
func (room *Room) Switches() harness.Panel { return room.switches }

// Reset forgets everything but the first project.
func (room *Room) Reset() {
	room.mu.Lock()
	defer room.mu.Unlock()
	room.state = state{
		users: map[userName]*user{}, tokens: map[string]userToken{}, projects: []project{firstProject},
		authorizations: map[string][]*authorization{}, states: map[string]*oauthState{}, gitAccounts: map[string]gitAccount{},
	}
}

// Console is what a person does in the consoles of Huawei Cloud and in the
// browser.
func (room *Room) Console() []harness.Route {
	return slices.Concat(room.accessKeyRoutes(), room.userRoutes(), room.projectRoutes(), room.authorizationRoutes(), room.gitHostRoutes())
}

// Handler is the git API below /servicestage and IAM below /iam.
func (room *Room) Handler(prefix string) http.Handler {
	if prefix == "/iam" {
		return room.iam()
	}
	return room.gitAPI()
}

// gitAPI is every simulated call of the git API behind the gateway.
func (room *Room) gitAPI() http.Handler {
	const auths, repos = "/v1/{project}/git/auths", "/v1/{project}/git/repos"
	mux := http.NewServeMux()
	for pattern, api := range map[string]api{
		"GET " + auths:                                 {listAction, room.list},
		"GET " + auths + "/{repo_type}/redirect":       {getAction, room.redirect},
		"POST " + auths + "/{repo_type}/oauth":         {createAction, room.createOAuth},
		"POST " + auths + "/{repo_type}/personal":      {createAction, room.createPersonal},
		"POST " + auths + "/{repo_type}/password":      {createAction, room.createPassword},
		"DELETE " + auths + "/{name}":                  {deleteAction, room.delete},
		"GET " + repos + "/namespaces":                 {"", room.namespaces},
		"GET " + repos + "/project-info":               {"", room.projectInfo},
		"GET " + repos + "/{namespace}/projects":       {"", room.repositories},
		"GET " + repos + "/{namespace}/{git}/branches": {"", room.branches},
		"GET " + repos + "/{namespace}/{git}/tags":     {"", room.gitTags},
	} {
		mux.HandleFunc(pattern, room.behindGateway(api))
	}
	mux.HandleFunc("/", room.noSuchAPI)
	return room.published(mux)
}
