package amazonapi_test

import (
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/amazon/amazonapi"
)

func TestOnlyAmazonsHostsAndThisMachineAreEndpoints(t *testing.T) {
	t.Parallel()
	for raw, accepted := range map[string]bool{
		amazonapi.DefaultTokenEndpoint:     true,
		amazonapi.DefaultEndpoint:          true,
		"https://api.amazon.co.uk":         true,
		"https://api.amazon.co.jp/":        true,
		"https://API.Amazon.COM":           true,
		"https://api.amazon.com.":          true,
		"https://amazon.com":               true,
		"https://api.amazon.com:8443/base": true,
		"http://127.0.0.1:8750/lwa":        true,
		"http://localhost:8750":            true,
		"https://[::1]:8750":               true,
		"https://evilamazon.com":           false,
		"https://api.evilamazon.com":       false,
		"https://amazon.com.example.org":   false,
		"https://amazon.de":                false,
		"https://amazon.co":                false,
		"https://uk":                       false,
		"https://example.org/amazon.com":   false,
		"https://api.amazon.com@evil.org":  false,
		"http://api.amazon.com":            false,
		"http://127.0.0.1.evil.org":        false,
		"":                                 false,
	} {
		if u, err := amazonapi.ParseEndpoint(raw); (err == nil) != accepted || (u == nil) == accepted {
			t.Errorf("%q: %v, %v", raw, u, err)
		}
	}
}
