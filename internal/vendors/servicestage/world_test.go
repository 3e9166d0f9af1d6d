package servicestage_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

const (
	listPath  = "/servicestage/v1/" + sandboxtest.ServiceStageProject + "/git/auths"
	oauthPath = listPath + "/github/oauth"
	github    = "storeauth_servicestage_oauth_authorization.github"
	name      = "platform-github"
)

// world is a sandbox with an access key, and a directory in which Terraform runs.
type world struct {
	*sandboxtest.Sandbox
	cli  *acctest.CLI
	key  sandboxtest.AccessKey
	wire *wire
}

func newWorld(t *testing.T) *world {
	t.Helper()
	sb := sandboxtest.Start(t)
	return &world{Sandbox: sb, key: sb.CreateAccessKey(t), cli: acctest.NewCLI(t, ""), wire: tapped(t, sb.URL)}
}

// provider is a provider block for the sandbox's project.
func (w *world) provider(more ...string) string {
	return w.providerAt(w.wire.URL, more...)
}

// vendorHas checks which token or password the vendor has of the authorization of secretKindTest, as far as the provider gave
// it one; empty is none.
func (w *world) vendorHas(t *testing.T, secret string) {
	t.Helper()
	w.wire.mu.Lock()
	defer w.wire.mu.Unlock()
	if got := w.wire.secrets[built]; got != secret {
		t.Errorf("the vendor has %q, expected %q", got, secret)
	}
}

func (w *world) providerAt(url string, more ...string) string {
	lines := append([]string{
		fmt.Sprintf("access_key = %q", w.key.AccessKey), fmt.Sprintf("secret_key = %q", w.key.SecretKey),
		fmt.Sprintf("region = %q", sandboxtest.ServiceStageRegion), fmt.Sprintf("project_id = %q", sandboxtest.ServiceStageProject),
	}, more...)
	return acctest.Provider(url, "  servicestage = {\n    "+strings.Join(lines, "\n    ")+"\n  }")
}

// oauth is the OAuth authorization of most tests, with more arguments.
func oauth(more ...string) string {
	return fmt.Sprintf("resource \"storeauth_servicestage_oauth_authorization\" \"github\" {\n  name      = %q\n  repo_type = \"github\"\n  %s\n}\n",
		name, strings.Join(more, "\n  "))
}

// withCallback is the argument with a callback.
func withCallback(address string) string {
	return fmt.Sprintf("callback_url_wo = %q", strings.ReplaceAll(address, "${", "$${"))
}

func (w *world) declare(t *testing.T, config string) { w.cli.Write(t, w.provider()+config) }

// browse opens the authorize_url in the state.
func (w *world) browse(t *testing.T, user string) sandboxtest.OAuthCallback {
	t.Helper()
	url, _ := w.cli.Attributes(t, github)["authorize_url"].(string)
	if url == "" {
		t.Fatalf("there is no authorize_url: %v", w.cli.Attributes(t, github))
	}
	return w.Browse(t, url, user)
}

// authorized brings the authorization to normal and returns the callback used.
func (w *world) authorized(t *testing.T) sandboxtest.OAuthCallback {
	t.Helper()
	w.declare(t, oauth())
	w.cli.Apply(t)
	callback := w.browse(t, "tom")
	w.declare(t, oauth(withCallback(callback.URL)))
	w.cli.Apply(t)
	w.status(t, "normal")
	return callback
}

// adopted imports an authorization that somebody made in the console.
func (w *world) adopted(t *testing.T) {
	t.Helper()
	w.TakeAuthorization(t, sandboxtest.NewAuthorization{Name: name, RepoType: "github", TokenType: "oauth", User: "tom"})
	w.declare(t, oauth())
	w.cli.Run(t, "import", github, name).Expect(t, 0)
	w.status(t, "normal")
}

// status checks the status in the state.
func (w *world) status(t *testing.T, want string) {
	t.Helper()
	if got := w.cli.Attributes(t, github)["status"]; got != want {
		t.Errorf("status in the state is %v, expected %s", got, want)
	}
}

// sentCodes is how often a code was sent to the vendor.
func (w *world) sentCodes(t *testing.T, want int) {
	t.Helper()
	if got := w.Count(t, "POST", oauthPath); got != want {
		t.Errorf("a code was sent %d times, expected %d", got, want)
	}
}

func (w *world) fault(t *testing.T, method, path string, fault sandboxtest.Fault) {
	t.Helper()
	fault.Vendor, fault.Method, fault.Path = "servicestage", method, path
	w.SetFault(t, fault)
}

// the vendor's paths below its prefix, as faults take them.
const (
	listCall     = "/v1/" + sandboxtest.ServiceStageProject + "/git/auths"
	oauthCall    = listCall + "/github/oauth"
	redirectCall = listCall + "/github/redirect"
)
