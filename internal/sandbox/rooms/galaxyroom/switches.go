package galaxyroom

import "github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"

const (
	envelopeError  = "error"
	envelopeResult = "result"

	// How a refusal of the mint is worded that nobody has seen, by its status.
	answer401 = "401"
	answer403 = "403"
	answer415 = "415"
	answer422 = "422"
	answer500 = "500"

	accepted = "accepted"

	undecodableInvalid   = "invalid_token"
	undecodableMalformed = "jwt_malformed"

	bearerWordsByCall = "by_call"
	bearerWordsJWT    = "jwt"
	bearerWordsToken  = "accessToken"

	unknownList = "list"
	unknown3100 = "3100"
	unknown4008 = "4008"

	decodeStrict = "strict"
	decodeNode   = "node"
	decodeNoNull = "node_no_null"

	notFoundJSON = "json"
	notFoundText = "text"
	notFoundPage = "page"

	absentOwnWords = "own_words"
	absentUnknown  = "unknown"

	absentNull  = "null"
	absentEmpty = "empty"
)

// switches are explained where they are declared.
type switches struct {
	InvalidateOlder, RefusalsIn200, BareOKFalse, SpacedAccountMessage bool
	SellerEnvelope                                                    string
	NumericFields                                                     bool
	LifetimeOver, MissingScopes, DeletedAccount                       string
	FutureIatRefused, EmptyScopesGranted                              bool
	UntypedMint, ExpNotANumber, JWTDecoding, AbsentContentID          string
	BareAreasGuarded, ContentMetricNeedsAccount                       bool
	AbsentAccount, NotFound, UndecodableJWT, BearerWords              string
	AnyCaseBearer                                                     bool
	UnknownContent                                                    string
}

func declareSwitches(s *switches) []harness.Switch {
	return []harness.Switch{
		harness.Flag("invalidate_older", &s.InvalidateOlder, "A new token ends the account's earlier ones."),
		harness.Flag("refusals_in_200", &s.RefusalsIn200, "A refusal of an /auth call keeps its body but comes with status 200."),
		harness.Flag("bare_ok_false", &s.BareOKFalse, `Every /auth call answers 200 {"ok":false} and does nothing.`),
		harness.Flag("spaced_account_message", &s.SpacedAccountMessage,
			`The message about an unknown account says "service account", as the documentation spells it.`),
		harness.Choice("seller_envelope", &s.SellerEnvelope,
			"Whether the seller API's refusals have errorCode and errorMsg, or resultCode and resultMessage.", envelopeError, envelopeResult),
		harness.Flag("numeric_fields", &s.NumericFields, "Ids, prices and versions are JSON numbers, as in the documentation's type column."),
		harness.Choice("lifetime_over", &s.LifetimeOver,
			"The mint's answer to a JWT that is valid for over 20 minutes: 401 AUTH_REQUIRE, 500 in its JWT library's words, or a token.",
			answer401, answer500, accepted),
		harness.Flag("future_iat_refused", &s.FutureIatRefused, "The mint refuses a JWT whose iat is in the future: 401 AUTH_REQUIRE."),
		harness.Choice("missing_scopes", &s.MissingScopes,
			"The mint's answer to a JWT whose scopes are missing or no list: 403 NO_PERMISSION, 422 without a code, or 500 in JavaScript's words.",
			answer403, answer422, answer500),
		harness.Choice("deleted_account", &s.DeletedAccount,
			"The mint's answer for a deleted account: 401 as for an unknown one, or 500 because its JWT library has no key.", answer401, answer500),
		harness.Choice("untyped_mint", &s.UntypedMint,
			"A mint without the content type of JSON, whose body is empty anyway: it is accepted, or refused with 415.", accepted, answer415),
		harness.Choice("exp_not_a_number", &s.ExpNotANumber,
			"The mint's answer to a JWT whose exp is no number: 500 in its JWT library's words, or 401 AUTH_REQUIRE.", answer500, answer401),
		harness.Choice("jwt_decoding", &s.JWTDecoding,
			"How the mint decodes a JWT: strictly, or as Node does, which takes padding and both alphabets of base64; there a payload of null is none, or a 500 in JavaScript's words.",
			decodeStrict, decodeNode, decodeNoNull),
		harness.Choice("absent_content_id", &s.AbsentContentID, "What a refusal of contentInfo has for a contentId that was not given: null or an empty text.",
			absentNull, absentEmpty),
		harness.Flag("bare_areas_guarded", &s.BareAreasGuarded, "The gateway guards /seller, /iap and /gss themselves like what is below them."),
		harness.Flag("content_metric_needs_account", &s.ContentMetricNeedsAccount,
			"POST /gss/query/contentMetric needs the header service-account-id like every other call, other than documented."),
		harness.Choice("undecodable_jwt", &s.UndecodableJWT, "The words for a JWT of three parts that does not decode: invalid token or jwt malformed.",
			undecodableInvalid, undecodableMalformed),
		harness.Choice("bearer_words", &s.BearerWords,
			"What the refusal of a call without a bearer asks for: a jwt on the mint and an accessToken elsewhere, or the same on every call.",
			bearerWordsByCall, bearerWordsJWT, bearerWordsToken),
		harness.Flag("any_case_bearer", &s.AnyCaseBearer, "The word Bearer may be written in any case."),
		harness.Choice("unknown_content", &s.UnknownContent, "The answer to a contentId that does not exist: an empty list, 400 with code 3100, or 403 with code 4008.",
			unknownList, unknown3100, unknown4008),
		harness.Flag("empty_scopes_granted", &s.EmptyScopesGranted, "A JWT with an empty list of scopes gets a token without any."),
		harness.Choice("absent_account", &s.AbsentAccount,
			"The words for a call without service-account-id: words of their own, or those for an unknown account.", absentOwnWords, absentUnknown),
		harness.Choice("not_found", &s.NotFound, "The gateway's 404: JSON, plain text that names the path, or a page in HTML.",
			notFoundJSON, notFoundText, notFoundPage),
	}
}
