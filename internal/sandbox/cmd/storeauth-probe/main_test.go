package main

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/evidence"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// outcome is what a run of the command left.
type outcome struct {
	code        int
	out, people string
}

// run runs the command without waiting, with these variables and no others.
func run(ctx context.Context, vars map[string]string, args ...string) outcome {
	var out, people bytes.Buffer
	c := command{
		env: func(name string) string { return vars[name] }, out: &out, people: &people,
		wait: func(ctx context.Context) error { return ctx.Err() },
	}
	code := c.run(ctx, args)
	return outcome{code, out.String(), people.String()}
}

func decoded(t *testing.T, text string) evidence.File {
	t.Helper()
	var file evidence.File
	if err := json.Unmarshal([]byte(text), &file); err != nil {
		t.Fatalf("the evidence is no JSON: %v\n%s", err, text)
	}
	return file
}

func TestNothingDiffersExitsWith0(t *testing.T) {
	t.Parallel()
	vars := map[string]string{"STOREAUTH_SANDBOX_URL": sandboxtest.Start(t).URL}
	got := run(t.Context(), vars, "galaxy")
	file := decoded(t, got.out)
	if got.code != exitAgrees || file.Vendor != "galaxy" || file.Summary[evidence.AsSimulated] == 0 || file.Summary[evidence.Differs] != 0 {
		t.Errorf("exit %d\n%s\n%s", got.code, got.out, got.people)
	}
	if !strings.Contains(got.people, "mint-malformed") || !strings.Contains(got.people, "as_simulated ") {
		t.Errorf("the table says too little:\n%s", got.people)
	}
}

func TestADifferenceExitsWith2AndShowsBothAnswers(t *testing.T) {
	t.Parallel()
	vendor := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusTeapot) }))
	defer vendor.Close()
	path := filepath.Join(t.TempDir(), "evidence.json")
	got := run(t.Context(), map[string]string{"GALAXY_STORE_ENDPOINT": vendor.URL}, "-only", "G4, g9a", "-out", path, "galaxy")
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	file := decoded(t, string(text))
	if got.code != exitDiffers || got.out != "" || file.Summary[evidence.Differs] != 5 {
		t.Errorf("exit %d, %v\n%s", got.code, file.Summary, got.people)
	}
	// G4 means all whose number is 4; those that need a credential say so.
	if len(file.Probes) != 7 {
		t.Errorf("%d probes were selected", len(file.Probes))
	}
	for _, want := range []string{"vendor   418 I'm a teapot", `sandbox  500 Internal Server Error, application/json, {"message":"jwt malformed"}`} {
		if !strings.Contains(got.people, want) {
			t.Errorf("the table lacks %q:\n%s", want, got.people)
		}
	}
}

func TestARunThatCannotBeExitsWith1(t *testing.T) {
	t.Parallel()
	gone := httptest.NewServer(nil)
	gone.Close()
	nowhere := map[string]string{"STOREAUTH_SANDBOX_URL": gone.URL}
	interrupted, stop := context.WithCancel(t.Context())
	stop()
	for name, got := range map[string]outcome{
		"no vendor":            run(t.Context(), nowhere),
		"an unknown vendor":    run(t.Context(), nowhere, "apple"),
		"an unknown flag":      run(t.Context(), nowhere, "-fast", "galaxy"),
		"an unknown probe":     run(t.Context(), nowhere, "-only", "G99", "galaxy"),
		"no address":           run(t.Context(), nil, "iot"),
		"plain http":           run(t.Context(), map[string]string{"GALAXY_STORE_ENDPOINT": "http://vendor.example"}, "galaxy"),
		"no answer":            run(t.Context(), nowhere, "galaxy"),
		"a file in no folder":  run(t.Context(), nowhere, "-out", "/no/such/folder/file.json", "galaxy"),
		"an interrupted run":   run(interrupted, nowhere, "galaxy"),
		"no credential":        run(t.Context(), nowhere, "-only", "G18", "galaxy"),
		"an address of no use": run(t.Context(), map[string]string{"GALAXY_STORE_ENDPOINT": "https://user:secret@vendor.example"}, "galaxy"),
	} {
		if got.code != exitCouldNotRun || got.people == "" || strings.Contains(got.people, "user:secret") {
			t.Errorf("%s: exit %d\n%s", name, got.code, got.people)
		}
	}
}

func TestTheListSaysWhatEachProbeDoes(t *testing.T) {
	t.Parallel()
	got := run(t.Context(), nil, "-list", "servicestage")
	for _, want := range []string{"S4  read", "sends          DELETE /v1/<project_id>/git/auths/no-such-name-0000", "cannot change  anything", "settles        delete-missing", "of which bad signatures: 1"} {
		if got.code != exitAgrees || !strings.Contains(got.out, want) {
			t.Errorf("exit %d; the list lacks %q", got.code, want)
		}
	}
	if all := run(t.Context(), nil, "-list"); !strings.Contains(all.out, "\nG1 ") && !strings.Contains(all.out, "  Z9  ") {
		t.Errorf("the list of all vendors lacks some:\n%s", all.out)
	}
}
