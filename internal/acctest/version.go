package acctest

import (
	"encoding/json"
	"os/exec"
	"testing"

	"github.com/hashicorp/go-version"
)

// Version is a version of the CLI.
type Version = *version.Version

// Has reports whether the CLI is of the lowest version or newer, and says in the test's log what is not run without it.
func Has(t testing.TB, lowest, what string) bool {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), terraform(t), "version", "-json").Output()
	if err != nil {
		t.Fatal(err)
	}
	var have struct {
		Version *version.Version `json:"terraform_version"`
	}
	if err := json.Unmarshal(out, &have); err != nil {
		t.Fatal(err)
	}
	if have.Version.LessThan(version.Must(version.NewVersion(lowest))) {
		t.Logf("not run: %s needs version %s of the CLI, this is %s", what, lowest, have.Version)
		return false
	}
	return true
}
