package vendorhttp

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"strings"
)

// ParseEndpoint reads a vendor's base address: https to anywhere, or plain http to a loopback address, where the
// sandbox lives. A trailing slash is dropped, a path is kept. The error never repeats the address, which may carry a
// password in its user part.
func ParseEndpoint(raw string) (*url.URL, error) {
	u, err := url.Parse(strings.TrimSpace(raw))
	if err != nil {
		return nil, errors.New("it is not an address such as https://host or https://host:8743/path")
	}
	switch {
	case u.Host == "" || u.Hostname() == "":
		return nil, errors.New("it has no host; write it as https://host or https://host:8743/path")
	case u.User != nil:
		return nil, errors.New("it carries a user name or password; credentials have arguments of their own")
	case u.RawQuery != "" || u.ForceQuery || u.Fragment != "":
		return nil, errors.New("it carries a query or a fragment; only scheme, host, port and path are allowed")
	case u.Scheme == "http" && !IsLoopback(u.Hostname()):
		return nil, fmt.Errorf("plain http is accepted only for loopback addresses, and %q is not one; use https", u.Hostname())
	case u.Scheme != "http" && u.Scheme != "https":
		return nil, fmt.Errorf("its scheme is %q; use https", u.Scheme)
	}
	u.Path = strings.TrimRight(u.Path, "/")
	u.RawPath = ""
	return u, nil
}

// IsLoopback reports whether host, without port, can only be this machine: "localhost" or a loopback IP address.
func IsLoopback(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}
