package servicestage

import (
	"github.com/storeauth/terraform-provider-storeauth/internal/explain"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/servicestage/servicestageapi"
)

// console is where a person sees, re-authorizes and deletes authorizations.
const console = "ServiceStage console > Continuous Delivery > Repository Authorization"

// What to do depends on the credential that was sent.
const (
	sentOnce = "The call was sent once only: five failures in a row lock the key for five minutes."
	checkKey = "Check servicestage.access_key and servicestage.secret_key (IAM console > My Credentials > Access Keys), and " +
		"servicestage.region. A temporary access key needs servicestage.security_token as well. " + sentOnce
	checkToken = "Make a new token for the project of servicestage.region, and set servicestage.auth_token (HW_AUTH_TOKEN). A token lasts 24 hours " +
		"at most and is good in its own region only; an access key (servicestage.access_key) saves the renewal."
	renewTemporary = "Get a new temporary access key, and set all three of servicestage.access_key, servicestage.secret_key and " +
		"servicestage.security_token: they belong together and expire together."
	noLookup = " With servicestage.project_id set, no lookup is needed."
)

// catalogue explains the gateway's and the service's refusals.
var catalogue = explain.Catalogue{
	Name: "ServiceStage", Guide: "servicestage",
	Causes: []explain.Cause{
		{Title: "signature refused", Symptoms: []string{servicestageapi.SymptomSignature},
			Answers: []explain.Answer{explain.Says(explain.Rejected, 401, "APIGW.0301", "Incorrect IAM authentication information: verify aksk signature fail")},
			Likely: "The signature does not fit: the secret key is not this access key's, the security token of a temporary key is missing or " +
				"has expired, or something on the way changed the request.",
			Remedy: checkKey},
		{Title: "access key unknown", Symptoms: []string{servicestageapi.SymptomUnknownKey},
			Answers: []explain.Answer{
				explain.Says(explain.Rejected, 401, "APIGW.0301", "Incorrect IAM authentication information: ak … not exist"),
				explain.Says(explain.Rejected, 401, "APIGW.0301", "Incorrect IAM authentication information: Get secretKey failed,ak:…,err:ak not exist")},
			Likely: "There is no such access key: it is mistyped, deleted or disabled, or of another cloud than the region's. A temporary access " +
				"key that comes without its security token gets the same answer.",
			Remedy: checkKey},
		{Title: "security token missing", Symptoms: []string{servicestageapi.SymptomNoSecurityToken},
			Answers: []explain.Answer{explain.Says(explain.Rejected, 401, "APIGW.0301", "Incorrect IAM authentication information: decrypt token fail")},
			Likely:  "The access key is a temporary one, and its security token was not sent. Or something on the way added a token to the request.",
			Remedy:  "Set servicestage.security_token (HW_SECURITY_TOKEN) as well: it was made with the access key and expires with it."},
		{Title: "security token refused", Symptoms: []string{servicestageapi.SymptomSecurityToken},
			Answers: []explain.Answer{explain.Says(explain.Rejected, 401, "APIGW.0301", "Incorrect IAM authentication information: decrypt token fail")},
			Likely:  "The security token has expired, is cut off, or is not this access key's.",
			Remedy:  renewTemporary},
		{Title: "access key locked", Symptoms: []string{servicestageapi.SymptomKeyLocked},
			Answers: []explain.Answer{explain.Says(explain.Rejected, 401, "APIGW.0301", "Incorrect IAM authentication information: AK access failed to reach the limit,forbidden")},
			Likely: "The access key is locked for five minutes after five failures in a row, by this run or by somebody else with the key. A " +
				"security token that has expired may count, too.",
			Remedy: "Wait five minutes, and find what fails first: one more failure may lock the key again. " + checkKey},
		{Title: "access key refused", Symptoms: []string{servicestageapi.SymptomKeyRefused},
			Answers: []explain.Answer{
				explain.Says(explain.Rejected, 401, "APIGW.0301", "Incorrect IAM authentication information: …"),
				explain.Says(explain.Rejected, 401, "APIGW.0307", "The token must be updated.")},
			Likely: "The gateway did not accept the access key.",
			Remedy: checkKey},
		{Title: "IAM token refused", Symptoms: []string{servicestageapi.SymptomTokenRefused},
			Answers: []explain.Answer{explain.Says(explain.Rejected, 401, "APIGW.0301", "Incorrect IAM authentication information: …")},
			Likely:  "The gateway did not accept the IAM token.",
			Remedy:  checkToken},
		{Title: "request without a credential", Symptoms: []string{servicestageapi.SymptomNoCredential},
			Answers: []explain.Answer{explain.Says(explain.Failed, 401, "APIGW.0301", "Incorrect IAM authentication information: x-auth-token not found")},
			Likely: "The request came to the gateway without its credential: something on the way, such as a proxy, took the header Authorization or " +
				"X-Auth-Token out. This says nothing about the credential.",
			Remedy: "Let the proxy pass both headers, or name the host in NO_PROXY."},
		{Title: "clock of this machine", Symptoms: []string{servicestageapi.SymptomClock},
			Answers: []explain.Answer{
				explain.Says(explain.Failed, 401, "APIGW.0301", "Incorrect IAM authentication information: calc aksk signature fail:signature expired, signature time:…,server time:…"),
				explain.Says(explain.Failed, 401, "APIGW.0303", "Incorrect app authentication information: …")},
			Likely: "This machine's clock and the vendor's disagree by more than 15 minutes. The message may name both times. This says nothing " +
				"about the access key.",
			Remedy: "Compare this machine's clock with the real time (date -u) and set it. If it is right, something on the way keeps requests " +
				"back or changes them."},
		{Title: "IAM token unreadable", Symptoms: []string{servicestageapi.SymptomBadToken},
			Answers: []explain.Answer{explain.Says(explain.Rejected, 401, "APIGW.0301", "Incorrect IAM authentication information: decrypt token fail")},
			Likely:  "The gateway cannot read the IAM token: it is cut off, or of another region or cloud.",
			Remedy:  checkToken},
		{Title: "IAM token must be updated", Symptoms: []string{servicestageapi.SymptomTokenOver},
			Answers: []explain.Answer{explain.Says(explain.Rejected, 401, "APIGW.0307", "The token must be updated.")},
			Likely:  "The IAM token has expired, or it was made in another region or for another project than servicestage.project_id.",
			Remedy:  checkToken},
		{Title: "access key refused by IAM", Symptoms: []string{servicestageapi.SymptomIAMKeyRefused},
			Answers: []explain.Answer{
				explain.Says(explain.Rejected, 401, "IAM.…", ""),
				explain.Says(explain.Rejected, 401, "", "The request you have made requires authentication."),
				explain.Says(explain.Rejected, 401, "", "Unauthorized.")},
			Likely: "IAM did not accept the access key while the project was looked up.",
			Remedy: checkKey + noLookup},
		{Title: "IAM token refused by IAM", Symptoms: []string{servicestageapi.SymptomIAMTokenRefused},
			Answers: []explain.Answer{
				explain.Says(explain.Rejected, 401, "IAM.…", ""),
				explain.Says(explain.Rejected, 401, "", "The X-Auth-Token is invalid!"),
				explain.Says(explain.Rejected, 401, "", "Unauthorized.")},
			Likely: "IAM did not accept the IAM token while the project was looked up: it has expired, is cut off, or is of another cloud.",
			Remedy: checkToken + noLookup},
		{Title: "projects may not be listed", Symptoms: []string{servicestageapi.SymptomIAMDenied},
			Answers: []explain.Answer{explain.Says(explain.Denied, 403, "", "You are not authorized to perform the requested action.")},
			Likely:  "The IAM user may not list projects.",
			Remedy:  "Set servicestage.project_id (console > My Credentials > Projects), or grant iam:projects:listProjects."},
		{Title: "IAM permission missing", Symptoms: []string{servicestageapi.SymptomForbidden},
			Answers: []explain.Answer{explain.Says(explain.Denied, 403, "APIGW.0302", "The IAM user is not authorized to access the API.")},
			Likely: "The IAM user lacks a permission: servicestage:app:list and :get to read, :create and :delete to change; in newer policies " +
				"servicestage:repositoryAuth:list, :get, :create and :delete. Or servicestage.project_id is not this account's, is of another region than " +
				"servicestage.region, or is not the one that the IAM token was made for.",
			Remedy: "Grant them in IAM console > Permissions, for the project of servicestage.region. Compare servicestage.project_id with console > " +
				"My Credentials > Projects."},
		{Title: "no such API", Symptoms: []string{servicestageapi.SymptomNoAPI},
			Answers: []explain.Answer{
				explain.Says(explain.Failed, 404, "APIGW.0101", "The API does not exist or has not been published in the environment."),
				explain.Says(explain.Failed, 404, "", "The resource could not be found.")},
			Likely: "The gateway at this address knows no such call: the region has no ServiceStage, or the endpoint is another service's.",
			Remedy: "Check servicestage.region, servicestage.endpoint and servicestage.iam_endpoint. This says nothing about the authorizations."},
		{Title: "too many calls", Symptoms: []string{servicestageapi.SymptomThrottled},
			Answers: []explain.Answer{explain.Says(explain.Failed, 429, "APIGW.0308", "The throttling threshold has been reached: policy user over ratelimit,limit:…,time:…")},
			Likely:  "The gateway's limit of calls was reached, by this run or by another one of the same user or address.",
			Remedy:  "Wait as long as the message says (time: …), or a minute, and run again; lower Terraform's -parallelism."},
		{Title: "no project of the region", Symptoms: []string{servicestageapi.SymptomNoProject},
			Answers: []explain.Answer{explain.Notes(explain.Failed, "the region has 0 projects of its name, not one")},
			Likely:  "The account has no project with the region's name: the region is mistyped, or the user is of another account.",
			Remedy:  "Check servicestage.region, or set servicestage.project_id (console > My Credentials > Projects)."},
		{Title: "several projects of the region", Symptoms: []string{servicestageapi.SymptomManyProjects},
			Answers: []explain.Answer{explain.Notes(explain.Failed, "the region has … projects of its name, not one")},
			Likely:  "Several projects answer to the region's name.",
			Remedy:  "Set servicestage.project_id (console > My Credentials > Projects)."},
		{Title: "parameter invalid", Symptoms: []string{servicestageapi.SymptomParameter},
			Answers: []explain.Answer{explain.Says(explain.Failed, 400, "SVCSTG.REPO.0400", "parameter invalid")},
			Likely:  "The service found a parameter invalid.",
			Remedy: "Compare name, repo_type, host and user_name with what the console accepts at " + console + ", and try the token or " +
				"password at the git host."},
		{Title: "repository type not implemented", Symptoms: []string{servicestageapi.SymptomRepoType},
			Answers: []explain.Answer{explain.Says(explain.Failed, 400, "SVCSTG.REPO.0401", "repository not implemented")},
			Likely:  "This region's ServiceStage does not support this kind of repository for this kind of authorization.",
			Remedy:  "Choose a repo_type that " + console + " offers, or another kind of authorization."},
		{Title: "code or state invalid", Symptoms: []string{servicestageapi.SymptomCallbackRefused},
			Answers: []explain.Answer{explain.Says(explain.Rejected, 400, "SVCSTG.REPO.0402", "oauth code or state invalid")},
			Likely: "The code or the state is not valid any more: each is good for one use and a short time, and both must come from the same " +
				"browser step.",
			Remedy: "Get a new address (authorize_url), go through the browser step again, and apply within minutes."},
		{Title: "name taken", Symptoms: []string{servicestageapi.SymptomExists, servicestageapi.SymptomNameTaken},
			Answers: []explain.Answer{
				explain.Says(explain.Failed, 400, "SVCSTG.REPO.0403", "resource already exist"),
				explain.Notes(explain.Failed, "an authorization of this name exists")},
			Likely: "An authorization of this name exists already.",
			Remedy: "Import it, or choose another name."},
		{Title: "no such authorization", Symptoms: []string{servicestageapi.SymptomNoAuthorization},
			Answers: []explain.Answer{explain.Says(explain.Failed, 400, "SVCSTG.REPO.0450", "no repository authorization")},
			Likely:  "The project has no authorization of this name.",
			Remedy:  "Compare the name with the list at " + console + "."},
		{Title: "authorization not valid any more", Symptoms: []string{servicestageapi.SymptomInvalid},
			Answers: []explain.Answer{explain.Says(explain.Rejected, 400, "SVCSTG.REPO.0451", "repository authorization invalid")},
			Likely:  "The git host does not accept the authorization any more: its token expired or was withdrawn there.",
			Remedy:  "Authorize anew: with an oauth authorization -replace it and go through the browser step; otherwise give a new token or password."},
		// The scopes are those that ServiceStage asks for by OAuth (the sample of servicestage_06_0093).
		{Title: "token or password refused", Symptoms: []string{servicestageapi.SymptomSecretRefused},
			Answers: []explain.Answer{
				explain.Says(explain.Rejected, 400, "SVCSTG.REPO.0451", "repository authorization invalid"),
				explain.Notes(explain.Rejected, "the new authorization has the status …")},
			Likely: "The git host refuses this token or password: it is mistyped, has expired, or is without the scopes that ServiceStage needs.",
			Remedy: "Make one at the git host that may read repositories and write hooks (GitHub: repo, read:user and write:repo_hook), try it " +
				"there, and give it here."},
		{Title: "clone address not valid", Symptoms: []string{servicestageapi.SymptomCloneURL},
			Answers: []explain.Answer{explain.Says(explain.Failed, 400, "SVCSTG.REPO.0452", "clone url invalid")},
			Likely:  "The clone address is not one that the service can use.",
			Remedy:  "Write it like https://user-name@github.com/user-name/demo.git."},
	},
}
