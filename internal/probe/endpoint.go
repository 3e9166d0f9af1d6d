package probe

import (
	"fmt"
	"net"
	"net/url"
	"strings"
)

// Endpoint is the address of one service of a vendor: the variable of its own, the sandbox's address with the prefix, or the
// vendor's own address, in this order.
func Endpoint(env Environment, variable, prefix, fallback string) (*url.URL, error) {
	text, from := env(variable), variable
	if text == "" && env("STOREAUTH_SANDBOX_URL") != "" {
		text, from = strings.TrimRight(env("STOREAUTH_SANDBOX_URL"), "/")+prefix, "STOREAUTH_SANDBOX_URL"
	}
	if text == "" {
		text = fallback
	}
	if text == "" {
		return nil, fmt.Errorf("%s is not set, and this vendor has no address of its own", variable)
	}
	u, err := url.Parse(strings.TrimRight(text, "/"))
	switch {
	case err != nil || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "":
		return nil, fmt.Errorf("%s is not an address such as https://host", from)
	case u.Scheme == "https", u.Scheme == "http" && loopback(u.Hostname()):
		return u, nil
	}
	return nil, fmt.Errorf("%s: https is needed; plain http is accepted for a loopback address only", from)
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// vendorDomains are the domains whose addresses may stand in an evidence file. Other addresses may tell where somebody works.
var vendorDomains = []string{"samsungapps.com", "huawei.com", "huawei.com.cn", "amazon.com", "myhuaweicloud.com", "myhuaweicloud.eu"}

// shown is an address as an evidence file may have it.
func shown(u *url.URL) string {
	if loopback(u.Hostname()) {
		return u.Scheme + "://" + u.Host
	}
	for _, domain := range vendorDomains {
		if strings.HasSuffix(u.Hostname(), "."+domain) {
			return u.Scheme + "://" + u.Host
		}
	}
	return "<endpoint>"
}
