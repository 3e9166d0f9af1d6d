package servicestageroom

import (
	"fmt"
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
	if signed, given := room.signatureOf(r); given {
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

// signatureOf is the signature of a request, if it has one and that counts.
func (room *Room) signatureOf(r *http.Request) (signature, bool) {
	set := room.switches.Get()
	signed, given := parseSignature(r.Header.Get("Authorization"), set.ExactSignatures)
	return signed, given && (!set.TokenBeforeSignature || r.Header.Get("X-Auth-Token") == "")
}

const (
	// maxSkew is how far X-Sdk-Date may be from the gateway's clock, either way.
	maxSkew = 15 * time.Minute
	// lockTime is how long failures in a row lock an access key.
	lockTime = 5 * time.Minute
)

// verify checks a signature. Failures of a known access key are counted, and
// some in a row lock it; while it is locked, a good signature is refused too.
func (room *Room) verify(r *http.Request, signed signature, body []byte) *failure {
	now, set := room.clock.Now(), room.switches.Get()
	date := r.Header.Get(dateHeader)
	canonical := canonicalRequest(r, signed.signedHeaders, body, set)
	expired := expiredDate(date, now, set.SkewCode)
	if expired != nil && set.DateBeforeKey {
		return expired
	}

	room.mu.Lock()
	defer room.mu.Unlock()
	key, found := room.keys.Get(signed.accessKey)
	if !found || key.disabled {
		return unknownKey(set, signed.accessKey)
	}
	if now.Before(key.lockedUntil) {
		return keyLocked
	}
	securityToken := r.Header.Get("X-Security-Token")
	accepted := key.accepts(securityToken, now)
	if !accepted && (securityToken != "" || set.MissingSecurityToken == missingUndecryptable) {
		if set.LockCounts != countsDates {
			key.fail(now, set)
		}
		return undecryptable
	}
	if !accepted && set.MissingSecurityToken == missingUnknownKey {
		return unknownKey(set, signed.accessKey)
	}
	if expired != nil {
		if set.LockCounts != countsTokens {
			key.fail(now, set)
		}
		return expired
	}
	if !accepted || !signed.matches(key.secret, date, canonical) {
		key.fail(now, set)
		if set.BriefSignatureWords {
			return refusedBy("verify aksk signature fail")
		}
		return refusedBy("verify aksk signature fail, canonicalRequest:%s", strings.ReplaceAll(canonical, "\n", "|"))
	}
	key.failures = 0
	return nil
}

// unknownKey is the refusal of an access key that does not exist, in words that changed between 2020 and 2023.
func unknownKey(set switches, accessKey string) *failure {
	return refusedBy(unknownKeyWords[set.UnknownKeyWords], accessKey)
}

// expiredDate refuses a date that is missing or more than maxSkew off.
func expiredDate(date string, now time.Time, code string) *failure {
	at, err := time.Parse(dateForm, date)
	if err == nil && now.Sub(at).Abs() <= maxSkew {
		return nil
	}
	return &failure{http.StatusUnauthorized, code, fmt.Sprintf(
		"Incorrect %s authentication information: calc aksk signature fail:signature expired, signature time:%s,server time:%s",
		skewCodes[code], date, now.UTC().Format(dateForm))}
}
