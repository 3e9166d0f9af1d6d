package amazon

import (
	"errors"
	"regexp"
	"strings"
	"unicode"

	"github.com/storeauth/terraform-provider-storeauth/internal/settings"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/amazon/amazonapi"
)

// form is what one of Amazon's identifiers looks like, as the console shows it (seen live; none is documented as a rule, so
// a value of another form is doubted and not refused).
type form struct {
	name    string
	pattern *regexp.Regexp
}

var (
	clientID     = form{"a client id", regexp.MustCompile(`^amzn1\.application-oa2-client\.[0-9a-f]{32}$`)}
	clientSecret = form{"a client secret", regexp.MustCompile(`^amzn1\.oa2-cs\.v1\.[0-9a-f]{64}$`)}
	// Secrets of older profiles have no prefix and are still valid.
	oldClientSecret = form{"a client secret", regexp.MustCompile(`^[0-9a-f]{64}$`)}
	profileID       = form{"the security profile's own id", regexp.MustCompile(`^amzn1\.application\.[0-9a-f]{32}$`)}
	appID           = form{"an app id", regexp.MustCompile(`^amzn1\.devportal\.mobileapp\.[0-9a-f]{32}$`)}
	releaseID       = form{"a release id", regexp.MustCompile(`^amzn1\.devportal\.apprelease\.[0-9a-f]{32}$`)}
)

// mixedUp are the forms that are known, for a value that stands in the wrong place.
var mixedUp = []form{clientID, clientSecret, oldClientSecret, profileID, appID, releaseID}

// doubt is nil for a value of one of the forms. likely completes "is usually like …".
func doubt(value, likely string, forms ...form) error {
	for _, f := range forms {
		if f.pattern.MatchString(value) {
			return nil
		}
	}
	looks := "it does not look like " + forms[0].name
	for _, f := range mixedUp {
		if f.pattern.MatchString(value) {
			looks = "it looks like " + f.name
		}
	}
	return settings.Doubt(looks + "; " + forms[0].name + " is usually like " + likely + ". It is used as it is")
}

func checkClientID(value string) error {
	value, err := vendorhttp.CleanSecret(value)
	if err != nil {
		return err
	}
	return doubt(value, "amzn1.application-oa2-client. and 32 hexadecimal digits (the security profile's Web Settings)", clientID)
}

func checkClientSecret(value string) error {
	value, err := vendorhttp.CleanSecret(value)
	if err != nil {
		return err
	}
	return doubt(value, "amzn1.oa2-cs.v1. and 64 hexadecimal digits, or the digits alone (the security profile's Web Settings)",
		clientSecret, oldClientSecret)
}

var plainName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9._-]*$`)

// checkAppID lets a package name through with a warning: two clients take one, none is seen to have used it.
func checkAppID(value string) error {
	if !plainName.MatchString(value) {
		return errors.New("it has characters that no app id has; copy the App ID from the app's page in the developer console " +
			"(Additional information), such as amzn1.devportal.mobileapp. and 32 hexadecimal digits")
	}
	return doubt(value, "amzn1.devportal.mobileapp. and 32 hexadecimal digits (the app's page, Additional information)", appID)
}

// checkScope refuses a list of scopes: an attachment is to one API.
func checkScope(value string) error {
	switch {
	case value == "":
		return errors.New("it is empty")
	case strings.ContainsFunc(value, unicode.IsSpace):
		return errors.New("it has whitespace in it; name one scope")
	}
	return nil
}

func checkEndpoint(value string) error {
	_, err := amazonapi.ParseEndpoint(value)
	return err
}
