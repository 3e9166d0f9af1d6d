package servicestageapi

import (
	"testing"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp/answertest"
)

// FuzzOperations gives any answer to every call of the client.
func FuzzOperations(f *testing.F) {
	const one = `{"name":"a","repo_type":"github","token_type":"oauth","status":0}`
	for _, body := range append(answertest.Seeds, `{"authorizations":[`+one+`],"count":1}`, `{"authorizations":[],"count":"{secret}"}`,
		`{"authorization":`+one+`}`, `{"url":"https://github.com/login?state=x"}`, `{"url":"https://x/##[error]"}`, `{"namespaces":[{"id":1,"name":"\u001b"}]}`,
		`{"projects":[{"id":"a","name":"b","clone_url":"javascript:alert()"}]}`, refusedBody, `{"error_code":"SVCSTG.REPO.0451","error_msg":"{secret}"}`,
		`{"error":{"code":403,"title":"Forbidden","message":"{secret}"}}`) {
		for _, status := range []int{200, 400, 401, 403} {
			f.Add(status, body)
		}
	}
	const secret, gitToken = "s3cret-c4nary-0123456789", "g1t-c4nary-0123456789"
	server := answertest.Serve(f, secret)
	config := Config{Endpoint: server.Endpoint, IAMEndpoint: server.Endpoint, Region: "cn-north-4", ProjectID: testProject,
		Credentials: Credentials{AccessKey: "AKC4NARY0123456789", SecretKey: "sk-c4nary-0123456789", SecurityToken: secret}}
	connected := New(config, vendorhttp.Options{})
	calls := map[string]func(*testing.T, *Client) error{
		"list": func(t *testing.T, c *Client) error {
			_, err := c.List(t.Context())
			return err
		},
		"redirect": func(t *testing.T, c *Client) error {
			address, err := c.Redirect(t.Context(), "github", "")
			if err == nil && vendorhttp.Printable(address) != address && len(address) < 300 {
				t.Errorf("%q is not fit to be shown", address)
			}
			return err
		},
		"namespaces": func(t *testing.T, c *Client) error {
			_, err := c.Namespaces(t.Context(), "a")
			return err
		},
		"repositories": func(t *testing.T, c *Client) error {
			_, err := c.Repositories(t.Context(), "a", "b")
			return err
		},
		"token": func(t *testing.T, c *Client) error {
			_, err := c.CreateToken(t.Context(), "a", "gitlab", "", gitToken)
			return err
		},
		"callback": func(t *testing.T, c *Client) error {
			_, err := c.CreateOAuth(t.Context(), "a", "github", "", gitToken, "s")
			return err
		},
		"delete": func(t *testing.T, c *Client) error { return c.Delete(t.Context(), "a") },
		"project": func(t *testing.T, c *Client) error {
			_, err := c.ProjectID(t.Context())
			return err
		},
	}
	f.Fuzz(func(t *testing.T, status int, body string) {
		if !server.Answer(status, body) {
			return
		}
		for name, call := range calls {
			// The connections are shared, and what a client remembers is not.
			c := &Client{service: connected.service, iam: connected.iam, config: config, gate: newGate()}
			c.projects = latest[string]{call: c.lookUpProject, lifetime: projectLifetimeOf, now: time.Now}
			c.lists = latest[listing]{call: c.fetchList, lifetime: listLifetimeOf, now: time.Now}
			if name == "project" {
				c.config.ProjectID = ""
			}
			server.Judge(t, name, call(t, c), gitToken, config.Credentials.SecretKey)
		}
	})
}
