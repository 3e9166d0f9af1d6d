package servicestageroom

import (
	"encoding/json"
	"net/url"
	"regexp"
	"slices"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

// nameForm is a name as the user manual has it.
var nameForm = regexp.MustCompile(`^[A-Za-z0-9_.-]{4,63}$`)

// The vendor's three values of status.
const (
	statusNormal          = 0
	statusOverdue         = 1
	statusUnauthenticated = 2
)

// authorization is a git authorization. The console can set its fields to
// anything, as a future version of the vendor might.
type authorization struct {
	Name       string  `json:"name"`
	RepoType   string  `json:"repo_type"`
	RepoHost   string  `json:"repo_host"`
	RepoHome   string  `json:"repo_home"`
	RepoUser   string  `json:"repo_user"`
	Avatar     string  `json:"avatar"`
	TokenType  string  `json:"token_type"`
	CreateTime int64   `json:"create_time"`
	UpdateTime int64   `json:"update_time"`
	Tag        *string `json:"tag"`
	Status     int     `json:"status"`
	// RefusedByHost is set if the git host no longer accepts it; the list does not show that.
	RefusedByHost bool `json:"refused_by_host"`
	// Namespaces is what it can see at the git host.
	Namespaces []gitNamespace `json:"namespaces"`
}

// item is an authorization on the wire. Times are epoch milliseconds; "avartar"
// is the vendor's spelling.
type item struct {
	Name       string `json:"name"`
	RepoType   string `json:"repo_type"`
	RepoHost   string `json:"repo_host"`
	RepoHome   string `json:"repo_home"`
	RepoUser   string `json:"repo_user"`
	Avatar     string `json:"avartar"`
	TokenType  string `json:"token_type"`
	CreateTime int64  `json:"create_time"`
	UpdateTime int64  `json:"update_time"`
	// Tag is only in the list, where it may be null.
	Tag    json.RawMessage `json:"tag,omitempty"`
	Status int             `json:"status"`
}

// item is the wire form without the tag; the lock must be held.
func (room *Room) item(a *authorization) item {
	repoType := a.RepoType
	if host, known := gitHosts[repoType]; known && room.switches.Get().TitleCaseTypes {
		repoType = host.title
	}
	return item{
		Name: a.Name, RepoType: repoType, RepoHost: a.RepoHost, RepoHome: a.RepoHome, RepoUser: a.RepoUser, Avatar: a.Avatar,
		TokenType: a.TokenType, CreateTime: a.CreateTime, UpdateTime: a.UpdateTime, Status: a.Status,
	}
}

// listItem is the wire form in the list; the lock must be held.
func (room *Room) listItem(a *authorization) item {
	out := room.item(a)
	if !room.switches.Get().OldList {
		out.Tag = json.RawMessage("null")
		if a.Tag != nil {
			out.Tag = json.RawMessage(harness.JSON(*a.Tag))
		}
	}
	return out
}

// created answers a creation; the lock must be held.
func (room *Room) created(a *authorization) answer {
	return ok(map[string]item{"authorization": room.item(a)})
}

// find is the project's authorization of this name; the lock must be held.
func (room *Room) find(projectID, name string) (*authorization, bool) {
	for _, a := range room.authorizations[projectID] {
		if a.Name == name {
			return a, true
		}
	}
	return nil, false
}

// add makes an authorization whose name is free; the lock must be held.
func (room *Room) add(projectID, name, repoType, tokenType, user string, host gitHost) *authorization {
	a := &authorization{Name: name, RepoType: repoType, CreateTime: room.clock.Now().UnixMilli()}
	a.authorize(tokenType, user, host, a.CreateTime)
	room.authorizations[projectID] = append(room.authorizations[projectID], a)
	return a
}

// authorize sets the user and the git host, as a creation and a re-authorization in the console do.
func (a *authorization) authorize(tokenType, user string, host gitHost, now int64) {
	a.TokenType, a.RepoUser, a.RepoHost = tokenType, user, host.api
	a.RepoHome = host.web + "/" + url.PathEscape(user)
	a.Avatar = host.web + "/avatars/" + url.PathEscape(user)
	a.Status, a.UpdateTime, a.RefusedByHost = statusNormal, now, false
	a.Namespaces = ownRepositories(user, host)
}

// remove forgets an authorization and reports whether it was there; the lock must be held.
func (room *Room) remove(projectID, name string) bool {
	held := room.authorizations[projectID]
	at := slices.IndexFunc(held, func(a *authorization) bool { return a.Name == name })
	if at < 0 {
		return false
	}
	room.authorizations[projectID] = slices.Delete(held, at, at+1)
	return true
}
