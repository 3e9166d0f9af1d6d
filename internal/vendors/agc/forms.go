package agc

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/storeauth/terraform-provider-storeauth/internal/pasted"
	"github.com/storeauth/terraform-provider-storeauth/internal/settings"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/agc/agcapi"
)

// What the console shows (seen live): an API client's id has 18 or 19 digits, its key 64 hexadecimal ones in capitals. Neither
// is documented as a rule, so another form is doubted and not refused.
var (
	idDigits  = regexp.MustCompile(`^[0-9]{15,20}$`)
	keyDigits = regexp.MustCompile(`^[0-9A-Fa-f]{64}$`)
	appDigits = regexp.MustCompile(`^[Cc][0-9]+$`)
)

// clientID is the form of an API client's id.
var clientID settings.Form = func(text string) (string, error) {
	text, err := pasted.Line(text)
	switch {
	case err != nil:
		return "", err
	case keyDigits.MatchString(text):
		return "", settings.LooksLike("the key of an API client")
	case pasted.IsFile(text):
		return "", settings.LooksLike("a key file")
	}
	return text, nil
}

// clientSecret is the form of an API client's key, or of the file that the console offers with it.
var clientSecret settings.Form = func(text string) (string, error) {
	file, err := parseClientSecret(text)
	switch {
	case err != nil:
		return "", err
	case idDigits.MatchString(file.ClientSecret):
		return "", settings.LooksLike("the id of an API client")
	}
	return strings.TrimSpace(text), nil
}

// teamSecret is clientSecret, and refuses the file of a project's client.
var teamSecret settings.Form = func(text string) (string, error) {
	if _, err := parseTeamSecret(text); err != nil {
		return "", err
	}
	return clientSecret(text)
}

// serviceAccountKey is the form of a service account's key file, of either level.
var serviceAccountKey settings.Form = func(text string) (string, error) {
	_, err := agcapi.ParseServiceAccount(text)
	return text, err
}

// developerKey is serviceAccountKey, and refuses a project's.
var developerKey settings.Form = func(text string) (string, error) {
	_, err := parseDeveloperKey(text)
	return text, err
}

// isAccountKey reports whether a secret is a service account's key file.
func isAccountKey(secret string) bool {
	file, err := agcapi.ParseKeyFile(secret)
	return err == nil && file.Kind == agcapi.KindServiceAccount
}

// What diagnostics call the two kinds of credential.
const (
	apiClientNoun      = "AppGallery Connect API client"
	serviceAccountNoun = "AppGallery Connect service account"
)

// accountOf names what a secret of the provider block is of.
func accountOf(secret string) string {
	if isAccountKey(secret) {
		return serviceAccountNoun
	}
	return apiClientNoun
}

// heldSecret is the form of a secret in the provider block's map: an API client's, or a service account's key file. It returns the
// one form that secrets are compared in.
var heldSecret settings.Form = func(text string) (string, error) {
	if isAccountKey(text) {
		account, err := parseDeveloperKey(text)
		if err != nil {
			return "", err
		}
		return account.Canonical(), nil
	}
	if _, err := teamSecret(text); err != nil {
		return "", err
	}
	file, err := parseClientSecret(text)
	return file.ClientSecret, err
}

// idIn is the id that a credential's file names, "" in a key alone.
func idIn(secret string) string {
	file, err := agcapi.ParseKeyFile(secret)
	if err != nil {
		return ""
	}
	return clientID.Read(types.StringValue(file.ClientID + file.SubAccount))
}

// appID is the form of an App ID: a number. Some pages of the console write a C before it.
var appID settings.Form = func(text string) (string, error) {
	text, err := pasted.Line(text)
	if err == nil && appDigits.MatchString(text) {
		text = text[1:]
	}
	return text, err
}

// packageName is the form of a package name. It refuses a list, which the vendor would split.
var packageName settings.Form = func(text string) (string, error) {
	if strings.Contains(text, ",") {
		return "", fmt.Errorf("it has a comma; give each package name as an element of its own")
	}
	return pasted.Line(text)
}

var siteForm = settings.Check(func(value string) error {
	if !slices.Contains(agcapi.Sites, value) {
		return fmt.Errorf("it is %q; the sites are %s", value, strings.Join(agcapi.Sites, ", "))
	}
	return nil
})
