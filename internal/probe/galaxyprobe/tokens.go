package galaxyprobe

import (
	"net/http"

	"github.com/storeauth/terraform-provider-storeauth/internal/probe"
)

// tokens are the probes that use a token.
func tokens() []probe.Probe {
	info := func(id, asks, query, behaviour string) probe.Probe {
		path := "/seller/contentInfo" + query
		return probe.Probe{
			ID: id, Asks: asks, Level: probe.Read, Behaviours: []string{behaviour}, Sends: []string{mintLine, "GET " + path, revokeLine},
			Cannot: revokedAt, Ask: func(s *probe.Session) {
				s.Ask(call(http.MethodGet, path, good(s, "publishing").text, account(s)))
			},
		}
	}
	return []probe.Probe{
		{
			ID: "G7", Asks: "two tokens at once; the first is revoked, twice, and both are checked after each step", Level: probe.Read,
			Behaviours: []string{"mint-keeps-older", "revoke-twice", "gate-invalid-token"},
			Sends:      []string{mintLine, checkLine, revokeLine}, Cannot: revokedAt, Ask: askTwoTokens,
		},
		{
			ID: "G8", Asks: "one JWT exchanged twice", Level: probe.Read, Behaviours: []string{"mint-replay"},
			Sends: []string{mintLine, revokeLine}, Cannot: revokedAt, Ask: func(s *probe.Session) {
				text := sign(s, nil)
				mint(s, text, true)
				mint(s, text, false)
			},
		},
		{
			ID: "G21", Asks: "a check of a made-up token for the account", Level: probe.Read, Behaviours: []string{"gate-invalid-token"},
			Sends: []string{checkLine}, Cannot: refused, FailedLogins: 1, Ask: func(s *probe.Session) {
				s.Ask(call(http.MethodGet, "/auth/checkAccessToken", "made-up-token", account(s)))
			},
		},
		{
			ID: "G10a", Asks: "the list of apps with a token of the scope gss", Level: probe.Read, Behaviours: []string{"gate-scope"},
			Sends: []string{mintLine, "GET /seller/contentList", revokeLine}, Cannot: revokedAt, Ask: func(s *probe.Session) {
				s.Ask(call(http.MethodGet, "/seller/contentList", good(s, "gss").text, account(s)))
			},
		},
		{
			ID: "G10b", Asks: "statistics with a token of the scope publishing; nothing is written", Level: probe.Read, Behaviours: []string{"gate-scope"},
			Sends: []string{mintLine, "POST /gss/query/sellerMetric", revokeLine}, Cannot: revokedAt, Ask: func(s *probe.Session) {
				c := call(http.MethodPost, "/gss/query/sellerMetric", good(s, "publishing").text, account(s))
				c.Header["Content-Type"], c.Body = "application/json", "{}"
				s.Ask(c)
			},
		},
		{
			ID: "G10c", Asks: "statistics of one app with a token of the scope publishing, without service-account-id; nothing is written",
			Level: probe.Read, Behaviours: []string{"gate-content-metric"},
			Sends: []string{mintLine, "POST /gss/query/contentMetric", revokeLine}, Cannot: revokedAt, Ask: func(s *probe.Session) {
				c := call(http.MethodPost, "/gss/query/contentMetric", good(s, "publishing").text, "")
				c.Header["Content-Type"], c.Body = "application/json", "{}"
				s.Ask(c)
			},
		},
		info("G11a", "an app whose id of 12 digits does not exist, or is another seller's", "?contentId=000000000001", "info-unknown"),
		info("G11b", "an app whose id has two digits", "?contentId=12", "info-bad-id"),
		info("G11c", "an app without an id", "", "info-bad-id"),
		info("G11d", "an app by two ids, the first of 12 digits and the second of two", "?contentId=000000000001&contentId=12", "repeated-parameter"),
		{
			ID: "G12b", Asks: "a path that does not exist, with a token", Level: probe.Read, Behaviours: []string{"elsewhere"},
			Sends: []string{mintLine, "GET /seller/nothing", revokeLine}, Cannot: revokedAt, Ask: func(s *probe.Session) {
				s.Ask(call(http.MethodGet, "/seller/nothing", good(s, "publishing").text, account(s)))
			},
		},
		{
			ID: "G13", Asks: "what becomes of a token whose account is deleted", Level: probe.Attended,
			Behaviours: []string{"account-deleted-tokens", "mint-deleted-account"}, Cannot: "nothing by itself: a person deletes a spare account",
			Instructions: "Make a spare service account, mint a token, delete the account in the Seller Portal, then send " + checkLine + " and " + mintLine + " and note both answers.",
		},
	}
}

func askTwoTokens(s *probe.Session) {
	first, second := good(s, "publishing"), good(s, "publishing")
	check := func(t token) { s.Ask(call(http.MethodGet, "/auth/checkAccessToken", t.text, account(s))) }
	revoke := func(t token) {
		if s.Ask(call(http.MethodDelete, "/auth/revokeAccessToken", t.text, account(s))).Status == http.StatusOK {
			t.Paid()
		}
	}
	check(first)
	check(second)
	revoke(first)
	check(first)
	check(second)
	revoke(first)
	revoke(second)
}
