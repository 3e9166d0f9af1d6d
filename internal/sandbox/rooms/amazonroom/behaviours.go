package amazonroom

import "github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"

const (
	authPage    = "developer.amazon.com, App Submission API, Authentication"
	flowsPage   = "developer.amazon.com, App Submission API, flows"
	ugroupmedia = "ugroupmedia/fastlane-plugin-amazon-app-store-submission"
	hubCounter  = "amzn/amazon-hub-counter-sdk-java, fixture"
	xingu       = "giolaq/xingu"
	kreeger     = "kreeger/amazon_appstore"
	noSample    = "no sample found"
	twoDumps    = "two independent fixtures, of user tokens"
)

// Behaviours is the table of what this room simulates. Each line has a test.
func (room *Room) Behaviours() []harness.Behaviour {
	return []harness.Behaviour{
		{ID: "token", What: `POST /auth/o2/token or /auth/O2/token with a form: 200 {"access_token":"Atc|…","scope":…,"token_type":"bearer","expires_in":3600}`, Tag: harness.Documented, Source: authPage},
		{ID: "token-json", What: "a JSON body is accepted too", Tag: harness.Documented, Source: authPage + " (a sample; shipped clients send it)"},
		{ID: "token-json-types", What: "a JSON body with a parameter that is no text: 400 unsupported_grant_type (switch other_types_in_json: the parameter is left out)", Tag: harness.Assumed, Source: noSample},
		{ID: "token-basic", What: "id and secret may come as HTTP Basic", Tag: harness.Documented, Source: "developer.amazon.com, Authorization code grant"},
		{ID: "token-basic-undecodable", What: "HTTP Basic that does not decode: the parameters of the body count (switch undecodable_basic: 401 invalid_client)", Tag: harness.Assumed, Source: noSample},
		{ID: "token-form", What: "a token is Atc| and letters, digits, - and _; about 310 characters", Tag: harness.SeenLive, Source: hubCounter},
		{ID: "token-types", What: `switches token_type and expires_in_text: "token_type":"Bearer", "expires_in":"3600"`, Tag: harness.Documented, Source: "developer.amazon.com, Amazon Device Messaging and Alexa pages"},
		{ID: "request-id", What: "every answer of LWA has X-Amzn-RequestId (switch error_index: a refusal has an error_index in its body too)", Tag: harness.Documented, Source: "a sample in the documentation; error_index: github.com/amzn/selling-partner-api-models/issues/1851"},
		{ID: "content-type", What: "any other content type: 400 invalid_request, The Content-Type is not supported…", Tag: harness.Documented, Source: authPage + " (the status is assumed)"},
		{ID: "multipart", What: "a multipart body is accepted but not read: 400 unsupported_grant_type", Tag: harness.SeenLive, Source: "amzn/selling-partner-api-models, issue 706 (the status is assumed)"},
		{ID: "grant-type", What: "grant_type missing or another: 400 unsupported_grant_type (switch missing_grant_type: a missing one is 400 invalid_request)", Tag: harness.SeenLive, Source: "amzn/selling-partner-api-models, issues 796 and 1012 (the status is assumed; for a missing one an OAuth server with the very words of Login with Amazon has invalid_request)"},
		{ID: "missing-parameter", What: "client_id, client_secret or scope missing: 400 invalid_request, The request is missing a required parameter : <name>", Tag: harness.Assumed, Source: "the text is known of another parameter; an OAuth server with the very words of Login with Amazon answers so for client_id"},
		{ID: "invalid-client", What: "id unknown or deleted, secret wrong or no longer valid: 401 invalid_client; what the profile is attached to does not matter", Tag: harness.SeenLive, Source: "jlevers/selling-partner-api, issue 595"},
		{ID: "unauthorized-client", What: "a profile that the console has made so: 400 unauthorized_client", Tag: harness.SeenLive, Source: "jrl84/amazon-sp-api, issue 34 (the status is assumed)"},
		{ID: "invalid-scope", What: "scope unknown or not attached, with the same answer: 400 invalid_scope (switches unattached_status and unattached_description)", Tag: harness.SeenLive, Source: ugroupmedia + ", pull request 9; the words for an Appstore scope are assumed"},
		{ID: "scope-spaced", What: "white space around the scope is trimmed, and the answer has the trimmed scope (switch spaced_scope: 400 invalid_scope)", Tag: harness.Assumed, Source: noSample},
		{ID: "attachments-by-api", What: "a profile is attached to each API separately; an attachment takes effect at once", Tag: harness.SeenLive, Source: xingu + ", a submission script's notes, and a public client of 2026 (both scopes at once after two clicks)"},
		{ID: "attachment-delay", What: "switches attach_delay and detach_delay: an attachment or detachment takes effect later", Tag: harness.Assumed, Source: "three reports say that an attachment works at once; nobody tells of a detachment"},
		{ID: "detach-tokens", What: "a detachment, a deletion or a rotation leaves tokens valid (switch revoke_tokens: they are revoked)", Tag: harness.Assumed, Source: "not documented anywhere"},
		{ID: "several-scopes", What: "several scopes in one call: 400 invalid_scope (switch several_scopes_granted: one token for them all, if all are attached)", Tag: harness.Assumed, Source: noSample},
		{ID: "other-scope", What: "switch granted_scope: the token has another scope than was asked for, and the answer says so", Tag: harness.Assumed, Source: "nobody has seen it; a client must compare"},
		{ID: "token-order", What: "checks run in the order content type, grant type, client, scope", Tag: harness.Assumed, Source: "unknown"},
		{ID: "rotation", What: "a rotated secret works at once and the previous one no longer (switch rotation_delay: it works later; the console can keep the previous one)", Tag: harness.Assumed, Source: "jlevers/selling-partner-api, issue 595, saw a fresh secret refused"},
		{ID: "tokeninfo", What: "GET /auth/o2/tokeninfo?access_token=: aud, user_id, iss, exp (seconds left), app_id, iat", Tag: harness.SeenLive, Source: twoDumps},
		{ID: "tokeninfo-client-credentials", What: "switch tokeninfo: a token of client credentials is accepted, refused as invalid, or answered without user_id", Tag: harness.Assumed, Source: "no evidence either way"},
		{ID: "tokeninfo-invalid", What: "token unknown or expired: 400 invalid_token; parameter missing, or a | that is not escaped: 400 invalid_request", Tag: harness.Assumed, Source: "the text is known of a sibling call, in several fixtures; that | must be escaped is documented, the answer is not"},
		{ID: "lwa-elsewhere", What: "another path or verb of LWA: 404 with an empty body (switch html_not_found: with a page of HTML)", Tag: harness.Assumed, Source: noSample},
		{ID: "gateway-no-scope", What: `unknown path or verb, or an empty segment: 400 {"Message":"Unable to fetch the request scope for uri = … and verb = …"}, before the token is looked at`, Tag: harness.SeenLive, Source: ugroupmedia + ", issue 11"},
		{ID: "gateway-token", What: `token missing, unknown or expired: 403 {"Message":"Request is not authorized."} (switch gateway_status)`, Tag: harness.Documented, Source: authPage + " (403 and the message after an hour)"},
		{ID: "gateway-other-scope", What: "a token of another API's scope: the answer for an unknown token", Tag: harness.SeenLive, Source: "a public client that reads both APIs, and " + xingu + " (that it is refused; status and body are assumed)"},
		{ID: "unknown-app", What: `app id unknown: 404 in the service's envelope, "errors":[{"errorCode",…}] (switch unknown_app_status)`, Tag: harness.Assumed, Source: noSample + "; for the Reporting part of the gateway a public client notes 404 for what is not there"},
		{ID: "empty-errors", What: "a 404, 409 or 412 of the service has one error with a code that is made up, where no code is known (switch empty_errors: none)", Tag: harness.Assumed, Source: noSample},
		{ID: "appstore-request-id", What: "no answer of the App Submission API has X-Amzn-RequestId (switch appstore_request_id: every answer has)", Tag: harness.Assumed, Source: "the header is documented for Login with Amazon only"},
		{ID: "foreign-app", What: "another account's app: 403 in the service's envelope, with errors (switch foreign_app_status)", Tag: harness.Assumed, Source: noSample + "; 404 is as likely"},
		{ID: "package-name", What: "a package name as app id: the answer for an unknown app (switch package_names: accepted)", Tag: harness.Assumed, Source: kreeger + " says it is accepted; unverified"},
		{ID: "no-edit", What: "GET /edits without an open edit: 200 {} and no ETag (switch no_edit_status: 404 in the service's envelope)", Tag: harness.Documented, Source: flowsPage + "; a public client's notes of October 2026 have both"},
		{ID: "edit", What: `GET /edits and /edits/{id} of an open one: 200 {"id","status":"IN_PROGRESS"} with an ETag`, Tag: harness.Documented, Source: flowsPage},
		{ID: "edit-review", What: "a submitted edit is still answered, with status REVIEW", Tag: harness.SeenLive, Source: "a release script's notes, August 2026"},
		{ID: "edit-other-status", What: "the console can give an edit any status", Tag: harness.Assumed, Source: "the list of statuses is not known to be complete"},
		{ID: "edit-previous", What: "GET /edits/previous: the live version while an edit is active, else {}", Tag: harness.Documented, Source: flowsPage},
		{ID: "edit-unknown", What: "edit, language or APK unknown: 404 in the service's envelope", Tag: harness.Assumed, Source: xingu + " and another public client (the status; the code is assumed)"},
		{ID: "edit-create", What: "POST /edits of a published app: 200, a copy of the live version", Tag: harness.Documented, Source: flowsPage},
		{ID: "edit-create-open", What: "POST /edits while one is in progress: 409", Tag: harness.Assumed, Source: xingu + "; the body is assumed"},
		{ID: "edit-create-state", What: "POST /edits of an app that is incomplete, in review or suppressed: 412 error_new_version_creation_not_allowed", Tag: harness.SeenLive, Source: "galonga/upload-amazon-appstore (the body); the table of states is " + xingu + "'s"},
		{ID: "edit-create-review", What: "POST /edits while an edit is in review: 412 (switch review_open_status: 409, as while one is in progress)", Tag: harness.Assumed, Source: noSample + "; the documentation has no status for an edit that is open"},
		{ID: "edit-delete", What: "DELETE /edits/{id} with the ETag: 204", Tag: harness.Documented, Source: flowsPage},
		{ID: "edit-validate", What: "POST validate or commit without release notes: 403 with errors[], error_release_notes_incomplete", Tag: harness.SeenLive, Source: kreeger + " (the status; the message is assumed)"},
		{ID: "edit-commit", What: "POST commit with the ETag: 200, and the edit is in review", Tag: harness.Documented, Source: flowsPage},
		{ID: "edit-closed", What: "a write to an edit that is not in progress: 412", Tag: harness.Assumed, Source: noSample + "; two public clients take 412 for a version that is pending or in review"},
		{ID: "if-match", What: "a write without If-Match: 400 required_data_absent If-Match header is required", Tag: harness.SeenLive, Source: ugroupmedia + ", issue 15"},
		{ID: "if-match-stale", What: "a write with another ETag: 412; its body is assumed", Tag: harness.Documented, Source: flowsPage},
		{ID: "etags", What: "each resource of an edit has its own ETag, in quotes", Tag: harness.Documented, Source: flowsPage + " (the quotes are assumed)"},
		{ID: "listings", What: `GET listings: {"listings":{"en-US":{…}}} under the keys that the app has; GET one language: the object`, Tag: harness.SeenLive, Source: kreeger},
		{ID: "listing-write", What: "PUT a listing replaces it and answers with it; DELETE one: 204; the default language cannot be deleted", Tag: harness.Documented, Source: flowsPage + " (the last refusal's form is assumed)"},
		{ID: "details", What: "GET and PUT details: defaultLanguage, contactWebsite, contactEmail, contactPhone", Tag: harness.Documented, Source: flowsPage},
		{ID: "apks", What: "GET apks: a bare array of versionCode, id, name; GET one, DELETE one with its ETag", Tag: harness.Documented, Source: flowsPage},
		{ID: "raw-contents", What: "listings, details and APKs set through the console are sent unchanged", Tag: harness.Assumed, Source: "for shapes that differ between versions, as en_US beside en-US"},
		{ID: "not-simulated", What: "other documented calls (uploads, images, videos, targeting, availability, testing): 501 in the service's envelope, behind the gateway", Tag: harness.Assumed, Source: "not simulated"},
	}
}
