package iot

import "github.com/storeauth/terraform-provider-storeauth/internal/object"

// permissions: the platform's documentation names no right of an application by which a call is allowed.
var permissions = []object.Permission{
	{Pages: []string{"resources/iot_application", "data-sources/iot_token_validation"},
		Needs: "The application may read its devices (`GET /iocm/app/dm/v1.4.0/devices`). How an operator allows or forbids that is not documented by the vendor."},
	{Pages: []string{"resources/iot_access_token", "ephemeral-resources/iot_access_token"},
		Needs: "The application is not frozen. Further rights that a login or a refresh takes are not documented by the vendor."},
	{Pages: []string{"actions/iot_logout"}, Needs: "Not documented by the vendor. The token itself is all that the call sends."},
}
