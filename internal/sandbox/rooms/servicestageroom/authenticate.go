package servicestageroom

import (
	"net/http"
	"strings"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

// caller is who the gateway has recognised.
type caller struct {
	// project is the one a token is bound to; empty for an access key.
	project string
	// claimed is X-Project-Id of a signed request; empty when it was not sent.
	claimed string
}

// authenticate checks the signature of a request, or its token if it has no signature.
func (room *Room) authenticate(r *http.Request, body []byte) (caller, *failure) {
	if signed, given := parseSignature(r.Header.Get("Authorization")); given {
		if refused := room.verify(r, signed, body); refused != nil {
			return caller{}, refused
		}
		harness.Note(r, "authentication", "signature")
		harness.Note(r, "signed_headers", strings.Join(signed.signedHeaders, ";"))
		return caller{claimed: r.Header.Get("X-Project-Id")}, nil
	}
	token := r.Header.Get("X-Auth-Token")
	if token == "" {
		return caller{}, noCredential
	}
	held, refused := room.heldToken(token)
	if refused != nil {
		return caller{}, refused
	}
	harness.Note(r, "authentication", "token")
	return caller{project: held.project}, nil
}

const (
	// maxSkew is how far X-Sdk-Date may be from the gateway's clock, either way.
	maxSkew = 15 * time.Minute
	// maxFailures in a row lock an access key for lockTime.
	maxFailures = 5
	lockTime    = 5 * time.Minute
)

// verify checks a signature. Failures of a known access key are counted, and
// the fifth in a row locks it; while it is locked, a good signature is refused too.
func (room *Room) verify(r *http.Request, signed signature, body []byte) *failure {
	now := room.clock.Now()
	date := r.Header.Get(dateHeader)
	canonical := canonicalRequest(r, signed.signedHeaders, body)

	room.mu.Lock()
	defer room.mu.Unlock()
	key, found := room.keys.Get(signed.accessKey)
	if !found || key.disabled {
		return refusedBy("Get secretKey failed,ak:%s,err:ak not exist", signed.accessKey)
	}
	if now.Before(key.lockedUntil) {
		return keyLocked
	}
	if !key.accepts(r.Header.Get("X-Security-Token"), now) {
		return undecryptable
	}
	if refused := expiredDate(date, now, room.switches.Get().SkewCode); refused != nil {
		key.fail(now)
		return refused
	}
	if !signed.matches(key.secret, date, canonical) {
		key.fail(now)
		return refusedBy("verify aksk signature fail, canonicalRequest:%s", strings.ReplaceAll(canonical, "\n", "|"))
	}
	key.failures = 0
	return nil
}

// expiredDate refuses a date that is missing or more than maxSkew off.
func expiredDate(date string, now time.Time, code string) *failure {
	at, err := time.Parse(dateForm, date)
	if err == nil && now.Sub(at).Abs() <= maxSkew {
		return nil
	}
	refused := refusedBy("calc aksk signature fail:signature expired, signature time:%s,server time:%s",
		date, now.UTC().Format(dateForm))
	refused.code = code
	return refused
}
