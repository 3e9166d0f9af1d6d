package agcroom

import (
	"crypto/rand"
	"encoding/hex"
	"net/http"
	"strings"
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

// hmsAnswers are the three answers that people have met with an HMS credential.
var hmsAnswers = map[string]func(*http.Request, switches) answer{
	hmsSecretError:  func(r *http.Request, set switches) answer { return tokenRefusal(r, set, retWrongSecret) },
	hmsTypeMismatch: func(r *http.Request, set switches) answer { return tokenRefusal(r, set, retWrongKind) },
	hmsBadGateway: func(*http.Request, switches) answer {
		return answer{status: http.StatusBadGateway, reason: "ApsAuthBySecretReq"}
	},
}

// kindRefusal is the answer to a credential that is no API client, whatever its secret.
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
	const digits = "0123456789"
	b := make([]byte, n)
	// crypto/rand never fails. The small bias of the remainder does not matter here.
	_, _ = rand.Read(b)
	for i := range b {
		b[i] = digits[int(b[i])%len(digits)]
	}
	if b[0] == '0' {
		b[0] = '1'
	}
	return string(b)
}

func randomHex(bytes int) string {
	b := make([]byte, bytes)
	_, _ = rand.Read(b)
	return hex.EncodeToString(b)
}

// newSecret is 64 upper-case hex digits.
func newSecret() string { return strings.ToUpper(randomHex(32)) }
