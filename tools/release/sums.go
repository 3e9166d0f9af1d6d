package main

import (
	"archive/zip"
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

const project = "terraform-provider-storeauth"

// inRelease is the name of each file that SHA256SUMS of a version may hold. A registry rejects a release that names others.
func inRelease(version string) *regexp.Regexp {
	return regexp.MustCompile(`^` + project + `_` + regexp.QuoteMeta(version) + `_(manifest\.json|(linux|darwin|windows|freebsd)_(amd64|arm64|386|arm)\.zip)$`)
}

// checkSums finds the version that was built, and checks that its SHA256SUMS holds the archives and the manifest, with their
// sums, and nothing else, and that each archive holds the binary that Terraform looks for.
func checkSums(dist string) (version string, err error) {
	found, err := filepath.Glob(filepath.Join(dist, project+"_*_SHA256SUMS"))
	if err != nil || len(found) != 1 {
		return "", errors.Join(fmt.Errorf("%s holds %d files of sums, and should hold one", dist, len(found)), err)
	}
	version = strings.TrimSuffix(strings.TrimPrefix(filepath.Base(found[0]), project+"_"), "_SHA256SUMS")
	sums, err := os.Open(found[0])
	if err != nil {
		return "", err
	}
	defer sums.Close()
	archives, manifest := 0, false
	lines := bufio.NewScanner(sums)
	for lines.Scan() {
		sum, name, _ := strings.Cut(lines.Text(), "  ")
		if !inRelease(version).MatchString(name) {
			return "", fmt.Errorf("%s names %s, which is no archive and not the manifest", filepath.Base(found[0]), name)
		}
		file := filepath.Join(dist, name)
		if strings.HasSuffix(name, "_manifest.json") {
			manifest = true
			file = filepath.Join(dist, "..", "terraform-registry-manifest.json") // GoReleaser renames it when it uploads
		}
		if err := checkSum(file, sum); err != nil {
			return "", err
		}
		if strings.HasSuffix(name, ".zip") {
			archives++
			if err := checkArchive(file, version); err != nil {
				return "", err
			}
		}
	}
	if err := lines.Err(); err != nil {
		return "", err
	}
	if archives == 0 || !manifest {
		return "", fmt.Errorf("%s names %d archives, and a manifest: %v", filepath.Base(found[0]), archives, manifest)
	}
	fmt.Printf("%s %s: %d archives and the manifest, all sums right\n", project, version, archives)
	return version, nil
}

func checkSum(file, want string) error {
	content, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	if got := sha256.Sum256(content); hex.EncodeToString(got[:]) != want {
		return fmt.Errorf("%s has another sum than SHA256SUMS says", filepath.Base(file))
	}
	return nil
}

func checkArchive(file, version string) error {
	archive, err := zip.OpenReader(file)
	if err != nil {
		return err
	}
	defer archive.Close()
	binary := project + "_v" + version
	for _, one := range archive.File {
		if one.Name == binary || one.Name == binary+".exe" {
			return nil
		}
	}
	return fmt.Errorf("%s holds no %s", filepath.Base(file), binary)
}
