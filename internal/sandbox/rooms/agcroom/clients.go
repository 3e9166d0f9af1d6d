package agcroom

import (
	"net/http"
	"strings"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

// apiClient is an id and secret of the developer account.
type apiClient struct {
	standing
	id, name, secret string
	kind             string
}

const (
	// kindConnectAPI is a client made under Users and permissions > API key > Connect API.
	kindConnectAPI = "connect_api"
	// kindOAuth is an id of the wrong kind: an app's OAuth client, or the client_id of agconnect-services.json.
	kindOAuth = "oauth"
	// kindHMS is an id and secret of HMS, good for another token endpoint.
	kindHMS = "hms"
)

var kinds = []string{kindConnectAPI, kindOAuth, kindHMS}

const (
	hmsSecretError  = "secret_error"
	hmsTypeMismatch = "type_mismatch"
	hmsBadGateway   = "bad_gateway"
)

// hmsAnswers are the three answers that people report for an HMS credential.
var hmsAnswers = map[string]func(*http.Request, switches) answer{
	hmsSecretError:  func(r *http.Request, set switches) answer { return tokenRefusal(r, set, retWrongSecret) },
	hmsTypeMismatch: func(r *http.Request, set switches) answer { return tokenRefusal(r, set, retWrongKind) },
	hmsBadGateway: func(*http.Request, switches) answer {
		return answer{status: http.StatusBadGateway, reason: "ApsAuthBySecretReq"}
	},
}

// kindRefusal is the answer to a credential that is not an API client, whatever its secret.
func (c *apiClient) kindRefusal(set switches) (func(*http.Request, switches) answer, bool) {
	switch c.kind {
	case kindOAuth:
		return hmsAnswers[hmsTypeMismatch], true
	case kindHMS:
		return hmsAnswers[set.HMSAnswer], true
	}
	return nil, false
}

// newNumericID is n digits without a leading zero, the form of the vendor's ids.
func newNumericID(n int) string {
	return harness.RandomText(1, harness.Digits[1:]) + harness.RandomText(n-1, harness.Digits)
}

// newSecret is 64 upper-case hex digits.
func newSecret() string { return strings.ToUpper(harness.RandomHex(64)) }
