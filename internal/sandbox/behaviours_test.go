package sandbox_test

import (
	"bytes"
	"fmt"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/evidence"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// Set UPDATE_BEHAVIOURS to rewrite the tables after a room's behaviours or the evidence changed.
func TestBehavioursFileEqualsTheCode(t *testing.T) {
	s, files := sandboxAndEvidence(t)
	var want bytes.Buffer
	if err := s.WriteBehaviours(&want, files); err != nil {
		t.Fatal(err)
	}
	written(t, "BEHAVIOURS.md", func([]byte) []byte { return want.Bytes() })
}

// rowsOfVendors are the beginnings of the rows of README's table of vendors.
var rowsOfVendors = map[string]string{
	"agc": "| Huawei AppGallery Connect |", "amazon": "| Amazon Appstore |", "galaxy": "| Samsung Galaxy Store |",
	"iot": "| Huawei IoT platform |", "servicestage": "| Huawei Cloud ServiceStage |",
}

// The last column of the table of vendors is counted from the rooms.
func TestReadmeCountsTheBehaviours(t *testing.T) {
	s, files := sandboxAndEvidence(t)
	counts := s.Knowledge(files)
	written(t, "../../README.md", func(got []byte) []byte {
		lines := strings.Split(string(got), "\n")
		for vendor, k := range counts {
			row := slices.IndexFunc(lines, func(line string) bool {
				return rowsOfVendors[vendor] != "" && strings.HasPrefix(line, rowsOfVendors[vendor])
			})
			if row < 0 {
				t.Fatalf("README has no row for %s", vendor)
			}
			cells := strings.Split(lines[row], " | ")
			if len(cells) != 3 {
				t.Fatalf("the row for %s has %d columns, not 3", vendor, len(cells))
			}
			cells[2] = fmt.Sprintf("%d proven, %d documented, %d reported, %d assumed |", k.Proven, k.Documented, k.SeenLive, k.Assumed)
			lines[row] = strings.Join(cells, " | ")
		}
		return []byte(strings.Join(lines, "\n"))
	})
}

// Evidence alone makes a behaviour "seen live" with a date, and newer evidence that disagrees takes the date away.
func TestEvidenceTagsABehaviour(t *testing.T) {
	s, _ := sandboxAndEvidence(t)
	file := func(day int, verdict evidence.Verdict) evidence.File {
		return evidence.File{Vendor: "galaxy", StartedAt: time.Date(2027, 1, day, 0, 0, 0, 0, time.UTC), Probes: []evidence.Probe{
			{ID: "G1", Behaviours: []string{"mint-expired"}, Verdict: verdict},
		}}
	}
	for _, c := range []struct {
		files []evidence.File
		dated bool
	}{
		{nil, false},
		{[]evidence.File{file(2, evidence.AsSimulated)}, true},
		{[]evidence.File{file(2, evidence.AsSimulated), file(3, evidence.NotAsked)}, true},
		{[]evidence.File{file(2, evidence.AsSimulated), file(3, evidence.Differs)}, false},
		{[]evidence.File{file(2, evidence.AsSwitch)}, false},
	} {
		var b bytes.Buffer
		if err := s.WriteBehaviours(&b, c.files); err != nil {
			t.Fatal(err)
		}
		if got := strings.Contains(b.String(), "| seen live, 2027-01-02 |"); got != c.dated {
			t.Errorf("with %v the row has the date: %v", c.files, got)
		}
		if got := s.Knowledge(c.files)["galaxy"].Proven == 1; got != c.dated {
			t.Errorf("with %v the behaviour counts as proven: %v", c.files, got)
		}
	}
}

func sandboxAndEvidence(t *testing.T) (*sandbox.Sandbox, []evidence.File) {
	t.Helper()
	s, err := sandbox.New()
	if err != nil {
		t.Fatal(err)
	}
	files, err := evidence.Kept()
	if err != nil {
		t.Fatal(err)
	}
	return s, files
}

// written fails when a file is not what it must be, or makes it so when UPDATE_BEHAVIOURS is set.
func written(t *testing.T, file string, must func(got []byte) []byte) {
	t.Helper()
	got, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	want := must(got)
	if os.Getenv("UPDATE_BEHAVIOURS") != "" {
		if err := os.WriteFile(file, want, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s is not what the rooms declare; run UPDATE_BEHAVIOURS=1 go test ./internal/sandbox", file)
	}
}

var namedSwitch = regexp.MustCompile(`\bswitch(?:es)? (\w+)(?: and (\w+))?`)

// The table names every switch, and none that is gone.
func TestTheTableNamesTheSwitches(t *testing.T) {
	s := sandboxtest.Start(t)
	var behaviours map[string][]harness.Behaviour
	s.Console(t, http.MethodGet, "/behaviours", nil, &behaviours)
	for vendor, switches := range s.Switches(t) {
		named := map[string]bool{}
		for _, row := range behaviours[vendor] {
			for _, groups := range namedSwitch.FindAllStringSubmatch(row.What, -1) {
				named[groups[1]], named[groups[2]] = true, true
			}
		}
		delete(named, "")
		for _, each := range switches {
			if !named[each.Name] {
				t.Errorf("%s: no behaviour names the switch %s", vendor, each.Name)
			}
			delete(named, each.Name)
		}
		for name := range named {
			t.Errorf("%s: a behaviour names %s, which is no switch", vendor, name)
		}
	}
}
