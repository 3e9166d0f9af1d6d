package galaxyapi

import (
	"context"
	"crypto/rsa"
	"net/http"
	"strings"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

// MintToken exchanges a signed assertion for an access token of the given scopes. The token never expires and nobody
// can list it: the caller revokes it. For the same reason the call is repeated after 429 and
// 503 only, and an attempt under way is awaited even when ctx is cancelled.
func (c *Client) MintToken(ctx context.Context, account string, key *rsa.PrivateKey, scopes []string) (string, error) {
	request := vendorhttp.Request{
		Operation: "obtain an access token of scope " + strings.Join(scopes, ", "),
		Method:    http.MethodPost,
		Path:      "/auth/accessToken",
		Retry:     vendorhttp.RetryAnswered,
		Settle:    true,
		Classify:  c.classifyMint,
		MayHave: "An access token may have been issued that nobody knows. It would stay valid until the service account is deleted: " +
			"tokens never expire, they cannot be listed, and only who knows a token can revoke it.",
	}
	assertion, err := signAssertion(account, key, scopes, c.now())
	if err != nil {
		return "", &vendorhttp.Error{Vendor: "Galaxy Store", Operation: request.Operation, Note: err.Error()}
	}
	// The assertion goes into the header and the body stays empty; a JWT in the body is answered with AUTH_REQUIRE
	// (seen live).
	request.Header = http.Header{"Authorization": {"Bearer " + assertion}, "Content-Type": {"application/json"}}
	request.Secrets = []string{assertion}

	var answer struct {
		OK          bool `json:"ok"`
		CreatedItem struct {
			AccessToken vendorhttp.Verbatim `json:"accessToken"`
		} `json:"createdItem"`
	}
	resp, err := c.http.DoJSON(ctx, request, &answer)
	if err != nil {
		return "", lostMint(err)
	}
	token, err := vendorhttp.CleanSecret(answer.CreatedItem.AccessToken.String())
	if !answer.OK || err != nil {
		return "", lostMint(c.http.Malformed(request, resp, "the answer is a success without an access token"))
	}
	return token, nil
}

// CheckToken asks whether the gateway accepts token for account. It says nothing about scopes. A dead token is
// SymptomInvalidToken, an unknown account SymptomAccountNotFound.
func (c *Client) CheckToken(ctx context.Context, account, token string) error {
	_, err := c.http.Do(ctx, vendorhttp.Request{
		Operation: "check the access token",
		Method:    http.MethodGet,
		Path:      "/auth/checkAccessToken",
		Header:    Header(account, token),
		Classify:  classifyOK,
		Secrets:   []string{token},
	})
	return err
}

// RevokeToken ends a token that this account is known to have issued. That it is not valid any more, or that its account is
// gone, counts as success.
func (c *Client) RevokeToken(ctx context.Context, account, token string) error {
	err := c.RevokeTokenOf(ctx, account, token)
	if vendorhttp.HasSymptom(err, SymptomInvalidToken, SymptomAccountNotFound) {
		return nil
	}
	return err
}

// RevokeTokenOf ends a token that may be another account's. The gateway does not say which: SymptomInvalidToken is a token that is
// unknown, revoked already, or of another account, and alive there (BEHAVIOURS.md, gate-foreign-token).
func (c *Client) RevokeTokenOf(ctx context.Context, account, token string) error {
	_, err := c.http.Do(ctx, vendorhttp.Request{
		Operation: "revoke the access token",
		Method:    http.MethodDelete,
		Path:      "/auth/revokeAccessToken",
		Header:    Header(account, token),
		Classify:  classifyOK,
		MayHave:   "The access token may have been revoked all the same.",
		Secrets:   []string{token},
	})
	return err
}
