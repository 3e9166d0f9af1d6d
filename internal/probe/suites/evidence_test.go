package suites_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/probe"
	"github.com/storeauth/terraform-provider-storeauth/internal/probe/suites"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/evidence"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// replayed asks the sandbox everything in the files, and returns where the two disagree.
func replayed(t *testing.T, files []evidence.File) (out []string) {
	t.Helper()
	for _, file := range files {
		suite, err := suites.Find(file.Vendor)
		if err != nil {
			t.Fatal(err)
		}
		env := func(name string) string {
			if name == "STOREAUTH_SANDBOX_URL" {
				return "http://127.0.0.1:1"
			}
			return credentials[file.Vendor][name]
		}
		disagreements, err := probe.Replay(t.Context(), suite, env, file)
		if err != nil {
			t.Fatal(err)
		}
		for _, each := range disagreements {
			out = append(out, fmt.Sprintf("%s, %s: %s", file.Vendor, file.StartedAt.Format(time.DateOnly), each))
		}
	}
	return out
}

// What a vendor was seen to answer, the sandbox answers. Where the two disagree, the sandbox is wrong.
func TestTheSandboxAgreesWithTheEvidence(t *testing.T) {
	t.Parallel()
	files, err := evidence.Kept()
	if err != nil {
		t.Fatal(err)
	}
	for _, each := range replayed(t, files) {
		t.Error(each)
	}
}

// kept writes the evidence of a run to a folder and reads it back, as the project's own files are read.
func kept(t *testing.T, report *probe.Report) []evidence.File {
	t.Helper()
	folder := t.TempDir()
	text, err := json.Marshal(report.File)
	if err == nil {
		err = os.MkdirAll(filepath.Join(folder, report.File.Vendor), 0o700)
	}
	if err == nil {
		err = os.WriteFile(filepath.Join(folder, report.File.Vendor, report.File.StartedAt.Format(time.DateOnly)+".json"), text, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	files, err := evidence.Read(os.DirFS(folder))
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// Evidence of a vendor that answers like the sandbox agrees with it; evidence of one that answers like a switch does not, and the
// disagreement names the probe.
func TestEvidenceIsReplayed(t *testing.T) {
	t.Parallel()
	changed := map[string]struct {
		set   map[string]any
		probe string
	}{
		"agc":          {map[string]any{"named_app": "204144644"}, "H7e"},
		"amazon":       {map[string]any{"gateway_status": 401}, "Z8a"},
		"galaxy":       {map[string]any{"future_iat_refused": true}, "G3"},
		"iot":          {map[string]any{"numeric_codes": true}, "I8a"},
		"servicestage": {map[string]any{"missing_delete_status": 204}, "S4"},
	}
	for _, suite := range suites.All() {
		t.Run(suite.Vendor, func(t *testing.T) {
			t.Parallel()
			if found := replayed(t, kept(t, newWorld(t, suite, nil).run(t.Context(), t))); len(found) > 0 {
				t.Errorf("the sandbox disagrees with itself: %v", found)
			}
			c := changed[suite.Vendor]
			found := replayed(t, kept(t, newWorld(t, suite, c.set).run(t.Context(), t)))
			if !slices.ContainsFunc(found, func(each string) bool { return strings.Contains(each, ": "+c.probe+" (") }) {
				t.Errorf("evidence made under %v disagrees only in %v", c.set, found)
			}
		})
	}
}

// A vendor that answered otherwise before differs, even where its new answer is one that the sandbox has.
func TestAVendorThatChangesDiffers(t *testing.T) {
	t.Parallel()
	suite, err := suites.Find("galaxy")
	if err != nil {
		t.Fatal(err)
	}
	w := newWorld(t, suite, nil)
	w.only = []string{"G12a", "G16"}
	before := kept(t, w.run(t.Context(), t))
	w.SetSwitch(t, "galaxy", "spaced_account_message", true)
	report, err := probe.Run(t.Context(), suite, probe.Options{Env: w.env, Only: w.only, Kept: before, Wait: noWait})
	if err != nil {
		t.Fatal(err)
	}
	got := verdicts(report)
	if got["G16"].Verdict != evidence.Differs || got["G12a"].Verdict != evidence.AsSimulated {
		t.Error(shown(t, report))
	}
}

// Every probe names behaviours of its vendor's table, and what it sends.
func TestProbesNameBehaviours(t *testing.T) {
	t.Parallel()
	var tables map[string][]harness.Behaviour
	sandboxtest.Start(t).Console(t, "GET", "/behaviours", nil, &tables)
	for _, suite := range suites.All() {
		ids := map[string]bool{}
		for _, p := range suite.Probes {
			if ids[p.ID] {
				t.Errorf("%s: %s is there twice", suite.Vendor, p.ID)
			}
			ids[p.ID] = true
			for _, id := range p.Behaviours {
				if !slices.ContainsFunc(tables[suite.Vendor], func(b harness.Behaviour) bool { return b.ID == id }) {
					t.Errorf("%s %s: %s is not in the table", suite.Vendor, p.ID, id)
				}
			}
			if len(p.Behaviours) == 0 || p.Asks == "" || p.Cannot == "" || (p.Ask == nil) != (p.Instructions != "") || (p.Ask != nil) != (len(p.Sends) > 0) {
				t.Errorf("%s %s says too little", suite.Vendor, p.ID)
			}
		}
	}
}
