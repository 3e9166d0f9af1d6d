package amazon

import (
	"errors"
	"regexp"
	"strings"
	"unicode"

	"github.com/storeauth/terraform-provider-storeauth/internal/pasted"
	"github.com/storeauth/terraform-provider-storeauth/internal/settings"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/amazon/amazonapi"
)

// shape is what one of Amazon's identifiers looks like, as the console shows it (seen live). None is documented as a rule, so a
// value of another shape is doubted. Only a secret in the place of an id, or an id in that of a secret, is refused: it must be
// neither sent nor shown.
type shape struct {
	name    string
	secret  bool
	pattern *regexp.Regexp
}

var (
	clientIDShape     = shape{"a client id", false, regexp.MustCompile(`^amzn1\.application-oa2-client\.[0-9a-f]{32}$`)}
	clientSecretShape = shape{"a client secret", true, regexp.MustCompile(`^amzn1\.oa2-cs\.v1\.[0-9a-f]{64}$`)}
	// Secrets of older profiles have no prefix and are still valid.
	oldClientSecretShape = shape{"a client secret", true, regexp.MustCompile(`^[0-9a-f]{64}$`)}
	profileIDShape       = shape{"the security profile's own id", false, regexp.MustCompile(`^amzn1\.application\.[0-9a-f]{32}$`)}
	appIDShape           = shape{"an app id", false, regexp.MustCompile(`^amzn1\.devportal\.mobileapp\.[0-9a-f]{32}$`)}
	releaseIDShape       = shape{"a release id", false, regexp.MustCompile(`^amzn1\.devportal\.apprelease\.[0-9a-f]{32}$`)}
)

var shapes = []shape{clientIDShape, clientSecretShape, oldClientSecretShape, profileIDShape, appIDShape, releaseIDShape}

// check is nil for a value of one of the wanted shapes. likely completes "is usually like …".
func check(value, likely string, wanted ...shape) error {
	for _, w := range wanted {
		if w.pattern.MatchString(value) {
			return nil
		}
	}
	looks := "it does not look like " + wanted[0].name
	for _, s := range shapes {
		switch {
		case !s.pattern.MatchString(value):
		case s.secret != wanted[0].secret:
			return settings.LooksLike(s.name)
		default:
			looks = "it looks like " + s.name
		}
	}
	return settings.Doubt(looks + "; " + wanted[0].name + " is usually like " + likely + ". It is used as it is")
}

// clientID is the form of a security profile's client id.
var clientID settings.Form = func(text string) (string, error) {
	text, err := pasted.Line(text)
	if err != nil {
		return "", err
	}
	return text, check(text, "amzn1.application-oa2-client. and 32 hexadecimal digits (the security profile's Web Settings)", clientIDShape)
}

// clientSecret is the form of a security profile's client secret.
var clientSecret settings.Form = func(text string) (string, error) {
	text, err := pasted.Line(text)
	switch {
	case err != nil:
		return "", err
	case pasted.IsFile(text):
		return "", errors.New("it is JSON; give the client secret alone")
	}
	return text, check(text, "amzn1.oa2-cs.v1. and 64 hexadecimal digits, or the digits alone (the security profile's Web Settings)",
		clientSecretShape, oldClientSecretShape)
}

var plainName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9._-]*$`)

// appID is the form of an app id. It lets a package name through with a warning: two clients take one, none is seen to have used
// it.
var appID settings.Form = func(text string) (string, error) {
	text, err := pasted.Line(text)
	switch {
	case err != nil:
		return "", err
	case !plainName.MatchString(text):
		return "", errors.New("it has characters that no app id has; copy the App ID from the app's page in the developer console " +
			"(Additional information), such as amzn1.devportal.mobileapp. and 32 hexadecimal digits")
	}
	return text, check(text, "amzn1.devportal.mobileapp. and 32 hexadecimal digits (the app's page, Additional information)", appIDShape)
}

// scopeForm is the form of a scope. It refuses a list of scopes: an attachment is to one API.
var scopeForm settings.Form = func(text string) (string, error) {
	if strings.ContainsFunc(strings.TrimSpace(text), unicode.IsSpace) {
		return "", errors.New("it has whitespace in it; name one scope")
	}
	return pasted.Line(text)
}

// endpoint is the form of both endpoints.
var endpoint settings.Form = func(text string) (string, error) {
	text = strings.TrimSpace(text)
	_, err := amazonapi.ParseEndpoint(text)
	return text, err
}
