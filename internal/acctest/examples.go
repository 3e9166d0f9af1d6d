package acctest

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// ExamplesOf are the examples of one vendor, or those of whole platforms.
type ExamplesOf struct {
	// Vendor is part of its objects' names: "galaxy"; without one these are the examples of whole platforms. Functions are those
	// whose examples are its too.
	Vendor    string
	Functions []string
	// Prepare makes in the sandbox what an example speaks of, and returns the environment it needs beside the sandbox. The
	// example is the path below examples/.
	Prepare func(t testing.TB, sb *sandboxtest.Sandbox, example string) (environment []string)
}

// Examples plans and applies every example of a vendor, each in a sandbox of its own, and imports by every import block into the
// resource beside it. Functions are planned only: their arguments are made up. What is printed, the saved plan and the state are
// searched for every secret that the example gets or makes.
func Examples(t *testing.T, of ExamplesOf) {
	t.Parallel()
	root := filepath.Join("..", "..", "..", "examples")
	patterns := []string{filepath.Join("*", "storeauth_"+of.Vendor+"_*", "*.tf")}
	if of.Vendor == "" {
		root, patterns = filepath.Join("..", "..", "examples"), []string{filepath.Join("platforms", "*", "*.tf")}
	}
	for _, function := range of.Functions {
		patterns = append(patterns, filepath.Join("functions", function, "*.tf"))
	}
	for _, pattern := range patterns {
		files, err := filepath.Glob(filepath.Join(root, pattern))
		if err != nil || len(files) == 0 {
			t.Fatalf("no example matches %s: %v", pattern, err)
		}
		for _, file := range files {
			example, err := filepath.Rel(root, file)
			if err != nil {
				t.Fatal(err)
			}
			t.Run(example, func(t *testing.T) {
				t.Parallel()
				of.run(t, file, example)
			})
		}
	}
}

func (of ExamplesOf) run(t *testing.T, file, example string) {
	t.Helper()
	commands := [][]string{{"plan", "-input=false", "-out=" + savedPlan}, {"apply", "-input=false", savedPlan}}
	switch {
	case filepath.Base(file) == "import-by-identity.tf" && !Has(t, "1.12", "an import block with an identity"),
		strings.HasPrefix(example, "actions") && !Has(t, "1.14", "an action"):
		t.SkipNow()
	case strings.HasPrefix(example, "actions"):
		invoke := "-invoke=action." + strings.Split(filepath.ToSlash(example), "/")[1] + ".leaked"
		commands = [][]string{{"apply", "-auto-approve", "-input=false", invoke}}
	case strings.HasPrefix(example, "functions"):
		commands = commands[:1]
	}
	files := []string{file}
	imports := strings.HasPrefix(filepath.Base(file), "import-")
	if imports {
		files = append(files, filepath.Join(filepath.Dir(file), "resource.tf"))
	}
	sb := sandboxtest.Start(t)
	s := NewSecrecy(t, sb, nil)
	s.CLI.WriteAlone(t, readAll(t, files))
	environment := of.Prepare(t, sb, example)
	s.CLI.Env = append(append(s.CLI.Env, "STOREAUTH_SANDBOX_URL="+s.URL), environment...)
	for _, setting := range environment {
		if name, value, _ := strings.Cut(setting, "="); !harmlessSetting.MatchString(name) {
			s.Know(name, value)
		}
	}
	for _, command := range commands {
		out := s.CLI.Run(t, command...)
		out.Expect(t, 0)
		if imports && command[0] == "plan" {
			out.Expect(t, 0, "1 to import", "0 to destroy")
		}
		if strings.Contains(out.Text, "Check block assertion") {
			t.Errorf("the example's check fails:\n%s", out.Text)
		}
		s.Check(t, "the output of "+command[0], out.Text)
		if !keepsToken.MatchString(example) {
			s.checkFiles(t, "after "+command[0])
		}
	}
}

const savedPlan = "example.tfplan"

// harmlessSetting are the settings of an example that are no secrets: all others are taken for one.
var harmlessSetting = regexp.MustCompile(`_(ID|REGION_NAME|ACCESS_KEY|public_key|id|team|accounts|clients|profiles)$`)

// keepsToken are the examples of what exists to hold a token: state and plan hold it (SECURITY.md, "Where a secret may be").
var keepsToken = regexp.MustCompile(`^resources/storeauth_\w+_access_token/|^data-sources/storeauth_iot_token_validation/`)

// SharedExamples validates the examples that are no vendor's, and fails when an example of an object or a function is in no
// vendor's test.
func SharedExamples(t *testing.T, directories ...string) {
	t.Parallel()
	root := filepath.Join("..", "..")
	for _, directory := range directories {
		t.Run(directory, func(t *testing.T) {
			t.Parallel()
			if strings.HasPrefix(directory, "actions") && !Has(t, "1.14", "an action") {
				t.SkipNow()
			}
			files, err := filepath.Glob(filepath.Join(root, "examples", directory, "*.tf"))
			if err != nil || len(files) == 0 {
				t.Fatalf("%d examples, %v", len(files), err)
			}
			NewCLI(t, "").WriteAlone(t, readAll(t, files)).Run(t, "validate").Expect(t, 0)
		})
	}
	tests, err := filepath.Glob(filepath.Join(root, "internal", "vendors", "*", "examples_test.go"))
	if err != nil {
		t.Fatal(err)
	}
	run := readAll(t, tests)
	examples, err := filepath.Glob(filepath.Join(root, "examples", "*", "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, example := range examples {
		directory := filepath.Base(filepath.Dir(example))
		if directory == "platforms" || slices.Contains(directories, directory) || slices.Contains(directories, directory+"/"+filepath.Base(example)) {
			continue
		}
		name := filepath.Base(example)
		if object, ok := strings.CutPrefix(name, "storeauth_"); ok {
			name, _, _ = strings.Cut(object, "_")
		}
		if !strings.Contains(run, `"`+name+`"`) {
			t.Errorf("no vendor's test runs %s", example)
		}
	}
}

func readAll(t testing.TB, files []string) string {
	t.Helper()
	var all strings.Builder
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(content)
		all.WriteByte('\n')
	}
	return all.String()
}
