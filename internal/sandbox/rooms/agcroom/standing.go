package agcroom

import (
	"maps"
	"net/http"
	"slices"
)

// standing is what an API client and a service account have in common: the
// project they belong to and what they may do.
type standing struct {
	// project is empty for N/A, the whole team. The Publishing API refuses credentials of a project.
	project string
	roles   []string
	// deleted credentials are kept: their tokens may still be valid, and the console can restore them.
	deleted bool
	// elsewhere says how a credential of another site looks from this one: a value of elsewheres.
	elsewhere string
}

func (s *standing) common() *standing { return s }

const (
	// elsewhereUnknown: this site has never heard of it.
	elsewhereUnknown = "unknown"
	// elsewhereRefused: the token call answers, but the API refuses the token.
	elsewhereRefused = "refused"
)

var elsewheres = []string{"", elsewhereUnknown, elsewhereRefused}

// roleMayPublish is every role of the console, and whether it may use the
// Publishing API. The vendor does not publish its permissions; these are reported
// by the authors of clients.
var roleMayPublish = map[string]bool{
	"Administrator":    true,
	"App manager":      true,
	"App release":      true,
	"Operations":       false,
	"Development":      false,
	"Finance":          false,
	"Customer service": false,
}

func roleNames() []string { return slices.Sorted(maps.Keys(roleMayPublish)) }

func (s *standing) mayPublish() bool {
	return slices.ContainsFunc(s.roles, func(role string) bool { return roleMayPublish[role] })
}

// present reports whether this site knows the credential.
func (s *standing) present() bool { return !s.deleted && s.elsewhere != elsewhereUnknown }

const stateActive = "active"

// accountStates are the states of the developer account and the verdict that
// the Publishing API gives in each, with HTTP 200.
var accountStates = map[string]ret{
	stateActive: retOK,
	// Suspended, or its real name is not verified.
	"suspended":    {204144666, "[AppGalleryConnectPublishService]auth failed: the account is suspended or not real-name verified"},
	"no_user_info": {204144665, "[AppGalleryConnectPublishService]auth failed: could not query user info"},
	"no_developer": {204144643, "[AppGalleryConnectPublishService]get developer account failed"},
}

// authorize is the permission service, which runs after the token was accepted.
func (s *standing) authorize(set switches, ofProject *answer) *answer {
	switch {
	case set.UPSUnusable:
		return forbidden(set, reasonUPS)
	case s.project != "":
		return ofProject
	case !s.mayPublish():
		return forbidden(set, reasonForbidden)
	}
	return nil
}

// published checks the token, the permission and the developer account's state, in
// this order, before a call of the Publishing API.
func (room *Room) published(call func(*http.Request, switches) answer) func(*http.Request) answer {
	return func(r *http.Request) answer {
		set := room.switches.Get()
		if refused := room.admit(r, set); refused != nil {
			return *refused
		}
		room.mu.Lock()
		verdict := accountStates[room.account]
		room.mu.Unlock()
		if verdict != retOK {
			return refusal(r, set, verdict)
		}
		return call(r, set)
	}
}
