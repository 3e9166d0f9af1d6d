package agc

import "github.com/storeauth/terraform-provider-storeauth/internal/object"

const (
	// mayPublish: N/A is documented by copies of Huawei's pages (docs.codemagic.io), the level of a service account was seen live
	// (KevinGong2013/apkgo), and the roles are what users tell (Stack Overflow 63999681, chen2he/agc-connect-mcp, apkgo).
	mayPublish = "An API client with *Project* **N/A**, or a service account at the level *Developer*. Its role is *Administrator* or *App manager* " +
		"(newer consoles: *Connect API > App release*), as users report: which role may do what was not found in the vendor's documentation."
	ownApps = " The apps are of the credential's own team."
)

var permissions = []object.Permission{
	{Pages: []string{"resources/agc_api_client"},
		Needs: "*Project* is **N/A**. The role is *Administrator* or *App manager* (newer consoles: *Connect API > App release*), as users report: " +
			"which role may do what was not found in the vendor's documentation. Each app of `app_ids` is of the client's own team."},
	{Pages: []string{"resources/agc_service_account"},
		Needs: "The account is at the level *Developer*, not of a project. The role is *Administrator* or *App manager* (newer consoles: *Connect API > " +
			"App release*), as users report: which role may do what was not found in the vendor's documentation. Each app of `app_ids` is of the account's own team."},
	{Pages: []string{"ephemeral-resources/agc_access_token"},
		Needs: "None to obtain a token. What the token may do follows from the credential: the Publishing API takes an API client with *Project* **N/A** " +
			"or a service account at the level *Developer*, with a role that may publish."},
	{Pages: []string{"data-sources/agc_app"},
		Needs: mayPublish + ownApps + " For this call the vendor documents API clients only; service accounts were seen to work."},
	{Pages: []string{"data-sources/agc_app_ids"}, Needs: mayPublish + ownApps},
	{Pages: []string{"data-sources/agc_token_validation"}, Needs: mayPublish},
}
