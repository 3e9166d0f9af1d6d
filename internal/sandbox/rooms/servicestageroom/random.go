package servicestageroom

import (
	"crypto/rand"
	"encoding/hex"
	"strings"
)

const (
	digits    = "0123456789"
	upper     = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	lower     = "abcdefghijklmnopqrstuvwxyz"
	bcrypt64  = "./" + upper + lower + digits
	base64URL = upper + lower + digits + "-_"
)

// newRequestID is 32 hex digits, as in X-Request-Id.
func newRequestID() string { return randomHex(16) }

func randomHex(bytes int) string {
	b := make([]byte, bytes)
	// crypto/rand never fails.
	_, _ = rand.Read(b)
	return hex.EncodeToString(b)
}

// randomText is n characters of an alphabet of at most 256. The small bias of
// the remainder does not matter here.
func randomText(n int, alphabet string) string {
	b := make([]byte, n)
	_, _ = rand.Read(b)
	var out strings.Builder
	for _, c := range b {
		out.WriteByte(alphabet[int(c)%len(alphabet)])
	}
	return out.String()
}
