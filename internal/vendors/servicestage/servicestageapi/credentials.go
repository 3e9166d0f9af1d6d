package servicestageapi

import (
	"net/http"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

// Credentials prove who calls: an access key with its secret key, and a security token when the key is a temporary one;
// or an IAM token alone.
type Credentials struct {
	AccessKey, SecretKey, SecurityToken string
	// AuthToken is sent as X-Auth-Token; nothing is signed then.
	AuthToken string
}

// proof is what kind of credential was sent. The vendor's words do not always tell, and what to do depends on it.
type proof int

const (
	anyProof proof = iota
	// byToken is an IAM token, byKey an access key, byTemporaryKey one with its security token.
	byToken
	byKey
	byTemporaryKey
)

func (c Credentials) proof() proof {
	switch {
	case c.AuthToken != "":
		return byToken
	case c.SecurityToken != "":
		return byTemporaryKey
	}
	return byKey
}

func (c Credentials) signer(now func() time.Time) vendorhttp.SignFunc {
	return func(req *http.Request, body []byte) error {
		if c.AuthToken != "" {
			req.Header.Set("X-Auth-Token", c.AuthToken)
			return nil
		}
		if c.SecurityToken != "" {
			req.Header.Set("X-Security-Token", c.SecurityToken)
		}
		return sign(req, body, c.AccessKey, c.SecretKey, now())
	}
}

// secrets are what no error may show. The access key is one of them: the gateway repeats what it took for one, and that may
// be a secret key in the wrong place.
func (c Credentials) secrets() []string {
	return []string{c.AccessKey, c.SecretKey, c.SecurityToken, c.AuthToken}
}
