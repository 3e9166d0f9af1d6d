package agcapi_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/agc/agcapi"
)

func TestMintSendsTheDocumentedBodyAndReadsTheLifetime(t *testing.T) {
	t.Parallel()
	for name, body := range map[string]string{
		"documented": `{"access_token":"eyJ.t","expires_in":172800}`,
		"with ret":   `{"ret":{"code":0,"msg":"success"},"products":[],"access_token":"eyJ.t","expires_in":"172800"}`,
		"silent":     `{"access_token":"eyJ.t"}`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			v := newVendor(t, map[string][]sample{tokenPath: {{"200 OK", body}}})
			token, err := apiClient.Token(t.Context(), v.client(t, vendorhttp.Options{Now: func() time.Time { return noon }}))
			if err != nil {
				t.Fatal(err)
			}
			if token.Value != "eyJ.t" || token.ClientID != apiClient.ID || !token.ExpiresAt.Equal(noon.Add(48*time.Hour)) {
				t.Errorf("the token is of client %q and ends at %s", token.ClientID, token.ExpiresAt)
			}
			var sent map[string]string
			if err := json.Unmarshal([]byte(v.bodies[0]), &sent); err != nil {
				t.Fatal(err)
			}
			if len(sent) != 3 || sent["grant_type"] != "client_credentials" || sent["client_id"] != apiClient.ID || sent["client_secret"] != apiClient.Secret {
				t.Errorf("the body has the fields of %d, with grant type %q", len(sent), sent["grant_type"])
			}
			if r := v.requests[0]; r.Method != http.MethodPost || r.Header.Get("Content-Type") != "application/json" || r.ProtoMajor != 1 {
				t.Errorf("sent as %s %s %s", r.Method, r.Header.Get("Content-Type"), r.Proto)
			}
		})
	}
}

func TestOneMintServesAllWhoReadAtTheSameTime(t *testing.T) {
	t.Parallel()
	v := newVendor(t, good())
	client := v.client(t, vendorhttp.Options{})
	var all sync.WaitGroup
	for range 12 {
		all.Go(func() {
			err := client.WithToken(t.Context(), apiClient, func(token agcapi.Token) error {
				_, err := client.AppIDs(t.Context(), token, "org.example.app")
				return err
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if mints, reads := v.count(tokenPath), v.count(appIDsPath); mints != 1 || reads != 12 {
		t.Errorf("%d mints for %d reads, expected 1 for 12", mints, reads)
	}
}

func TestKeptTokenIsUsedUntilShortlyBeforeItsEnd(t *testing.T) {
	t.Parallel()
	v := newVendor(t, good())
	now := noon
	client := v.client(t, vendorhttp.Options{Now: func() time.Time { return now }})
	for _, step := range []struct {
		at    time.Duration
		mints int
	}{{0, 1}, {47 * time.Hour, 1}, {48*time.Hour - time.Second, 2}} {
		now = noon.Add(step.at)
		if _, err := client.Token(t.Context(), apiClient); err != nil {
			t.Fatal(err)
		}
		if mints := v.count(tokenPath); mints != step.mints {
			t.Errorf("%d mints after %s, expected %d", mints, step.at, step.mints)
		}
	}
}

func TestDeadTokenIsMintedOnceMoreAndNotTwice(t *testing.T) {
	t.Parallel()
	dead := sample{"401 Unauthorized", `{"ret":{"code":205524993,"msg":"client token auth failed"}}`}
	for name, c := range map[string]struct {
		list  []sample
		works bool
	}{
		"once":     {[]sample{dead, goodList}, true},
		"for good": {[]sample{dead}, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			samples := good()
			samples[appIDsPath] = c.list
			v := newVendor(t, samples)
			client := v.client(t, vendorhttp.Options{MaxRetries: 3})
			err := client.WithToken(t.Context(), apiClient, func(token agcapi.Token) error {
				_, err := client.AppIDs(t.Context(), token, "org.example.app")
				return err
			})
			if (err == nil) != c.works {
				t.Errorf("the call gave %v", err)
			}
			if mints, reads := v.count(tokenPath), v.count(appIDsPath); mints != 2 || reads != 2 {
				t.Errorf("%d mints and %d reads, expected 2 and 2", mints, reads)
			}
		})
	}
}

func TestForbiddenIsNeverRepeated(t *testing.T) {
	t.Parallel()
	samples := good()
	samples[appIDsPath] = []sample{{"403 client token authorization fail.", ""}}
	v := newVendor(t, samples)
	client := v.client(t, vendorhttp.Options{MaxRetries: 3, FirstBackoff: time.Millisecond})
	_ = client.Verify(t.Context(), apiClient, nil)
	if mints, reads := v.count(tokenPath), v.count(appIDsPath); mints != 1 || reads != 1 {
		t.Errorf("%d mints and %d reads, expected 1 and 1", mints, reads)
	}
}

func TestMintIsRepeatedAfterAServerError(t *testing.T) {
	t.Parallel()
	samples := good()
	samples[tokenPath] = []sample{{"502 Bad Gateway", ""}, goodToken}
	v := newVendor(t, samples)
	if _, err := apiClient.Token(t.Context(), v.client(t, vendorhttp.Options{MaxRetries: 1, FirstBackoff: time.Millisecond})); err != nil {
		t.Errorf("the second attempt was good, and yet: %v", err)
	}
}

func TestHeadersFollowTheKindOfCredential(t *testing.T) {
	t.Parallel()
	v := newVendor(t, good())
	client := v.client(t, vendorhttp.Options{})
	for _, credential := range []agcapi.Credential{apiClient, serviceAccount(t)} {
		if err := client.Verify(t.Context(), credential, nil); err != nil {
			t.Fatal(err)
		}
	}
	byClient, byAccount := v.requests[1].Header, v.requests[2].Header
	if byClient.Get("client_id") != apiClient.ID || byClient.Get("Authorization") != "Bearer eyJhbGciOiJIUzU.token" {
		t.Error("an API client's call lacks its id or its token")
	}
	if _, sent := byAccount["Client_id"]; sent || !strings.HasPrefix(byAccount.Get("Authorization"), "Bearer ") {
		t.Error("a service account's call has a client_id, or no token")
	}
	if v.count(tokenPath) != 1 {
		t.Error("a service account's token was asked from the vendor")
	}
}

func TestServiceAccountSignsPS256(t *testing.T) {
	t.Parallel()
	v := newVendor(t, good())
	client := v.client(t, vendorhttp.Options{Now: func() time.Time { return noon }})
	token, err := serviceAccount(t).Token(t.Context(), client)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := jwt.Parse(token.Value, func(*jwt.Token) (any, error) { return &rsaKey().PublicKey, nil },
		jwt.WithValidMethods([]string{"PS256"}), jwt.WithTimeFunc(func() time.Time { return noon }))
	if err != nil {
		t.Fatal(err)
	}
	claims, _ := parsed.Claims.(jwt.MapClaims)
	if len(parsed.Header) != 3 || parsed.Header["kid"] != "8f3c0d" || parsed.Header["typ"] != "JWT" {
		t.Errorf("the header is %v", parsed.Header)
	}
	if len(claims) != 4 || claims["iss"] != "1000000019" || claims["aud"] != "https://oauth-login.cloud.huawei.com/oauth2/v3/token" ||
		claims["iat"] != float64(noon.Unix()-120) || claims["exp"] != float64(noon.Unix()+3480) {
		t.Errorf("the claims are %v", claims)
	}
	if token.ClientID != "" || !token.ExpiresAt.Equal(noon.Add(58*time.Minute)) {
		t.Errorf("the token has client id %q and ends at %s", token.ClientID, token.ExpiresAt)
	}
}
