package amazonroom

import (
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"regexp"
	"strings"
)

// The forms of the vendor's ids and secrets.
var (
	clientIDForm = regexp.MustCompile(`^amzn1\.application-oa2-client\.[0-9a-f]{32}$`)
	appIDForm    = regexp.MustCompile(`^amzn1\.devportal\.mobileapp\.[0-9a-f]{32}$`)
)

func randomBytes(n int) []byte {
	b := make([]byte, n)
	// crypto/rand never fails.
	_, _ = rand.Read(b)
	return b
}

func randomHex(bytes int) string { return hex.EncodeToString(randomBytes(bytes)) }

// randomUpper is n upper-case letters and digits. The small bias of the remainder does not matter here.
func randomUpper(n int) string {
	const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
	var out strings.Builder
	for _, b := range randomBytes(n) {
		out.WriteByte(alphabet[int(b)%len(alphabet)])
	}
	return out.String()
}

func newUUID() string {
	b := randomBytes(16)
	b[6] = b[6]&0x0f | 0x40
	b[8] = b[8]&0x3f | 0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}

// secretForms are the two forms of client secrets: the newer, and the one of the documentation's samples.
var secretForms = map[string]func() string{
	"v1":  func() string { return "amzn1.oa2-cs.v1." + randomHex(32) },
	"hex": func() string { return randomHex(32) },
}

func newClientID() string      { return "amzn1.application-oa2-client." + randomHex(16) }
func newApplicationID() string { return "amzn1.application." + randomHex(16) }
func newUserID() string        { return "amzn1.account." + randomUpper(28) }
func newAppID() string         { return "amzn1.devportal.mobileapp." + randomHex(16) }
func newReleaseID() string     { return "amzn1.devportal.apprelease." + randomHex(16) }
func newAPKID() string         { return "M" + randomUpper(12) }

// newToken has the prefix of client-credential tokens and about the length of recorded ones.
func newToken() string { return "Atc|MQEB" + base64.RawURLEncoding.EncodeToString(randomBytes(226)) }
