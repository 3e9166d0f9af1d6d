package amazonapi

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

// SymptomOtherClient is a good token of another client than the one named beside it.
const SymptomOtherClient = "other-client"

// SymptomExpired is a token whose time is over, by Login with Amazon's own count.
const SymptomExpired = "expired"

// TokenInfo is what Login with Amazon tells about a token that it accepts.
type TokenInfo struct {
	// Audience is the client id that the token was issued to; empty when the vendor does not tell.
	Audience string
	// ExpiresIn is how long the token lives on; zero when the vendor does not tell.
	ExpiresIn time.Duration
}

// TokenInfo asks Login with Amazon about token. Every recorded answer is about a user's token; whether the call knows those
// of client credentials is not documented. So its success proves a token, and its refusal proves nothing.
func (c *Client) TokenInfo(ctx context.Context, token string) (TokenInfo, error) {
	request := vendorhttp.Request{
		Operation: "look the access token up",
		Method:    http.MethodGet,
		Path:      "/auth/o2/tokeninfo",
		Query:     url.Values{"access_token": {token}},
		Secrets:   []string{token},
	}
	var answer struct {
		Aud vendorhttp.Text `json:"aud"`
		// Exp is the number of seconds that remain, not a time (two recordings).
		Exp vendorhttp.Text `json:"exp"`
	}
	resp, err := c.lwa.DoJSON(ctx, request, &answer)
	if err != nil {
		return TokenInfo{}, err
	}
	info := TokenInfo{Audience: vendorhttp.Printable(answer.Aud.String())}
	switch {
	case answer.Aud == "" && answer.Exp == "":
		return info, c.lwa.Malformed(request, resp, "the answer tells nothing about the token")
	case answer.Exp == "":
		return info, nil
	}
	seconds, err := strconv.ParseInt(answer.Exp.String(), 10, 32)
	if err != nil {
		return TokenInfo{}, c.lwa.Malformed(request, resp, fmt.Sprintf("the answer says that the token lives %q seconds", answer.Exp))
	}
	if seconds <= 0 {
		expired := c.lwa.Malformed(request, resp, fmt.Sprintf("the token's time is over (exp %s)", answer.Exp))
		expired.Kind, expired.Symptom = vendorhttp.KindRejected, SymptomExpired
		return info, expired
	}
	info.ExpiresIn = time.Duration(seconds) * time.Second
	return info, nil
}

// Validation is what ValidateToken found out beside its verdict.
type Validation struct {
	TokenInfo
	// Untold is why Login with Amazon told nothing about the token; nil when it did.
	Untold error
}

// ValidateToken asks whether the vendor accepts token, and as clientID's unless that is empty. A nil error is yes;
// KindRejected and KindDenied are no; every other error says nothing about the credential.
//
// Login with Amazon is asked first, as it alone tells whose token it is. Where it does not answer, the App Submission API is:
// its gateway refuses a dead token before anything else. A token of another API's scope is refused there too, so probe must be
// false for one.
func (c *Client) ValidateToken(ctx context.Context, token, clientID string, probe bool) (Validation, error) {
	info, err := c.TokenInfo(ctx, token)
	switch {
	case err == nil && clientID != "" && info.Audience != "" && info.Audience != clientID:
		return Validation{TokenInfo: info}, &vendorhttp.Error{
			Vendor: "Login with Amazon", Operation: "look the access token up", Kind: vendorhttp.KindDenied, Symptom: SymptomOtherClient,
			Note: fmt.Sprintf("the token was issued to the client %q", info.Audience), HTTPStatus: http.StatusOK,
		}
	case err == nil || vendorhttp.HasSymptom(err, SymptomExpired):
		return Validation{TokenInfo: info}, err
	case ctx.Err() != nil || !probe:
		return Validation{Untold: err}, err
	}
	return Validation{Untold: err}, c.probe(ctx, token)
}

// ValidateOwn validates the kept token of credential and scope, minted if there is none. Its errors are those of MintToken
// and of ValidateToken. A token of a scope that cannot be tried is good because it was issued.
func (c *Client) ValidateOwn(ctx context.Context, credential Credential, scope string) (Validation, error) {
	probe := scope == AppSubmission.Scope
	var found Validation
	err := c.withToken(ctx, credential, scope, func(token Token) (err error) {
		found, err = c.ValidateToken(ctx, token.AccessToken, credential.ClientID, probe)
		if found.Untold != nil {
			found.ExpiresIn = token.ExpiresAt.Sub(c.now()).Truncate(time.Second)
		}
		if found.Untold != nil && !probe && ctx.Err() == nil {
			return nil
		}
		return err
	})
	return found, err
}

// noApp is a well-formed app id that no app has.
var noApp = "amzn1.devportal.mobileapp." + strings.Repeat("0", 32)

// probe asks the App Submission API for an app that does not exist. Whatever its service answers, its gateway had accepted
// the token.
func (c *Client) probe(ctx context.Context, token string) error {
	_, err := c.appstore.Do(ctx, vendorhttp.Request{
		Operation:  "use the access token on an app that does not exist",
		Method:     http.MethodGet,
		Path:       editsPath,
		PathValues: []string{noApp},
		Header:     Token{AccessToken: token}.Header(),
		Classify:   classifyProbe,
		Secrets:    []string{token},
	})
	return err
}

// classifyProbe takes the token for accepted only on what the service answers to an accepted token: its own envelope, whatever
// it says about the app, or an open edit. The documented "no open edit", {}, could be anybody's.
func classifyProbe(r *vendorhttp.Response) *vendorhttp.Failure {
	failure := classifyAppstore(r)
	object, _ := r.Object()
	switch {
	case failure == nil && firstText(object, "id") != "":
		return nil
	case failure == nil:
		return &vendorhttp.Failure{Kind: vendorhttp.KindMalformed, Note: "the answer is " + r.Shape() + ", which does not show that the token was accepted"}
	case answeredByService(r):
		return nil
	}
	return failure
}

// answeredByService recognises the service behind the gateway by its envelope, whose httpCode repeats the status. A 401 is about
// the token, whoever sends it.
func answeredByService(r *vendorhttp.Response) bool {
	object, _ := r.Object()
	return read(r).service && vendorhttp.Field(object, "httpCode") == strconv.Itoa(r.Status) &&
		r.Status >= http.StatusBadRequest && r.Status < http.StatusInternalServerError &&
		r.Status != http.StatusUnauthorized && r.Status != http.StatusTooManyRequests
}
