package amazonroom

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

// mint is POST /auth/o2/token. Its checks run in the order content type, grant
// type, client, scope.
func (room *Room) mint(r *http.Request) answer {
	in, refused := readTokenRequest(r)
	if refused != nil {
		return *refused
	}
	if in.grantType != "client_credentials" {
		return oauthRefusal(r, http.StatusBadRequest, "unsupported_grant_type", wordsGrantType)
	}
	for _, required := range []struct{ name, value string }{{"client_id", in.clientID}, {"client_secret", in.clientSecret}} {
		if required.value == "" {
			return *missingParameter(r, required.name)
		}
	}
	now := room.clock.Now()
	room.mu.Lock()
	defer room.mu.Unlock()
	p, found := room.profiles[in.clientID]
	if !found || p.deleted || !p.accepts(in.clientSecret, now) {
		return oauthRefusal(r, http.StatusUnauthorized, "invalid_client", wordsInvalidClient)
	}
	if p.unauthorized {
		return oauthRefusal(r, http.StatusBadRequest, "unauthorized_client", wordsUnauthorized)
	}
	scopes := strings.Fields(in.scope)
	if len(scopes) == 0 {
		return *missingParameter(r, "scope")
	}
	noteScopes(r, scopes)
	if !room.grants(p, scopes, now) {
		set := room.switches
		return oauthRefusal(r, set.UnattachedStatus, "invalid_scope", set.UnattachedDescription)
	}
	if instead := room.switches.GrantedScope; instead != "" {
		scopes = []string{instead}
	}
	return room.tokenAnswer(room.tokens.issue(p.clientID, scopes, now), strings.Join(scopes, " "))
}

// grants reports whether every scope is attached; the lock must be held. An
// unknown scope and one that is not attached are told apart by nothing.
func (room *Room) grants(p *profile, scopes []string, now time.Time) bool {
	if len(scopes) > 1 && !room.switches.SeveralScopes {
		return false
	}
	return !slices.ContainsFunc(scopes, func(scope string) bool { return !p.attached(scope, now) })
}

// noteScopes names the APIs asked for. A scope that is none of them may be
// anything that a person pasted, and is not quoted.
func noteScopes(r *http.Request, scopes []string) {
	names := []string{}
	for _, scope := range scopes {
		name := "other"
		for api, known := range apiScopes {
			if scope == known {
				name = api
			}
		}
		names = append(names, name)
	}
	harness.Note(r, "api", strings.Join(names, ","))
}

func (room *Room) tokenAnswer(token, scope string) answer {
	set := room.switches
	expires := strconv.Itoa(int(tokenLifetime.Seconds()))
	if set.ExpiresInText {
		expires = `"` + expires + `"`
	}
	return answer{status: http.StatusOK, body: `{"access_token":"` + token + `","scope":` + harness.JSON(scope) +
		`,"token_type":"` + set.TokenType + `","expires_in":` + expires + `}`}
}
