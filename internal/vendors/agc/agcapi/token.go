package agcapi

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"strconv"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

// documentedLifetime is how long an access token lives when the answer does not say ("Obtaining a Token").
const documentedLifetime = 48 * time.Hour

// Credential is what tokens are made from: an APIClient or a ServiceAccount.
type Credential interface {
	// Token makes a fresh token. Older tokens of the same credential stay valid.
	Token(ctx context.Context, c *Client) (Token, error)
	// digest names the credential with its secret, without containing it.
	digest() string
}

// APIClient is an API client's id and key, from the console's Users and permissions > API key > Connect API.
type APIClient struct{ ID, Secret string }

func (a APIClient) digest() string { return digest("api client", a.ID, a.Secret) }

// Token exchanges id and key for an access token. The vendor reports refusals with HTTP 200 (seen live); they are
// KindRejected here. A mint is repeated like a GET: an extra token does no harm, and old ones stay valid.
func (a APIClient) Token(ctx context.Context, c *Client) (Token, error) {
	body, err := json.Marshal(map[string]string{
		"grant_type": "client_credentials", "client_id": a.ID, "client_secret": a.Secret,
	})
	if err != nil {
		return Token{}, err
	}
	request := vendorhttp.Request{
		Operation: "get an access token",
		Method:    http.MethodPost,
		Path:      "/api/oauth2/v1/token",
		Header:    http.Header{"Content-Type": {"application/json"}},
		Body:      body,
		Retry:     vendorhttp.RetryLikeGet,
		Classify:  classifyMint,
		MayHave:   "An access token may have been issued. Nobody holds it, and it ends by itself within 48 hours.",
		Secrets:   []string{a.Secret},
	}
	var answer struct {
		AccessToken vendorhttp.Verbatim `json:"access_token"`
		ExpiresIn   vendorhttp.Text     `json:"expires_in"`
	}
	minted := c.now()
	resp, err := c.http.DoJSON(ctx, request, &answer)
	if err != nil {
		return Token{}, err
	}
	value, err := vendorhttp.CleanSecret(answer.AccessToken.String())
	if err != nil {
		return Token{}, c.http.Malformed(request, resp, "the answer is a success without a usable access token")
	}
	lifetime, err := vendorhttp.Lifetime(answer.ExpiresIn, documentedLifetime)
	if err != nil {
		return Token{}, c.http.Malformed(request, resp, "the answer's expires_in: "+err.Error())
	}
	return Token{Value: value, ClientID: a.ID, ExpiresAt: minted.Add(lifetime)}, nil
}

// Token returns the kept token of a credential, made if there is none.
func (c *Client) Token(ctx context.Context, credential Credential) (Token, error) {
	return c.kept.Get(ctx, credential.digest(), func(ctx context.Context) (Token, error) { return credential.Token(ctx, c) })
}

// deadToken are the vendor's words that a token is not accepted.
var deadToken = []string{SymptomTokenRefused, SymptomAssertionRefused}

// WithToken runs call with the credential's kept token, and once more with a fresh one when the vendor says that the token
// is dead.
func (c *Client) WithToken(ctx context.Context, credential Credential, call func(Token) error) error {
	token, err := c.Token(ctx, credential)
	if err != nil {
		return err
	}
	err = call(token)
	if !vendorhttp.HasSymptom(err, deadToken...) {
		return err
	}
	c.kept.Drop(credential.digest(), func(kept Token) bool { return kept.Value == token.Value })
	if token, err = c.Token(ctx, credential); err != nil {
		return err
	}
	return call(token)
}

// digest is keyed by length, so that no two lists of parts run together.
func digest(parts ...string) string {
	hash := sha256.New()
	for _, part := range parts {
		hash.Write([]byte(strconv.Itoa(len(part)) + ":" + part))
	}
	return hex.EncodeToString(hash.Sum(nil))
}
