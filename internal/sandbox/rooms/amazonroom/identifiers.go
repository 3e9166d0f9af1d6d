package amazonroom

import (
	"encoding/base64"
	"regexp"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

// The forms of the vendor's ids and secrets.
var (
	clientIDForm = regexp.MustCompile(`^amzn1\.application-oa2-client\.[0-9a-f]{32}$`)
	appIDForm    = regexp.MustCompile(`^amzn1\.devportal\.mobileapp\.[0-9a-f]{32}$`)
)

// secretForms are the two forms of client secrets: the newer, and the one of the documentation's samples.
var secretForms = map[string]func() string{
	"v1":  func() string { return "amzn1.oa2-cs.v1." + harness.RandomHex(64) },
	"hex": func() string { return harness.RandomHex(64) },
}

func newClientID() string      { return "amzn1.application-oa2-client." + harness.RandomHex(32) }
func newApplicationID() string { return "amzn1.application." + harness.RandomHex(32) }
func newUserID() string {
	return "amzn1.account." + harness.RandomText(28, harness.Upper+harness.Digits)
}
func newAppID() string     { return "amzn1.devportal.mobileapp." + harness.RandomHex(32) }
func newReleaseID() string { return "amzn1.devportal.apprelease." + harness.RandomHex(32) }
func newAPKID() string     { return "M" + harness.RandomText(12, harness.Upper+harness.Digits) }

// newToken has the prefix of client-credential tokens and about the length of recorded ones.
func newToken() string {
	return "Atc|MQEB" + base64.RawURLEncoding.EncodeToString(harness.RandomBytes(226))
}
