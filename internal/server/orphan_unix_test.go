//go:build unix

package server_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"os/signal"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// A Terraform that is killed stops no provider, nor does one that ends with its terminal, which signals the provider, too.
func TestATerraformThatIsGoneLeavesNoTokenAndNoProvider(t *testing.T) {
	t.Parallel()
	for name, end := range map[string]func(terraform int) error{
		"killed":         func(terraform int) error { return syscall.Kill(terraform, syscall.SIGKILL) },
		"terminal ended": func(terraform int) error { return syscall.Kill(-terraform, syscall.SIGHUP) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if signal.Ignored(syscall.SIGHUP) && name == "terminal ended" {
				t.Skip("not run: these tests were started to outlive their terminal, and so is every Terraform that they start")
			}
			endDuringApply(t, end)
		})
	}
}

// endDuringApply ends Terraform while one token is open and the answer that brings a second one is on its way.
func endDuringApply(t *testing.T, end func(terraform int) error) {
	sb := sandboxtest.Start(t)
	account := sb.CreateGalaxyAccount(t)
	gate := newGate(t, sb.URL)
	cli := acctest.NewCLI(t, acctest.Provider(gate.URL, fmt.Sprintf("  galaxy = {\n    service_account_id = %q\n    private_key = %q\n  }", account.ID, account.PrivateKey))+`
ephemeral "storeauth_galaxy_access_token" "open" {}
resource "terraform_data" "first" {
  provisioner "local-exec" {
    command     = "exit 0"
    environment = { TOKEN = ephemeral.storeauth_galaxy_access_token.open.access_token }
  }
}
ephemeral "storeauth_galaxy_access_token" "under_way" {
  scopes = terraform_data.first.id == "" ? [] : ["gss"]
}
resource "terraform_data" "second" {
  provisioner "local-exec" {
    command     = "exit 0"
    environment = {
      FIRST  = ephemeral.storeauth_galaxy_access_token.open.access_token
      SECOND = ephemeral.storeauth_galaxy_access_token.under_way.access_token
    }
  }
}
`)
	cli.Env = append(cli.Env, "TF_LOG=TRACE") // the provider logs to a Terraform that is gone
	apply := cli.Command(t, "apply", "-auto-approve", "-input=false")
	// Terraform hands its standard input on to the provider. So the reader's end comes when both have ended.
	ended, input, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = ended.Close() })
	apply.Stdin = input
	apply.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := apply.Start(); err != nil {
		t.Fatal(err)
	}
	_ = input.Close()

	exited := make(chan struct{})
	go func() {
		_ = apply.Wait()
		close(exited)
	}()
	select {
	case <-gate.held:
	case <-exited:
		t.Fatal("the apply ended before it could be killed")
	}
	if live := sb.LiveGalaxyTokens(t, ""); live != 2 {
		t.Errorf("%d tokens live before the end", live)
	}
	if err := end(apply.Process.Pid); err != nil {
		t.Fatal(err)
	}
	<-exited
	<-gate.revoked
	if live := sb.LiveGalaxyTokens(t, ""); live != 1 {
		t.Errorf("%d tokens live while the second one is on its way", live)
	}
	gate.release()
	_, _ = io.Copy(io.Discard, ended)
	if live := sb.LiveGalaxyTokens(t, ""); live != 0 {
		t.Errorf("%d tokens live after the provider's end", live)
	}
}

// gate stands in front of the sandbox and holds the answer that brings the third token: a plan obtains the first one, its apply
// the other two.
type gate struct {
	*httptest.Server
	// held is closed when the answer is held, revoked when a token is revoked while it is. release lets the answer go.
	held, revoked chan struct{}
	release       func()
}

func newGate(t *testing.T, sandbox string) *gate {
	t.Helper()
	target, err := url.Parse(sandbox)
	if err != nil {
		t.Fatal(err)
	}
	open := make(chan struct{})
	g := &gate{held: make(chan struct{}), revoked: make(chan struct{}), release: sync.OnceFunc(func() { close(open) })}
	revoked := sync.OnceFunc(func() { close(g.revoked) })
	var tokens atomic.Int32
	proxy := &httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) { r.SetURL(target) },
		ModifyResponse: func(resp *http.Response) error {
			if resp.Request.Method == http.MethodPost && tokens.Add(1) == 3 {
				close(g.held)
				<-open
			}
			return nil
		},
	}
	g.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		proxy.ServeHTTP(w, r)
		if r.Method == http.MethodDelete && tokens.Load() == 3 {
			revoked()
		}
	}))
	t.Cleanup(func() {
		g.release()
		g.Close()
	})
	return g
}
