package galaxy

import (
	"github.com/storeauth/terraform-provider-storeauth/internal/explain"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/galaxy/galaxyapi"
)

// console is where service accounts are made and deleted.
const console = "Seller Portal > Assistance > API Service"

// catalogue explains the gateway's refusals.
var catalogue = explain.Catalogue{
	Guide: "https://registry.terraform.io/providers/storeauth/storeauth/latest/docs/guides/galaxy-store",
	Causes: map[string]explain.Cause{
		galaxyapi.SymptomAccountNotFound: {
			Likely: "No service account has this id: it was deleted in Seller Portal, or the id is mistyped.",
			Remedy: "Compare the id with the list in " + console + ". If the account is gone, create a new one there, with the " +
				"services it needs, and use its id and key."},
		galaxyapi.SymptomInvalidSignature: {
			Likely: "The private key is not this service account's key.",
			Remedy: "Use the key file that Seller Portal offered when the account was created. The portal keeps no copy and an account " +
				"never gets another key: if the file is lost, create a new service account in " + console + "."},
		galaxyapi.SymptomNoPermission: {
			Likely: "The service account was created without this service; scopes are chosen by checkbox at creation " +
				"(\"Publishing & ITEM\" is publishing, \"GSS\" is gss).",
			Remedy: "Create a service account with the missing service ticked in " + console + ", or declare only the scopes that this one has. Data " +
				"sources and token validations need publishing."},
		galaxyapi.SymptomInvalidToken: {
			Likely: "The access token was revoked, or it belongs to another service account.",
			Remedy: "Obtain a new access token, and check that the service account id given beside it is the one it was issued for."},
		galaxyapi.SymptomAuthRequired: {
			Likely: "The gateway did not accept the authorization. The service account may be disabled, or a proxy on the way " +
				"removed a header.",
			Remedy: "Check the account in " + console + ", and a proxy on the way."},
		galaxyapi.SymptomAssertion: {
			Likely: "The gateway refused the signed assertion itself, which says nothing about the key. Most often this machine's " +
				"clock is wrong: the assertion is valid for ten minutes from the local time.",
			Remedy: "Compare this machine's clock with the real time (date -u), then run again."},
		galaxyapi.SymptomNoKey: {
			Likely: "The gateway found no key for this service account. The account may be gone, or the service has a problem; the answer does not " +
				"tell which.",
			Remedy: "Look whether the account is still in " + console + ". If it is, run again later."},
		galaxyapi.SymptomMintLost: {
			Likely: "The vendor's answer did not arrive, or something else answered in its place: a gateway, a proxy, a maintenance page. " +
				"This says nothing about the service account. A call that may have issued a token is repeated after a 429 or 503 only.",
			Remedy: "Run again. If it lasts, check the network and a proxy on the way. Deleting the service account in " + console +
				" ends every token it ever had."},
		galaxyapi.SymptomNotOwner: {
			Likely: "The app belongs to another seller, or this seller may not manage it.",
			Remedy: "Compare the content id with the app's page in Seller Portal, and the service account with the seller it belongs to."},
		"4128": {
			Likely: "The app is not registered in Seller Portal yet; the API cannot register one.",
			Remedy: "Register the app in Seller Portal > Apps first."},
		"1000": {
			Likely: "The gateway found a parameter invalid.",
			Remedy: "Check the content id: twelve digits, leading zeros included."},
	},
}
