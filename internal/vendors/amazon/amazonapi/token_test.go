package amazonapi_test

import (
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

// mintSamples are answers to POST /auth/o2/token that hold no usable token. The tag tells how well each is known:
// documented, seen live, or assumed.
var mintSamples = []struct {
	tag, name, scope string
	answer
	kind    vendorhttp.Kind
	symptom string
}{
	{"seen live", "wrong secret", submission, answer{401, invalidClientSample}, vendorhttp.KindRejected, "invalid_client"},
	{"assumed", "wrong secret, status of RFC 6749", submission, answer{400, invalidClientSample}, vendorhttp.KindRejected, "invalid_client"},
	{"assumed", "other order of members", submission, answer{401, `{"error":"invalid_client","error_description":"Client authentication failed"}`}, vendorhttp.KindRejected, "invalid_client"},
	{"seen live", "not attached", submission, answer{400, invalidScopeSample}, vendorhttp.KindDenied, "not-attached"},
	{"seen live", "other API not attached", reporting, answer{400, invalidScopeSample}, vendorhttp.KindDenied, "not-attached"},
	{"seen live", "not attached, in other words", submission, answer{400, `{"error_description":"An unknown scope was requested","error":"invalid_scope"}`}, vendorhttp.KindDenied, "not-attached"},
	{"documented", "mistyped scope", "appstore::apps:readwrit", answer{400, invalidScopeSample}, vendorhttp.KindDenied, "invalid_scope"},
	{"seen live", "client without the grant", submission, answer{400, `{"error_description":"Not authorized for requested operation","error":"unauthorized_client"}`}, vendorhttp.KindDenied, "unauthorized_client"},
	{"seen live", "grant type lost", submission, answer{400, `{"error_description":"The authorization grant type is not supported by the authorization server","error":"unsupported_grant_type"}`}, vendorhttp.KindUnexpected, "unsupported_grant_type"},
	{"seen live", "parameter lost", submission, answer{400, `{"error_description":"The request is missing a required parameter : client_id","error":"invalid_request"}`}, vendorhttp.KindUnexpected, "invalid_request"},
	{"documented", "content type", submission, answer{400, `{"error_description":"The Content-Type is not supported by the authorization server","error":"invalid_request"}`}, vendorhttp.KindUnexpected, "invalid_request"},
	{"seen live", "grant of another flow", submission, answer{400, `{"error_description":"The request has an invalid grant parameter : code","error":"invalid_grant"}`}, vendorhttp.KindUnexpected, "invalid_grant"},
	{"assumed", "code nobody knows", submission, answer{400, `{"error":"account_suspended"}`}, vendorhttp.KindUnexpected, "account_suspended"},
	{"assumed", "401 without a code", submission, answer{401, `{"message":"Unauthorized"}`}, vendorhttp.KindUnexpected, ""},
	{"assumed", "401 with {}", submission, answer{401, `{}`}, vendorhttp.KindMalformed, ""},
	{"assumed", "a proxy's 403", submission, answer{403, `<html><title>Sign in</title></html>`}, vendorhttp.KindMalformed, ""},
	{"assumed", "a code in a 500 settles nothing", submission, answer{500, invalidClientSample}, vendorhttp.KindUnavailable, "unsettled"},
	{"assumed", "a code in a 503 settles nothing", submission, answer{503, invalidScopeSample}, vendorhttp.KindUnavailable, "unsettled"},
	{"assumed", "a code in a 200 settles nothing", submission, answer{200, invalidScopeSample}, vendorhttp.KindUnexpected, "unsettled"},
	{"assumed", "server error", submission, answer{500, `{"error":"ServerError"}`}, vendorhttp.KindUnavailable, "unsettled"},
	{"assumed", "server error as a 400", submission, answer{400, `{"error":"server_error"}`}, vendorhttp.KindUnavailable, "server_error"},
	{"assumed", "throttled", submission, answer{429, ``}, vendorhttp.KindThrottled, ""},
	{"assumed", "token of another scope", submission, answer{200, `{"access_token":"Atc|MQEB","scope":"adx_reporting::appstore:marketer","token_type":"bearer","expires_in":3600}`}, vendorhttp.KindDenied, "other-scope"},
	{"assumed", "token of a longer scope", "messaging", answer{200, `{"access_token":"Atc|MQEB","scope":"messaging:push","token_type":"bearer","expires_in":3600}`}, vendorhttp.KindDenied, "other-scope"},
	{"assumed", "no token", submission, answer{200, `{"scope":"appstore::apps:readwrite","token_type":"bearer","expires_in":3600}`}, vendorhttp.KindMalformed, ""},
	{"assumed", "token with a line break", submission, answer{200, `{"access_token":"Atc|MQ\nEB","token_type":"bearer","expires_in":3600}`}, vendorhttp.KindMalformed, ""},
	{"assumed", "another kind of token", submission, answer{200, `{"access_token":"Atc|MQEB","token_type":"mac","expires_in":3600}`}, vendorhttp.KindMalformed, ""},
	{"assumed", "lifetime that is no number", submission, answer{200, `{"access_token":"Atc|MQEB","token_type":"bearer","expires_in":"soon"}`}, vendorhttp.KindMalformed, ""},
	{"assumed", "lifetime below zero", submission, answer{200, `{"access_token":"Atc|MQEB","token_type":"bearer","expires_in":-1}`}, vendorhttp.KindMalformed, ""},
	{"assumed", "{}", submission, answer{200, `{}`}, vendorhttp.KindMalformed, ""},
	{"assumed", "null", submission, answer{200, `null`}, vendorhttp.KindMalformed, ""},
	{"assumed", "empty", submission, answer{200, ``}, vendorhttp.KindMalformed, ""},
	{"assumed", "a proxy's 200", submission, answer{200, `<html></html>`}, vendorhttp.KindMalformed, ""},
	{"assumed", "half a token", submission, answer{200, tokenSample[:30]}, vendorhttp.KindMalformed, ""},
}

func TestMintsWithoutATokenAreToldApart(t *testing.T) {
	t.Parallel()
	for _, s := range mintSamples {
		t.Run(s.tag+": "+s.name, func(t *testing.T) {
			t.Parallel()
			_, client := serve(t, map[string][]answer{mintPath: {s.answer}}, nil)
			token, err := client.MintToken(t.Context(), profile, s.scope)
			if token.AccessToken != "" {
				t.Error("there is a token beside the error")
			}
			expectKind(t, err, s.kind, s.symptom)
		})
	}
}

// goodMints are answers that hold a token, in the forms that Amazon's documents and recordings show.
var goodMints = []struct {
	tag, name, body string
	tokenType       string
	lifetime        time.Duration
}{
	{"documented", "as documented", tokenSample, "bearer", time.Hour},
	{"documented", "Bearer with a capital", `{"access_token":"Atc|MQEBIBav2tvCbJOA9Jv5","expires_in":3600,"scope":"appstore::apps:readwrite","token_type":"Bearer"}`, "Bearer", time.Hour},
	{"documented", "expires_in as a text", `{"access_token":"Atc|MQEBIBav2tvCbJOA9Jv5","scope":"appstore::apps:readwrite","token_type":"bearer","expires_in":"1800"}`, "bearer", 30 * time.Minute},
	{"assumed", "two scopes", `{"access_token":"Atc|MQEBIBav2tvCbJOA9Jv5","scope":"messaging:push appstore::apps:readwrite","token_type":"bearer","expires_in":3600}`, "bearer", time.Hour},
	{"assumed", "what goes without saying left out", `{"access_token":"Atc|MQEBIBav2tvCbJOA9Jv5"}`, "bearer", time.Hour},
}

func TestMintSendsTheDocumentedFormAndReadsTheToken(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)
	for _, s := range goodMints {
		t.Run(s.tag+": "+s.name, func(t *testing.T) {
			t.Parallel()
			amazon, client := serve(t, map[string][]answer{mintPath: {{200, s.body}}}, func() time.Time { return now })
			token, err := client.MintToken(t.Context(), profile, submission)
			if err != nil || token.AccessToken != "Atc|MQEBIBav2tvCbJOA9Jv5" || token.TokenType != s.tokenType ||
				token.Scope != submission || !token.ExpiresAt.Equal(now.Add(s.lifetime)) {
				t.Errorf("token %+v, error %v", token, err)
			}
			sent := amazon.calls(mintPath)[0]
			form, err := url.ParseQuery(sent.body)
			if err != nil || sent.method != "POST" || sent.query != "" || sent.header.Get("Content-Type") != "application/x-www-form-urlencoded" {
				t.Errorf("the request is %+v, %v", sent, err)
			}
			for name, value := range map[string]string{"grant_type": "client_credentials", "client_id": profile.ClientID,
				"client_secret": profile.ClientSecret, "scope": submission} {
				if len(form) != 4 || form.Get(name) != value {
					t.Errorf("the form says %q for %s", form[name], name)
				}
			}
		})
	}
}

func TestMintIsRepeatedAfterTroubleAndNeverAfterARefusal(t *testing.T) {
	t.Parallel()
	for status, want := range map[int]int{500: 2, 503: 2, 429: 2, 400: 1, 401: 1} {
		amazon, client := serve(t, map[string][]answer{mintPath: {{status, invalidClientSample}, {200, tokenSample}}}, nil)
		_, err := client.MintToken(t.Context(), profile, submission)
		if sent := len(amazon.calls(mintPath)); sent != want || (err == nil) != (want == 2) {
			t.Errorf("after a %d there were %d requests and the error %v, expected %d requests", status, sent, err, want)
		}
	}
}

func TestConsumersOfOneScopeShareOneMint(t *testing.T) {
	t.Parallel()
	amazon, client := serve(t, map[string][]answer{mintPath: {{200, strings.Replace(tokenSample, `"scope":"appstore::apps:readwrite",`, "", 1)}}}, nil)
	var wg sync.WaitGroup
	for range 20 {
		wg.Go(func() {
			if _, err := client.Token(t.Context(), profile, submission); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if mints := len(amazon.calls(mintPath)); mints != 1 {
		t.Errorf("%d mints for 20 consumers", mints)
	}
	rotated := profile
	rotated.ClientSecret += "0"
	if _, err := client.Token(t.Context(), rotated, submission); err != nil {
		t.Error(err)
	}
	if _, err := client.Token(t.Context(), profile, reporting); err != nil {
		t.Error(err)
	}
	if mints := len(amazon.calls(mintPath)); mints != 3 {
		t.Errorf("%d mints, expected one more for another secret and one more for another scope", mints)
	}
	if _, err := client.MintToken(t.Context(), profile, submission); err != nil || len(amazon.calls(mintPath)) != 4 {
		t.Errorf("a fresh mint was answered from what is kept (%v)", err)
	}
}

func TestKeptTokenIsMintedAgainBeforeItExpires(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)
	amazon, client := serve(t, map[string][]answer{mintPath: {{200, tokenSample}}}, func() time.Time { return now })
	for _, step := range []struct {
		later time.Duration
		mints int
	}{{0, 1}, {58 * time.Minute, 1}, {90 * time.Second, 2}} {
		now = now.Add(step.later)
		if _, err := client.Token(t.Context(), profile, submission); err != nil || len(amazon.calls(mintPath)) != step.mints {
			t.Errorf("%s later there were %d mints (%v), expected %d", step.later, len(amazon.calls(mintPath)), err, step.mints)
		}
	}
}
