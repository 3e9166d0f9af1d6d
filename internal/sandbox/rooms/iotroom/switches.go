package iotroom

import (
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

// switches decide what differs between installations, and what nobody outside
// the vendor knows. A client must survive each of them.
type switches struct {
	// AccessTokenLifetime and RefreshTokenLifetime hold for tokens given from now on.
	AccessTokenLifetime  string `json:"access_token_lifetime"`
	RefreshTokenLifetime string `json:"refresh_token_lifetime"`
	// TokenType is "Bearer " with its space, "Bearer" or "bearer".
	TokenType string `json:"token_type"`
	// NumericCodes: error codes are JSON numbers.
	NumericCodes bool `json:"numeric_codes"`
	// NoRefreshToken: refreshToken is null.
	NoRefreshToken bool `json:"no_refresh_token"`
	// FrozenCode answers login and refresh of a frozen application: "100247" or "100449".
	FrozenCode string `json:"frozen_code"`
	// LoginKeepsRefreshTokens: a login leaves earlier refresh tokens good.
	LoginKeepsRefreshTokens bool `json:"login_keeps_refresh_tokens"`
	// RefreshKeepsRefreshToken: a refresh gives the same refresh token again.
	RefreshKeepsRefreshToken bool `json:"refresh_keeps_refresh_token"`
	// DeadLogout answers the logout of a dead token: "1010005", "100208" or "204".
	DeadLogout string `json:"dead_logout"`
	// ThrottleLimit is how many later calls an application has in 60 seconds; 0 is no limit.
	ThrottleLimit int `json:"throttle_limit"`
}

func defaultSwitches() switches {
	return switches{
		AccessTokenLifetime:  "1h",
		RefreshTokenLifetime: "720h",
		TokenType:            "Bearer ",
		FrozenCode:           "100247",
		DeadLogout:           "1010005",
	}
}

// accessLifetime and refreshLifetime were checked when they were set.
func (s switches) accessLifetime() time.Duration {
	d, _ := time.ParseDuration(s.AccessTokenLifetime)
	return d
}

func (s switches) refreshLifetime() time.Duration {
	d, _ := time.ParseDuration(s.RefreshTokenLifetime)
	return d
}

func (s switches) check() error {
	for name, text := range map[string]string{
		"access_token_lifetime": s.AccessTokenLifetime, "refresh_token_lifetime": s.RefreshTokenLifetime,
	} {
		if d, err := time.ParseDuration(text); err != nil || d < time.Second {
			return harness.Refuse(http.StatusBadRequest, `%q is a duration of a second or more, such as "1h".`, name)
		}
	}
	for name, choice := range map[string]struct {
		value   string
		choices []string
	}{
		"token_type":  {s.TokenType, []string{"Bearer ", "Bearer", "bearer"}},
		"frozen_code": {s.FrozenCode, []string{"100247", "100449"}},
		"dead_logout": {s.DeadLogout, slices.Sorted(maps.Keys(deadLogouts))},
	} {
		if !slices.Contains(choice.choices, choice.value) {
			return harness.Refuse(http.StatusBadRequest, "%q is one of %q.", name, strings.Join(choice.choices, ", "))
		}
	}
	if s.ThrottleLimit < 0 {
		return harness.Refuse(http.StatusBadRequest, `"throttle_limit" is negative.`)
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
		{Method: http.MethodGet, Path: "/switches", About: "token lifetimes, and how the unknown is simulated",
			Handle: func(*http.Request) (any, error) { return room.settings(), nil }},
		{Method: http.MethodPost, Path: "/switches", About: `change some switches: {"access_token_lifetime":"5m"}; the others stay`,
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
