package guides_test

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

const (
	root = "../.."
	// registry is where the pages of docs/ are shown.
	registry = "https://registry.terraform.io/providers/storeauth/storeauth/latest/docs/"
	// blob is where every file is shown.
	blob = "https://github.com/storeauth/terraform-provider-storeauth/blob/main/"
)

var (
	markdownLink = regexp.MustCompile(`\]\(([^)\s]+)\)`)
	fenced       = regexp.MustCompile("(?ms)^ *```.*?\n *```$")
	codeSpan     = regexp.MustCompile("`[^`\n]*`")
	namedAnchor  = regexp.MustCompile(`<a id="([^"]+)"`)
	anyHeading   = regexp.MustCompile(`(?m)^#+ +(.*)$`)
	guideName    = regexp.MustCompile(`Guide: "([\w-]+)"`)
	section      = regexp.MustCompile(`catalogue\.Section\("([^"]+)"\)`)
)

// Every link of a page leads to a file, and to a heading in it where it names one.
func TestEveryLinkLeadsSomewhere(t *testing.T) {
	t.Parallel()
	pages := 0
	walk(t, func(file, content string) {
		if path.Ext(file) != ".md" {
			return
		}
		pages++
		prose := codeSpan.ReplaceAllString(fenced.ReplaceAllString(content, ""), "")
		for _, link := range markdownLink.FindAllStringSubmatch(prose, -1) {
			target, known := link[1], true
			switch {
			case strings.HasPrefix(target, registry):
				page, anchor, _ := strings.Cut(strings.TrimPrefix(target, registry), "#")
				target = strings.TrimSuffix("docs/"+page+".md#"+anchor, "#")
			case strings.HasPrefix(target, blob):
				target = strings.TrimPrefix(target, blob)
			case strings.HasPrefix(target, "#"):
				target = file + target
			case strings.Contains(target, ":"):
				known = false
			default:
				target = path.Join(path.Dir(file), target)
			}
			if known {
				exists(t, file, target)
			}
		}
	})
	if pages < 50 {
		t.Errorf("only %d pages were read", pages)
	}
}

// The sections that diagnostics name are headings of the vendor's guide.
func TestEverySectionThatADiagnosticNamesIsThere(t *testing.T) {
	t.Parallel()
	sections := 0
	walk(t, func(file, content string) {
		if path.Ext(file) != ".go" {
			return
		}
		for _, found := range section.FindAllStringSubmatch(content, -1) {
			sections++
			catalogue, err := os.ReadFile(filepath.Join(root, path.Dir(file), "catalogue.go"))
			if err != nil {
				t.Fatal(err)
			}
			name := guideName.FindSubmatch(catalogue)
			if name == nil {
				t.Fatalf("%s has no guide", file)
			}
			exists(t, file, "docs/guides/"+string(name[1])+".md#"+anchorOf(found[1]))
		}
	})
	if sections == 0 {
		t.Error("no diagnostic names a section, or this test does not find them")
	}
}

// walk reads every file of the repository that is text of ours.
func walk(t *testing.T, visit func(file, content string)) {
	t.Helper()
	err := fs.WalkDir(os.DirFS(root), ".", func(file string, entry fs.DirEntry, err error) error {
		hidden := strings.HasPrefix(entry.Name(), ".") && entry.Name() != "." && entry.Name() != ".github"
		switch {
		case err != nil:
			return err
		case entry.IsDir() && (hidden || entry.Name() == "bin" || entry.Name() == "dist" || entry.Name() == "testdata"):
			return fs.SkipDir
		case entry.IsDir() || path.Ext(file) != ".md" && path.Ext(file) != ".go":
			return nil
		}
		content, err := os.ReadFile(filepath.Join(root, file))
		visit(file, string(content))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// exists fails for a path from the root, with a heading or without, that is not there.
func exists(t *testing.T, from, target string) {
	t.Helper()
	file, anchor, hasAnchor := strings.Cut(target, "#")
	info, err := os.Stat(filepath.Join(root, file))
	if err != nil {
		t.Errorf("%s leads to %s, which does not exist", from, file)
		return
	}
	if !hasAnchor {
		return
	}
	if info.IsDir() {
		t.Errorf("%s leads to a heading of the folder %s", from, file)
		return
	}
	content, err := os.ReadFile(filepath.Join(root, file))
	if err != nil {
		t.Fatal(err)
	}
	for _, heading := range anyHeading.FindAllStringSubmatch(fenced.ReplaceAllString(string(content), ""), -1) {
		if anchorOf(heading[1]) == anchor {
			return
		}
	}
	for _, named := range namedAnchor.FindAllStringSubmatch(string(content), -1) {
		if named[1] == anchor {
			return
		}
	}
	t.Errorf("%s leads to %s, which has no heading of the address #%s", from, file, anchor)
}

var dropped = regexp.MustCompile(`[^a-z0-9 _-]`)

// anchorOf is the address that GitHub derives from a heading.
func anchorOf(heading string) string {
	return strings.ReplaceAll(dropped.ReplaceAllString(strings.ToLower(heading), ""), " ", "-")
}
