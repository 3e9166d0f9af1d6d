package servicestageroom_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// The wire texts that the samples expect, written out by hand.
const (
	project = sandboxtest.ServiceStageProject
	auths   = "/servicestage/v1/" + project + "/git/auths"
	repos   = "/servicestage/v1/" + project + "/git/repos"

	emptyList = `{"authorizations":[],"count":0}`

	invalid      = `{"error_code":"SVCSTG.REPO.0400","error_msg":"parameter invalid"}`
	notOffered   = `{"error_code":"SVCSTG.REPO.0401","error_msg":"repository not implemented"}`
	badCode      = `{"error_code":"SVCSTG.REPO.0402","error_msg":"oauth code or state invalid"}`
	taken        = `{"error_code":"SVCSTG.REPO.0403","error_msg":"resource already exist"}`
	noRepoAuth   = `{"error_code":"SVCSTG.REPO.0450","error_msg":"no repository authorization"}`
	badRepoAuth  = `{"error_code":"SVCSTG.REPO.0451","error_msg":"repository authorization invalid"}`
	badCloneURL  = `{"error_code":"SVCSTG.REPO.0452","error_msg":"clone url invalid"}`
	noAPI        = `{"error_msg":"The API does not exist or has not been published in the environment.","error_code":"APIGW.0101","request_id":"<id>"}`
	forbidden    = `{"error_msg":"The IAM user is not authorized to access the API.","error_code":"APIGW.0302","request_id":"<id>"}`
	staleToken   = `{"error_msg":"The token must be updated.","error_code":"APIGW.0307","request_id":"<id>"}`
	decryptFails = `{"error_msg":"Incorrect IAM authentication information: decrypt token fail","error_code":"APIGW.0301","request_id":"<id>"}`
	noToken      = `{"error_msg":"Incorrect IAM authentication information: x-auth-token not found","error_code":"APIGW.0301","request_id":"<id>"}`
	lockedKey    = `{"error_msg":"Incorrect IAM authentication information: AK access failed to reach the limit,forbidden.","error_code":"APIGW.0301","request_id":"<id>"}`
)

// noKey is the answer to an unknown access key.
func noKey(id string) string {
	return `{"error_msg":"Incorrect IAM authentication information: ak ` + id + ` not exist","error_code":"APIGW.0301","request_id":"<id>"}`
}

// worldTime is the time of the samples, so that the times in answers are known: 1893553445000 in epoch milliseconds.
var worldTime = time.Date(2030, 1, 2, 3, 4, 5, 0, time.UTC)

// world is an account with one access key. Its clock runs on from worldTime.
type world struct {
	*sandboxtest.World
	key sandboxtest.AccessKey
}

func newWorld(t *testing.T) *world {
	w := &world{World: sandboxtest.NewWorld(t, "servicestage", "", "application/json", nil)}
	w.SetClock(t, worldTime)
	w.key = w.CreateAccessKey(t)
	return w
}

func TestEveryBehaviourIsSeenOnTheWire(t *testing.T) {
	sandboxtest.EveryBehaviour(t, "servicestage", newWorld,
		gatewaySamples, signatureSamples, identitySamples, oauthSamples, authorizationSamples, repositorySamples)
}

// call is a request under construction.
type call struct {
	method, path, body string
	header             http.Header
	key                sandboxtest.AccessKey
	// date is what is signed and sent as X-Sdk-Date.
	date string
	// signed are the headers to sign; nil means x-project-id and x-sdk-date, as the official SDK does.
	signed []string
	// unsigned leaves the signature out.
	unsigned bool
	// then changes the request after it was signed.
	then func(*http.Request)
}

// newCall is a call signed now by the world's key.
func (w *world) newCall(method, path, body string) *call {
	return &call{
		method: method, path: path, body: body, key: w.key, date: w.now().UTC().Format("20060102T150405Z"),
		header: http.Header{"Content-Type": {"application/json;charset=utf8"}, "X-Project-Id": {project}},
	}
}

func (w *world) now() time.Time {
	w.T.Helper()
	var clock struct {
		Now time.Time `json:"now"`
	}
	w.Console(w.T, http.MethodGet, "/clock", nil, &clock)
	return clock.Now
}

// sign is the signing algorithm written out a second time, for paths and
// queries that need no escaping.
func (c *call) sign(r *http.Request) {
	r.Header.Set("X-Sdk-Date", c.date)
	if c.key.SecurityToken != "" {
		r.Header.Set("X-Security-Token", c.key.SecurityToken)
	}
	signed := c.signed
	if signed == nil {
		signed = []string{"x-project-id", "x-sdk-date"}
		if c.key.SecurityToken != "" {
			signed = append(signed, "x-security-token")
		}
	}
	slices.Sort(signed)
	lines := ""
	for _, name := range signed {
		if name == "" {
			continue
		}
		value := r.Header.Get(name)
		if name == "host" {
			value = r.URL.Host
		}
		lines += name + ":" + value + "\n"
	}
	payload := r.Header.Get("X-Sdk-Content-Sha256")
	if payload == "" {
		payload = hexSHA256(c.body)
	}
	canonical := c.method + "\n" + r.URL.Path + "/\n" + r.URL.RawQuery + "\n" + lines + "\n" + strings.Join(signed, ";") + "\n" + payload
	mac := hmac.New(sha256.New, []byte(c.key.SecretKey))
	mac.Write([]byte("SDK-HMAC-SHA256\n" + c.date + "\n" + hexSHA256(canonical)))
	r.Header.Set("Authorization", "SDK-HMAC-SHA256 Access="+c.key.AccessKey+
		", SignedHeaders="+strings.Join(signed, ";")+", Signature="+hex.EncodeToString(mac.Sum(nil)))
}

func hexSHA256(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// do sends the call and returns the answer with its body.
func (w *world) do(c *call) (sandboxtest.Answer, string) {
	w.T.Helper()
	req := w.Request(c.method, c.path, nil, c.body)
	req.Header = c.header.Clone()
	if !c.unsigned {
		c.sign(req)
	}
	if c.then != nil {
		c.then(req)
	}
	return w.Do(req)
}

var (
	requestIDForm  = regexp.MustCompile(`^[0-9a-f]{32}$`)
	withinSeconds  = regexp.MustCompile(`(_time":[0-9]{8})[0-9]{5}`)
	givenRequestID = regexp.MustCompile(`"request_id":"([0-9a-f]{32})"`)
)

// answers sends the call and checks status and body to the byte. Request ids
// are compared with the header; epoch milliseconds are those of worldTime when
// they are within the same 100 seconds.
func (w *world) answers(c *call, status int, body string) http.Header {
	w.T.Helper()
	resp, got := w.do(c)
	id := resp.Header.Get("X-Request-Id")
	if !requestIDForm.MatchString(id) {
		w.T.Errorf("%s %s: X-Request-Id %q", c.method, c.path, id)
	}
	if m := givenRequestID.FindStringSubmatch(got); len(m) == 2 && m[1] != id {
		w.T.Errorf("%s %s: request_id %q, X-Request-Id %q", c.method, c.path, m[1], id)
	}
	got = givenRequestID.ReplaceAllString(got, `"request_id":"<id>"`)
	got = withinSeconds.ReplaceAllString(got, "${1}45000")
	w.Equal(c.method+" "+c.path, resp, got, sandboxtest.Status(status), body)
	return resp.Header
}

func (w *world) get(path string, status int, body string) {
	w.T.Helper()
	w.answers(w.newCall(http.MethodGet, path, ""), status, body)
}

func (w *world) post(path, sent string, status int, body string) {
	w.T.Helper()
	w.answers(w.newCall(http.MethodPost, path, sent), status, body)
}

func (w *world) delete(name string, status int, body string) {
	w.T.Helper()
	w.answers(w.newCall(http.MethodDelete, auths+"/"+name, ""), status, body)
}

// withToken is a call with an X-Auth-Token instead of a signature.
func (w *world) withToken(method, path, token string) *call {
	c := w.newCall(method, path, "")
	c.unsigned = true
	c.header.Del("X-Project-Id")
	if token != "" {
		c.header.Set("X-Auth-Token", token)
	}
	return c
}

// personal makes an authorization by token, which needs no browser.
func (w *world) personal(name string) {
	w.T.Helper()
	resp, body := w.do(w.newCall(http.MethodPost, auths+"/github/personal", `{"name":"`+name+`","token":"ghp_x"}`))
	if resp.StatusCode != http.StatusOK {
		w.T.Fatalf("create %s: %d %s", name, resp.StatusCode, body)
	}
}
