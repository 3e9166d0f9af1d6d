package servicestageapi

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

const testProject = "0123456789abcdef0123456789abcdef"

// answer is one hand-written HTTP answer; a reset breaks the connection instead. Where the vendor is played, acts says that it
// did what it was asked to all the same.
type answer struct {
	status int
	body   string
	reset  bool
	acts   bool
}

// wire serves hand-written answers by "METHOD path" and counts the requests. The answers of a route are used in turn, the
// last one again and again.
type wire struct {
	*httptest.Server
	mu     sync.Mutex
	routes map[string][]answer
	// from makes the answers of a route from the request, where no answer is written down.
	from     map[string]func(r *http.Request, body string) answer
	requests []string
	bodies   []string
	headers  []http.Header
}

func serve(t *testing.T, routes map[string][]answer) *wire {
	t.Helper()
	w := &wire{routes: routes, from: map[string]func(*http.Request, string) answer{}}
	w.Server = httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		route := r.Method + " " + strings.TrimPrefix(r.URL.RequestURI(), "/v1/"+testProject)
		w.mu.Lock()
		w.requests, w.bodies, w.headers = append(w.requests, route), append(w.bodies, string(body)), append(w.headers, r.Header)
		queue := w.routes[route]
		if len(queue) > 1 {
			w.routes[route] = queue[1:]
		}
		from := w.from[route]
		if from == nil {
			from = w.from[r.Method]
		}
		w.mu.Unlock()
		if len(queue) == 0 && from != nil {
			queue = []answer{from(r, string(body))}
		}
		if len(queue) == 0 {
			rw.WriteHeader(http.StatusNotFound)
			return
		}
		if queue[0].reset {
			panic(http.ErrAbortHandler)
		}
		rw.WriteHeader(queue[0].status)
		_, _ = io.WriteString(rw, queue[0].body)
	}))
	t.Cleanup(w.Close)
	return w
}

func (w *wire) count(route string) (n int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, r := range w.requests {
		if r == route {
			n++
		}
	}
	return n
}

func (w *wire) client(t *testing.T, change ...func(*Config, *vendorhttp.Options)) *Client {
	t.Helper()
	endpoint, err := vendorhttp.ParseEndpoint(w.URL)
	if err != nil {
		t.Fatal(err)
	}
	config := Config{Endpoint: endpoint, IAMEndpoint: endpoint, Region: "cn-north-4", ProjectID: testProject,
		Credentials: Credentials{AccessKey: "AKEXAMPLE", SecretKey: "sk-c4nary"}}
	opts := vendorhttp.Options{MaxRetries: 2, FirstBackoff: time.Microsecond}
	for _, c := range change {
		c(&config, &opts)
	}
	return New(config, opts)
}

const (
	listRoute   = "GET /git/auths"
	oauthRoute  = "POST /git/auths/github/oauth"
	refusedBody = `{"error_msg":"Incorrect IAM authentication information: verify aksk signature fail","error_code":"APIGW.0301","request_id":"1f"}`
)

// item is an element of the list sample of the reference (servicestage_06_0092) with another name, type and status.
func item(name, tokenType string, status int) string {
	return fmt.Sprintf(`{"name":%q,"repo_type":"github","repo_host":"https://api.github.com","repo_home":"https://github.com/tom-repo",`+
		`"repo_user":"tom-repo","avartar":"https://avatars.githubusercontent.com/u/73919200?v=4","token_type":%q,`+
		`"create_time":1649731565642,"update_time":1649731565642,"tag":null,"status":%d}`, name, tokenType, status)
}

func list(items ...string) answer {
	return answer{status: 200, body: fmt.Sprintf(`{"authorizations":[%s],"count":%d}`, strings.Join(items, ","), len(items))}
}

// nameIn is the name that a creation asks for.
func nameIn(body string) string {
	var in struct {
		Name string `json:"name"`
	}
	_ = json.Unmarshal([]byte(body), &in)
	return in.Name
}

func created(name, tokenType string) answer {
	return answer{status: 200, body: `{"authorization":` + item(name, tokenType, 0) + `}`}
}

func TestEveryCallCarriesWhatTheGatewayAsksFor(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		credentials Credentials
		want        map[string]string
		not         []string
	}{
		"access key": {Credentials{AccessKey: "AK", SecretKey: "SK"},
			map[string]string{"X-Project-Id": testProject, "Authorization": "SDK-HMAC-SHA256 Access=AK, SignedHeaders=x-project-id;x-sdk-date, Signature="},
			[]string{"X-Auth-Token", "X-Security-Token"}},
		"temporary key": {Credentials{AccessKey: "AK", SecretKey: "SK", SecurityToken: "STS"},
			map[string]string{"X-Security-Token": "STS",
				"Authorization": "SDK-HMAC-SHA256 Access=AK, SignedHeaders=x-project-id;x-sdk-date;x-security-token, Signature="},
			[]string{"X-Auth-Token"}},
		"token": {Credentials{AuthToken: "TOKEN"}, map[string]string{"X-Auth-Token": "TOKEN"}, []string{"Authorization", "X-Sdk-Date"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := serve(t, map[string][]answer{listRoute: {list()}})
			client := w.client(t, func(c *Config, _ *vendorhttp.Options) { c.Credentials = test.credentials })
			if _, err := client.List(t.Context()); err != nil {
				t.Fatal(err)
			}
			sent := w.headers[0]
			test.want["Content-Type"] = "application/json;charset=utf8"
			for header, want := range test.want {
				if !strings.HasPrefix(sent.Get(header), want) {
					t.Errorf("%s is %q, expected %q", header, sent.Get(header), want)
				}
			}
			for _, header := range test.not {
				if sent.Get(header) != "" {
					t.Errorf("%s was sent", header)
				}
			}
		})
	}
}

func TestProjectIsLookedUpOnceByTheRegionsName(t *testing.T) {
	t.Parallel()
	const route = "GET /v3/projects?name=cn-north-4"
	lookup := func(c *Config, _ *vendorhttp.Options) { c.ProjectID = "" }
	w := serve(t, map[string][]answer{
		route:     {{status: 200, body: `{"projects":[{"id":"` + testProject + `","name":"cn-north-4"}],"links":{}}`}},
		listRoute: {list()},
		"GET /git/auths/github/redirect?tag=intl": {{status: 200, body: `{"url":"https://github.com/login/oauth/authorize?state=x"}`}},
	})
	client := w.client(t, lookup)
	if _, err := client.List(t.Context()); err != nil {
		t.Fatal(err)
	}
	if address, err := client.Redirect(t.Context(), "github", "intl"); err != nil || !strings.HasPrefix(address, "https://github.com/") {
		t.Errorf("%q, %v", address, err)
	}
	if n := w.count(route); n != 1 {
		t.Errorf("%d lookups", n)
	}
	if sent := w.headers[0]; sent.Get("X-Project-Id") != "" || !strings.Contains(sent.Get("Authorization"), "SignedHeaders=x-sdk-date,") {
		t.Errorf("the lookup carried %v", sent)
	}
	for body, symptom := range map[string]string{
		`{"projects":[]}`: SymptomNoProject, `{"projects":[{"id":"a"},{"id":"b"}]}`: SymptomManyProjects, `{}`: "", `<html>`: "",
	} {
		w := serve(t, map[string][]answer{route: {{status: 200, body: body}}})
		_, err := w.client(t, lookup).List(t.Context())
		if err == nil || symptom != "" && !vendorhttp.HasSymptom(err, symptom) {
			t.Errorf("%s: %v", body, err)
		}
	}
}

func TestWrongKeyIsSentOnceHoweverManyAsk(t *testing.T) {
	t.Parallel()
	refused := []answer{{status: 401, body: refusedBody}}
	w := serve(t, map[string][]answer{
		listRoute: refused, "GET /git/auths/github/redirect": refused, "GET /git/repos/namespaces": refused, "DELETE /git/auths/x": refused,
	})
	client := w.client(t)
	calls := []func() error{
		func() error { _, err := client.List(t.Context()); return err },
		func() error { _, _, err := client.Find(t.Context(), "x"); return err },
		func() error { _, err := client.Redirect(t.Context(), "github", ""); return err },
		func() error { _, err := client.Namespaces(t.Context(), "x"); return err },
		func() error { return client.Delete(t.Context(), "x") },
		func() error { _, err := client.CreateToken(t.Context(), "x", "github", "", "t"); return err },
	}
	var wait sync.WaitGroup
	for range 5 {
		for _, call := range calls {
			wait.Go(func() {
				if err := call(); !vendorhttp.HasSymptom(err, SymptomSignature) || strings.Contains(err.Error(), "c4nary") {
					t.Errorf("%v", err)
				}
			})
		}
	}
	wait.Wait()
	if len(w.requests) != 1 {
		t.Errorf("%d requests with a wrong key: %v", len(w.requests), w.requests)
	}
}

func TestRequestBodiesAreTheDocumentedOnes(t *testing.T) {
	t.Parallel()
	w := serve(t, map[string][]answer{
		listRoute:                               {list()},
		"POST /git/auths/gitlab/personal":       {created("t", "personal")},
		"POST /git/auths/bitbucket/password":    {created("p", "password")},
		"POST /git/auths/github/oauth?tag=intl": {created("o", "oauth")},
		"POST /git/auths/github/personal":       {created("h", "personal")},
	})
	client := w.client(t)
	steps := []struct {
		call func() (Authorization, error)
		want map[string]string
	}{
		{func() (Authorization, error) {
			return client.CreateToken(t.Context(), "t", "gitlab", "https://192.168.1.1:8080/gitlab", "glpat")
		},
			map[string]string{"name": "t", "token": "glpat", "host": "https://192.168.1.1:8080/gitlab"}},
		{func() (Authorization, error) { return client.CreateToken(t.Context(), "h", "github", "", "ghp") },
			map[string]string{"name": "h", "token": "ghp"}},
		{func() (Authorization, error) {
			return client.CreatePassword(t.Context(), "p", "bitbucket", "tom", `p"<&>w`)
		},
			map[string]string{"name": "p", "user": "tom", "password": `p"<&>w`}},
		{func() (Authorization, error) {
			return client.CreateOAuth(t.Context(), "o", "github", "intl", "c0de", sampleState)
		},
			map[string]string{"name": "o", "code": "c0de", "state": sampleState}},
	}
	for _, step := range steps {
		made, err := step.call()
		if err != nil {
			t.Fatal(err)
		}
		if made.Status != StatusNormal || made.CreatedAt.Format(time.RFC3339Nano) != "2022-04-12T02:46:05.642Z" {
			t.Errorf("created %+v", made)
		}
		var sent map[string]string
		if err := json.Unmarshal([]byte(w.bodies[len(w.bodies)-1]), &sent); err != nil || fmt.Sprint(sent) != fmt.Sprint(step.want) {
			t.Errorf("sent %v (%v), expected %v", sent, err, step.want)
		}
	}
}
