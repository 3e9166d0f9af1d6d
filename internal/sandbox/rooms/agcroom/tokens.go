package agcroom

import (
	"encoding/base64"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

// tokenLifetime is 48 hours.
const tokenLifetime = 172800 * time.Second

// newToken looks like the JWT of the documentation's sample (HS512) and holds nothing.
func newToken() string {
	random := harness.RandomBytes(96)
	encode := base64.RawURLEncoding.EncodeToString
	return encode([]byte(`{"alg":"HS512"}`)) + "." + encode([]byte(`{"jti":"`+encode(random[:32])+`"}`)) + "." + encode(random[32:])
}
