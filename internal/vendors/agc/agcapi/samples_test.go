package agcapi_test

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendors/agc/agcapi"
)

const (
	tokenPath  = "/api/oauth2/v1/token"
	appIDsPath = "/api/publish/v2/appid-list"
	appPath    = "/api/publish/v2/app-info"
)

// sample is one answer as it stands on the wire: the status line's end, then the body.
type sample struct{ status, body string }

// vendor answers each path with its sample, byte for byte, and counts. A path's samples are used in turn, the last for good.
type vendor struct {
	*httptest.Server
	mu       sync.Mutex
	samples  map[string][]sample
	date     string
	requests []*http.Request
	bodies   []string
}

func newVendor(t *testing.T, samples map[string][]sample) *vendor {
	t.Helper()
	v := &vendor{samples: samples}
	v.Server = httptest.NewServer(v)
	t.Cleanup(v.Close)
	return v
}

func (v *vendor) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	v.mu.Lock()
	defer v.mu.Unlock()
	var body strings.Builder
	_, _ = fmt.Fprint(&body, readAll(r))
	v.requests, v.bodies = append(v.requests, r), append(v.bodies, body.String())
	queue := v.samples[r.URL.Path]
	if len(queue) == 0 {
		queue = []sample{{"404 Not Found", ""}}
	}
	if len(queue) > 1 {
		v.samples[r.URL.Path] = queue[1:]
	}
	// net/http always writes the standard reason phrase.
	conn, _, err := w.(http.Hijacker).Hijack()
	if err != nil {
		panic(err)
	}
	defer conn.Close()
	date := ""
	if v.date != "" {
		date = "Date: " + v.date + "\r\n"
	}
	write(conn, fmt.Sprintf("HTTP/1.1 %s\r\n%sConnection: close\r\nContent-Length: %d\r\n\r\n%s", queue[0].status, date, len(queue[0].body), queue[0].body))
}

func write(conn net.Conn, text string) { _, _ = conn.Write([]byte(text)) }

func readAll(r *http.Request) string {
	var b strings.Builder
	buffer := make([]byte, 4096)
	for {
		n, err := r.Body.Read(buffer)
		b.Write(buffer[:n])
		if err != nil {
			return b.String()
		}
	}
}

// count returns how many requests came for path.
func (v *vendor) count(path string) int {
	v.mu.Lock()
	defer v.mu.Unlock()
	n := 0
	for _, r := range v.requests {
		if r.URL.Path == path {
			n++
		}
	}
	return n
}

func (v *vendor) client(t *testing.T, opts vendorhttp.Options) *agcapi.Client {
	t.Helper()
	endpoint, err := vendorhttp.ParseEndpoint(v.URL + "/")
	if err != nil {
		t.Fatal(err)
	}
	return agcapi.New(agcapi.SiteChina, endpoint, opts)
}

var (
	apiClient = agcapi.APIClient{ID: "1234567890123456789", Secret: "B15B497B44E080EBE2C4DE4E74930AAA52409516B2A1A5C8F0FCD2C579A8EB14"}

	goodToken = sample{"200 OK", `{"access_token":"eyJhbGciOiJIUzU.token","expires_in":172800}`}
	goodList  = sample{"200 OK", `{"ret":{"code":0,"msg":"success"},"appids":[]}`}
	goodApp   = sample{"200 OK", `{"ret":{"code":0,"msg":"success"},"appInfo":{"releaseState":4}}`}
)

// good answers everything well.
func good() map[string][]sample {
	return map[string][]sample{tokenPath: {goodToken}, appIDsPath: {goodList}, appPath: {goodApp}}
}

var rsaKey = sync.OnceValue(func() *rsa.PrivateKey {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		panic(err)
	}
	return key
})

// keyFile is a service account's file in the documented form.
func keyFile(t testing.TB, projectID string) string {
	t.Helper()
	der, err := x509.MarshalPKCS8PrivateKey(rsaKey())
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(map[string]string{
		"project_id": projectID, "key_id": "8f3c0d", "sub_account": "1000000019",
		"private_key": string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der})),
		"token_uri":   "https://oauth-login.cloud.huawei.com/oauth2/v3/token",
	})
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func serviceAccount(t *testing.T) agcapi.ServiceAccount {
	t.Helper()
	account, err := agcapi.ParseServiceAccount(keyFile(t, ""))
	if err != nil {
		t.Fatal(err)
	}
	return account
}

var noon = time.Date(2026, 9, 1, 12, 0, 0, 0, time.UTC)
