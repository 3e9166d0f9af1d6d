package galaxyapi_test

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/galaxy/galaxyapi"
)

const account = "0b6f7c1e-4a55-4d6c-9d0e-3f5b8a2c7d10"

var key = sync.OnceValue(func() *rsa.PrivateKey {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		panic(err)
	}
	return key
})

func clientOf(t *testing.T, handler http.HandlerFunc) *galaxyapi.Client {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	endpoint, err := vendorhttp.ParseEndpoint(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	return galaxyapi.New(endpoint, vendorhttp.Options{MaxRetries: 2, FirstBackoff: time.Microsecond})
}

func answer(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(status)
		_, _ = w.Write([]byte(body))
	}
}

// mintSamples are answers to POST /auth/accessToken. The tag tells how well each is known: documented, seen live, or
// assumed.
var mintSamples = []struct {
	tag, name string
	status    int
	body      string
	kind      vendorhttp.Kind
	symptom   string
}{
	{"documented", "account unknown, spaced text", 401, `{"code":"AUTH_REQUIRE","message":"Not found service account by serviceAccountId","from":"asgw"}`, vendorhttp.KindRejected, galaxyapi.SymptomAccountNotFound},
	{"seen live", "account unknown", 401, `{"code":"AUTH_REQUIRE","message":"Not found serviceAccount by serviceAccountId","from":"asgw"}`, vendorhttp.KindRejected, galaxyapi.SymptomAccountNotFound},
	{"seen live", "JWT not in the header", 401, `{"code":"AUTH_REQUIRE","message":"Set authorization header like \"Bearer <jwt>\"","from":"asgw"}`, vendorhttp.KindUnexpected, galaxyapi.SymptomAuthRequired},
	{"assumed", "AUTH_REQUIRE in new words", 401, `{"code":"AUTH_REQUIRE","message":"Account disabled","from":"asgw"}`, vendorhttp.KindRejected, galaxyapi.SymptomAuthRequired},
	{"seen live", "scope not granted", 403, `{"code":"NO_PERMISSION","message":"Insufficient scopes","from":"asgw"}`, vendorhttp.KindDenied, galaxyapi.SymptomNoPermission},
	{"seen live", "wrong key", 500, `{"message":"invalid signature"}`, vendorhttp.KindRejected, galaxyapi.SymptomInvalidSignature},
	{"assumed", "clock", 500, `{"message":"jwt expired"}`, vendorhttp.KindUnexpected, galaxyapi.SymptomAssertion},
	{"assumed", "lifetime", 500, `{"message":"maxAge exceeded"}`, vendorhttp.KindUnexpected, galaxyapi.SymptomAssertion},
	{"assumed", "account without a key", 500, `{"message":"secret or public key must be provided"}`, vendorhttp.KindUnexpected, galaxyapi.SymptomNoKey},
	{"assumed", "request malformed", 422, `{"message":"Validation Failed","details":{"scopes":{"message":"'scopes' is required"}}}`, vendorhttp.KindUnexpected, galaxyapi.SymptomAssertion},
	{"assumed", "the gateway's 404", 404, `Hello! Not found /auth/accessToken`, vendorhttp.KindMalformed, galaxyapi.SymptomMintLost},
	{"assumed", "malformed", 500, `{"message":"jwt malformed"}`, vendorhttp.KindUnexpected, galaxyapi.SymptomAssertion},
	{"seen live", "refusal inside a 200", 200, `{"code":"AUTH_REQUIRE","message":"Not found serviceAccount by serviceAccountId","from":"asgw"}`, vendorhttp.KindRejected, galaxyapi.SymptomAccountNotFound},
	{"seen live", "scope refusal inside a 200", 200, `{"ok":false,"code":"NO_PERMISSION","message":"Insufficient scopes"}`, vendorhttp.KindDenied, galaxyapi.SymptomNoPermission},
	{"seen live", "wrong key inside a 200", 200, `{"message":"invalid signature"}`, vendorhttp.KindRejected, galaxyapi.SymptomInvalidSignature},
	{"assumed", "bare not ok", 200, `{"ok":false}`, vendorhttp.KindUnexpected, ""},
	{"assumed", "unknown code in a 200", 200, `{"ok":false,"code":"MAINTENANCE","message":"later"}`, vendorhttp.KindUnexpected, "MAINTENANCE"},
	{"assumed", "success without a token", 200, `{"ok":true,"createdItem":{}}`, vendorhttp.KindMalformed, galaxyapi.SymptomMintLost},
	{"assumed", "success cut off", 200, `{"ok":true,"createdItem":{"accessTo`, vendorhttp.KindMalformed, galaxyapi.SymptomMintLost},
	{"assumed", "a proxy's page", 200, `<html><title>Sign in</title></html>`, vendorhttp.KindMalformed, galaxyapi.SymptomMintLost},
	{"assumed", "empty", 200, ``, vendorhttp.KindMalformed, galaxyapi.SymptomMintLost},
	{"assumed", "null", 200, `null`, vendorhttp.KindMalformed, galaxyapi.SymptomMintLost},
	{"assumed", "another 500", 500, `{"message":"Request failed with status code 500"}`, vendorhttp.KindUnavailable, galaxyapi.SymptomMintLost},
	{"assumed", "a proxy's 401", 401, `<html><title>Sign in</title></html>`, vendorhttp.KindMalformed, galaxyapi.SymptomMintLost},
	{"assumed", "an API gateway's own words", 401, `{"message":"Invalid signature"}`, vendorhttp.KindUnexpected, ""},
	{"assumed", "a proxy's 403", 403, ``, vendorhttp.KindMalformed, galaxyapi.SymptomMintLost},
	{"assumed", "codes in a 503 say nothing", 503, `{"code":"AUTH_REQUIRE","message":"Not found serviceAccount"}`, vendorhttp.KindUnavailable, "AUTH_REQUIRE"},
	{"assumed", "throttled", 429, ``, vendorhttp.KindThrottled, ""},
}

func TestMintsWithoutATokenAreToldApart(t *testing.T) {
	t.Parallel()
	for _, s := range mintSamples {
		t.Run(s.tag+": "+s.name, func(t *testing.T) {
			t.Parallel()
			token, err := clientOf(t, answer(s.status, s.body)).MintToken(t.Context(), account, key(), []string{"publishing"})
			if err == nil || token != "" {
				t.Fatalf("token %q, error %v", token, err)
			}
			if kind := vendorhttp.KindOf(err); kind != s.kind || !vendorhttp.HasSymptom(err, s.symptom) {
				t.Errorf("kind %s, error %v; expected kind %s with symptom %q", kind, err, s.kind, s.symptom)
			}
		})
	}
}

// Nobody knows how the gateway refuses a JWT from the future. Words that name a cause are believed whatever the clock.
func TestWrongClockIsNotTakenForARefusedAccount(t *testing.T) {
	t.Parallel()
	const anyCause, wrongKey = `{"code":"AUTH_REQUIRE","message":"Invalid jwt","from":"asgw"}`, `{"message":"invalid signature"}`
	now := time.Date(2026, 9, 1, 12, 0, 0, 0, time.UTC)
	for name, s := range map[string]struct {
		ahead   time.Duration
		status  int
		body    string
		kind    vendorhttp.Kind
		symptom string
	}{
		"right":                 {0, 401, anyCause, vendorhttp.KindRejected, galaxyapi.SymptomAuthRequired},
		"a little ahead":        {119 * time.Second, 401, anyCause, vendorhttp.KindRejected, galaxyapi.SymptomAuthRequired},
		"ahead":                 {2 * time.Minute, 401, anyCause, vendorhttp.KindUnexpected, galaxyapi.SymptomAssertion},
		"behind":                {-9 * time.Minute, 401, anyCause, vendorhttp.KindUnexpected, galaxyapi.SymptomAssertion},
		"ahead and a wrong key": {2 * time.Minute, 500, wrongKey, vendorhttp.KindRejected, galaxyapi.SymptomInvalidSignature},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("Date", now.Format(http.TimeFormat))
				answer(s.status, s.body)(w, r)
			}))
			t.Cleanup(server.Close)
			endpoint, err := vendorhttp.ParseEndpoint(server.URL)
			if err != nil {
				t.Fatal(err)
			}
			client := galaxyapi.New(endpoint, vendorhttp.Options{Now: func() time.Time { return now.Add(s.ahead) }})
			_, err = client.MintToken(t.Context(), account, key(), []string{"publishing"})
			if vendorhttp.KindOf(err) != s.kind || !vendorhttp.HasSymptom(err, s.symptom) {
				t.Errorf("kind %s, error %v; expected kind %s with symptom %q", vendorhttp.KindOf(err), err, s.kind, s.symptom)
			}
		})
	}
}

func TestMintSendsTheFourClaimsInTheHeaderAndNoBody(t *testing.T) {
	t.Parallel()
	client := clientOf(t, func(w http.ResponseWriter, r *http.Request) {
		bearer, _ := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
		claims := jwt.MapClaims{}
		token, err := jwt.ParseWithClaims(bearer, claims, func(*jwt.Token) (any, error) { return &key().PublicKey, nil }, jwt.WithValidMethods([]string{"RS256"}))
		if err != nil {
			t.Errorf("the assertion does not verify: %v", err)
			return
		}
		iat, _ := claims.GetIssuedAt()
		exp, _ := claims.GetExpirationTime()
		if len(claims) != 4 || claims["iss"] != account || !slices.Equal(claims["scopes"].([]any), []any{"publishing", "gss"}) || exp.Sub(iat.Time) != 12*time.Minute {
			t.Errorf("claims are %v", claims)
		}
		if len(token.Header) != 2 || token.Header["typ"] != "JWT" {
			t.Errorf("header is %v", token.Header)
		}
		if r.ContentLength != 0 || r.URL.Path != "/auth/accessToken" || r.Method != http.MethodPost {
			t.Errorf("%s %s with %d bytes", r.Method, r.URL.Path, r.ContentLength)
		}
		_, _ = w.Write([]byte(`{"ok":true,"createdItem":{"accessToken":"abcdefghijklmnopqrstuvwx"}}`))
	})
	token, err := client.MintToken(t.Context(), account, key(), []string{"publishing", "gss"})
	if err != nil || token != "abcdefghijklmnopqrstuvwx" {
		t.Errorf("token %q, error %v", token, err)
	}
}

func TestCallsCarryBothHeadersAndDeadTokensAreTold(t *testing.T) {
	t.Parallel()
	for _, s := range []struct {
		tag, name string
		status    int
		body      string
		symptom   string
		revoked   bool
	}{
		{"documented", "alive", 200, `{ "ok": true }`, "", true},
		{"documented", "dead", 401, `{"code":"AUTH_REQUIRE","message":"Invalid accessToken","from":"asgw"}`, galaxyapi.SymptomInvalidToken, true},
		{"documented", "account gone", 401, `{"code":"AUTH_REQUIRE","message":"Not found service account by serviceAccountId","from":"asgw"}`, galaxyapi.SymptomAccountNotFound, true},
		{"assumed", "a proxy's page", 401, `<html></html>`, "", false},
		{"assumed", "not ok", 200, `{"ok":false}`, "", false},
	} {
		t.Run(s.tag+": "+s.name, func(t *testing.T) {
			t.Parallel()
			client := clientOf(t, func(w http.ResponseWriter, r *http.Request) {
				if r.Header.Get("Authorization") != "Bearer tok" || r.Header.Get("service-account-id") != account {
					t.Errorf("headers are %v", r.Header)
				}
				answer(s.status, s.body)(w, r)
			})
			checked := client.CheckToken(t.Context(), account, "tok")
			if s.symptom != "" && !vendorhttp.HasSymptom(checked, s.symptom) || (checked == nil) != (s.name == "alive") {
				t.Errorf("check: %v", checked)
			}
			if revoked := client.RevokeToken(t.Context(), account, "tok"); (revoked == nil) != s.revoked {
				t.Errorf("revoke: %v", revoked)
			}
		})
	}
}

func TestMintThatReachedNobodyIsNoLostMint(t *testing.T) {
	t.Parallel()
	closed := httptest.NewServer(nil)
	closed.Close()
	distrusted := httptest.NewUnstartedServer(answer(200, `{}`))
	distrusted.Config.ErrorLog = log.New(io.Discard, "", 0)
	distrusted.StartTLS()
	t.Cleanup(distrusted.Close)
	dropped := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }))
	t.Cleanup(dropped.Close)
	for server, lost := range map[*httptest.Server]bool{closed: false, distrusted: false, dropped: true} {
		endpoint, err := vendorhttp.ParseEndpoint(server.URL)
		if err != nil {
			t.Fatal(err)
		}
		_, err = galaxyapi.New(endpoint, vendorhttp.Options{}).MintToken(t.Context(), account, key(), []string{"publishing"})
		if vendorhttp.HasSymptom(err, galaxyapi.SymptomMintLost) != lost || vendorhttp.KindOf(err) != vendorhttp.KindUnavailable {
			t.Errorf("expected lost %v: %v", lost, err)
		}
	}
}

func TestContentFailuresInBothEnvelopes(t *testing.T) {
	t.Parallel()
	for _, s := range []struct {
		tag, name string
		status    int
		body      string
		kind      vendorhttp.Kind
		words     string
	}{
		{"seen live", "nested", 400, `{"from":"seller","body":{"ctntId":"000007654321","contentStatus":null,"httpStatus":"BAD_REQUEST","errorCode":"4128","errorMsg":"You must have an app in service"}}`, vendorhttp.KindUnexpected, "4128: You must have an app in service"},
		{"seen live", "nested, v2", 400, `{"body":{"resultCode":"5021","resultMessage":"This binary is already in use."},"message":"Request failed with status code 400","from":"seller"}`, vendorhttp.KindUnexpected, "5021: This binary is already in use."},
		{"documented", "not the owner", 403, `{"from":"seller","body":{"errorCode":"4008","errorMsg":"no"},"message":"Request failed with status code 403"}`, vendorhttp.KindDenied, "4008: no"},
		{"seen live", "top level in a 200", 200, `{"resultCode":"3201","resultMessage":"App status is not REGISTERING"}`, vendorhttp.KindUnexpected, "3201: App status is not REGISTERING"},
		{"seen live", "number as code", 400, `{"errorCode":4002,"errorMsg":"x"}`, vendorhttp.KindUnexpected, "4002: x"},
		{"assumed", "wrong scope", 403, `{"message":"Unauthorized scope"}`, vendorhttp.KindDenied, "Unauthorized scope"},
		{"seen live", "HTML", 503, `<html><title>Service Unavailable</title></html>`, vendorhttp.KindUnavailable, `the answer is an HTML page titled "Service Unavailable"`},
		{"assumed", "not a list", 200, `{}`, vendorhttp.KindMalformed, "the answer is JSON without the vendor's words, not a list"},
		{"assumed", "null", 200, `null`, vendorhttp.KindMalformed, "not a list"},
	} {
		t.Run(s.tag+": "+s.name, func(t *testing.T) {
			t.Parallel()
			_, err := clientOf(t, answer(s.status, s.body)).ContentInfo(t.Context(), account, "tok", "000007654321")
			if vendorhttp.KindOf(err) != s.kind || err == nil || !strings.Contains(err.Error(), s.words) {
				t.Errorf("error %v of kind %s", err, vendorhttp.KindOf(err))
			}
		})
	}
}

func TestContentListReadsStringsNumbersAndNulls(t *testing.T) {
	t.Parallel()
	apps, err := clientOf(t, answer(200, `[
	  {"contentName":"Samsung Pay","contentId":"000001234567","contentStatus":"REGISTERING","standardPrice":null,"paid":"N","modifyDate":"2021-02-23 01:26:26.0"},
	  {"contentName":"Samsung Health","contentId":2345678,"contentStatus":"FOR_SALE","standardPrice":0.99,"paid":"Y","modifyDate":"2021-02-23 00:23:19.0"}]`)).
		ContentList(t.Context(), account, "tok")
	if err != nil || len(apps) != 2 {
		t.Fatalf("%d apps, error %v", len(apps), err)
	}
	if apps[0].ContentID != "000001234567" || apps[0].StandardPrice != "" || apps[1].ContentID != "000002345678" || apps[1].StandardPrice != "0.99" {
		t.Errorf("apps are %+v", apps)
	}
	if none, err := clientOf(t, answer(200, `[]`)).ContentList(t.Context(), account, "tok"); err != nil || len(none) != 0 {
		t.Errorf("an empty seller: %v, %v", none, err)
	}
	if unknown, err := clientOf(t, answer(400, `{"from":"seller","body":{"errorCode":"3100","errorMsg":"not found"}}`)).
		ContentInfo(t.Context(), account, "tok", "000000000001"); err != nil || len(unknown) != 0 {
		t.Errorf("an unknown app: %v, %v", unknown, err)
	}
}

func TestProbeIsRevokedEvenWhenTheOperationIsInterruptedDuringTheMint(t *testing.T) {
	t.Parallel()
	ctx, interrupt := context.WithCancel(t.Context())
	var revoked []string
	client := clientOf(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost {
			interrupt()
			_, _ = w.Write([]byte(`{"ok":true,"createdItem":{"accessToken":"probe"}}`))
			return
		}
		revoked = append(revoked, r.Header.Get("Authorization"))
		_, _ = w.Write([]byte(`{"ok":true}`))
	})
	if _, err := client.Verify(ctx, account, key(), []string{"publishing"}); err != nil {
		t.Errorf("error %v", err)
	}
	if !slices.Equal(revoked, []string{"Bearer probe"}) {
		t.Errorf("revoked %v", revoked)
	}
}
