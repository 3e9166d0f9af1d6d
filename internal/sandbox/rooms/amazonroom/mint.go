package amazonroom

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

// mint is POST /auth/o2/token. Its checks run in the order content type, grant
// type, client, scope.
func (room *Room) mint(r *http.Request) answer {
	set := room.switches.Get()
	in, refused := readTokenRequest(r, set)
	if refused != nil {
		return *refused
	}
	if in.grantType == "" && !in.unread && set.MissingGrantType == grantMissing {
		return *missingParameter(r, "grant_type")
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
	p, found := room.profiles.Get(in.clientID)
	if in.undecodable && set.UndecodableBasic == notTaken || !found || p.deleted || !p.accepts(in.clientSecret, now) {
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
	// An unknown scope, one that is not attached, and several in one call all get the same answer.
	asked := strings.Join(scopes, " ")
	several := len(scopes) > 1 && !set.SeveralScopesGranted
	spaced := in.scope != asked && set.SpacedScope == notTaken
	unattached := slices.ContainsFunc(scopes, func(scope string) bool { return !p.attached(scope, now) })
	if several || spaced || unattached {
		return oauthRefusal(r, set.UnattachedStatus, "invalid_scope", set.UnattachedDescription)
	}
	granted := cmp.Or(set.GrantedScope, asked)
	return tokenAnswer(set, room.issue(p.clientID, granted), granted)
}

// noteScopes notes the APIs asked for. Another scope is not quoted, because a
// person may have pasted a secret in its place.
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

func tokenAnswer(set switches, token, scope string) answer {
	expires := strconv.Itoa(int(tokenLifetime.Seconds()))
	if set.ExpiresInText {
		expires = `"` + expires + `"`
	}
	return answer{status: http.StatusOK, body: `{"access_token":"` + token + `","scope":` + harness.JSON(scope) +
		`,"token_type":"` + set.TokenType + `","expires_in":` + expires + `}`}
}
