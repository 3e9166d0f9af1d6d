package amazonapi

import (
	"context"
	"crypto/sha256"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

// documentedLifetime is how long a token lives when the answer does not say ("API Authentication": expires_in 3600).
const documentedLifetime = time.Hour

// MintToken makes a fresh token of scope. It is how an attachment is verified: a profile that is not attached to an API
// cannot mint the API's scope (seen live by four independent users), and an older token may outlive a detach.
//
// An unknown client or a wrong secret is KindRejected. A scope that is not granted is KindDenied, and so is a token that
// the vendor issued for another scope. A mint is repeated like a GET: an extra token does no harm.
func (c *Client) MintToken(ctx context.Context, credential Credential, scope string) (Token, error) {
	// The form is the documented body; JSON works too, multipart does not (seen live).
	form := url.Values{
		"grant_type": {"client_credentials"}, "client_id": {credential.ClientID},
		"client_secret": {credential.ClientSecret}, "scope": {scope},
	}
	request := vendorhttp.Request{
		Operation: mintOperation(scope),
		Method:    http.MethodPost,
		Path:      "/auth/o2/token",
		Header:    http.Header{"Content-Type": {"application/x-www-form-urlencoded"}},
		Body:      []byte(form.Encode()),
		Retry:     vendorhttp.RetryLikeGet,
		MayHave:   "An access token may have been issued. Nobody holds it, and it ends by itself within the hour.",
		Classify:  classifyMint(scope),
		Secrets:   []string{credential.ClientSecret},
	}
	var answer struct {
		AccessToken vendorhttp.Verbatim `json:"access_token"`
		TokenType   vendorhttp.Text     `json:"token_type"`
		ExpiresIn   vendorhttp.Text     `json:"expires_in"`
	}
	minted := c.now()
	resp, err := c.lwa.DoJSON(ctx, request, &answer)
	if err != nil {
		return Token{}, err
	}
	value, err := vendorhttp.CleanSecret(answer.AccessToken.String())
	if err != nil {
		return Token{}, c.lwa.Malformed(request, resp, "the answer is a success without a usable access token")
	}
	if answer.TokenType == "" {
		answer.TokenType = "bearer"
	}
	if !strings.EqualFold(answer.TokenType.String(), "bearer") {
		return Token{}, c.lwa.Malformed(request, resp, "the answer holds a token that is not a bearer token")
	}
	// expires_in is a number in most of Amazon's documents and a string in one.
	lifetime, err := vendorhttp.Lifetime(answer.ExpiresIn, documentedLifetime)
	if err != nil {
		return Token{}, c.lwa.Malformed(request, resp, "the answer's expires_in: "+err.Error())
	}
	return Token{AccessToken: value, TokenType: answer.TokenType.String(), Scope: scope, ExpiresAt: minted.Add(lifetime)}, nil
}

func mintOperation(scope string) string {
	operation := "obtain an access token of scope " + scope
	if api, ok := APIByScope(scope); ok {
		operation += " (" + api.Title + ")"
	}
	return operation
}

// grants reports whether the scope of an answer covers the one asked for. An answer may leave out a scope that is the one
// asked for (RFC 6749, section 5.1).
func grants(answered, asked string) bool {
	return answered == "" || slices.Contains(strings.Fields(answered), asked)
}

// Token returns the kept token of credential and scope, minted if there is none. Its errors are those of MintToken.
func (c *Client) Token(ctx context.Context, credential Credential, scope string) (Token, error) {
	return c.tokens.Get(ctx, credential.digest(scope), func(ctx context.Context) (Token, error) {
		return c.MintToken(ctx, credential, scope)
	})
}

// withToken runs call with the kept token of scope, and once more with a fresh one when the vendor refuses it: an hour has
// passed since it was minted.
func (c *Client) withToken(ctx context.Context, credential Credential, scope string, call func(Token) error) error {
	token, err := c.Token(ctx, credential, scope)
	if err != nil {
		return err
	}
	if err = call(token); !vendorhttp.HasSymptom(err, SymptomNotAuthorized) {
		return err
	}
	c.tokens.Drop(credential.digest(scope), func(kept Token) bool { return kept.AccessToken == token.AccessToken })
	if token, err = c.Token(ctx, credential, scope); err != nil {
		return err
	}
	return call(token)
}

// digest names what a token is obtained for without containing the secret. Quoting keeps the parts apart.
func (c Credential) digest(scope string) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%q %q %q", c.ClientID, c.ClientSecret, scope))
	return string(sum[:])
}
