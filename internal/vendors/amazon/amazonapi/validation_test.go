package amazonapi_test

import (
	"strings"
	"testing"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

const (
	token      = "Atc|MQEBIBav2tvCbJOA9Jv5"
	infoSample = `{"aud":"amzn1.application-oa2-client.ae941846cdd745e9a53319f7bb98d435","user_id":"amzn1.account.AHJ4XXXXXXXXXXXXXXXXXXXXXXXX",` +
		`"iss":"https://www.amazon.com","exp":3598,"app_id":"amzn1.application.0123456789abcdef0123456789abcdef","iat":1484875823}`
	noAppSample = `{"httpCode":404,"message":"Not Found","errors":[{"errorCode":"error_app_not_found","errorMessage":"No such app"}]}`
)

// valid is the kind of a test row that expects no error.
const valid vendorhttp.Kind = -1

// validations are what the two services may say about a token. The second answer is the gateway's or the App Submission
// API's, where it is asked.
var validations = []struct {
	tag, name string
	info      answer
	probe     answer
	probed    bool
	kind      vendorhttp.Kind
	symptom   string
	expiresIn time.Duration
}{
	{"documented", "told", answer{200, infoSample}, answer{}, false, valid, "", 3598 * time.Second},
	{"assumed", "told as a text", answer{200, strings.Replace(infoSample, "3598", `"3598"`, 1)}, answer{}, false, valid, "", 3598 * time.Second},
	{"assumed", "told without user and time", answer{200, `{"aud":"` + profile.ClientID + `"}`}, answer{}, false, valid, "", 0},
	{"assumed", "no time left", answer{200, strings.Replace(infoSample, "3598", "0", 1)}, answer{}, false, vendorhttp.KindRejected, "expired", 0},
	{"documented", "another client's", answer{200, strings.Replace(infoSample, "ae94", "0000", 1)}, answer{}, false, vendorhttp.KindDenied, "other-client", 3598 * time.Second},
	{"assumed", "refused, app unknown", answer{400, invalidTokenSample}, answer{404, noAppSample}, true, valid, "", 0},
	{"assumed", "refused, app unknown in few words", answer{400, invalidTokenSample}, answer{404, `{}`}, true, vendorhttp.KindMalformed, "", 0},
	{"assumed", "refused, app unknown without an error", answer{400, invalidTokenSample}, answer{404, `{"httpCode":404,"message":"Not Found","errors":[]}`}, true, valid, "", 0},
	{"assumed", "refused, app forbidden", answer{400, invalidTokenSample}, answer{403, `{"httpCode":403,"message":"Forbidden","errors":[{"errorCode":"x","errorMessage":"y"}]}`}, true, valid, "", 0},
	{"assumed", "refused, app without an edit", answer{400, invalidTokenSample}, answer{200, `{}`}, true, vendorhttp.KindMalformed, "", 0},
	{"assumed", "refused, then null", answer{400, invalidTokenSample}, answer{200, `null`}, true, vendorhttp.KindMalformed, "", 0},
	{"assumed", "refused, then an edit", answer{400, invalidTokenSample}, answer{200, `{"id":"e1","status":"IN_PROGRESS"}`}, true, valid, "", 0},
	{"assumed", "refused, then another gateway", answer{400, invalidTokenSample}, answer{403, `{"Message":"User is not authorized to access this resource"}`}, true, vendorhttp.KindUnexpected, "", 0},
	{"assumed", "refused, app in review", answer{400, invalidTokenSample}, answer{412, `{"httpCode":412,"message":"Precondition Failed"}`}, true, valid, "", 0},
	{"assumed", "refused, bad app id", answer{400, invalidTokenSample}, answer{400, `{"httpCode":400,"message":"Bad Request"}`}, true, valid, "", 0},
	{"documented", "refused by both", answer{400, invalidTokenSample}, answer{403, notAuthorizedSample}, true, vendorhttp.KindRejected, "not-authorized", 0},
	{"assumed", "refused by both, as a 401", answer{400, invalidTokenSample}, answer{401, notAuthorizedSample}, true, vendorhttp.KindRejected, "not-authorized", 0},
	{"assumed", "refused, then no route", answer{400, invalidTokenSample}, answer{400, `{"Message":"Unable to fetch the request scope for uri = / and verb = GET"}`}, true, vendorhttp.KindUnexpected, "no-route", 0},
	{"assumed", "refused, then a bare 403", answer{400, invalidTokenSample}, answer{403, `{"message":"Forbidden"}`}, true, vendorhttp.KindUnexpected, "", 0},
	{"assumed", "refused, then a bare 401", answer{400, invalidTokenSample}, answer{401, `{"message":"Unauthorized"}`}, true, vendorhttp.KindUnexpected, "not-authorized", 0},
	{"assumed", "refused, then the service's own 401", answer{400, invalidTokenSample}, answer{401, `{"httpCode":401,"message":"Unauthorized","errors":[]}`}, true, vendorhttp.KindUnexpected, "not-authorized", 0},
	{"assumed", "refused, then a proxy", answer{400, invalidTokenSample}, answer{403, `<html></html>`}, true, vendorhttp.KindMalformed, "", 0},
	{"assumed", "refused, then a proxy's 200", answer{400, invalidTokenSample}, answer{200, `<html></html>`}, true, vendorhttp.KindMalformed, "", 0},
	{"assumed", "refused, then an empty 404", answer{400, invalidTokenSample}, answer{404, ``}, true, vendorhttp.KindMalformed, "", 0},
	{"assumed", "refused, then trouble", answer{400, invalidTokenSample}, answer{503, noAppSample}, true, vendorhttp.KindUnavailable, "unsettled", 0},
	{"assumed", "refused, then throttled", answer{400, invalidTokenSample}, answer{429, noAppSample}, true, vendorhttp.KindThrottled, "unsettled", 0},
	{"assumed", "in trouble, app unknown", answer{503, ``}, answer{404, noAppSample}, true, valid, "", 0},
	{"assumed", "a proxy, app unknown", answer{200, `<html></html>`}, answer{404, noAppSample}, true, valid, "", 0},
	{"assumed", "says nothing, app unknown", answer{200, `{}`}, answer{404, noAppSample}, true, valid, "", 0},
}

func TestTokenIsValidatedByWhoeverKnowsIt(t *testing.T) {
	t.Parallel()
	for _, s := range validations {
		t.Run(s.tag+": "+s.name, func(t *testing.T) {
			t.Parallel()
			amazon, client := serve(t, map[string][]answer{tokenInfoPath: {s.info}, unknownPath: {s.probe}}, nil)
			found, err := client.ValidateToken(t.Context(), token, profile.ClientID, true)
			if s.kind != valid {
				expectKind(t, err, s.kind, s.symptom)
			} else if err != nil {
				t.Fatal(err)
			}
			if probed := len(amazon.calls(unknownPath)) > 0; probed != s.probed || found.ExpiresIn != s.expiresIn || (found.Untold != nil) != s.probed {
				t.Errorf("asked the Appstore: %t; found %+v", probed, found)
			}
			if query := amazon.calls(tokenInfoPath)[0].query; query != "access_token=Atc%7CMQEBIBav2tvCbJOA9Jv5" {
				t.Errorf("the query is %q", query)
			}
			if probes := amazon.calls(unknownPath); s.probed && probes[0].header.Get("Authorization") != "Bearer "+token {
				t.Errorf("the call carried %q", probes[0].header.Get("Authorization"))
			}
		})
	}
}

func TestTokenOfAnotherAPIIsNotHeldAgainstTheAppSubmissionAPI(t *testing.T) {
	t.Parallel()
	amazon, client := serve(t, map[string][]answer{tokenInfoPath: {{400, invalidTokenSample}}, unknownPath: {{403, notAuthorizedSample}}}, nil)
	_, err := client.ValidateToken(t.Context(), token, "", false)
	expectKind(t, err, vendorhttp.KindUnexpected, "invalid_token")
	if probes := len(amazon.calls(unknownPath)); probes != 0 {
		t.Errorf("%d calls of the App Submission API", probes)
	}
}

func TestTokenIsNotComparedWithAClientThatNobodyNamed(t *testing.T) {
	t.Parallel()
	_, client := serve(t, map[string][]answer{tokenInfoPath: {{200, infoSample}}}, nil)
	found, err := client.ValidateToken(t.Context(), token, "", true)
	if err != nil || found.Audience != profile.ClientID {
		t.Errorf("found %+v, error %v", found, err)
	}
}

func TestOwnTokenIsValidatedAndMintedOnceMoreWhenItIsDead(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)
	for name, s := range map[string]struct {
		scope     string
		samples   map[string][]answer
		mints     int
		kind      vendorhttp.Kind
		symptom   string
		expiresIn time.Duration
	}{
		"told":                    {submission, map[string][]answer{tokenInfoPath: {{200, infoSample}}}, 1, valid, "", 3598 * time.Second},
		"tried":                   {submission, map[string][]answer{tokenInfoPath: {{400, invalidTokenSample}}, unknownPath: {{404, noAppSample}}}, 1, valid, "", time.Hour},
		"dead, then good":         {submission, map[string][]answer{tokenInfoPath: {{400, invalidTokenSample}}, unknownPath: {{403, notAuthorizedSample}, {404, noAppSample}}}, 2, valid, "", time.Hour},
		"dead for good":           {submission, map[string][]answer{tokenInfoPath: {{400, invalidTokenSample}}, unknownPath: {{403, notAuthorizedSample}}}, 2, vendorhttp.KindRejected, "not-authorized", time.Hour},
		"issued, not to be tried": {reporting, map[string][]answer{tokenInfoPath: {{400, invalidTokenSample}}}, 1, valid, "", time.Hour},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s.samples[mintPath] = []answer{{200, strings.Replace(tokenSample, submission, s.scope, 1)}, {200, secondTokenSample}}
			amazon, client := serve(t, s.samples, func() time.Time { return now })
			found, err := client.ValidateOwn(t.Context(), profile, s.scope)
			if s.kind != valid {
				expectKind(t, err, s.kind, s.symptom)
			} else if err != nil {
				t.Fatal(err)
			}
			if mints := len(amazon.calls(mintPath)); mints != s.mints || found.ExpiresIn != s.expiresIn {
				t.Errorf("%d mints, found %+v", mints, found)
			}
		})
	}
}

func TestOwnTokenThatIsNotGrantedIsTheMintsRefusal(t *testing.T) {
	t.Parallel()
	_, client := serve(t, map[string][]answer{mintPath: {{400, invalidScopeSample}}}, nil)
	_, err := client.ValidateOwn(t.Context(), profile, submission)
	expectKind(t, err, vendorhttp.KindDenied, "not-attached")
}
