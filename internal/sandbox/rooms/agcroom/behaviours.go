package agcroom

import "github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"

const (
	tokenPage     = "developer.huawei.com, Obtaining a token (project level)"
	startPage     = "developer.huawei.com, Getting started with the AppGallery Connect API"
	publishPages  = "developer.huawei.com, Publishing API"
	errorPage     = "developer.huawei.com, Publishing API error codes"
	droidship     = "kirvigen/droidship, captured answer"
	apkgo         = "KevinGong2013/apkgo"
	codeList      = "developer.huawei.com/consumer/cn/doc/SPPartnerCenter-develop-Guides/ht-error-code-information-0000002338858792"
	steps         = "github.com/ferPrieto/steps-app-gallery-deploy"
	cianru        = "cianru/huawei-appgallery-publish-gradle-plugin, issue 57"
	fastlane      = "shr3jn/fastlane-plugin-huawei_appgallery_connect"
	ciScript      = "a release script's notes on a real failure"
	releaseStates = "the documentation's table, quoted by fangxiangCN/easy-publisher"
	twoTypes      = "kirvigen/droidship and fangxiangCN/easy-publisher met both"
	silent        = "no page tells"
)

// Behaviours is the table of what this room simulates. Each line has a test.
func (room *Room) Behaviours() []harness.Behaviour {
	return []harness.Behaviour{
		{ID: "token", What: `POST /api/oauth2/v1/token with a good JSON body: 200 with access_token and expires_in 172800`, Tag: harness.Documented, Source: tokenPage},
		{ID: "token-form", What: "a token looks like a JWT of HS512", Tag: harness.Assumed, Source: tokenPage + " (the sample's first letters)"},
		{ID: "token-again", What: "another token call gives another token; the earlier one stays valid", Tag: harness.Documented, Source: tokenPage},
		{ID: "token-with-ret", What: `a success carries "ret" with code 0 and "products":[] too (switch bare_token: neither)`, Tag: harness.SeenLive, Source: "droidship's tests, reported by its author; a cloud function's notes (public client code). The bare form is documented: " + tokenPage},
		{ID: "token-unknown-client", What: `client_id unknown: 200 with ret 203882498 and "products":[] (switch refusals_with_products: every refusal has them)`, Tag: harness.SeenLive, Source: droidship},
		{ID: "token-deleted-client", What: "client_id deleted: the answer for an unknown one", Tag: harness.SeenLive, Source: droidship},
		{ID: "token-wrong-secret", What: "wrong client_secret: 200 with ret 203890688", Tag: harness.SeenLive, Source: cianru},
		{ID: "token-wrong-kind", What: "the id of an app or of an OAuth client: 200 with ret 203886599, whatever the secret", Tag: harness.SeenLive, Source: apkgo + " and three more public clients; the order of the checks is assumed"},
		{ID: "token-hms", What: "id and secret of HMS: 200 with ret 203890688 (switch hms_answer: ret 203886599, or 502 with the reason ApsAuthBySecretReq)", Tag: harness.SeenLive, Source: cianru},
		{ID: "token-bad-input", What: "a field missing, a body that is not JSON, or another content type: 200 with ret 204144641, a placeholder", Tag: harness.Assumed, Source: silent + "; the code is the Publishing API's for bad input, the prefix of the message that of the token's service (" + droidship + ")"},
		{ID: "token-grant-type", What: "a grant_type other than client_credentials: 200 with ret 204144641 (switch grant_type_unchecked: it is not looked at)", Tag: harness.Assumed, Source: "Huawei's own report sample has it misspelt, so it may not be checked"},
		{ID: "ret-string", What: "switch token_ret_form: ret of a refused token call is JSON in a string", Tag: harness.Documented, Source: tokenPage},
		{ID: "ret-forms", What: "switches token_ret_form and publish_ret_form: ret in other forms (message, rtnCode, top level, error, et, code as a string, OAuth's error)", Tag: harness.SeenLive, Source: "sibling APIs and tolerant clients; which call writes which is not known"},
		{ID: "gate-no-token", What: `no bearer, or an unknown one: 401 {"ret":{"code":205524993,"msg":"client token auth failed"}}`, Tag: harness.Documented, Source: "developer.huawei.com, Creating a site (cloud hosting)"},
		{ID: "gate-client-id", What: "header client_id missing or another client's: 401 with ret 205524993", Tag: harness.SeenLive, Source: "sunpebble/ci and another public client (missing; another's is assumed)"},
		{ID: "gate-expired", What: "a token older than 48 hours: 401 with ret 205524993", Tag: harness.Assumed, Source: "the lifetime is documented; Huawei's Android SDK calls the code CLIENT_TOKEN_EXPIRED. 205524994 is the end user's token (Huawei's Python server SDK)"},
		{ID: "gate-deleted-client", What: "a client whose key was reset, or that was deleted: its tokens stay valid (switch revoke_tokens: they are revoked)", Tag: harness.Assumed, Source: silent},
		{ID: "gate-project", What: `a client of a project: "HTTP/1.1 403 client token authorization fail." with an empty body`, Tag: harness.SeenLive, Source: ciScript + "; Stack Overflow 63999681; three more public clients"},
		{ID: "gate-role", What: "a client without a role that may publish: the same 403", Tag: harness.SeenLive, Source: apkgo + " (which roles may publish is assumed)"},
		{ID: "gate-plain-403", What: "switch plain_403: the 403 has the usual reason phrase, so that nothing tells the cause", Tag: harness.Assumed, Source: "HTTP/2 has no reason phrase, and the host offers it (" + steps + "/issues/19)"},
		{ID: "gate-ups", What: `switch ups_unusable: 403 "ret code or valid is not present in rsp from ups." with an empty body`, Tag: harness.SeenLive, Source: steps + "/issues/25"},
		{ID: "gate-other-site", What: "a credential of another site: the token call does not know it, or the API refuses its tokens with 401", Tag: harness.Assumed, Source: "the rule that sites do not mix is documented, the answer is not; a client of another project is unknown to the token call (public client code)"},
		{ID: "gate-account-state", What: "developer account suspended (204144666), user unknown (204144665), developer unknown (204144643): 200 with ret; tokens are still given", Tag: harness.Documented, Source: errorPage + " (the codes; the rest is assumed)"},
		{ID: "gate-order", What: "checks run in the order token, permission service, project, role, account, parameters", Tag: harness.Assumed, Source: "401 and 403 come from the gateway, the rest from the service behind it; a public client saw the 403 on calls without any parameter"},
		{ID: "service-account", What: "the JWT that the account signed is the bearer: PS256, kid, aud, iss, iat, exp; no token call", Tag: harness.Documented, Source: startPage},
		{ID: "service-account-publishing", What: "appid-list and app-info accept a service account (switch service_accounts_refused: 401)", Tag: harness.SeenLive, Source: apkgo + "; the Android pages list API clients only"},
		{ID: "service-account-refused", What: "unknown or deleted account, wrong key or kid, another algorithm, garbage: 401 with ret 205524993", Tag: harness.SeenLive, Source: apkgo + " (garbage; the others are assumed to be the same)"},
		{ID: "service-account-times", What: "iat in the future, exp passed, or more than an hour between them: 401 with ret 205524993 (switch iat_leeway: iat may be ahead by so much; switch long_assertions: any time between them)", Tag: harness.Assumed, Source: startPage + " (the hour; the answer is assumed)"},
		{ID: "service-account-form", What: "typ may be missing or written otherwise, times may have fractions, and a client_id header may be there if it is empty (switch strict_service_accounts: 401 with ret 205524993)", Tag: harness.Assumed, Source: startPage + " (the one form that is documented)"},
		{ID: "service-account-client-id", What: "a service account's call with a client_id header: 401 with ret 205524993 (switch client_id_ignored: it does not matter)", Tag: harness.Assumed, Source: "the mode is documented without the header"},
		{ID: "service-account-project", What: `a project-level account: 403 "project credential can not access the developer credentialType api" in the reason phrase (switch project_account_words: in the body)`, Tag: harness.SeenLive, Source: apkgo + " (it does not say where the words stand)"},
		{ID: "service-account-role", What: "an account without a role that may publish: 403 with an empty body", Tag: harness.SeenLive, Source: apkgo},
		{ID: "app-ids", What: `GET /api/publish/v2/appid-list?packageName=: {"ret":{…},"appids":[{"key":name,"value":id}]}`, Tag: harness.Documented, Source: publishPages},
		{ID: "app-ids-none", What: `no app of that package name: "appids":[]`, Tag: harness.SeenLive, Source: "droidship's tests"},
		{ID: "app-ids-several", What: "packageName may be a comma list of up to 50 names; the answer does not say which app has which name", Tag: harness.Documented, Source: publishPages},
		{ID: "app-ids-types", What: "packageTypes is a comma list; only apps of these types are listed (switch package_types: it is one of 1, 2, 7 and 8, and filters nothing; anything else is ret 204144641)", Tag: harness.Documented, Source: publishPages + " (the types; the rest is assumed)"},
		{ID: "app-ids-bad-input", What: "packageName missing or over 50 names: 200 with ret 204144641; an empty name counts like any other (switch empty_names_dropped: it does not)", Tag: harness.Assumed, Source: errorPage + " (the code); a public client met it, with this prefix, on app-file-info"},
		{ID: "app-info", What: "GET /api/publish/v2/app-info?appId=: ret, appInfo, auditInfo, languages side by side", Tag: harness.Documented, Source: publishPages},
		{ID: "app-info-states", What: "releaseState is a number from 0 to 13", Tag: harness.Documented, Source: releaseStates},
		{ID: "app-info-draft", What: "an app without a package has no version fields at all", Tag: harness.SeenLive, Source: "fangxiangCN/easy-publisher, issue 7"},
		{ID: "app-info-language", What: "with lang only that language is answered; if the app lacks it: 200 with ret 204144653", Tag: harness.Documented, Source: publishPages + "; the code is in the list, the use here is assumed"},
		{ID: "app-info-phased", What: "with releaseType=3 state and versions are those of the phased release; phasedReleaseInfo stands beside appInfo for both types", Tag: harness.SeenLive, Source: "HenryHaoson/shipup"},
		{ID: "app-info-no-phased", What: "releaseType=3 without a phased release: 200 with ret 204144648 (switch no_phased_release: the full release, without phasedReleaseInfo)", Tag: harness.Assumed, Source: silent},
		{ID: "app-info-mixed-types", What: "switches numbers and screenshots: version codes and app ids as strings or numbers, percentages as numbers, screenshots as one string", Tag: harness.SeenLive, Source: twoTypes},
		{ID: "app-info-personal", What: "appInfo holds the developer's name, address, phone, mail and registration number", Tag: harness.Documented, Source: publishPages},
		{ID: "app-info-raw", What: "members set through the console are sent unchanged", Tag: harness.Assumed, Source: "for shapes that differ between versions"},
		{ID: "app-info-unknown", What: "appId unknown or removed: 200 with ret 204144644", Tag: harness.Assumed, Source: "the words are those of a failed query; the one sighting was on app-file-info of an app that exists, and Huawei called it a fault of its service (cianru/huawei-appgallery-publish-gradle-plugin, README)"},
		{ID: "app-info-foreign", What: "another team's appId: the answer for an unknown one (switch foreign_app: ret 204144689, or 403 with an empty body); appid-list leaves the app out", Tag: harness.Assumed, Source: silent + "; 204144689 is the list's code for an app whose owner could not be found: " + codeList},
		{ID: "app-info-package-name", What: "a package name as appId: 403 with an empty body (switch named_app: the answer for an unknown app)", Tag: harness.SeenLive, Source: fastlane + ", issue 26"},
		{ID: "app-info-bad-input", What: "appId missing, or another releaseType than 1 and 3: 200 with ret 204144641; an empty releaseType is 1 (switch empty_release_type: ret 204144641)", Tag: harness.Assumed, Source: errorPage + " (the code); a public client met it, with this prefix, on app-file-info"},
		{ID: "app-info-order", What: "releaseType is looked at before a package name in the place of an app id is refused, and before a lang that the app lacks (switch release_type_last: after both)", Tag: harness.Assumed, Source: silent},
		{ID: "empty-body-type", What: "an answer with an empty body has no Content-Type (switch typed_empty_body: that of JSON)", Tag: harness.Assumed, Source: silent},
		{ID: "elsewhere", What: "another path or verb: 404 with an empty body (switch wrong_verb_status: 405 for another verb; switch gate_elsewhere: below /api/publish the gate comes first)", Tag: harness.SeenLive, Source: ciScript},
	}
}
