package galaxyroom

import (
	"mime"
	"net/http"
	"slices"
	"strings"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

const okBody = `{"ok":true}`

// answerAuth sends the answer of an /auth call in the form that the switches ask for.
func (room *Room) answerAuth(w http.ResponseWriter, call func(switches) (string, *failure)) {
	set := room.switches.Get()
	if set.BareOKFalse {
		sendJSON(w, http.StatusOK, `{"ok":false}`)
		return
	}
	body, refused := call(set)
	switch {
	case refused == nil:
		sendJSON(w, http.StatusOK, body)
	case set.RefusalsIn200:
		sendJSON(w, http.StatusOK, refused.body)
	default:
		refused.send(w)
	}
}

// mint is POST /auth/accessToken: a JWT for a token. The order of its checks is
// unknown; this one is header, account, JWT, scope.
func (room *Room) mint(w http.ResponseWriter, r *http.Request) {
	room.answerAuth(w, func(set switches) (string, *failure) {
		text, given := bearer(r, set)
		if !given {
			return "", asksFor(set, bearerWordsJWT)
		}
		if mediaType, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); mediaType != "application/json" && set.UntypedMint == answer415 {
			return "", notJSON
		}
		jwt, refused := decodeAssertion(text, set)
		if refused != nil {
			return "", refused
		}
		a, found := room.live(jwt.claims.issuer)
		if !found {
			return "", room.unknownIssuer(set, jwt.claims.issuer)
		}
		now := room.clock.Now()
		if refused := jwt.verify(a.key, now, expAnswers[set.ExpNotANumber]); refused != nil {
			return "", refused
		}
		if !jwt.claims.lifetimeAccepted() && set.LifetimeOver != accepted {
			return "", lifetimeAnswers[set.LifetimeOver]
		}
		if set.FutureIatRefused && jwt.claims.fromTheFuture(now) {
			return "", badJWT
		}
		if _, isList := jwt.claims.scopes.([]any); !isList {
			return "", scopesAnswers[set.MissingScopes]
		}
		scopes, sound := jwt.claims.scopeList()
		granted := sound || set.EmptyScopesGranted && jwt.claims.withoutScopes()
		if !granted {
			return "", noScope
		}
		harness.Note(r, "scopes", strings.Join(scopes, ","))
		for _, scope := range scopes {
			if !a.grants(scope) {
				return "", noScope
			}
		}
		token, issued := room.issue(a.id, scopes)
		if !issued {
			return "", room.accountNotFound()
		}
		return `{"ok":true,"createdItem":{"accessToken":"` + token + `"}}`, nil
	})
}

// check is GET /auth/checkAccessToken. Its answer tells neither the scopes nor the age of the token.
func (room *Room) check(w http.ResponseWriter, r *http.Request) {
	room.answerAuth(w, func(switches) (string, *failure) {
		_, refused := room.admit(r, "")
		return okBody, refused
	})
}

// revoke is DELETE /auth/revokeAccessToken. It revokes the token it is called with.
func (room *Room) revoke(w http.ResponseWriter, r *http.Request) {
	room.answerAuth(w, func(set switches) (string, *failure) {
		g, refused := room.admit(r, "")
		if refused != nil {
			return "", refused
		}
		token, _ := bearer(r, set)
		if !room.drop(token) {
			return "", invalidToken
		}
		harness.Note(r, "scopes", strings.Join(g.scopes, ","))
		return okBody, nil
	})
}

// contentMetric is the one call whose token tells the account.
const contentMetric = "/gss/query/contentMetric"

// admit is the gateway's check before every call but the mint: headers,
// account, token, scope (none when empty), in this order.
func (room *Room) admit(r *http.Request, scope string) (grant, *failure) {
	set := room.switches.Get()
	token, given := bearer(r, set)
	if !given {
		return grant{}, asksFor(set, bearerWordsToken)
	}
	id := r.Header.Get("service-account-id")
	if id == "" && r.URL.Path == contentMetric && !set.ContentMetricNeedsAccount {
		if id = room.owner(token); id == "" {
			return grant{}, invalidToken
		}
	}
	if id == "" {
		if set.AbsentAccount == absentUnknown {
			return grant{}, room.accountNotFound()
		}
		return grant{}, noAccountHeader
	}
	if _, found := room.live(id); !found {
		return grant{}, room.accountNotFound()
	}
	g, found := room.held(token, id)
	if !found {
		return grant{}, invalidToken
	}
	if scope != "" && !slices.Contains(g.scopes, scope) {
		return grant{}, noScope
	}
	return g, nil
}

// bearer is the credential of the Authorization header, which has two words with one space between them.
func bearer(r *http.Request, set switches) (string, bool) {
	words := strings.Split(r.Header.Get("Authorization"), " ")
	if len(words) != 2 || words[1] == "" {
		return "", false
	}
	return words[1], words[0] == "Bearer" || set.AnyCaseBearer && strings.EqualFold(words[0], "Bearer")
}

// asksFor is the refusal of a call without a bearer. what is the bearer that the call takes.
func asksFor(set switches, what string) *failure {
	if set.BearerWords != bearerWordsByCall {
		what = set.BearerWords
	}
	return gatewayFailure(http.StatusUnauthorized, codeAuthRequire, `Set authorization header like "Bearer <`+what+`>"`)
}
