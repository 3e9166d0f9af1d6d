//go:build unix

package server_test

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// TestProviderOfADebuggerServesSeveralCommands starts the provider as a debugger does, and ends it as a person does.
func TestProviderOfADebuggerServesSeveralCommands(t *testing.T) {
	t.Parallel()
	sb := sandboxtest.Start(t)
	account := sb.CreateGalaxyAccount(t, "publishing")
	cli := acctest.NewCLI(t, acctest.Provider(sb.URL, "")+fmt.Sprintf("resource \"storeauth_galaxy_service_account\" \"a\" {\n  service_account_id = %q\n  private_key_wo = %q\n}\n",
		account.ID, account.PrivateKey))
	provider := exec.CommandContext(t.Context(), acctest.Binary(t), "-debug")
	out, err := provider.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := provider.Start(); err != nil {
		t.Fatal(err)
	}
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if _, found, is := strings.Cut(lines.Text(), "TF_REATTACH_PROVIDERS='"); is {
			cli.Env = append(cli.Env, "TF_REATTACH_PROVIDERS="+strings.TrimSuffix(found, "'"))
			break
		}
	}
	cli.Apply(t)
	cli.Plan(t).Expect(t, 0)
	if err := provider.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if err := provider.Wait(); err != nil {
		t.Errorf("interrupted, it ends with %v", err)
	}
}

func TestProviderTellsItsVersion(t *testing.T) {
	t.Parallel()
	out, err := exec.CommandContext(t.Context(), acctest.Binary(t), "-version").Output()
	if err != nil || !strings.HasPrefix(string(out), "terraform-provider-storeauth ") || len(strings.Fields(string(out))) != 2 {
		t.Errorf("%v: %q", err, out)
	}
}
