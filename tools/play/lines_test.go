package main

import (
	"os"
	"os/exec"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/tools/internal/sandbox"
	"github.com/storeauth/terraform-provider-storeauth/tools/internal/workspace"
)

func TestAShellReadsTheEnvironmentAsItIs(t *testing.T) {
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skip("this system has no sh")
	}
	const key = "-----BEGIN PRIVATE KEY-----\nit's $HOME \\n\n-----END PRIVATE KEY-----\n"
	p := play{work: &workspace.Workspace{Dir: t.TempDir()}, account: sandbox.ServiceAccount{PrivateKey: key}}
	if err := os.WriteFile(p.environmentFile(), p.environment(), 0o600); err != nil {
		t.Fatal(err)
	}
	got, err := exec.Command("sh", "-c", `. "$1"; exec printenv TF_VAR_private_key`, "sh", p.environmentFile()).Output()
	if err != nil || string(got) != key+"\n" {
		t.Errorf("%q, %v", got, err)
	}
}
