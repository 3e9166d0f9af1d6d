package iotroom

import (
	"maps"
	"slices"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

const (
	envelopePlatform = "platform"
	envelopeGateway  = "gateway"
)

// switches are explained where they are declared.
type switches struct {
	AccessTokenLifetime, RefreshTokenLifetime         time.Duration
	TokenType                                         string
	NumericCodes, NoRefreshToken                      bool
	FrozenCode                                        string
	LoginKeepsRefreshTokens, RefreshKeepsRefreshToken bool
	DeadLogout                                        string
	ThrottleLimit                                     int
	DeclaredJSON, LongTextMalformed, ExactBearer      bool
	WebServerElsewhere, UnknownAppNotAuthorized       bool
	AppKeyEnvelope                                    string
}

func declareSwitches(s *switches) []harness.Switch {
	logouts := slices.DeleteFunc(slices.Sorted(maps.Keys(deadLogouts)), func(code string) bool { return code == deadToken.code })
	return []harness.Switch{
		harness.Duration("access_token_lifetime", &s.AccessTokenLifetime, "How long access tokens live that are issued from now on.",
			time.Second, time.Hour, time.Minute, 24*time.Hour),
		harness.Duration("refresh_token_lifetime", &s.RefreshTokenLifetime, "How long refresh tokens live that are issued from now on.",
			time.Second, 30*24*time.Hour, time.Minute, 24*time.Hour),
		harness.Choice("token_type", &s.TokenType, "How tokenType is written; it ends in a space by default.", "Bearer ", "Bearer", "bearer"),
		harness.Flag("numeric_codes", &s.NumericCodes, "Error codes are JSON numbers."),
		harness.Flag("no_refresh_token", &s.NoRefreshToken, "refreshToken is null."),
		harness.Choice("frozen_code", &s.FrozenCode, "The code for login and refresh of a frozen application.", "100247", "100449"),
		harness.Flag("login_keeps_refresh_tokens", &s.LoginKeepsRefreshTokens, "Earlier refresh tokens still work after a login."),
		harness.Flag("refresh_keeps_refresh_token", &s.RefreshKeepsRefreshToken, "A refresh answers with the refresh token it was called with."),
		harness.Choice("dead_logout", &s.DeadLogout, "The answer to the logout of a token that has ended: a code, or 204 for success.",
			deadToken.code, logouts...),
		harness.Number("throttle_limit", &s.ThrottleLimit,
			"How many calls with a token an application has in 60 seconds; 0 is no limit.", 0, 1_000_000, 100, 1),
		harness.Flag("declared_json", &s.DeclaredJSON, "Refresh and logout need the content type of JSON."),
		harness.Flag("long_text_malformed", &s.LongTextMalformed, "In refresh and logout, a text of more than 256 characters is malformed, and not merely wrong."),
		harness.Flag("web_server_elsewhere", &s.WebServerElsewhere, "A path or a method that is not simulated is answered by a web server, with a page in HTML."),
		harness.Flag("exact_bearer", &s.ExactBearer, "Bearer in the header Authorization is taken in the two documented spellings only."),
		harness.Flag("unknown_app_not_authorized", &s.UnknownAppNotAuthorized, "The devices of an unknown appId are refused like those of another application."),
		harness.Choice("app_key_envelope", &s.AppKeyEnvelope,
			"Whose form the refusal of a call without app_key has: the platform's (error_code) or the gateway's (resultcode).", envelopePlatform, envelopeGateway),
	}
}
