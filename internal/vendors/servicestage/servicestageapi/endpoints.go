package servicestageapi

import (
	"errors"
	"net/url"
	"regexp"
	"strings"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

// ServiceEndpoint returns ServiceStage's address in region. Any region is taken: the list in the SDK (v2/region) lags behind
// the cloud's, and partner clouds have regions of their own.
func ServiceEndpoint(region string) (*url.URL, error) { return endpoint("servicestage", region) }

// IAMEndpoint is ServiceEndpoint for IAM.
func IAMEndpoint(region string) (*url.URL, error) { return endpoint("iam", region) }

var hostLabel = regexp.MustCompile(`^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?$`)

func endpoint(service, region string) (*url.URL, error) {
	if !hostLabel.MatchString(region) {
		return nil, errors.New("the region cannot be part of a host name; it looks like cn-north-4 (or give the endpoint itself)")
	}
	domain := "myhuaweicloud.com"
	// The European site is a cloud of its own (getCloudDomain of terraform-provider-huaweicloud).
	if strings.HasPrefix(region, "eu-west-1") {
		domain = "myhuaweicloud.eu"
	}
	return vendorhttp.ParseEndpoint("https://" + service + "." + region + "." + domain)
}

// TrimIAM drops the /v3 that IAM addresses are often written with; the calls bring their own.
func TrimIAM(iam *url.URL) *url.URL {
	trimmed := *iam
	trimmed.Path = strings.TrimSuffix(trimmed.Path, "/v3")
	return &trimmed
}
