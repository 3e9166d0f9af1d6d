package guides_test

import (
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// shell runs a guide's shell block, with the sandbox of this story in place of the one that the guides name, and keeps the
// variables that the block exports. After "!" the block must fail.
func (s *story) shell(ts *testscript.TestScript, fails bool, args []string) {
	blocks, err := s.find(args, "shell")
	ts.Check(err)
	const mark = "the block ends here"
	var script strings.Builder
	script.WriteString("set -eu\nterraform() { '" + s.cli.Command(s.t).Path + "' \"$@\"; }\n")
	for _, b := range blocks {
		script.WriteString(strings.ReplaceAll(b.text, sandboxAddress, s.sb.URL) + "\n")
	}
	script.WriteString("echo '" + mark + "'\nenv -0\n")
	if err := ts.Exec("sh", "-c", script.String()); (err != nil) != fails {
		ts.Fatalf("%v:\n%s", err, script.String())
	}
	_, variables, _ := strings.Cut(ts.ReadFile("stdout"), mark+"\n")
	for variable := range strings.SplitSeq(variables, "\x00") {
		if name, value, ok := strings.Cut(variable, "="); ok && exported(name) {
			ts.Setenv(name, value)
		}
	}
}

// exported tells whether a variable may be one that a guide exports, and none of the shell's own.
func exported(name string) bool { return strings.Contains(name, "_") && name != "_" }
