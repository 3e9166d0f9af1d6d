package harness

import (
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"strings"
)

// The alphabets of [RandomText].
const (
	Digits  = "0123456789"
	Upper   = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	Lower   = "abcdefghijklmnopqrstuvwxyz"
	Base64  = Letters + Digits + "-_"
	Letters = Upper + Lower
)

// RandomBytes makes n bytes.
func RandomBytes(n int) []byte {
	b := make([]byte, n)
	// crypto/rand never fails.
	_, _ = rand.Read(b)
	return b
}

// RandomHex makes n lower-case hex digits, n being even.
func RandomHex(n int) string { return hex.EncodeToString(RandomBytes(n / 2)) }

// RandomText makes n characters of an alphabet. The small bias of the remainder does not matter here.
func RandomText(n int, alphabet string) string {
	var out strings.Builder
	for _, b := range RandomBytes(n) {
		out.WriteByte(alphabet[int(b)%len(alphabet)])
	}
	return out.String()
}

// UUID makes a random UUID.
func UUID() string {
	b := RandomBytes(16)
	b[6] = b[6]&0x0f | 0x40
	b[8] = b[8]&0x3f | 0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}
