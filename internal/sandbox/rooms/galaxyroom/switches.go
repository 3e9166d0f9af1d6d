package galaxyroom

import (
	"net/http"
	"slices"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

const (
	envelopeError  = "error"
	envelopeResult = "result"
)

// switches decide what nobody outside the vendor knows, or what differs
// between versions of the service. A client must survive each of them.
type switches struct {
	// InvalidateOlder: a mint kills the account's earlier tokens.
	InvalidateOlder bool `json:"invalidate_older"`
	// RefusalsIn200: a refusal of /auth keeps its body but comes with status 200.
	RefusalsIn200 bool `json:"refusals_in_200"`
	// BareOKFalse: every /auth call answers 200 {"ok":false} and does nothing.
	BareOKFalse bool `json:"bare_ok_false"`
	// MissingHeaderStatus and MissingHeaderMessage answer a call without service-account-id.
	MissingHeaderStatus  int    `json:"missing_header_status"`
	MissingHeaderMessage string `json:"missing_header_message"`
	// LongJWTStatus answers a JWT with more than 20 minutes between iat and exp, or without them.
	LongJWTStatus int `json:"long_jwt_status"`
	// BadScopesStatus answers scopes that are missing, not an array of strings, or unknown.
	BadScopesStatus int `json:"bad_scopes_status"`
	// SpacedAccountMessage: "Not found service account …", as the documentation spells it.
	SpacedAccountMessage bool `json:"spaced_account_message"`
	// SellerEnvelope is the envelope of seller refusals: "error" (errorCode) or "result" (resultCode).
	SellerEnvelope string `json:"seller_envelope"`
	// NumericFields: ids, prices and versions are JSON numbers, as the documentation has them.
	NumericFields bool `json:"numeric_fields"`
}

func defaultSwitches() switches {
	return switches{
		MissingHeaderStatus:  http.StatusUnauthorized,
		MissingHeaderMessage: "Set service-account-id header",
		LongJWTStatus:        http.StatusUnauthorized,
		BadScopesStatus:      http.StatusForbidden,
		SellerEnvelope:       envelopeError,
	}
}

func (s switches) check() error {
	for name, status := range map[string]int{
		"missing_header_status": s.MissingHeaderStatus,
		"long_jwt_status":       s.LongJWTStatus,
		"bad_scopes_status":     s.BadScopesStatus,
	} {
		if status < 400 || status > 599 {
			return harness.Refuse(http.StatusBadRequest, "%q must be a status from 400 to 599.", name)
		}
	}
	if !slices.Contains([]string{envelopeError, envelopeResult}, s.SellerEnvelope) {
		return harness.Refuse(http.StatusBadRequest, `"seller_envelope" is %q or %q.`, envelopeError, envelopeResult)
	}
	return nil
}

func (room *Room) settings() switches {
	room.mu.Lock()
	defer room.mu.Unlock()
	return room.switches
}

func (room *Room) switchRoutes() []harness.Route {
	return []harness.Route{
		{Method: http.MethodGet, Path: "/switches", About: "how the unknown is simulated",
			Handle: func(*http.Request) (any, error) { return room.settings(), nil }},
		{Method: http.MethodPost, Path: "/switches", About: `change some switches: {"invalidate_older":true}; the others stay`,
			Handle: room.setSwitches},
	}
}

func (room *Room) setSwitches(r *http.Request) (any, error) {
	room.mu.Lock()
	defer room.mu.Unlock()
	changed := room.switches
	if err := harness.Decode(r, &changed); err != nil {
		return nil, err
	}
	if err := changed.check(); err != nil {
		return nil, err
	}
	room.switches = changed
	return changed, nil
}
