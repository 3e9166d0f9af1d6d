package amazon

import "github.com/storeauth/terraform-provider-storeauth/internal/object"

// permissions follow "App Submission API: Authentication" of developer.amazon.com: attaching a profile to an API grants its scope.
var permissions = []object.Permission{
	{Pages: []string{"resources/amazon_security_profile_attachment", "ephemeral-resources/amazon_access_token"},
		Needs: "The security profile is attached to the API, on the page *API Access* of the developer console: the *App Submission API* for the scope " +
			"`appstore::apps:readwrite`, the *Reporting API* for `adx_reporting::appstore:marketer`. No role of the account is asked for."},
	{Pages: []string{"data-sources/amazon_app"},
		Needs: "The security profile is attached to the *App Submission API* (scope `appstore::apps:readwrite`), and the app is of the same developer account."},
	{Pages: []string{"data-sources/amazon_token_validation"},
		Needs: "None for a token that is given. Without one, the security profile is attached to the API of the scope."},
}
