package servicestage

import (
	"github.com/storeauth/terraform-provider-storeauth/internal/explain"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/servicestage/servicestageapi"
)

// console is where a person sees, re-authorizes and deletes authorizations.
const console = "ServiceStage console > Continuous Delivery > Repository Authorization"

const (
	checkKey = "Check servicestage.access_key and servicestage.secret_key (IAM console > My Credentials > Access Keys), " +
		"servicestage.security_token if the key is a temporary one, servicestage.region, and this machine's clock (date -u): the " +
		"signature holds for 15 minutes. The call was sent once only: five failures in a row lock the key for five minutes."
	checkToken = "Make a new token for the project of servicestage.region, and set servicestage.auth_token. A token lasts 24 hours at most " +
		"and is good in its own region only; an access key (servicestage.access_key) saves the renewal."
)

// catalogue explains the gateway's and the service's refusals.
var catalogue = explain.Catalogue{
	Guide: "https://registry.terraform.io/providers/storeauth/storeauth/latest/docs/guides/servicestage",
	Causes: map[string]explain.Cause{
		servicestageapi.SymptomSignature: {
			Likely: "The signature does not fit: the secret key is not this access key's, the security token of a temporary key is missing or " +
				"over, the region is another one, or this machine's clock is wrong.",
			Remedy: checkKey},
		servicestageapi.SymptomUnknownKey: {
			Likely: "There is no such access key: mistyped, deleted or disabled, or of another cloud than the region's.",
			Remedy: checkKey},
		servicestageapi.SymptomKeyLocked: {
			Likely: "The access key is locked for five minutes after five signatures that failed, by this run or by somebody else with the key.",
			Remedy: "Wait five minutes. " + checkKey},
		servicestageapi.SymptomAuthentication: {
			Likely: "The gateway did not accept the credential.",
			Remedy: checkKey},
		servicestageapi.SymptomClock: {
			Likely: "The signature is too old or too new for the gateway: this machine's clock is more than 15 minutes off, or something on " +
				"the way changed the request.",
			Remedy: checkKey},
		servicestageapi.SymptomBadToken: {
			Likely: "The gateway cannot read the token: it is cut off, or of another region or cloud.",
			Remedy: checkToken},
		servicestageapi.SymptomTokenOver: {
			Likely: "The token is over, or it was made in another region.",
			Remedy: checkToken},
		servicestageapi.SymptomIAMRefused: {
			Likely: "IAM did not accept the credential while the project was looked up.",
			Remedy: checkKey + " With servicestage.project_id set, no lookup is needed."},
		servicestageapi.SymptomIAMDenied: {
			Likely: "The IAM user may not list projects.",
			Remedy: "Set servicestage.project_id (console > My Credentials > Projects), or grant iam:projects:listProjects."},
		servicestageapi.SymptomForbidden: {
			Likely: "The IAM user lacks a permission: servicestage:app:list and :get to read, :create and :delete to change; in newer policies " +
				"servicestage:repositoryAuth:list, :get, :create and :delete.",
			Remedy: "Grant them in IAM console > Permissions, for the project of servicestage.region."},
		servicestageapi.SymptomNoAPI: {
			Likely: "The gateway at this address knows no such call: the region has no ServiceStage, or the endpoint is another service's.",
			Remedy: "Check servicestage.region and servicestage.endpoint. This says nothing about the authorizations."},
		servicestageapi.SymptomThrottled: {
			Likely: "The gateway's limit of calls was reached, by this run or by another one of the same user or address.",
			Remedy: "Wait as long as the message says (time: …), or a minute, and run again; lower Terraform's -parallelism."},
		servicestageapi.SymptomNoProject: {
			Likely: "The account has no project with the region's name: the region is mistyped, or the user is of another account.",
			Remedy: "Check servicestage.region, or set servicestage.project_id (console > My Credentials > Projects)."},
		servicestageapi.SymptomManyProjects: {
			Likely: "Several projects answer to the region's name.",
			Remedy: "Set servicestage.project_id (console > My Credentials > Projects)."},
		servicestageapi.SymptomParameter: {
			Likely: "The service found a parameter invalid.",
			Remedy: "Compare name, repo_type, host and user_name with what the console accepts at " + console + "."},
		servicestageapi.SymptomRepoType: {
			Likely: "This region's ServiceStage does not support this kind of repository for this kind of authorization.",
			Remedy: "Choose a repo_type that " + console + " offers, or another kind of authorization."},
		servicestageapi.SymptomCallbackRefused: {
			Likely: "The code or the state is not valid any more: each is good for one use and a short time, and both must come from the same " +
				"browser step.",
			Remedy: "Get a new address (authorize_url), go through the browser step again, and apply within minutes."},
		servicestageapi.SymptomExists: {
			Likely: "An authorization of this name exists already.",
			Remedy: "Import it, or choose another name."},
		servicestageapi.SymptomNoAuthorization: {
			Likely: "The project has no authorization of this name.",
			Remedy: "Compare the name with the list at " + console + "."},
		servicestageapi.SymptomInvalid: {
			Likely: "The git host does not accept the authorization any more: its token expired or was withdrawn there.",
			Remedy: "Authorize anew: with an oauth authorization -replace it and go through the browser step; otherwise give a new token or password."},
		servicestageapi.SymptomCloneURL: {
			Likely: "The clone address is not one that the service can use.",
			Remedy: "Write it like https://user-name@github.com/user-name/demo.git."},
	},
}
