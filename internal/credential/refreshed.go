package credential

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"fmt"
	"sync"
)

// Refreshed remembers which credentials a refresh has verified, and with which secret, until the plan that follows. A credential
// whose secret stands in the provider block and in the resource is then asked about once and not twice. It holds no secret,
// and nothing once the plans are made. The zero value is ready.
type Refreshed struct {
	mu   sync.Mutex
	key  []byte
	seen map[[sha256.Size]byte]bool
}

// note remembers that a refresh has verified the credential of the identity with the secret.
func (r *Refreshed) note(identity any, secret string) {
	if r == nil {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.seen == nil {
		r.key, r.seen = []byte(rand.Text()), map[[sha256.Size]byte]bool{}
	}
	r.seen[r.sum(identity, secret)] = true
}

// take reports whether a refresh has verified it, and forgets that.
func (r *Refreshed) take(identity any, secret string) bool {
	if r == nil {
		return false
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	sum := r.sum(identity, secret)
	seen := r.seen[sum]
	delete(r.seen, sum)
	return seen
}

func (r *Refreshed) sum(identity any, secret string) (sum [sha256.Size]byte) {
	mac := hmac.New(sha256.New, r.key)
	fmt.Fprintf(mac, "%q %q", fmt.Sprint(identity), secret)
	copy(sum[:], mac.Sum(nil))
	return sum
}
