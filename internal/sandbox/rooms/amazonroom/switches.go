package amazonroom

import (
	"net/http"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

// switches are explained where they are declared.
type switches struct {
	TokenInfo, TokenType                    string
	ExpiresInText                           bool
	GrantedScope                            string
	UnattachedStatus                        int
	UnattachedDescription                   string
	AttachDelay, DetachDelay, RotationDelay time.Duration
	RevokeTokens                            bool
	GatewayStatus                           int
	UnknownAppStatus, ForeignAppStatus      int
	NoEditStatus                            int
	ErrorIndex                              bool
	PackageNames                            bool
	MissingGrantType, SpacedScope           string
	OtherTypesInJSON, UndecodableBasic      string
	HTMLNotFound, EmptyErrors               bool
	AppstoreRequestID                       bool
	ReviewOpenStatus                        int
	SeveralScopesGranted                    bool
}

const (
	grantUnsupported = "unsupported_grant_type"
	grantMissing     = "invalid_request"

	// What becomes of a part of a token call that is not as documented.
	takenTrimmed = "trimmed"
	takenWithout = "left_out"
	takenIgnored = "ignored"
	notTaken     = "refused"
)

func declareSwitches(s *switches) []harness.Switch {
	const lowest, highest = 400, 499
	return []harness.Switch{
		harness.Choice("tokeninfo", &s.TokenInfo,
			"What tokeninfo does with a token of client credentials: accept it, reject it, or leave its user_id out.",
			infoAccepts, infoRejects, infoOmitsUser),
		harness.Choice("token_type", &s.TokenType, "The letter case of token_type.", "bearer", "Bearer"),
		harness.Flag("expires_in_text", &s.ExpiresInText, "expires_in is a string."),
		harness.Text("granted_scope", &s.GrantedScope, "A token is given for this scope, whatever was asked for, unless it is empty.",
			"", "messaging:push"),
		harness.Number("unattached_status", &s.UnattachedStatus, "The status for a scope that is not attached.",
			lowest, highest, http.StatusBadRequest, http.StatusUnauthorized, http.StatusForbidden),
		harness.Text("unattached_description", &s.UnattachedDescription, "The description for a scope that is not attached.",
			wordsInvalidScope, "An unknown scope was requested"),
		harness.Duration("attach_delay", &s.AttachDelay, "How long after the click an attachment takes effect.", 0, 0, 30*time.Second),
		harness.Duration("detach_delay", &s.DetachDelay, "How long after the click a detachment takes effect.", 0, 0, 30*time.Second),
		harness.Duration("rotation_delay", &s.RotationDelay,
			"How long after the click a rotated secret works; meanwhile the previous one works only if it is kept.", 0, 0, 30*time.Second),
		harness.Flag("revoke_tokens", &s.RevokeTokens,
			"A detachment revokes the scope's tokens, a rotation or deletion all tokens of the profile."),
		harness.Number("gateway_status", &s.GatewayStatus, "The status for a token that the gateway does not accept.",
			lowest, highest, http.StatusForbidden, http.StatusUnauthorized),
		harness.Number("unknown_app_status", &s.UnknownAppStatus, "The status for an unknown app id.",
			lowest, highest, http.StatusNotFound, http.StatusBadRequest, http.StatusForbidden),
		harness.Number("foreign_app_status", &s.ForeignAppStatus, "The status for another account's app id.",
			lowest, highest, http.StatusForbidden, http.StatusNotFound),
		harness.Choice("no_edit_status", &s.NoEditStatus, "The status of GET /edits without an open edit.", http.StatusOK, http.StatusNotFound),
		harness.Flag("error_index", &s.ErrorIndex, "A refusal of Login with Amazon has an error_index too."),
		harness.Flag("package_names", &s.PackageNames, "A package name is accepted in the place of an app id."),
		harness.Choice("missing_grant_type", &s.MissingGrantType, "The error code for a token call without grant_type.", grantUnsupported, grantMissing),
		harness.Choice("spaced_scope", &s.SpacedScope, "What becomes of white space around a scope: it is trimmed, or the scope is refused.",
			takenTrimmed, notTaken),
		harness.Choice("other_types_in_json", &s.OtherTypesInJSON,
			"What becomes of a JSON body with a parameter that is no text: the whole body is refused, or the parameter is left out.", notTaken, takenWithout),
		harness.Choice("undecodable_basic", &s.UndecodableBasic,
			"What becomes of HTTP Basic that does not decode: it is ignored and the body counts, or the client is refused.", takenIgnored, notTaken),
		harness.Flag("html_not_found", &s.HTMLNotFound, "The 404 of Login with Amazon for a path it does not have is a page of HTML."),
		harness.Flag("empty_errors", &s.EmptyErrors, "A 404, 409 or 412 of the service whose code nobody has seen has an empty list of errors."),
		harness.Flag("appstore_request_id", &s.AppstoreRequestID, "The App Submission API sends X-Amzn-RequestId, too."),
		harness.Choice("review_open_status", &s.ReviewOpenStatus, "The status of POST /edits while an edit is in review.",
			http.StatusPreconditionFailed, http.StatusConflict),
		harness.Flag("several_scopes_granted", &s.SeveralScopesGranted, "A token call with several scopes gets one token for them all, if all are attached."),
	}
}
