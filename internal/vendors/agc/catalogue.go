package agc

import (
	"slices"

	"github.com/storeauth/terraform-provider-storeauth/internal/explain"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/agc/agcapi"
)

// Where credentials are made, changed and deleted.
const (
	clientsConsole  = "AppGallery Connect > Users and permissions > API key > Connect API"
	accountsConsole = "AppGallery Connect > Users and permissions > Service account"
)

// catalogue explains the vendor's refusals.
var catalogue = explain.Catalogue{
	Name: "AGC", Guide: "appgallery-connect",
	Causes: slices.Concat(refusals, serviceCodes),
}

// refusals are about the credential and what it may do.
var refusals = []explain.Cause{
	{Title: "client id unknown", Symptoms: []string{agcapi.SymptomUnknownClient},
		Answers: []explain.Answer{explain.Says(explain.Rejected, 200, "203882498", "[AppGalleryConnectApiPermissionService]invalid client id")},
		Likely:  "The site named above knows no API client with this id: it was deleted, the id is mistyped, or the account is at another site.",
		Remedy: "Compare the id with the list in " + clientsConsole + ". Check the site (china, europe, singapore, russia): a credential is unknown " +
			"at every other one. If the client is gone, create a new one there with Project N/A."},
	{Title: "client secret wrong", Symptoms: []string{agcapi.SymptomWrongSecret},
		Answers: []explain.Answer{explain.Says(explain.Rejected, 200, "203890688", "client id or secret error")},
		Likely: "The key is not this API client's: it was reset, or mistyped. Or id and secret are of HMS or OAuth (they work at " +
			"oauth-login.cloud.huawei.com) and not of an API client.",
		Remedy: "Copy Client ID and Key of one row in " + clientsConsole + ". An app's OAuth client, under Project settings, is another thing."},
	{Title: "client id of the wrong kind", Symptoms: []string{agcapi.SymptomWrongKind},
		Answers: []explain.Answer{explain.Says(explain.Rejected, 200, "203886599", "the type of clientId not match")},
		Likely: "The id is not an API client's: most often an app's App ID or OAuth Client ID, a project's credential (Project settings > Project " +
			"credential), or the client_id of agconnect-services.json.",
		Remedy: "Use the Client ID of a row in " + clientsConsole + ", and the Key beside it."},
	{Title: "access token refused", Symptoms: []string{agcapi.SymptomTokenRefused},
		Answers: []explain.Answer{
			explain.Says(explain.Rejected, 401, "205524993", "client token auth failed"),
			explain.Says(explain.Rejected, 401, "205524994", "")},
		Likely: "The vendor does not take this access token with this client id: the token ended after 48 hours, belongs to another API " +
			"client or to another site, or a proxy removed the client_id header.",
		Remedy: "If you gave the token, give a new one; a verification obtains a fresh one each time. Check the client id, the site, and a proxy on the way (nginx drops headers with an " +
			"underscore unless underscores_in_headers is on). Compare the client with " + clientsConsole + "."},
	{Title: "service account refused", Symptoms: []string{agcapi.SymptomAssertionRefused},
		Answers: []explain.Answer{explain.Says(explain.Rejected, 401, "205524993", "client token auth failed")},
		Likely: "The vendor does not take the token signed with this key: the service account or its key was deleted, the key is another " +
			"account's, or the account is at another site.",
		Remedy: "Compare sub_account and key_id of the key file with " + accountsConsole + ", and check the site. If the account is gone, create " +
			"a new one there at the developer level."},
	{Title: "clock of this machine", Symptoms: []string{agcapi.SymptomClock},
		Answers: []explain.Answer{explain.Says(explain.Failed, 401, "205524993", "client token auth failed")},
		Likely: "This machine's clock and the vendor's disagree, so that the self-signed token looks expired or not yet valid. This says nothing about " +
			"the service account.",
		Remedy: "Set this machine's clock (date -u against the real time), then run again."},
	{Title: "client may not publish", Symptoms: []string{agcapi.SymptomForbidden},
		Answers: []explain.Answer{
			explain.Says(explain.Denied, 403, "", "client token authorization fail."),
			explain.Notes(explain.Denied, "403 Forbidden with an empty body")},
		Likely: "The API client was accepted but may not use the Publishing API. By far most often its Project is not N/A: only a " +
			"client of the whole team is taken, and a key does not show what it is. Else its role does not allow publishing.",
		Remedy: "Open " + clientsConsole + ". First look at the column Project: unless it is N/A, create a new client with Project set to N/A, for a " +
			"project cannot be changed. If it is N/A, set Roles to Administrator or App manager (newer consoles: tick Connect API > App " +
			"release). The vendor gives both the same answer; the client's JSON file tells them apart: type team_client_id means N/A. Only the " +
			"account holder can manage API clients."},
	{Title: "service account may not publish", Symptoms: []string{agcapi.SymptomAccountForbidden},
		Answers: []explain.Answer{
			explain.Notes(explain.Denied, "403 Forbidden with an empty body"),
			explain.Says(explain.Denied, 403, "", "client token authorization fail.")},
		Likely: "The service account was accepted but its role does not allow publishing.",
		Remedy: "In " + accountsConsole + ", give the account a role that may publish: Administrator or App manager (newer consoles: tick Connect " +
			"API > App release)."},
	{Title: "service account of a project", Symptoms: []string{agcapi.SymptomProjectAccount},
		Answers: []explain.Answer{explain.Says(explain.Denied, 403, "", "project credential can not access the developer credentialType api")},
		Likely:  "The service account belongs to a project. The Publishing API takes only accounts at the developer level.",
		Remedy:  "Create a service account at the developer level (tab Developer, not Project) in " + accountsConsole + ", and use its key file."},
	{Title: "permission service without an answer", Symptoms: []string{agcapi.SymptomPermissionService},
		Answers: []explain.Answer{explain.Says(explain.Denied, 403, "", "ret code or valid is not present in rsp from ups.")},
		Likely:  "The vendor's permission service gave its gateway no usable answer about this credential. Several people saw this; no cause was ever confirmed.",
		Remedy:  "Run again later. If it lasts, create the credential anew in " + clientsConsole + ", with Project N/A, and report it to the vendor."},
	{Title: "token call forbidden", Symptoms: []string{agcapi.SymptomMintForbidden},
		Answers: []explain.Answer{
			explain.Says(explain.Denied, 403, "", "client token authorization fail."),
			explain.Notes(explain.Denied, "403 Forbidden with an empty body")},
		Likely: "The vendor's gateway forbids this machine or this client the token call itself, which no documentation describes.",
		Remedy: "Check the endpoint in the provider block, the site, and a proxy on the way; then the client in " + clientsConsole + "."},
	{Title: "developer account suspended", Symptoms: []string{agcapi.SymptomSuspended},
		Answers: []explain.Answer{explain.Says(explain.Denied, 200, "204144666", "")},
		Likely:  "The developer account is suspended, or its real-name verification is missing.",
		Remedy:  "Sign in to AppGallery Connect as the account holder; the home page says what is missing. Complete the verification or contact the vendor."},
	{Title: "app forbidden", Symptoms: []string{agcapi.SymptomAppForbidden},
		Answers: []explain.Answer{
			explain.Says(explain.Denied, 403, "", "client token authorization fail."),
			explain.Notes(explain.Denied, "403 Forbidden with an empty body")},
		Likely: "The credential may publish, but not this app: the App ID is of another team, or the role is limited to other apps.",
		Remedy: "Compare the App ID with AppGallery Connect > My apps > the app > App information. If it is right, check the credential's apps " +
			"and roles in AppGallery Connect > Users and permissions."},
	{Title: "app not visible", Symptoms: []string{agcapi.SymptomAppNotVisible},
		Answers: []explain.Answer{explain.Says(explain.Denied, 200, "204144644", "[AppGalleryConnectPublishService]call cds to query app information failed")},
		Likely: "This credential sees no app with this App ID: the app was removed, belongs to another team, or the id is mistyped. Or the " +
			"vendor's service failed: its words do not tell.",
		Remedy: "Run again. If it lasts, compare the App ID with AppGallery Connect > My apps > the app > App information, and check that the " +
			"credential is of the same team."},
	{Title: "not an App ID", Symptoms: []string{agcapi.SymptomNotAnAppID},
		Answers: []explain.Answer{explain.Notes(explain.Denied, "403 Forbidden with an empty body")},
		Likely:  "This is not an App ID, which is a number; it looks like a package name.",
		Remedy: "Use the App ID from AppGallery Connect > My apps > the app > App information; the data source storeauth_agc_app_ids looks it up by " +
			"package name."},
	{Title: "token taken and then refused", Symptoms: []string{agcapi.SymptomInconsistent},
		Answers: []explain.Answer{explain.Says(explain.Failed, 401, "205524993", "client token auth failed")},
		Likely: "The vendor took the token for one call and refused it for the next. The credential was changed in between, or this call is not open to " +
			"its kind: the documentation of app-info names API clients only, though service accounts were seen to work.",
		Remedy: "Run again. If it lasts with a service account, leave app_ids out, or use an API client."},
	{Title: "gateway failed on the secret", Symptoms: []string{agcapi.SymptomGateway502},
		Answers: []explain.Answer{explain.Says(explain.Failed, 502, "", "ApsAuthBySecretReq")},
		Likely:  "The vendor's gateway failed while it checked the secret. The one report of this had the id and secret of HMS in place of an API client's.",
		Remedy:  "Check that id and key are from " + clientsConsole + ", then run again later."},
	{Title: "status 490", Symptoms: []string{agcapi.SymptomStatus490},
		Answers: []explain.Answer{explain.Says(explain.Failed, 490, "", "")},
		Likely:  "The gateway answered with its own status 490, which no documentation describes. It was seen on an outdated call. This says nothing about the credential.",
		Remedy:  "Run again later. If it lasts, report it with the request to the vendor and to this provider."},
}
