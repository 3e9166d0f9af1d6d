// Package suites lists the probes of all vendors.
package suites

import (
	"fmt"
	"slices"
	"strings"

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

// Vendors names the vendors that have probes.
func Vendors() string {
	var names []string
	for _, s := range All() {
		names = append(names, s.Vendor)
	}
	return strings.Join(names, ", ")
}

// Find is the suite of a vendor.
func Find(vendor string) (probe.Suite, error) {
	all := All()
	at := slices.IndexFunc(all, func(s probe.Suite) bool { return s.Vendor == vendor })
	if at < 0 {
		return probe.Suite{}, fmt.Errorf("there is no vendor %q; the vendors are %s", vendor, Vendors())
	}
	return all[at], nil
}
