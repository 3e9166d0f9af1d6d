package amazon

import (
	"github.com/storeauth/terraform-provider-storeauth/internal/explain"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/amazon/amazonapi"
)

// The pages of the developer console where a person attaches a profile, and finds its client id and secret.
const (
	apiAccess   = "the developer console, My Settings > API Access (https://developer.amazon.com/apps-and-games/console/api-access/home.html)"
	webSettings = "the security profile's Web Settings (https://developer.amazon.com/loginwithamazon/console/site/lwa/overview.html)"
)

// catalogue explains the refusals of Login with Amazon and of the App Submission API.
var catalogue = explain.Catalogue{
	Name: "Amazon", Guide: "amazon-appstore",
	Causes: []explain.Cause{
		{Title: "profile not attached", Symptoms: []string{amazonapi.SymptomNotAttached},
			Answers: []explain.Answer{explain.Says(explain.Denied, 400, "invalid_scope", "The request has an invalid parameter : scope")},
			Likely:  "The security profile is not attached to this API. Client id and secret are right, and no role of the account is missing.",
			Remedy:  "In " + apiAccess + ", choose the API, select the security profile, Attach. It works at once. Each API is attached by itself."},
		{Title: "scope unknown or not granted", Symptoms: []string{amazonapi.SymptomInvalidScope},
			Answers: []explain.Answer{explain.Says(explain.Denied, 400, "invalid_scope", "The request has an invalid parameter : scope")},
			Likely: "Amazon answers alike for a scope that does not exist and for one that the security profile was not given. Client id " +
				"and secret are right.",
			Remedy: "Compare the scope letter by letter with the API's documentation. If it is right, attach the security profile to the API in " +
				apiAccess + "."},
		{Title: "invalid client", Symptoms: []string{amazonapi.SymptomInvalidClient},
			Answers: []explain.Answer{explain.Says(explain.Rejected, 401, "invalid_client", "Client authentication failed")},
			Likely: "The client id is unknown, or the client secret is not its secret: mistyped, or replaced in the console. This says nothing " +
				"about attachments.",
			Remedy: "Copy both again from " + webSettings + ". A secret that was made a moment ago may be refused for a while: if both are right, wait " +
				"some minutes and run again."},
		{Title: "unauthorized client", Symptoms: []string{amazonapi.SymptomUnauthorizedClient},
			Answers: []explain.Answer{explain.Says(explain.Denied, 400, "unauthorized_client", "Not authorized for requested operation")},
			Likely:  "The client may not get tokens without a user: the security profile is not enabled for it.",
			Remedy:  "Check in " + webSettings + " that this is the client id of a security profile, and in " + apiAccess + " that it is attached."},
		{Title: "token of another scope", Symptoms: []string{amazonapi.SymptomOtherScope},
			Answers: []explain.Answer{explain.Notes(explain.Denied, "the token was issued for the scope …")},
			Likely:  "Login with Amazon issued a token, but for another scope than the one asked for; it does not work with this API.",
			Remedy:  "Attach the security profile to the API in " + apiAccess + "."},
		{Title: "invalid request", Symptoms: []string{amazonapi.SymptomInvalidRequest},
			Answers: []explain.Answer{
				explain.Says(explain.Failed, 400, "invalid_request", "The request is missing a required parameter : …"),
				explain.Says(explain.Failed, 400, "invalid_request", "The request has an invalid parameter : …"),
				explain.Says(explain.Failed, 400, "invalid_request", "The Content-Type is not supported by the authorization server")},
			Likely: "The request did not arrive as it was sent. This says nothing about the credential.",
			Remedy: "Check token_endpoint in the provider block and a proxy on the way."},
		{Title: "unsupported grant type", Symptoms: []string{amazonapi.SymptomUnsupportedGrantType},
			Answers: []explain.Answer{explain.Says(explain.Failed, 400, "unsupported_grant_type", "The authorization grant type is not supported by the authorization server")},
			Likely:  "The request's body was lost or changed on the way. This says nothing about the credential.",
			Remedy:  "Check token_endpoint in the provider block and a proxy on the way."},
		{Title: "token that nobody tells about", Symptoms: []string{"invalid_token"},
			Answers: []explain.Answer{explain.Says(explain.Failed, 400, "invalid_token", "The request has an invalid parameter : access_token")},
			Likely: "Login with Amazon tells nothing about the tokens of security profiles, living ones included, and only a token of the App " +
				"Submission API can be tried.",
			Remedy: "Leave access_token out: then a new token of the scope is obtained, which is proof by itself."},
		{Title: "token expired", Symptoms: []string{amazonapi.SymptomExpired},
			Answers: []explain.Answer{explain.Notes(explain.Rejected, "the token's time is over (exp …)")},
			Likely:  "The token was good and has expired; tokens live for one hour.",
			Remedy:  "Obtain a new access token."},
		{Title: "token of another client", Symptoms: []string{amazonapi.SymptomOtherClient},
			Answers: []explain.Answer{explain.Notes(explain.Denied, "the token was issued to the client …")},
			Likely:  "The token is good, but it was issued to another client than the client_id given beside it.",
			Remedy:  "Compare the client id with the security profile that the token was obtained with."},
		{Title: "request not authorized", Symptoms: []string{amazonapi.SymptomNotAuthorized},
			Answers: []explain.Answer{explain.Says(explain.Rejected, 403, "", "Request is not authorized.")},
			Likely:  "The access token has expired or is garbled, or it is of another API's scope: a token works with one API. Tokens live for one hour.",
			Remedy: "Obtain a new access token of the scope " + amazonapi.AppSubmission.Scope + "; check that the security profile is still " +
				"attached to the " + amazonapi.AppSubmission.Title + " in " + apiAccess + "."},
		{Title: "no such call", Symptoms: []string{amazonapi.SymptomNoRoute},
			Answers: []explain.Answer{explain.Says(explain.Failed, 400, "", "Unable to fetch the request scope for uri = … and verb = …")},
			Likely:  "The API knows no call with this path: an id in it is malformed, or endpoint in the provider block has a path too many.",
			Remedy:  "Check the app id and endpoint in the provider block."},
		{Title: "app forbidden", Symptoms: []string{amazonapi.SymptomForbidden},
			Answers: []explain.Answer{explain.Says(explain.Denied, 403, "", "{\"httpCode\":403,\"message\":…,\"errors\":[…]}")},
			Likely: "The App Submission API refused this app's data, and not the token: the app may belong to another account, or its release " +
				"is incomplete.",
			Remedy: "Compare the app id with the app's page in the developer console, and the account with the security profile's."},
		{Title: "app or edit not found", Symptoms: []string{amazonapi.SymptomNotFound},
			Answers: []explain.Answer{explain.Says(explain.Failed, 404, "", "{\"httpCode\":404,\"message\":…,\"errors\":[…]}")},
			Likely: "No app of this account has this id, or its edit was closed while it was read. One report has the same answer for an app " +
				"without an open edit.",
			Remedy: "Copy the App ID from the app's page in the developer console (Release Tracks or Policies and Compliance > Additional " +
				"information). If it is right, run again."},
		{Title: "state of the app forbids", Symptoms: []string{amazonapi.SymptomStateForbids},
			Answers: []explain.Answer{
				explain.Says(explain.Failed, 412, "error_new_version_creation_not_allowed", "Cannot create a new 'edit' for the app in it's current state."),
				explain.Says(explain.Failed, 409, "", "{\"httpCode\":409,\"message\":…,\"errors\":[…]}")},
			Likely: "The app's state forbids this: it was never submitted, is under review, or is suppressed.",
			Remedy: "Look at the app's state in the developer console; once the review is over, or the first version is live, run again."},
	},
}
