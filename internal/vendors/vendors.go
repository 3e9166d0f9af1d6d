// Package vendors is the list of the vendors that the provider serves. Each has a package of its own below this one, and
// none imports another.
package vendors

import (
	"github.com/storeauth/terraform-provider-storeauth/internal/object"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/agc"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/amazon"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/galaxy"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/iot"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/servicestage"
)

// All are the vendors, in the order of the provider block's documentation.
var All = []object.Vendor{
	agc.Vendor,
	amazon.Vendor,
	galaxy.Vendor,
	iot.Vendor,
	servicestage.Vendor,
}
