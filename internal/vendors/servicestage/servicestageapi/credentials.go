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

// secrets are what no error may show. The access key is an identifier, and the gateway's messages name it.
func (c Credentials) secrets() []string {
	return []string{c.SecretKey, c.SecurityToken, c.AuthToken}
}
