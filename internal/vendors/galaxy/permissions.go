package galaxy

import "github.com/storeauth/terraform-provider-storeauth/internal/object"

// permissions follow "Create an access token" of developer.samsung.com: a service account has the scopes that were ticked when it was
// created.
var permissions = []object.Permission{
	{Pages: []string{"resources/galaxy_service_account"},
		Needs: "The account has each scope of `scopes`: *Publishing & ITEM* (`publishing`) and *GSS* (`gss`) are ticked when it is created."},
	{Pages: []string{"resources/galaxy_access_token", "ephemeral-resources/galaxy_access_token"},
		Needs: "The account has each scope of `scopes`: *Publishing & ITEM* is `publishing`, *GSS* is `gss`."},
	{Pages: []string{"data-sources/galaxy_app", "data-sources/galaxy_apps"},
		Needs: "The account has the scope `publishing` (*Publishing & ITEM*)."},
	{Pages: []string{"data-sources/galaxy_token_validation"},
		Needs: "None for a token that is given. Without one, the account has the scope `publishing` (*Publishing & ITEM*)."},
	{Pages: []string{"actions/galaxy_revoke_access_token"},
		Needs: "None: the token itself and the id of its account are enough."},
}
