package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"go.yaml.in/yaml/v3"
)

// change is a file below .changes/unreleased.
type change struct {
	Kind, Body string
	Time       time.Time
}

// CHANGELOG.md is written from the files. A change that somebody adds to it by hand would be gone with the next release, and one whose
// file was not merged is told to nobody.
func TestWhatIsUnreleasedStandsInAFile(t *testing.T) {
	var config struct{ Kinds []struct{ Label string } }
	decode(t, "../../.changie.yaml", false, &config)
	files, err := filepath.Glob("../../.changes/unreleased/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var bodies []string
	for _, file := range files {
		var c change
		decode(t, file, true, &c)
		if !slices.ContainsFunc(config.Kinds, func(kind struct{ Label string }) bool { return kind.Label == c.Kind }) || c.Body == "" {
			t.Errorf("%s has the kind %q and the body %q", file, c.Kind, c.Body)
		}
		bodies = append(bodies, oneLine(c.Body))
	}
	changelog, err := os.ReadFile("../../CHANGELOG.md")
	if err != nil {
		t.Fatal(err)
	}
	section, err := notes(string(changelog), "Unreleased")
	if err != nil && len(bodies) > 0 {
		t.Fatal(err)
	}
	for _, line := range strings.Split("\n"+section, "\n- ")[1:] {
		text, _, _ := strings.Cut(line, "\n### ")
		at := slices.Index(bodies, oneLine(text))
		if at < 0 {
			t.Errorf("CHANGELOG.md has a change that no file of .changes/unreleased has: %q", text)
			continue
		}
		bodies = slices.Delete(bodies, at, at+1)
	}
	for _, body := range bodies {
		t.Errorf("run make changelog: CHANGELOG.md lacks %q", body)
	}
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// decode reads a file of YAML. Where known is set, a member that into does not have is an error.
func decode(t *testing.T, file string, known bool, into any) {
	t.Helper()
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	decoder := yaml.NewDecoder(bytes.NewReader(content))
	decoder.KnownFields(known)
	if err := decoder.Decode(into); err != nil {
		t.Errorf("%s: %v", file, err)
	}
}
