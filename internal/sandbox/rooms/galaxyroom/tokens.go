package galaxyroom

import (
	"net/http"
	"slices"
	"strings"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

// grant is what a token stands for. Tokens never expire.
type grant struct {
	account string
	scopes  []string
}

// newToken is 24 letters and digits.
func newToken() string { return harness.RandomText(24, harness.Letters+harness.Digits) }

// issue makes a token, unless the account was deleted meanwhile.
func (room *Room) issue(account string, scopes []string) (string, bool) {
	room.mu.Lock()
	defer room.mu.Unlock()
	if a, known := room.accounts.Get(account); !known || a.deleted {
		return "", false
	}
	if room.switches.Get().InvalidateOlder {
		room.dropTokens(account)
	}
	token := newToken()
	room.tokens[token] = grant{account: account, scopes: scopes}
	return token, true
}

// dropTokens revokes the account's tokens and counts them; the lock must be held.
func (room *Room) dropTokens(account string) int {
	n := 0
	for token, g := range room.tokens {
		if g.account == account {
			delete(room.tokens, token)
			n++
		}
	}
	return n
}

// held is what the token stands for, if it is valid and belongs to the account.
func (room *Room) held(token, account string) (grant, bool) {
	room.mu.Lock()
	defer room.mu.Unlock()
	g, ok := room.tokens[token]
	return g, ok && g.account == account
}

// owner is the account of a valid token, empty for any other.
func (room *Room) owner(token string) string {
	room.mu.Lock()
	defer room.mu.Unlock()
	return room.tokens[token].account
}

// drop revokes one token and reports whether it was valid, so that of two simultaneous revocations only one succeeds.
func (room *Room) drop(token string) bool {
	room.mu.Lock()
	defer room.mu.Unlock()
	_, ok := room.tokens[token]
	delete(room.tokens, token)
	return ok
}

// liveTokens counts valid tokens; the console does not show their values.
type liveTokens struct {
	ServiceAccountID string `json:"service_account_id"`
	Live             int    `json:"live"`
	// ByScope counts a token once for each of its scopes.
	ByScope map[string]int `json:"by_scope"`
}

func (room *Room) countTokens(*http.Request) (any, error) {
	room.mu.Lock()
	defer room.mu.Unlock()
	counts := map[string]*liveTokens{}
	for _, g := range room.tokens {
		c, ok := counts[g.account]
		if !ok {
			c = &liveTokens{ServiceAccountID: g.account, ByScope: map[string]int{}}
			counts[g.account] = c
		}
		c.Live++
		for _, scope := range g.scopes {
			c.ByScope[scope]++
		}
	}
	out := struct {
		Live     int          `json:"live"`
		Accounts []liveTokens `json:"accounts"`
	}{Live: len(room.tokens), Accounts: []liveTokens{}}
	for _, c := range counts {
		out.Accounts = append(out.Accounts, *c)
	}
	slices.SortFunc(out.Accounts, func(a, b liveTokens) int {
		return strings.Compare(a.ServiceAccountID, b.ServiceAccountID)
	})
	return out, nil
}
