package main

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const changelog = `# Changelog

## [Unreleased]

## [1.1.0] - 2026-12-01

### Added

- A thing.

## [1.0.0] - 2026-11-01

- The first.

[1.1.0]: https://example.com/1.1.0
`

func TestNotesAreTheSectionOfTheVersion(t *testing.T) {
	for version, want := range map[string]string{"1.1.0": "### Added\n\n- A thing.", "1.0.0": "- The first.", "Unreleased": "", "2.0.0": "", "1.1": ""} {
		got, err := notes(changelog, version)
		if got != want || (err != nil) != (want == "") {
			t.Errorf("%s: %q, %v", version, got, err)
		}
	}
}

// built makes a dist folder beside a manifest. spoil may change it.
func built(t *testing.T, spoil func(dist string, sums *strings.Builder)) string {
	t.Helper()
	dist := filepath.Join(t.TempDir(), "dist")
	if err := os.Mkdir(dist, 0o700); err != nil {
		t.Fatal(err)
	}
	put := func(file string, content []byte) string {
		if err := os.WriteFile(file, content, 0o600); err != nil {
			t.Fatal(err)
		}
		return fmt.Sprintf("%x", sha256.Sum256(content))
	}
	var archive bytes.Buffer
	w := zip.NewWriter(&archive)
	if _, err := w.Create("terraform-provider-storeauth_v1.0.0"); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	const name = "terraform-provider-storeauth_1.0.0_linux_amd64.zip"
	var sums strings.Builder
	fmt.Fprintf(&sums, "%s  %s\n", put(filepath.Join(dist, name), archive.Bytes()), name)
	fmt.Fprintf(&sums, "%s  terraform-provider-storeauth_1.0.0_manifest.json\n", put(filepath.Join(dist, "..", "terraform-registry-manifest.json"), []byte("{}")))
	spoil(dist, &sums)
	put(filepath.Join(dist, "terraform-provider-storeauth_1.0.0_SHA256SUMS"), []byte(sums.String()))
	return dist
}

func TestSumsNameTheArchivesAndTheManifestOnly(t *testing.T) {
	for name, c := range map[string]struct {
		spoil func(dist string, sums *strings.Builder)
		says  string
	}{
		"as it should be": {func(string, *strings.Builder) {}, ""},
		"a bill of materials": {func(_ string, sums *strings.Builder) {
			sums.WriteString("00  terraform-provider-storeauth_1.0.0_linux_amd64.zip.sbom.json\n")
		}, "no archive and not the manifest"},
		"another version": {func(_ string, sums *strings.Builder) {
			sums.WriteString("00  terraform-provider-storeauth_1.0.1_linux_amd64.zip\n")
		}, "no archive and not the manifest"},
		"another sum": {func(dist string, _ *strings.Builder) {
			_ = os.WriteFile(filepath.Join(dist, "terraform-provider-storeauth_1.0.0_linux_amd64.zip"), []byte("else"), 0o600)
		}, "another sum"},
		"nothing": {func(_ string, sums *strings.Builder) { sums.Reset() }, "names 0 archives"},
	} {
		version, err := checkSums(built(t, c.spoil))
		if c.says == "" && (err != nil || version != "1.0.0") || c.says != "" && (err == nil || !strings.Contains(err.Error(), c.says)) {
			t.Errorf("%s: %q, %v", name, version, err)
		}
	}
}
