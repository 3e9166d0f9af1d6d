package acctest

import (
	"regexp"
	"strings"
	"testing"
)

// Output is what a command printed, both streams together, and its exit code.
type Output struct {
	Text string
	Code int
}

// Words returns text with Terraform's frame and line wraps taken out, so that a sentence can be looked for.
func (o Output) Words() string { return words(o.Text) }

func words(text string) string {
	return strings.Join(strings.Fields(strings.NewReplacer("│", " ", "╷", " ", "╵", " ").Replace(text)), " ")
}

// Diagnostics returns the errors and warnings about the object at address in words, empty when there are none.
func (o Output) Diagnostics(address string) string {
	var about []string
	starts := diagnosticStart.FindAllStringIndex(o.Text, -1)
	for i, start := range starts {
		end := len(o.Text)
		if i+1 < len(starts) {
			end = starts[i+1][0]
		}
		if text := words(o.Text[start[0]:end]); strings.Contains(text, " with "+address+",") {
			about = append(about, text)
		}
	}
	return strings.Join(about, " ")
}

var diagnosticStart = regexp.MustCompile(`(?m)^(?:Error|Warning): `)

// Change returns what a plan does to the object at address in words, empty when it leaves the object alone.
func (o Output) Change(address string) string {
	// A change starts with a comment that names its object; what else there is to say of it stands in brackets.
	text := strings.ReplaceAll(o.Text, "\n  # (", "\n  (")
	for _, change := range strings.Split(text, "\n  # ")[1:] {
		change, _, _ = strings.Cut(change, "\nPlan: ")
		if rest, ok := strings.CutPrefix(change, address+" "); ok && (strings.HasPrefix(rest, "will be ") || strings.HasPrefix(rest, "must be ")) {
			return words(change)
		}
	}
	return ""
}

// ExpectPhrases fails the test for each phrase that text lacks.
func ExpectPhrases(t testing.TB, text string, phrases ...string) {
	t.Helper()
	for _, phrase := range phrases {
		if !strings.Contains(text, phrase) {
			t.Errorf("%q is missing from: %s", phrase, text)
		}
	}
}

// Expect fails the test unless the command ended with code and printed every one of the phrases.
func (o Output) Expect(t testing.TB, code int, phrases ...string) {
	t.Helper()
	if o.Code != code {
		t.Errorf("exit code %d, expected %d", o.Code, code)
	}
	for _, phrase := range phrases {
		if !strings.Contains(o.Words(), phrase) {
			t.Errorf("the output lacks %q", phrase)
		}
	}
	if t.Failed() {
		t.Logf("output:\n%s", traceLine.ReplaceAllString(o.Text, ""))
	}
}

// traceLine is a line that TF_LOG added.
var traceLine = regexp.MustCompile(`(?m)^\d{4}-\d\d-\d\dT.*\n`)
