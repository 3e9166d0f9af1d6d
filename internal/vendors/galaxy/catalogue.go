package galaxy

import (
	"github.com/storeauth/terraform-provider-storeauth/internal/explain"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/galaxy/galaxyapi"
)

// console is where service accounts are made and deleted.
const console = "Seller Portal > Assistance > API Service"

// catalogue explains the gateway's refusals. The words are the client's (galaxyapi/classify.go), with their sources there and in the
// room's table of behaviours.
var catalogue = explain.Catalogue{
	Name: "Galaxy", Guide: "galaxy-store",
	Causes: []explain.Cause{
		{Title: "account not found", Symptoms: []string{galaxyapi.SymptomAccountNotFound},
			Answers: []explain.Answer{
				explain.Says(explain.Rejected, 401, "AUTH_REQUIRE", "Not found serviceAccount by serviceAccountId"),
				explain.Says(explain.Rejected, 401, "AUTH_REQUIRE", "Not found service account by serviceAccountId")},
			Likely: "No service account has this id: it was deleted in Seller Portal, or the id is mistyped.",
			Remedy: "Compare the id with the list in " + console + ". If the account is gone, create a new one there, with the " +
				"services it needs, and use its id and key."},
		{Title: "invalid signature", Symptoms: []string{galaxyapi.SymptomInvalidSignature},
			Answers: []explain.Answer{explain.Says(explain.Rejected, 500, "", "invalid signature")},
			Likely:  "The private key is not this service account's key.",
			Remedy: "Use the key file that Seller Portal offered when the account was created. The portal keeps no copy and an account " +
				"never gets another key: if the file is lost, create a new service account in " + console + "."},
		{Title: "scope not granted", Symptoms: []string{galaxyapi.SymptomNoPermission},
			Answers: []explain.Answer{
				explain.Says(explain.Denied, 403, "NO_PERMISSION", "Insufficient scopes"),
				explain.Says(explain.Denied, 403, "", "Unauthorized scope")},
			Likely: "The service account was created without this service; scopes are chosen by checkbox at creation " +
				"(\"Publishing & ITEM\" is publishing, \"GSS\" is gss).",
			Remedy: "Create a service account with the missing service ticked in " + console + ", or declare only the scopes that this one has. Data " +
				"sources and token validations need publishing."},
		{Title: "invalid access token", Symptoms: []string{galaxyapi.SymptomInvalidToken},
			Answers: []explain.Answer{explain.Says(explain.Rejected, 401, "AUTH_REQUIRE", "Invalid accessToken")},
			Likely:  "The access token was revoked, or it belongs to another service account.",
			Remedy:  "Obtain a new access token, and check that the service account id given beside it is the one it was issued for."},
		{Title: "authorization required", Symptoms: []string{galaxyapi.SymptomAuthRequired},
			Answers: []explain.Answer{
				explain.Says(explain.Rejected, 401, "AUTH_REQUIRE", ""),
				explain.Says(explain.Failed, 401, "AUTH_REQUIRE", "Set authorization header like \"Bearer …\"")},
			Likely: "The gateway did not accept the authorization. The service account may be disabled, or a proxy on the way " +
				"removed a header.",
			Remedy: "Check the account in " + console + ", and a proxy on the way."},
		{Title: "assertion refused", Symptoms: []string{galaxyapi.SymptomAssertion},
			Answers: []explain.Answer{
				explain.Says(explain.Failed, 500, "", "jwt expired"), explain.Says(explain.Failed, 500, "", "jwt not active"),
				explain.Says(explain.Failed, 500, "", "jwt malformed"), explain.Says(explain.Failed, 500, "", "invalid token"),
				explain.Says(explain.Failed, 500, "", "invalid algorithm"), explain.Says(explain.Failed, 500, "", "maxAge exceeded"),
				explain.Says(explain.Failed, 422, "", "Validation Failed")},
			Likely: "The gateway refused the signed assertion itself, which says nothing about the key. Most often this machine's " +
				"clock is wrong: the assertion is valid for ten minutes from the local time. Any AUTH_REQUIRE without words of its own means the same " +
				"while the clocks disagree.",
			Remedy: "Compare this machine's clock with the real time (date -u), then run again."},
		{Title: "account without a key", Symptoms: []string{galaxyapi.SymptomNoKey},
			Answers: []explain.Answer{explain.Says(explain.Failed, 500, "", "secret or public key must be provided")},
			Likely: "The gateway found no key for this service account. The account may be gone, or the service has a problem; the answer does not " +
				"tell which.",
			Remedy: "Look whether the account is still in " + console + ". If it is, run again later."},
		{Title: "token call without an answer", Symptoms: []string{galaxyapi.SymptomMintLost},
			Answers: []explain.Answer{explain.Notes(explain.Failed, "An access token may have been issued that nobody knows.")},
			Likely: "The vendor's answer did not arrive, or something else answered in its place: a gateway, a proxy, a maintenance page. " +
				"This says nothing about the service account. A call that may have issued a token is repeated after a 429 or 503 only.",
			Remedy: "Run again. If it lasts, check the network and a proxy on the way. Deleting the service account in " + console +
				" ends every token it ever had."},
		{Title: "app of another seller", Symptoms: []string{galaxyapi.SymptomNotOwner},
			Answers: []explain.Answer{explain.Says(explain.Denied, 403, "4008", ""), explain.Says(explain.Denied, 403, "4105", "")},
			Likely:  "The app belongs to another seller, or this seller may not manage it.",
			Remedy:  "Compare the content id with the app's page in Seller Portal, and the service account with the seller it belongs to."},
		{Title: "app not registered", Symptoms: []string{"4128"},
			Answers: []explain.Answer{explain.Says(explain.Failed, 400, "4128", "You must have an app in service that is already registered on the Seller Portal. "+
				"The Developer API does not support new app registration.")},
			Likely: "The app is not registered in Seller Portal yet; the API cannot register one.",
			Remedy: "Register the app in Seller Portal > Apps first."},
		{Title: "invalid parameter", Symptoms: []string{"1000"},
			Answers: []explain.Answer{explain.Says(explain.Failed, 400, "1000", "")},
			Likely:  "The gateway found a parameter invalid.",
			Remedy:  "Check the content id: twelve digits, leading zeros included."},
	},
}
