// Package suites lists the probes of all vendors.
package suites

import (
	"fmt"
	"slices"

	"github.com/storeauth/terraform-provider-storeauth/internal/probe"
	"github.com/storeauth/terraform-provider-storeauth/internal/probe/agcprobe"
	"github.com/storeauth/terraform-provider-storeauth/internal/probe/amazonprobe"
	"github.com/storeauth/terraform-provider-storeauth/internal/probe/galaxyprobe"
	"github.com/storeauth/terraform-provider-storeauth/internal/probe/iotprobe"
	"github.com/storeauth/terraform-provider-storeauth/internal/probe/servicestageprobe"
)

// All are the vendors' probes.
func All() []probe.Suite {
	return []probe.Suite{agcprobe.Suite(), amazonprobe.Suite(), galaxyprobe.Suite(), iotprobe.Suite(), servicestageprobe.Suite()}
}

// Find is the suite of a vendor.
func Find(vendor string) (probe.Suite, error) {
	all := All()
	at := slices.IndexFunc(all, func(s probe.Suite) bool { return s.Vendor == vendor })
	if at < 0 {
		var names []string
		for _, s := range all {
			names = append(names, s.Vendor)
		}
		return probe.Suite{}, fmt.Errorf("there is no vendor %q; the vendors are %v", vendor, names)
	}
	return all[at], nil
}
