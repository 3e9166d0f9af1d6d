package iotapi_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/iot/iotapi"
)

const (
	loginPath   = "/iocm/app/sec/v1.1.0/login"
	refreshPath = "/iocm/app/sec/v1.1.0/refreshToken"
	logoutPath  = "/iocm/app/sec/v1.1.0/logout"
	devicesPath = "/iocm/app/dm/v1.4.0/devices"
)

const (
	grantSample = `{"scope":"default","tokenType":"Bearer ","expiresIn":3600,` +
		`"accessToken":"85fe3222f362e3b6e943e483bd9c6f9b","refreshToken":"1a2b3c4d5e6f708192a3b4c5d6e7f809"}`
	devicesSample = `{"totalCount":1,"pageNo":0,"pageSize":1,"devices":[{"deviceId":"08d5ac4b","gatewayId":"08d5ac4b",` +
		`"nodeType":"GATEWAY","createTime":"20151212T121212Z","lastModifiedTime":"20151212T121212Z","deviceInfo":{},"services":[]}]}`
	deadTokenSample = `{"resultcode":"1010005","resultmsg":"Invalid access token or appId."}`
)

var app = iotapi.Application{ID: "uZrTJ3DdaTL7pOeYEGuDrOJcx5ca", Secret: "s3cret-of-the-application"}

// answer is one sample of the wire.
type answer struct {
	status int
	body   string
}

// request is one call as the platform got it.
type request struct {
	method, path, query, body string
	header                    http.Header
}

// platform answers each path with its samples in order, the last one for ever, and records what it was asked.
type platform struct {
	mu      sync.Mutex
	samples map[string][]answer
	seen    []request
}

func (p *platform) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	p.mu.Lock()
	defer p.mu.Unlock()
	p.seen = append(p.seen, request{r.Method, r.URL.Path, r.URL.RawQuery, string(body), r.Header.Clone()})
	samples := p.samples[r.URL.Path]
	if len(samples) == 0 {
		http.NotFound(w, r)
		return
	}
	if len(samples) > 1 {
		p.samples[r.URL.Path] = samples[1:]
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(samples[0].status)
	_, _ = io.WriteString(w, samples[0].body)
}

// calls counts the requests of a path.
func (p *platform) calls(path string) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	n := 0
	for _, r := range p.seen {
		if r.path == path {
			n++
		}
	}
	return n
}

// working is a platform on which everything succeeds.
func working() map[string][]answer {
	return map[string][]answer{
		loginPath:   {{200, grantSample}},
		refreshPath: {{200, grantSample}},
		logoutPath:  {{204, ""}},
		devicesPath: {{200, devicesSample}},
	}
}

// start serves samples, over those of working, and returns a client of it that does not repeat anything.
func start(t *testing.T, samples map[string][]answer) (*platform, *iotapi.Client) {
	t.Helper()
	p := &platform{samples: working()}
	for path, answers := range samples {
		p.samples[path] = answers
	}
	server := httptest.NewServer(p)
	t.Cleanup(server.Close)
	return p, newClient(t, server.URL, iotapi.TLS{})
}

func newClient(t *testing.T, url string, material iotapi.TLS) *iotapi.Client {
	t.Helper()
	endpoint, err := vendorhttp.ParseEndpoint(url)
	if err != nil {
		t.Fatal(err)
	}
	client, err := iotapi.New(endpoint, material, vendorhttp.Options{Now: func() time.Time { return noon }})
	if err != nil {
		t.Fatal(err)
	}
	return client
}

var noon = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
