package amazonroom

import (
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

func (room *Room) attachmentRoutes() []harness.Route {
	const one = "/profiles/{id}"
	apis := strings.Join(slices.Sorted(maps.Keys(apiScopes)), " or ")
	return []harness.Route{
		{Method: http.MethodPost, Path: one + "/attach", About: `attach the profile to an API: {"api":"…"} (` + apis + `), or {"scope":"messaging:push"}`,
			Handle: room.onAttachment(func(p *profile, scope string, now time.Time) {
				p.attach(scope, now, room.switches.Get().AttachDelay)
			})},
		{Method: http.MethodPost, Path: one + "/detach", About: `detach it: {"api":"…"} or {"scope":"…"}; living tokens stay alive`,
			Handle: room.onAttachment(func(p *profile, scope string, now time.Time) {
				p.detach(scope, now, room.switches.Get().DetachDelay)
				room.revokedBy(p, scope)
			})},
	}
}

// onAttachment is a console call about one profile and one scope.
func (room *Room) onAttachment(change func(*profile, string, time.Time)) func(*http.Request) (any, error) {
	return func(r *http.Request) (any, error) {
		var in struct {
			API   string `json:"api"`
			Scope string `json:"scope"`
		}
		if err := harness.Decode(r, &in); err != nil {
			return nil, err
		}
		scope, err := scopeOf(in.API, in.Scope)
		if err != nil {
			return nil, err
		}
		return room.onProfile(func(p *profile) { change(p, scope, room.clock.Now()) })(r)
	}
}

// scopeOf is the scope of an API, or the one given by itself.
func scopeOf(api, scope string) (string, error) {
	if api == "" && scope != "" {
		return scope, nil
	}
	known, ok := apiScopes[api]
	if !ok || scope != "" {
		return "", harness.Refuse(http.StatusBadRequest, `Give either "api" (%s) or "scope".`,
			strings.Join(slices.Sorted(maps.Keys(apiScopes)), " or "))
	}
	return known, nil
}
