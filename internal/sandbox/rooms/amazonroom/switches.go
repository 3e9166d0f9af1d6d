package amazonroom

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

// duration is written in JSON as text such as "90s".
type duration time.Duration

// MarshalJSON writes the text.
func (d duration) MarshalJSON() ([]byte, error) { return json.Marshal(time.Duration(d).String()) }

// UnmarshalJSON reads the text.
func (d *duration) UnmarshalJSON(data []byte) error {
	var text string
	if err := json.Unmarshal(data, &text); err != nil {
		return err
	}
	parsed, err := time.ParseDuration(text)
	*d = duration(parsed)
	return err
}

// switches decide what nobody outside the vendor knows. A client must survive each of them.
type switches struct {
	// TokenInfo is how tokeninfo takes a client-credential token: accepts, rejects, or omits_user (no user_id).
	TokenInfo string `json:"tokeninfo"`
	// TokenType and ExpiresInText are the letter case of token_type and whether expires_in is a string.
	TokenType     string `json:"token_type"`
	ExpiresInText bool   `json:"expires_in_text"`
	// GrantedScope: a token is given for this scope, whatever was asked for.
	GrantedScope string `json:"granted_scope"`
	// SeveralScopes: one token may be asked for several attached scopes.
	SeveralScopes bool `json:"several_scopes"`
	// UnattachedStatus and UnattachedDescription answer a scope that is not granted.
	UnattachedStatus      int    `json:"unattached_status"`
	UnattachedDescription string `json:"unattached_description"`
	// AttachDelay, DetachDelay and RotationDelay are how long after the click it shows; while a rotation is
	// under way neither secret works, unless the one before is kept.
	AttachDelay   duration `json:"attach_delay"`
	DetachDelay   duration `json:"detach_delay"`
	RotationDelay duration `json:"rotation_delay"`
	// RevokeTokens: a detach kills the scope's tokens, a rotation or deletion all of the profile's.
	RevokeTokens bool `json:"revoke_tokens"`
	// GatewayStatus answers a token that the gateway does not accept.
	GatewayStatus int `json:"gateway_status"`
	// UnknownAppStatus and ForeignAppStatus answer an app id that is unknown, or another account's.
	UnknownAppStatus int `json:"unknown_app_status"`
	ForeignAppStatus int `json:"foreign_app_status"`
	// PackageNames: a package name is accepted in an app id's place.
	PackageNames bool `json:"package_names"`
	// OpenEditStatus answers a create while an edit is open: 409 or 412.
	OpenEditStatus int `json:"open_edit_status"`
	// BareETags: ETags have no quotes.
	BareETags bool `json:"bare_etags"`
}

func defaultSwitches() switches {
	return switches{
		TokenInfo: infoAccepts, TokenType: "bearer",
		UnattachedStatus: http.StatusBadRequest, UnattachedDescription: wordsInvalidScope,
		GatewayStatus: http.StatusForbidden, UnknownAppStatus: http.StatusNotFound,
		ForeignAppStatus: http.StatusForbidden, OpenEditStatus: http.StatusConflict,
	}
}

func (s switches) check() error {
	for _, status := range []struct {
		name  string
		value int
	}{
		{"unattached_status", s.UnattachedStatus}, {"gateway_status", s.GatewayStatus},
		{"unknown_app_status", s.UnknownAppStatus}, {"foreign_app_status", s.ForeignAppStatus},
	} {
		if status.value < 400 || status.value > 499 {
			return harness.Refuse(http.StatusBadRequest, "%q must be a status from 400 to 499.", status.name)
		}
	}
	if s.OpenEditStatus != http.StatusConflict && s.OpenEditStatus != http.StatusPreconditionFailed {
		return harness.Refuse(http.StatusBadRequest, `"open_edit_status" is 409 or 412.`)
	}
	if known := []string{infoAccepts, infoRejects, infoOmitsUser}; !slices.Contains(known, s.TokenInfo) {
		return harness.Refuse(http.StatusBadRequest, `"tokeninfo" is one of %s.`, strings.Join(known, ", "))
	}
	if !strings.EqualFold(s.TokenType, "bearer") {
		return harness.Refuse(http.StatusBadRequest, `"token_type" is "bearer" in any letter case.`)
	}
	if s.AttachDelay < 0 || s.DetachDelay < 0 || s.RotationDelay < 0 {
		return harness.Refuse(http.StatusBadRequest, "A delay cannot be negative.")
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
		{Method: http.MethodPost, Path: "/switches", About: `change some switches: {"tokeninfo":"rejects","attach_delay":"30s"}; the others stay`,
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
