package galaxyroom

import "github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"

const (
	createTokenPage = "developer.samsung.com, Create an access token"
	useTokenPage    = "developer.samsung.com, Use the access token"
	appListPage     = "developer.samsung.com, View seller's app list"
	failurePage     = "developer.samsung.com, Failure response codes"
	mozilla         = "mozilla-releng/mozapkpublisher, tests of sgs_api"
	apkgo           = "KevinGong2013/apkgo, notes in commits"
	// template is a common origin, and not Samsung's code.
	template     = "github.com/ACupofCommit/typescript-serverless-tsoa, a template with the gateway's vocabulary"
	jsonwebtoken = "the gateway's known text is that of the node library jsonwebtoken; this is its sibling"
)

// Behaviours is the table of what this room simulates. Each line has a test.
func (room *Room) Behaviours() []harness.Behaviour {
	return []harness.Behaviour{
		{ID: "mint", What: `POST /auth/accessToken with a good JWT: 200 {"ok":true,"createdItem":{"accessToken":…}}, nothing else`, Tag: harness.Documented, Source: createTokenPage},
		{ID: "token-form", What: "a token is 24 letters and digits", Tag: harness.Assumed, Source: "the one public sample, in two public clients"},
		{ID: "token-immortal", What: "a token does not expire; it is valid until it is revoked or its account is deleted", Tag: harness.Documented, Source: useTokenPage},
		{ID: "mint-body-ignored", What: "a JWT in the body instead of the header: 401 AUTH_REQUIRE, Set authorization header…", Tag: harness.SeenLive, Source: apkgo},
		{ID: "mint-no-bearer", What: "no Bearer credential: 401 AUTH_REQUIRE, Set authorization header…", Tag: harness.SeenLive, Source: apkgo + " (the text; the envelope is assumed)"},
		{ID: "mint-account-header", What: "a mint needs no service-account-id header, and ignores one", Tag: harness.SeenLive, Source: apkgo},
		{ID: "mint-untyped", What: "a mint without Content-Type application/json is accepted (switch untyped_mint: 415 BAD_REQUEST)", Tag: harness.Assumed, Source: createTokenPage + " says what to send, and not what happens otherwise"},
		{ID: "mint-malformed", What: "not three parts: 500 jwt malformed", Tag: harness.Assumed, Source: jsonwebtoken + ", the status as in " + template + "; the text may be another, since iss is read first"},
		{ID: "mint-undecodable", What: "header or payload is not base64url JSON: 500 invalid token (switch undecodable_jwt: jwt malformed; switch jwt_decoding: base64 with padding or of the other alphabet is accepted, and a payload of null is refused like this, or with 500 in JavaScript's words, which otherwise is one without iss)", Tag: harness.Assumed, Source: jsonwebtoken + ", the status as in " + template + "; the text may be another, since iss is read first; Node's decoder takes padding and both alphabets"},
		{ID: "mint-unknown-account", What: "iss unknown: 401 AUTH_REQUIRE Not found serviceAccount by serviceAccountId", Tag: harness.SeenLive, Source: mozilla},
		{ID: "mint-deleted-account", What: "iss deleted: the answer for an unknown one (switch deleted_account: 500 secret or public key must be provided)", Tag: harness.Assumed, Source: "no page tells of deletion; the other text is the JWT library's for an account without a key"},
		{ID: "account-message-spaced", What: `switch spaced_account_message: "Not found service account by serviceAccountId"`, Tag: harness.Documented, Source: useTokenPage + "; Mozilla has it without the space"},
		{ID: "mint-wrong-key", What: `signature not by the account's key, or not decodable: 500 {"message":"invalid signature"}, no code, no from`, Tag: harness.SeenLive, Source: mozilla},
		{ID: "mint-wrong-algorithm", What: "alg is not RS256: 500 invalid algorithm", Tag: harness.Assumed, Source: jsonwebtoken + ", the status as in " + template},
		{ID: "mint-expired", What: "exp has passed: 500 jwt expired", Tag: harness.Assumed, Source: jsonwebtoken + ", the status as in " + template},
		{ID: "mint-exp-not-a-number", What: "exp is no number: 500 invalid exp value (switch exp_not_a_number: 401 AUTH_REQUIRE)", Tag: harness.Assumed, Source: jsonwebtoken + ", the status as in " + template},
		{ID: "mint-lifetime-boundary", What: "exp-iat of exactly 1200 s is accepted", Tag: harness.SeenLive, Source: "apkgo and several other clients use 1200 s"},
		{ID: "mint-fractional-times", What: "iat and exp may have fractions", Tag: harness.SeenLive, Source: "mozapkpublisher sends them in production"},
		{ID: "mint-lifetime-over", What: "exp-iat over 1200 s, or iat or exp missing: 401 AUTH_REQUIRE (switch lifetime_over: 500 maxAge exceeded, or it is accepted)", Tag: harness.Assumed, Source: "the limit is documented, the answer is not"},
		{ID: "mint-future-iat", What: "iat in the future is accepted (switch future_iat_refused: 401 AUTH_REQUIRE)", Tag: harness.Assumed, Source: "jsonwebtoken does not look at iat by default"},
		{ID: "mint-bad-scopes", What: "scopes missing, no array, empty or unknown: 403 NO_PERMISSION (switch missing_scopes: 422 Validation Failed or 500 where it is no array; switch empty_scopes_granted: an empty array gets a token)", Tag: harness.Assumed, Source: "an unknown scope as in " + template + "; for the others no sample was found"},
		{ID: "mint-scope-not-granted", What: "a scope that the account lacks: 403 NO_PERMISSION Insufficient scopes; the answer does not say which", Tag: harness.SeenLive, Source: mozilla},
		{ID: "mint-keeps-older", What: "a mint leaves earlier tokens valid (switch invalidate_older: it revokes them)", Tag: harness.Assumed, Source: "clients mint in parallel without complaints; not documented"},
		{ID: "mint-replay", What: "one JWT may be exchanged again", Tag: harness.Assumed, Source: "not documented as forbidden"},
		{ID: "refusals-in-200", What: "switch refusals_in_200: a refusal of /auth comes with status 200 and its usual body", Tag: harness.SeenLive, Source: apkgo},
		{ID: "bare-ok-false", What: `switch bare_ok_false: every /auth call answers 200 {"ok":false} and does nothing`, Tag: harness.Assumed, Source: "the success body has an ok; nobody has shown it false"},
		{ID: "check", What: `GET /auth/checkAccessToken: 200 {"ok":true}`, Tag: harness.Documented, Source: useTokenPage},
		{ID: "revoke", What: `DELETE /auth/revokeAccessToken: 200 {"ok":true}, and the token it was called with is no longer valid`, Tag: harness.Documented, Source: useTokenPage},
		{ID: "revoke-twice", What: "a second revoke: 401 AUTH_REQUIRE Invalid accessToken", Tag: harness.Assumed, Source: "the bearer is invalid by then"},
		{ID: "gate-no-bearer", What: "no Bearer credential: 401 AUTH_REQUIRE, Set authorization header… (switch bearer_words: what it asks for; switch any_case_bearer: Bearer may be written in any case)", Tag: harness.Assumed, Source: "the text is known of the mint; one function serves both in " + template},
		{ID: "gate-no-account-header", What: "no service-account-id: 401 AUTH_REQUIRE Set service-account-id header (switch absent_account: the words for an unknown account)", Tag: harness.SeenLive, Source: apkgo + " (the status; the text is assumed)"},
		{ID: "gate-content-metric", What: "POST /gss/query/contentMetric needs no service-account-id: the token tells the account (switch content_metric_needs_account: it needs one)", Tag: harness.Documented, Source: useTokenPage},
		{ID: "gate-unknown-account", What: "service-account-id unknown or deleted: 401 AUTH_REQUIRE Not found serviceAccount…", Tag: harness.Documented, Source: useTokenPage},
		{ID: "gate-invalid-token", What: "token unknown or revoked: 401 AUTH_REQUIRE Invalid accessToken", Tag: harness.Documented, Source: useTokenPage},
		{ID: "gate-foreign-token", What: "token of another account: 401 AUTH_REQUIRE Invalid accessToken", Tag: harness.Assumed, Source: "no sample; the documentation has no other refusal"},
		{ID: "gate-scope", What: "a /seller or /iap call without publishing, a /gss call without gss: 403 NO_PERMISSION Insufficient scopes", Tag: harness.Assumed, Source: "the code and the words are the mint's, one check serves all paths in " + template + ", and names the scope"},
		{ID: "gate-order", What: "checks run in the order headers, account, token, scope, resource", Tag: harness.Assumed, Source: "header, account, scope as in " + template},
		{ID: "account-deleted-tokens", What: "deleting an account revokes its tokens for good", Tag: harness.Assumed, Source: "a token is documented to live as long as its account is valid"},
		{ID: "account-key-replaced", What: "a signature by a replaced key is refused; tokens stay valid", Tag: harness.Assumed, Source: "the portal offers no replacement; for tests of drift"},
		{ID: "account-scopes-changed", What: "the next mint follows the account's new scopes; earlier tokens keep theirs", Tag: harness.Assumed, Source: "whether scopes can be edited is unknown"},
		{ID: "list", What: "GET /seller/contentList: 200, an array; ids, prices and flags are strings or null", Tag: harness.Documented, Source: appListPage + " (the sample; its type column differs)"},
		{ID: "list-empty", What: "no apps: 200 []", Tag: harness.SeenLive, Source: "a seller's operations diary"},
		{ID: "list-variants", What: "an app on sale and in registration is listed twice, with two statuses", Tag: harness.Assumed, Source: "a comment in BioforestChain/android-auto-distribute; an app in update has two statuses (developer.samsung.com, User guide: submit an update)"},
		{ID: "info", What: "GET /seller/contentInfo?contentId=: 200, an array of one record or more", Tag: harness.SeenLive, Source: mozilla},
		{ID: "info-variants", What: "an app on sale and in registration has two records", Tag: harness.Documented, Source: "developer.samsung.com, View seller's app details"},
		{ID: "info-raw", What: "records set through the console are sent unchanged", Tag: harness.Assumed, Source: "for shapes that differ between versions"},
		{ID: "info-bad-id", What: "contentId missing or not 12 digits: 400 code 1000 in the seller envelope; ctntId is null where none was given (switch absent_content_id: an empty text)", Tag: harness.Assumed, Source: failurePage + " (the code; the shape is assumed)"},
		{ID: "info-unknown", What: "contentId unknown: 200 [] (switch unknown_content: 400 3100 or 403 4008)", Tag: harness.Assumed, Source: "several clients handle it; none shows it; both codes are documented"},
		{ID: "info-foreign", What: "another seller's contentId: 403 code 4008 in the seller envelope, and not listed", Tag: harness.Assumed, Source: failurePage + " (the code; the shape is assumed)"},
		{ID: "seller-envelope-result", What: "switch seller_envelope: seller refusals carry resultCode and resultMessage", Tag: harness.SeenLive, Source: "galaxy-store-developer/fastlane-plugin-galaxystore, its tests"},
		{ID: "numeric-fields", What: "switch numeric_fields: ids, prices, versions and age limits are JSON numbers", Tag: harness.Documented, Source: appListPage + " (its type column; the samples are strings)"},
		{ID: "elsewhere", What: `any other path: the refusals of the gateway if a scope guards it, as it does below /seller, /iap and /gss (switch bare_areas_guarded: and these themselves), else 404 {"message":"Not Found"} (switch not_found: plain text, Hello! Not found and the path, or a page in HTML)`, Tag: harness.Assumed, Source: "the status and the plain text as in " + template},
	}
}
