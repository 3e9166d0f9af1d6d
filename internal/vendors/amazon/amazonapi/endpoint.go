package amazonapi

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

// domains are Amazon's, in its three regions.
var domains = []string{"amazon.com", "amazon.co.uk", "amazon.co.jp"}

// ParseEndpoint reads a base address of Amazon, or of this machine, where the sandbox lives. Any other host would be sent
// the client secret, so it is refused. Whole labels are compared: evilamazon.com ends in amazon.com and is not it.
func ParseEndpoint(raw string) (*url.URL, error) {
	u, err := vendorhttp.ParseEndpoint(raw)
	if err != nil {
		return nil, err
	}
	host := strings.TrimSuffix(strings.ToLower(u.Hostname()), ".")
	if vendorhttp.IsLoopback(host) {
		return u, nil
	}
	for _, domain := range domains {
		if host == domain || strings.HasSuffix(host, "."+domain) {
			return u, nil
		}
	}
	return nil, fmt.Errorf("%q is not a host of %s, and the client secret goes to no other", u.Hostname(), strings.Join(domains, ", "))
}
