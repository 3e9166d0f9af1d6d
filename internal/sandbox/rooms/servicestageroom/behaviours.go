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
		{ID: "gateway-no-such-api", What: "a path or method that is not published, a path with double slashes or dots, a HEAD: 404 APIGW.0101 (switch no_such_api_words: the shorter of its two texts), before any credential is looked at", Tag: harness.Documented, Source: signingErrors + " (the order is assumed)"},
		{ID: "gateway-family", What: "switch gateway_family: codes begin with APIG instead of APIGW", Tag: harness.SeenLive, Source: "API Gateway and other services' FAQ pages"},
		{ID: "gateway-no-credential", What: "neither signature nor token: 401 APIGW.0301 x-auth-token not found", Tag: harness.SeenLive, Source: "a console's API whose login was gone (public client code, of ModelArts)"},
		{ID: "gateway-both-credentials", What: "signature and token: the signature counts (switch token_before_signature: the token)", Tag: harness.Assumed, Source: "pages describe either alone"},
		{ID: "gateway-too-large", What: "a body over 12 MB: 413 APIGW.0201", Tag: harness.Documented, Source: signingErrors},
		{ID: "gateway-project", What: "a project in the path that is not the account's, or another X-Project-Id than the path's: 403 APIGW.0302 (switch project_header_ignored: the header does not matter; switch own_region_only: only the first project is served)", Tag: harness.Assumed, Source: "the code is documented for missing permission; " + goSDK + " sends the header, and no page says that it is compared; an endpoint is a region's, and no page says what it does with another region's project"},
		{ID: "gateway-denied", What: "switch denied_actions: IAM actions that the user is not allowed: 403 APIGW.0302", Tag: harness.Documented, Source: signingErrors + " (which layer refuses is assumed)"},
		{ID: "gateway-throttled", What: "switches rate_limit and rate_window: more calls than the limit in the window: 429 APIGW.0308 policy user over ratelimit, no Retry-After", Tag: harness.SeenLive, Source: peerProvider + " issue 1335"},
		{ID: "gateway-order", What: "checks run in the order API, size, credential, project, permission, throttling, service", Tag: harness.Assumed, Source: "unknown"},

		{ID: "signature", What: "SDK-HMAC-SHA256 over the path as sent, prefix included, with a slash added; five golden vectors", Tag: harness.Documented, Source: goSDK + ", core/auth/signer; vectors measured with it"},
		{ID: "signature-form", What: "spaces, order of the parts, letter case and an empty name in the list do not matter, and a listed header that is absent counts for nothing (switch exact_signatures: another form than the documented one is no signature, and an absent header counts as an empty one)", Tag: harness.Assumed, Source: goSDK + ", core/auth/signer, writes one form; nothing says what else is read"},
		{ID: "signature-odd-query", What: "a query with a semicolon or a bare percent sign: the answer for a wrong signature (switch odd_queries_read: both are signed as they are)", Tag: harness.Assumed, Source: "no client is known to send them"},
		{ID: "signature-listed-headers", What: "only the headers that SignedHeaders lists are verified: X-Project-Id and Host need not be among them, others may be", Tag: harness.SeenLive, Source: "the official SDK and golangsdk sign different headers and both work"},
		{ID: "signature-content-hash", What: "X-Sdk-Content-Sha256 replaces the body's hash; UNSIGNED-PAYLOAD too", Tag: harness.Documented, Source: goSDK + ", core/auth/signer"},
		{ID: "signature-wrong", What: "another secret key or request: 401 APIGW.0301 verify aksk signature fail, with the canonical request, lines joined by | (switch brief_signature_words: without it)", Tag: harness.SeenLive, Source: "huaweicloud/huaweicloud-sdk-nodejs-v3 issue 2"},
		{ID: "signature-skew", What: "X-Sdk-Date over 15 minutes off, either way: 401 APIGW.0301 signature expired with both times (switch skew_code: APIGW.0303 Incorrect app authentication information)", Tag: harness.SeenLive, Source: "huaweicloud/huaweicloud-sdk-java-v3 issue 44; 0303 is in the signing guide's table"},
		{ID: "signature-no-date", What: "X-Sdk-Date missing or malformed: the answer for an expired one", Tag: harness.Assumed, Source: "no sample"},
		{ID: "signature-unknown-key", What: "an unknown access key: 401 APIGW.0301 ak … not exist (switch unknown_key_words: Get secretKey failed,ak:…,err:ak not exist)", Tag: harness.SeenLive, Source: "github.com/jeessy2/ddns-go/issues/844 (2023); the older words: github.com/NewFuture/DDNS/issues/136 (2020) and " + signingErrors},
		{ID: "signature-disabled-key", What: "a disabled access key: the answer for an unknown one", Tag: harness.Assumed, Source: "no sample"},
		{ID: "signature-first-check", What: "an unknown access key with a wrong date: the answer for the key (switch date_before_key: for the date, which then does not count for the lock)", Tag: harness.Assumed, Source: "no sample has both"},
		{ID: "signature-lock", What: "five failures in a row (switch lock_at: six) lock the access key for five minutes, good signatures included: 401 APIGW.0301 AK access failed to reach the limit,forbidden.; a success starts the count again", Tag: harness.Documented, Source: signingErrors + ", whose newer editions say more than five"},
		{ID: "signature-lock-counts", What: "wrong dates count for the lock, and wrong security tokens do not (switch lock_counts: tokens, or both); an unknown access key has no count", Tag: harness.Assumed, Source: signingErrors + " name signatures; common errors of the gateway of another operator name a token that has expired"},
		{ID: "signature-lock-again", What: "after a lock the count starts anew (switch locks_again: it goes on, so that one more failure locks again)", Tag: harness.Assumed, Source: "no page tells"},
		{ID: "security-token", What: "a temporary access key works with its X-Security-Token, signed or not, until it expires", Tag: harness.Documented, Source: goSDK + ", core/auth"},
		{ID: "security-token-wrong", What: "X-Security-Token wrong or expired: 401 APIGW.0301 decrypt token fail", Tag: harness.Assumed, Source: "no sample"},
		{ID: "security-token-missing", What: "a temporary access key without X-Security-Token: the answer for an unknown access key (switch missing_security_token: decrypt token fail, or verify aksk signature fail)", Tag: harness.SeenLive, Source: "github.com/iits-consulting/otc-auth/issues/139 (2024, another operator's IAM)"},

		{ID: "token", What: "an X-Auth-Token of the path's project is accepted in place of a signature", Tag: harness.Documented, Source: oauthPage},
		{ID: "token-unknown", What: "an unknown X-Auth-Token: 401 APIGW.0301 decrypt token fail", Tag: harness.SeenLive, Source: "public clients of CodeArts; " + signingErrors},
		{ID: "token-expired", What: "an expired X-Auth-Token: 401 APIGW.0307", Tag: harness.Documented, Source: signingErrors},
		{ID: "token-other-region", What: "a token of another project, and so of another region: 401 APIGW.0307 (switch other_project_token: 403 APIGW.0302)", Tag: harness.Documented, Source: signingErrors + " (for a region's endpoint; here the project decides)"},

		{ID: "iam-projects", What: "GET /v3/projects?name=, signed or with a token: the projects of this name, or all if no name is given", Tag: harness.Documented, Source: iamReference + ", Querying Project Information (iam_06_0001)"},
		{ID: "iam-projects-empty-name", What: "?name= without a name: all projects (switch empty_name_finds_none: none)", Tag: harness.Assumed, Source: "no sample"},
		{ID: "iam-elsewhere", What: "a path that IAM does not have: 404 APIGW.0101 (switch keystone_elsewhere: 404 in Keystone's form)", Tag: harness.Assumed, Source: "the gateway is in front of IAM, too; the words are Keystone's"},
		{ID: "iam-projects-none-or-many", What: "no project of this name: an empty list; the console can make two of one name", Tag: harness.Assumed, Source: goSDK + " has an error for either"},
		{ID: "iam-refused", What: "a bad signature: the gateway's envelope; no token or a bad one: 401 in Keystone's form; a denied lookup: 403 in it", Tag: harness.SeenLive, Source: "github.com/iits-consulting/otc-auth/issues/139 (signature), github.com/opentelekomcloud/terraform-provider-opentelekomcloud/issues/2089 (The X-Auth-Token is invalid!), github.com/huaweicloud/terraform-provider-huaweicloud/issues/1177 (403, its words cut off); without a token it is assumed"},
		{ID: "iam-token", What: "POST /v3/auth/tokens with user, password and project: 201, the token in X-Subject-Token, valid for 24 hours", Tag: harness.Documented, Source: iamReference + ", iam_30_0001"},
		{ID: "iam-token-keeps-older", What: "a new token leaves earlier ones valid; a changed password ends them", Tag: harness.Documented, Source: iamReference + ", iam_30_0001"},
		{ID: "iam-token-refused", What: "wrong user or password: 401 Unauthorized.; malformed, or other methods than password: 400; unknown project: 401; all in Keystone's form", Tag: harness.Assumed, Source: "github.com/opentelekomcloud/otc-tools/issues/36 (wrong user, 2017, another operator); the others: " + iamReference + " (the form; the words are assumed)"},

		{ID: "list", What: `GET /git/auths: 200 {"authorizations":[…],"count":n}, all authorizations of the project, times in epoch milliseconds, the picture as "avartar"`, Tag: harness.Documented, Source: listPage},
		{ID: "list-only-read", What: "a single authorization can be neither read nor changed: 404 APIGW.0101", Tag: harness.Documented, Source: apiReference + " (neither is there)"},
		{ID: "list-order", What: "the list is in the order of creation", Tag: harness.Assumed, Source: "unknown"},
		{ID: "list-old", What: "switch old_list: the items have no tag, and the list has no count", Tag: harness.Documented, Source: listPage + ", older editions"},
		{ID: "list-projects", What: "a project lists its own authorizations; two projects may each have one of the same name", Tag: harness.Assumed, Source: "the path holds the project"},
		{ID: "title-case-types", What: "switch title_case_types: repo_type as GitHub, GitLab, Gitee, Bitbucket, DevCloud", Tag: harness.Documented, Source: listPage + " (tables; the samples are lower case)"},

		{ID: "redirect", What: `GET /git/auths/{repo_type}/redirect: 200 {"url":…} with a fresh state like $2a$10$…, percent-encoded`, Tag: harness.Documented, Source: redirectPage + " (GitHub's; the other hosts' addresses are assumed)"},
		{ID: "oauth", What: "POST /git/auths/{repo_type}/oauth with name, code and state: 200, status 0, token_type oauth, no tag in the answer", Tag: harness.Documented, Source: oauthPage},
		{ID: "oauth-tag", What: "the value of ?tag= stands in the list; without it, or with ?tag= alone, the tag is null (switch empty_tag_kept: with ?tag= it is empty)", Tag: harness.Assumed, Source: listPage + " has the field"},
		{ID: "oauth-state-once", What: "a state that was used: 400 SVCSTG.REPO.0402", Tag: harness.Documented, Source: oauthPage},
		{ID: "oauth-wrong", What: "a code or state that was never given out, one that is still percent-encoded, or one of another repo_type or project: 400 SVCSTG.REPO.0402", Tag: harness.Documented, Source: errorPage + " (the code; that type and project are compared is assumed)"},
		{ID: "oauth-wrong-code-burns", What: "a wrong code uses its state up; an exchange under another repo_type or project leaves it good (switch state_spent_by: any exchange does, or only one that succeeds)", Tag: harness.Assumed, Source: "the harshest reading of a one-off state"},
		{ID: "oauth-taken-burns", What: "an exchange under a taken name: 400 SVCSTG.REPO.0403, and its state is used up", Tag: harness.Assumed, Source: "the harshest reading of a one-off state"},
		{ID: "oauth-two-sign-ins", What: "two sign-ins with one address: both codes are good until one is exchanged (switch new_sign_in_ends_code: only the second)", Tag: harness.Assumed, Source: "a git host's codes are independent of each other"},
		{ID: "oauth-state-immortal", What: "a state that is not used does not expire", Tag: harness.Assumed, Source: "no lifetime is told"},
		{ID: "personal", What: "POST /git/auths/{repo_type}/personal with name and token, optional host: token_type personal", Tag: harness.Documented, Source: personalPage},
		{ID: "personal-host", What: "host is reported as repo_host, unchanged; one that is no http or https address: 400 SVCSTG.REPO.0400 (switch any_host: it is taken)", Tag: harness.Assumed, Source: "no sample of a self-hosted one"},
		{ID: "password", What: "POST /git/auths/{repo_type}/password with name, user and password: token_type password", Tag: harness.Documented, Source: passwordPage},
		{ID: "password-base64", What: `the same with {"name","token":base64("user:password")}`, Tag: harness.SeenLive, Source: peerProvider + ", its acceptance test"},
		{ID: "secret-refused", What: "a secret that the git host refuses: 400 SVCSTG.REPO.0451 (switch refused_secret_code: 0400; switch unchecked_secrets: it is taken); the git host accepts every secret unless the console says otherwise", Tag: harness.Assumed, Source: "no sample; 0451 asks to authorize again"},
		{ID: "types", What: "redirect and OAuth accept all five types; personal accepts github, gitlab and gitee; password accepts github, bitbucket and devcloud; in any letter case (switch lower_case_types_only: lower case alone). Others: 400 SVCSTG.REPO.0401", Tag: harness.Documented, Source: apiReference + " and " + goSDK + ", which differ; this is their union (the letter case is assumed)"},
		{ID: "parameters", What: "a name that is not 4 to 63 letters, digits, _, - and ., a missing parameter, or a body that is not JSON or not declared as JSON: 400 SVCSTG.REPO.0400", Tag: harness.Documented, Source: errorPage + "; " + userManual + " (the name); the content type is documented as mandatory, the answer without it is assumed"},
		{ID: "creation-order", What: "a creation's checks run in the order repo_type, body, taken name, secret (switch body_before_type: body, repo_type, …)", Tag: harness.Assumed, Source: "no sample has two faults"},
		{ID: "taken", What: "a name that is taken: 400 SVCSTG.REPO.0403", Tag: harness.Documented, Source: errorPage},
		{ID: "error-envelope", What: `{"error_code","error_msg"} (switch error_envelope: error_message, camel case, or nested)`, Tag: harness.Assumed, Source: goSDK + " reads these; sister services answer in the other forms; a configuration API of the same product documents error_message"},
		{ID: "delete", What: "DELETE /git/auths/{name}: 204", Tag: harness.Documented, Source: deletePage},
		{ID: "delete-missing", What: "deleting an authorization that does not exist: 500 without a body (switch missing_delete_text: with a text; switch missing_delete_status: 204, or 400 SVCSTG.REPO.0450)", Tag: harness.Assumed, Source: deletePage + " has only 204 and 500; the deletions of a tag, a hook and a file document 400"},
		{ID: "console-changes", What: "expiry, withdrawal and re-authorization in the console change status, user, type and update_time; name, repo_type and create_time stay the same", Tag: harness.Documented, Source: userManual + " (which fields change is assumed)"},
		{ID: "console-raw", What: "fields set through the console are answered unchanged", Tag: harness.Assumed, Source: "for values beyond the documented"},

		{ID: "repo-auth", What: "repository calls name the authorization in X-Repo-Auth; if it is missing or unknown: 400 SVCSTG.REPO.0450", Tag: harness.Documented, Source: errorPage},
		{ID: "repo-auth-invalid", What: "status 1 or 2, or refused by the git host: 400 SVCSTG.REPO.0451", Tag: harness.Documented, Source: errorPage + " (which conditions lead to it is assumed)"},
		{ID: "repo-namespaces", What: `GET /git/repos/namespaces: {"namespaces":[{"id","name"}]}`, Tag: harness.Documented, Source: goSDK + ", services/servicestage"},
		{ID: "repo-projects", What: `GET /git/repos/{namespace}/projects: {"projects":[{"id","name","clone_url"}]}; in the path a colon stands for a slash`, Tag: harness.Documented, Source: goSDK + ", services/servicestage"},
		{ID: "repo-details", What: "branches, tags, and project-info by clone_url (unknown: 400 SVCSTG.REPO.0452)", Tag: harness.Documented, Source: goSDK + ", services/servicestage; " + errorPage},
		{ID: "repo-unknown", What: "an unknown namespace or repository: 400 SVCSTG.REPO.0400", Tag: harness.Assumed, Source: "no sample"},
	}
}
