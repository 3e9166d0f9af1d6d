package iotapi

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

// documentedLifetime is expiresIn's documented "fixed value", for an answer that leaves it out.
const documentedLifetime = time.Hour

// Token is what a login or a refresh issues. One application has one live token at a time.
type Token struct {
	Access string
	// Refresh is empty where the platform has null.
	Refresh string
	// Type is "Bearer" or "bearer" as the platform writes it, without the trailing space that some versions send.
	Type string
	// Scope is "default" on every documented platform.
	Scope string
	// Lifetime is the platform's expiresIn, ExpiresAt its end, counted from before the request went out.
	Lifetime  time.Duration
	ExpiresAt time.Time
}

// Login issues a token and ends the one that an earlier login issued, whoever uses it ("Authentication"). Logins of one
// application wait for each other. A repeated login does no more harm than the first, so it is repeated like a GET; an
// attempt under way is awaited even when ctx is cancelled, because its token must be logged out.
func (c *Client) Login(ctx context.Context, app Application) (Token, error) {
	return c.grant(ctx, app, vendorhttp.Request{
		Operation: "log in to application " + ShownID(app.ID),
		Path:      "/iocm/app/sec/v1.1.0/login",
		Header:    http.Header{"Content-Type": {"application/x-www-form-urlencoded"}},
		Body:      []byte(url.Values{"appId": {app.ID}, "secret": {app.Secret}}.Encode()),
		Classify:  classifyObject,
		MayHave: "The platform may have carried the login out. That ends the token that a running application uses: its calls are refused " +
			"with 1010005 until it logs in again.",
		Secrets: []string{app.Secret},
	})
}

// Refresh exchanges a refresh token for a new access token ("Refreshing a Token"). A refresh token that is not accepted
// is KindRejected with SymptomRefreshRefused.
func (c *Client) Refresh(ctx context.Context, app Application, refreshToken string) (Token, error) {
	body, err := json.Marshal(map[string]string{"appId": app.ID, "secret": app.Secret, "refreshToken": refreshToken})
	if err != nil {
		return Token{}, err
	}
	return c.grant(ctx, app, vendorhttp.Request{
		Operation: "refresh the access token of application " + ShownID(app.ID),
		Path:      "/iocm/app/sec/v1.1.0/refreshToken",
		Header:    http.Header{"Content-Type": {"application/json"}},
		Body:      body,
		Classify:  classifyRefresh,
		MayHave:   "The platform may have carried the call out. That uses the refresh token up and ends the earlier access token.",
		Secrets:   []string{app.Secret, refreshToken},
	})
}

// granted is the answer of a login and of a refresh.
type granted struct {
	AccessToken  vendorhttp.Verbatim `json:"accessToken"`
	RefreshToken vendorhttp.Verbatim `json:"refreshToken"`
	TokenType    vendorhttp.Text     `json:"tokenType"`
	Scope        vendorhttp.Text     `json:"scope"`
	ExpiresIn    vendorhttp.Text     `json:"expiresIn"`
}

func (c *Client) grant(ctx context.Context, app Application, request vendorhttp.Request) (Token, error) {
	request.Method, request.Retry, request.Settle = http.MethodPost, vendorhttp.RetryLikeGet, true
	done, err := c.turn(ctx, request.Operation, app.ID)
	if err != nil {
		return Token{}, err
	}
	defer done()
	var answer granted
	asked := c.now()
	resp, err := c.http.DoJSON(ctx, request, &answer)
	if err = c.explainTLS(err); err != nil {
		return Token{}, lostGrant(err)
	}
	token, note := answer.token()
	if note != "" {
		return Token{}, lostGrant(c.http.Malformed(request, resp, note))
	}
	token.ExpiresAt = asked.Add(token.Lifetime)
	return token, nil
}

// lostGrant marks a login or refresh that may have been carried out although the answer brought no token.
func lostGrant(err error) error {
	e, ok := errors.AsType[*vendorhttp.Error](err)
	if ok && e.MayHave != "" && e.Symptom == "" {
		e.Symptom = SymptomLoginLost
	}
	return err
}

// token reads the answer; note says in our words what it lacks.
func (g granted) token() (token Token, note string) {
	access, err := vendorhttp.CleanSecret(g.AccessToken.String())
	if err != nil {
		return Token{}, "the answer is a success without an access token"
	}
	// Samples show expiresIn as a number and as a string.
	life, err := vendorhttp.Lifetime(g.ExpiresIn, documentedLifetime)
	if err != nil {
		return Token{}, "the answer's expiresIn: " + err.Error()
	}
	return Token{Access: access, Refresh: g.RefreshToken.String(), Type: strings.TrimSpace(g.TokenType.String()),
		Scope: g.Scope.String(), Lifetime: life}, ""
}

// Logout ends the access token. dead reports that it was dead already, which is no error. appID may be empty, for a token
// whose application is not known. The call is known from independent clients; Huawei Cloud's documentation has none
// (SymptomNoLogout).
func (c *Client) Logout(ctx context.Context, appID, accessToken string) (dead bool, err error) {
	body, err := json.Marshal(map[string]string{"accessToken": accessToken})
	if err != nil {
		return false, err
	}
	_, err = c.http.Do(ctx, vendorhttp.Request{
		Operation: "log out",
		Method:    http.MethodPost,
		Path:      "/iocm/app/sec/v1.1.0/logout",
		Header:    Header(appID, accessToken),
		Body:      body,
		Retry:     vendorhttp.RetryLikeGet,
		Classify:  classifyLogout,
		MayHave:   "The access token may have been ended all the same.",
		Secrets:   []string{accessToken},
	})
	if vendorhttp.HasSymptom(err, SymptomDeadToken) {
		return true, nil
	}
	return false, c.explainTLS(err)
}

// Check asks whether the platform accepts the access token for the application, by listing one device: there is no
// call for it. A dead token is SymptomDeadToken.
func (c *Client) Check(ctx context.Context, appID, accessToken string) error {
	request := vendorhttp.Request{
		Operation: "list a device with the access token of application " + ShownID(appID),
		Method:    http.MethodGet,
		Path:      "/iocm/app/dm/v1.4.0/devices",
		// gatewayId and pageNo cannot both be left out.
		Query:    url.Values{"pageNo": {"0"}, "pageSize": {"1"}},
		Header:   Header(appID, accessToken),
		Classify: classifyObject,
		Secrets:  []string{accessToken},
	}
	var answer struct {
		TotalCount *vendorhttp.Text   `json:"totalCount"`
		Devices    *[]json.RawMessage `json:"devices"`
	}
	resp, err := c.http.DoJSON(ctx, request, &answer)
	if err == nil && answer.TotalCount == nil && answer.Devices == nil {
		err = c.http.Malformed(request, resp, "the answer is not a list of devices")
	}
	return c.explainTLS(err)
}
