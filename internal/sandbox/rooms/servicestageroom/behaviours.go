package servicestageroom

import "github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"

const (
	apiReference  = "support.huaweicloud.com, ServiceStage API reference"
	listPage      = apiReference + ", servicestage_06_0092"
	redirectPage  = apiReference + ", Obtaining an Authorization Redirection URL (servicestage_06_0093)"
	oauthPage     = apiReference + ", Creating OAuth Authorization (servicestage_06_0094)"
	personalPage  = apiReference + ", servicestage_06_0095"
	passwordPage  = apiReference + ", servicestage_06_0096"
	deletePage    = apiReference + ", servicestage_06_0097"
	errorPage     = apiReference + ", ServiceStage Error Codes (servicestage_06_0162)"
	userManual    = "support.huaweicloud.com, ServiceStage user guide (servicestage_03_0076)"
	signingErrors = "support.huaweicloud.com, API Request Signing Guide, error codes and common errors"
	goSDK         = "huaweicloud-sdk-go-v3"
	iamReference  = "support.huaweicloud.com, IAM API reference"
	peerProvider  = "huaweicloud/terraform-provider-huaweicloud"
)

// Behaviours is the table of what this room simulates. Each line has a test.
func (room *Room) Behaviours() []harness.Behaviour {
	return []harness.Behaviour{
		{ID: "request-id", What: "every answer carries X-Request-Id, 32 hex digits; a gateway error repeats it as request_id", Tag: harness.SeenLive, Source: "huaweicloud/huaweicloud-sdk-nodejs-v3 issue 2 (a gateway error; the others are assumed)"},
		{ID: "gateway-no-such-api", What: "a path or method that is not published: 404 APIGW.0101, before any credential is looked at", Tag: harness.Documented, Source: signingErrors + " (the order is assumed)"},
		{ID: "gateway-family", What: "switch: codes begin with APIG instead of APIGW", Tag: harness.SeenLive, Source: "API Gateway and other services' FAQ pages"},
		{ID: "gateway-no-credential", What: "neither signature nor token: 401 APIGW.0301 x-auth-token not found", Tag: harness.Assumed, Source: "the code is documented, the words are not"},
		{ID: "gateway-too-large", What: "a body over 12 MB: 413 APIGW.0201", Tag: harness.Documented, Source: signingErrors},
		{ID: "gateway-project", What: "a project in the path that is not the account's, or another X-Project-Id than the path's: 403 APIGW.0302", Tag: harness.Assumed, Source: "the code is documented for missing permission"},
		{ID: "gateway-denied", What: "switch: IAM actions the user lacks: 403 APIGW.0302", Tag: harness.Documented, Source: signingErrors + " (which layer refuses is assumed)"},
		{ID: "gateway-throttled", What: "switch: over rate_limit calls in rate_window: 429 APIGW.0308 policy user over ratelimit, no Retry-After", Tag: harness.SeenLive, Source: peerProvider + " issue 1335"},
		{ID: "gateway-order", What: "checks run in the order API, size, credential, project, permission, throttling, service", Tag: harness.Assumed, Source: "unknown"},

		{ID: "signature", What: "SDK-HMAC-SHA256 over the path as sent, prefix included, with a slash added; five golden vectors", Tag: harness.Documented, Source: goSDK + ", core/auth/signer; vectors measured with it"},
		{ID: "signature-listed-headers", What: "only what SignedHeaders lists is verified: X-Project-Id and Host may be unsigned, more may be signed", Tag: harness.SeenLive, Source: "the official SDK and golangsdk sign different headers and both work"},
		{ID: "signature-content-hash", What: "X-Sdk-Content-Sha256 replaces the body's hash; UNSIGNED-PAYLOAD too", Tag: harness.Documented, Source: goSDK + ", core/auth/signer"},
		{ID: "signature-wrong", What: "another secret key or request: 401 APIGW.0301 verify aksk signature fail, with the canonical request, lines joined by |", Tag: harness.SeenLive, Source: "huaweicloud/huaweicloud-sdk-nodejs-v3 issue 2"},
		{ID: "signature-skew", What: "X-Sdk-Date over 15 minutes off, either way: 401 APIGW.0301 signature expired with both times (switch: APIGW.0303)", Tag: harness.SeenLive, Source: "huaweicloud/huaweicloud-sdk-java-v3 issue 44; 0303 is in the signing guide's table"},
		{ID: "signature-no-date", What: "X-Sdk-Date missing or malformed: as expired", Tag: harness.Assumed, Source: "no sample"},
		{ID: "signature-unknown-key", What: "an unknown access key: 401 APIGW.0301 Get secretKey failed,ak:…,err:ak not exist", Tag: harness.Documented, Source: signingErrors},
		{ID: "signature-disabled-key", What: "a disabled access key: as unknown", Tag: harness.Assumed, Source: "no sample"},
		{ID: "signature-lock", What: "five failures in a row lock the access key for five minutes, for good signatures too: 401 APIGW.0301 AK access failed to reach the limit,forbidden.; a success starts the count anew", Tag: harness.Documented, Source: signingErrors},
		{ID: "security-token", What: "a temporary access key works with its X-Security-Token, signed or not, until it expires", Tag: harness.Documented, Source: goSDK + ", core/auth"},
		{ID: "security-token-wrong", What: "X-Security-Token missing, wrong or expired: 401 APIGW.0301 decrypt token fail, not counted as a failure", Tag: harness.Assumed, Source: "no sample"},

		{ID: "token", What: "X-Auth-Token of the path's project is as good as a signature", Tag: harness.Documented, Source: oauthPage},
		{ID: "token-unknown", What: "an unknown X-Auth-Token: 401 APIGW.0301 decrypt token fail", Tag: harness.Documented, Source: signingErrors},
		{ID: "token-expired", What: "an expired X-Auth-Token: 401 APIGW.0307", Tag: harness.Documented, Source: signingErrors},
		{ID: "token-other-region", What: "a token of another project, and so of another region: 401 APIGW.0307", Tag: harness.Documented, Source: signingErrors + " (for a region's endpoint; here the project decides)"},

		{ID: "iam-projects", What: "GET /v3/projects?name=, signed or with a token: the projects of this name, all without one", Tag: harness.Documented, Source: iamReference + ", Querying Project Information (iam_06_0001)"},
		{ID: "iam-projects-none-or-many", What: "no project of this name: an empty list; the console can make two of one name", Tag: harness.Assumed, Source: goSDK + " has an error for either"},
		{ID: "iam-refused", What: "a bad signature: the gateway's envelope; no token or a bad one: 401 in Keystone's form; a denied lookup: 403 in it", Tag: harness.Assumed, Source: "both forms are in the IAM reference, which does not tell when each is used"},
		{ID: "iam-token", What: "POST /v3/auth/tokens with user, password and project: 201, the token in X-Subject-Token, good for 24 h", Tag: harness.Documented, Source: iamReference + ", iam_30_0001"},
		{ID: "iam-token-keeps-older", What: "a new token leaves older ones alive; another password ends them", Tag: harness.Documented, Source: iamReference + ", iam_30_0001"},
		{ID: "iam-token-refused", What: "wrong user or password: 401; malformed, or other methods than password: 400; unknown project: 401; all in Keystone's form", Tag: harness.Assumed, Source: iamReference + " (the form; the words are assumed)"},

		{ID: "list", What: `GET /git/auths: 200 {"authorizations":[…],"count":n}, all of the project, epoch milliseconds, "avartar"`, Tag: harness.Documented, Source: listPage},
		{ID: "list-only-read", What: "there is no GET of one and no update: 404 APIGW.0101", Tag: harness.Documented, Source: apiReference + " (neither is there)"},
		{ID: "list-order", What: "in the order they were made", Tag: harness.Assumed, Source: "unknown"},
		{ID: "list-old", What: "switch: no tag in the items and no count", Tag: harness.Documented, Source: listPage + ", older editions"},
		{ID: "list-projects", What: "a project lists its own; a name may be there once in each", Tag: harness.Assumed, Source: "the path holds the project"},
		{ID: "title-case-types", What: "switch: repo_type as GitHub, GitLab, Gitee, Bitbucket, DevCloud", Tag: harness.Documented, Source: listPage + " (tables; the samples are lower case)"},

		{ID: "redirect", What: `GET /git/auths/{repo_type}/redirect: 200 {"url":…} with a fresh state like $2a$10$…, percent-encoded`, Tag: harness.Documented, Source: redirectPage + " (GitHub's; the other hosts' addresses are assumed)"},
		{ID: "oauth", What: "POST /git/auths/{repo_type}/oauth with name, code and state: 200, status 0, token_type oauth, no tag in the answer", Tag: harness.Documented, Source: oauthPage},
		{ID: "oauth-tag", What: "?tag= shows in the list, null without it", Tag: harness.Assumed, Source: listPage + " has the field"},
		{ID: "oauth-state-once", What: "a state that was used: 400 SVCSTG.REPO.0402", Tag: harness.Documented, Source: oauthPage},
		{ID: "oauth-wrong", What: "a code or state that was not given out, percent-encoding left in, another repo_type's or project's: 400 SVCSTG.REPO.0402", Tag: harness.Documented, Source: errorPage + " (the code; that type and project are compared is assumed)"},
		{ID: "oauth-wrong-code-burns", What: "a wrong code uses up its state", Tag: harness.Assumed, Source: "the harshest reading of a one-off state"},
		{ID: "oauth-taken-burns", What: "an exchange under a taken name is refused with 0403 and uses up its state", Tag: harness.Assumed, Source: "the harshest reading of a one-off state"},
		{ID: "oauth-state-immortal", What: "a state does not expire unused", Tag: harness.Assumed, Source: "no lifetime is told"},
		{ID: "personal", What: "POST /git/auths/{repo_type}/personal with name and token, optional host: token_type personal", Tag: harness.Documented, Source: personalPage},
		{ID: "personal-host", What: "host is reported as repo_host, to the letter", Tag: harness.Assumed, Source: "no sample of a self-hosted one"},
		{ID: "password", What: "POST /git/auths/{repo_type}/password with name, user and password: token_type password", Tag: harness.Documented, Source: passwordPage},
		{ID: "password-base64", What: `the same with {"name","token":base64("user:password")}`, Tag: harness.SeenLive, Source: peerProvider + ", its acceptance test"},
		{ID: "secret-refused", What: "a secret that the git host refuses: 400 SVCSTG.REPO.0451 (switch: 0400); unless the console says so every secret is good", Tag: harness.Assumed, Source: "no sample; 0451 asks to authorize again"},
		{ID: "types", What: "redirect and OAuth take all five types, personal github, gitlab and gitee, password github, bitbucket and devcloud, in any case; others: 400 SVCSTG.REPO.0401", Tag: harness.Documented, Source: apiReference + " and " + goSDK + ", which differ; this is their union"},
		{ID: "parameters", What: "a name that is not 4 to 63 of letters, digits, _, - and ., a missing parameter, a body that is not JSON: 400 SVCSTG.REPO.0400", Tag: harness.Documented, Source: errorPage + "; " + userManual + " (the name)"},
		{ID: "taken", What: "a name that is taken: 400 SVCSTG.REPO.0403", Tag: harness.Documented, Source: errorPage},
		{ID: "error-envelope", What: `{"error_code","error_msg"} (switch: error_message, camel case, or nested)`, Tag: harness.Assumed, Source: goSDK + " reads these; sister services answer in the other forms"},
		{ID: "delete", What: "DELETE /git/auths/{name}: 204", Tag: harness.Documented, Source: deletePage},
		{ID: "delete-missing", What: "deleting what is not there: 500 without a body (switch: 204, or 400 SVCSTG.REPO.0450)", Tag: harness.Assumed, Source: deletePage + " has only 204 and 500"},
		{ID: "console-changes", What: "expiry, withdrawal and re-authorization in the console change status, user, type and update_time; name, repo_type and create_time stay", Tag: harness.Documented, Source: userManual + " (which fields change is assumed)"},
		{ID: "console-raw", What: "fields set through the console are answered as they were set", Tag: harness.Assumed, Source: "for values beyond the documented"},

		{ID: "repo-auth", What: "repository calls name the authorization in X-Repo-Auth; missing or unknown: 400 SVCSTG.REPO.0450", Tag: harness.Documented, Source: errorPage},
		{ID: "repo-auth-invalid", What: "status 1 or 2, or refused by the git host: 400 SVCSTG.REPO.0451", Tag: harness.Documented, Source: errorPage + " (which conditions lead to it is assumed)"},
		{ID: "repo-namespaces", What: `GET /git/repos/namespaces: {"namespaces":[{"id","name"}]}`, Tag: harness.Documented, Source: goSDK + ", services/servicestage"},
		{ID: "repo-projects", What: `GET /git/repos/{namespace}/projects: {"projects":[{"id","name","clone_url"}]}; a colon stands for a slash`, Tag: harness.Documented, Source: goSDK + ", services/servicestage"},
		{ID: "repo-details", What: "branches, tags, and project-info by clone_url (unknown: 400 SVCSTG.REPO.0452)", Tag: harness.Documented, Source: goSDK + ", services/servicestage; " + errorPage},
		{ID: "repo-unknown", What: "an unknown namespace or repository: 400 SVCSTG.REPO.0400", Tag: harness.Assumed, Source: "no sample"},
	}
}
