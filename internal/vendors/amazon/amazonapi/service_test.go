package amazonapi_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/amazon/amazonapi"
)

const (
	mintPath      = "/auth/o2/token"
	tokenInfoPath = "/auth/o2/tokeninfo"
	app           = "amzn1.devportal.mobileapp.0123456789abcdef0123456789abcdef"
	editsPath     = "/api/appstore/v1/applications/" + app + "/edits"
	unknownPath   = "/api/appstore/v1/applications/amzn1.devportal.mobileapp.00000000000000000000000000000000/edits"
	edit          = "amzn1.devportal.apprelease.ee65c89e162e4a4e8cea8f60472d2c2e"
	submission    = "appstore::apps:readwrite"
	reporting     = "adx_reporting::appstore:marketer"
)

const (
	tokenSample         = `{"access_token":"Atc|MQEBIBav2tvCbJOA9Jv5","scope":"appstore::apps:readwrite","token_type":"bearer","expires_in":3600}`
	secondTokenSample   = `{"access_token":"Atc|MQEBIKfsULrH7jSzvJTV","scope":"appstore::apps:readwrite","token_type":"bearer","expires_in":3600}`
	notAuthorizedSample = `{"Message":"Request is not authorized."}`
	invalidClientSample = `{"error_description":"Client authentication failed","error":"invalid_client"}`
	invalidScopeSample  = `{"error_description":"The request has an invalid parameter : scope","error":"invalid_scope"}`
	invalidTokenSample  = `{"error_description":"The request has an invalid parameter : access_token","error":"invalid_token"}`
)

var profile = amazonapi.Credential{
	ClientID:     "amzn1.application-oa2-client.ae941846cdd745e9a53319f7bb98d435",
	ClientSecret: "amzn1.oa2-cs.v1.0000000000000000000000000000000000000000000000000000000000c0ffee",
}

// answer is one sample of the wire.
type answer struct {
	status int
	body   string
}

// request is one call as the service got it.
type request struct {
	method, path, query, body string
	header                    http.Header
}

// service answers each path with its samples in order, the last one for ever, and records what it was asked.
type service struct {
	mu      sync.Mutex
	samples map[string][]answer
	seen    []request
}

func (s *service) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.seen = append(s.seen, request{r.Method, r.URL.Path, r.URL.RawQuery, string(body), r.Header.Clone()})
	samples := s.samples[r.URL.Path]
	if len(samples) == 0 {
		http.NotFound(w, r)
		return
	}
	if len(samples) > 1 {
		s.samples[r.URL.Path] = samples[1:]
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("X-Amzn-RequestId", "d917ceac-2245-11e2-a270-0bc161cb589d")
	w.WriteHeader(samples[0].status)
	_, _ = io.WriteString(w, samples[0].body)
}

// calls returns the requests of a path.
func (s *service) calls(path string) []request {
	s.mu.Lock()
	defer s.mu.Unlock()
	var found []request
	for _, r := range s.seen {
		if r.path == path {
			found = append(found, r)
		}
	}
	return found
}

// serve starts the service and returns it with a client of it.
func serve(t *testing.T, samples map[string][]answer, now func() time.Time) (*service, *amazonapi.Client) {
	t.Helper()
	s := &service{samples: samples}
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	endpoint, err := amazonapi.ParseEndpoint(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	return s, amazonapi.New(endpoint, endpoint, vendorhttp.Options{MaxRetries: 1, FirstBackoff: time.Microsecond, Now: now})
}

// expectKind fails the test unless err has the kind and the symptom, and shows no secret of this file.
func expectKind(t *testing.T, err error, kind vendorhttp.Kind, symptom string) {
	t.Helper()
	if err == nil {
		t.Fatalf("no error, expected %s with symptom %q", kind, symptom)
	}
	if got := vendorhttp.KindOf(err); got != kind || !vendorhttp.HasSymptom(err, symptom) {
		t.Errorf("kind %s, error %v (%+v); expected %s with symptom %q", got, err, err, kind, symptom)
	}
	for _, secret := range []string{"c0ffee", "Atc|", "Atc%7C"} {
		if strings.Contains(err.Error(), secret) {
			t.Errorf("the error shows a secret: %v", err)
		}
	}
}
