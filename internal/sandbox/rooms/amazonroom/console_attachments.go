package amazonroom

import (
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

func (room *Room) attachmentRoutes() []harness.Route {
	const one = "/profiles/{id}"
	apis := strings.Join(slices.Sorted(maps.Keys(apiScopes)), " or ")
	return []harness.Route{
		{Method: http.MethodPost, Path: one + "/attach", About: `attach the profile to an API: {"api":"…"} (` + apis + `), or {"scope":"messaging:push"}`,
			Handle: room.onAttachment(func(p *profile, scope string) {
				p.attach(scope, room.clock.Now(), room.switches.Get().AttachDelay)
			})},
		{Method: http.MethodPost, Path: one + "/detach", About: `detach it: {"api":"…"} or {"scope":"…"}; tokens stay valid`,
			Handle: room.onAttachment(func(p *profile, scope string) {
				p.detach(scope, room.clock.Now(), room.switches.Get().DetachDelay)
				room.revokeWith(p, scope)
			})},
	}
}

// onAttachment is a console call about one profile and one scope.
func (room *Room) onAttachment(change func(*profile, string)) harness.Handler {
	return room.profilePage().Edit(func(r *http.Request, p *profile) error {
		var in struct {
			API   string `json:"api"`
			Scope string `json:"scope"`
		}
		if err := harness.Decode(r, &in); err != nil {
			return err
		}
		scope, err := scopeOf(in.API, in.Scope)
		if err == nil {
			change(p, scope)
		}
		return err
	})
}

// scopeOf is the scope of the named API, or the scope that is given instead.
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
