package guides_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

func TestGuidesAreTrue(t *testing.T) {
	t.Parallel()
	guides, err := filepath.Glob(filepath.Join("..", "..", "docs", "guides", "*.md"))
	if err != nil || len(guides) == 0 {
		t.Fatalf("%d guides, %v", len(guides), err)
	}
	for _, path := range guides {
		name := strings.TrimSuffix(filepath.Base(path), ".md")
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g, err := readGuide(path)
			if err != nil {
				t.Fatal(err)
			}
			t.Run("story", func(t *testing.T) {
				tell(t, g, filepath.Join("testdata", name+".txtar"))
			})
			for _, b := range g.blocks {
				if !b.used && slices.Contains(files, b.language) && !t.Failed() {
					t.Errorf("the story of %s leaves out a block below %q:\n%s", name, b.heading, b.text)
				}
			}
		})
	}
}

// sandboxAddress is where the guides say that the sandbox runs.
const sandboxAddress = "http://127.0.0.1:8750"

// story is a guide and what its script runs with.
type story struct {
	*guide
	t   *testing.T
	sb  *sandboxtest.Sandbox
	cli *acctest.CLI
}

func tell(t *testing.T, g *guide, script string) {
	if _, err := os.Stat(script); err != nil {
		for _, b := range g.blocks {
			if slices.Contains(files, b.language) {
				t.Fatalf("%s has snippets and no story: %v", g.path, err)
			}
		}
		t.Skip("the guide has no snippets")
	}
	s := &story{guide: g, t: t, sb: sandboxtest.Start(t), cli: acctest.NewCLI(t, "")}
	testscript.Run(t, testscript.Params{
		Files: []string{script},
		Setup: func(env *testscript.Env) error {
			for _, setting := range append(s.cli.Env, "STOREAUTH_SANDBOX_URL="+s.sb.URL) {
				name, value, _ := strings.Cut(setting, "=")
				env.Setenv(name, value)
			}
			return nil
		},
		Condition: func(condition string) (bool, error) {
			if condition == "tofu" {
				return filepath.Base(s.cli.Command(t).Path) == "tofu", nil
			}
			lowest, ok := strings.CutPrefix(condition, "cli>=")
			if !ok {
				return false, fmt.Errorf("unknown condition %s", condition)
			}
			return acctest.Has(t, lowest, "a part of "+script), nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"snippet": s.snippet, "cli": s.run, "console": s.console, "shell": s.shell, "shown": s.shown,
		},
	})
}

func (s *story) snippet(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) < 2 {
		ts.Fatalf("usage: snippet FILE HEADING [N]")
	}
	blocks, err := s.find(args[1:], files...)
	ts.Check(err)
	var text strings.Builder
	for _, b := range blocks {
		text.WriteString(strings.ReplaceAll(b.text, sandboxAddress, s.sb.URL) + "\n")
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text.String()), 0o600))
}

func (s *story) run(ts *testscript.TestScript, _ bool, args []string) {
	want, err := strconv.Atoi(args[0])
	if err != nil {
		ts.Fatalf("usage: cli CODE ARGUMENT...")
	}
	added, err := requireProvider(ts.MkAbs("."))
	ts.Check(err)
	if added && !strings.Contains(s.text, "../index.md#example-usage") {
		ts.Fatalf("%s leaves out the required_providers, and does not say so", s.path)
	}
	code := 0
	err = ts.Exec(s.cli.Command(s.t).Path, args[1:]...)
	if exit, ok := errors.AsType[*exec.ExitError](err); ok {
		code = exit.ExitCode()
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if code != want {
		ts.Fatalf("the command ended with %d, and not with %d", code, want)
	}
}

// requireProvider adds what says where the provider comes from, where no file of a folder says it, and tells whether it did.
func requireProvider(folder string) (added bool, err error) {
	configuration, err := filepath.Glob(filepath.Join(folder, "*.tf"))
	if err != nil {
		return false, err
	}
	for _, file := range configuration {
		content, err := os.ReadFile(file)
		if err != nil || strings.Contains(string(content), "required_providers") {
			return false, err
		}
	}
	const required = "terraform {\n  required_providers {\n    storeauth = { source = \"storeauth/storeauth\" }\n  }\n}\n"
	return true, os.WriteFile(filepath.Join(folder, "required.tf"), []byte(required), 0o600)
}

func (s *story) console(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) < 2 {
		ts.Fatalf("usage: console METHOD PATH [JSON] [NAME=.FIELD]...")
	}
	var in any
	kept := args[2:]
	if len(kept) > 0 && strings.HasPrefix(kept[0], "{") {
		ts.Check(json.Unmarshal([]byte(kept[0]), &in))
		kept = kept[1:]
	}
	// What a story keeps is most often a secret, and a script's output is the test's.
	quiet := len(kept) > 0
	var out any
	s.sb.Console(s.t, args[0], args[1], in, &out)
	for _, keep := range kept {
		name, path, _ := strings.Cut(keep, "=.")
		value := out
		for field := range strings.SplitSeq(path, ".") {
			object, ok := value.(map[string]any)
			if !ok {
				ts.Fatalf("the console's answer has no %s", path)
			}
			value = object[field]
		}
		if text, ok := value.(string); ok {
			ts.Setenv(name, text)
			continue
		}
		text, err := json.Marshal(value)
		ts.Check(err)
		ts.Setenv(name, string(text))
	}
	if quiet {
		return
	}
	text, err := json.Marshal(out)
	ts.Check(err)
	fmt.Fprintln(ts.Stdout(), string(text))
}

func (s *story) shown(ts *testscript.TestScript, _ bool, args []string) {
	blocks, err := s.find(args, "text")
	ts.Check(err)
	output := strings.Split(ts.ReadFile("stdout")+ts.ReadFile("stderr"), "\n")
	for _, b := range blocks {
		rest, gap := output, true
		for line := range strings.SplitSeq(strings.TrimRight(b.text, "\n"), "\n") {
			line = strings.TrimSpace(line)
			if line == "…" {
				gap = true
				continue
			}
			at := slices.IndexFunc(rest, func(printed string) bool { return strings.TrimSpace(printed) == line })
			if at < 0 || at > 0 && !gap {
				ts.Fatalf("%s shows, below %q, a line that is not printed there: %q", s.path, args[0], line)
			}
			rest, gap = rest[at+1:], false
		}
	}
}
