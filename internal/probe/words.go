package probe

import (
	"regexp"
	"strings"
)

// longID is a run of letters and digits that is no word.
var longID = regexp.MustCompile(`[0-9A-Za-z_+/=-]{40,}`)

// inWords is what may stand in a sentence of a vendor's without being its words, and the placeholder for it.
var inWords = []struct {
	form        *regexp.Regexp
	placeholder string
}{
	{regexp.MustCompile(`\b[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\b`), "<uuid>"},
	{regexp.MustCompile(`\b[0-9]{4}-?[0-9]{2}-?[0-9]{2}[T ][0-9]{2}:?[0-9]{2}(:?[0-9]{2})?(\.[0-9]+)?Z?`), "<time>"},
	{regexp.MustCompile(`[^\s@<>",;:]+@[^\s@<>",;:]+\.[A-Za-z]+`), "<email>"},
	{regexp.MustCompile(`\b[0-9]{1,3}(\.[0-9]{1,3}){3}(:[0-9]+)?\b`), "<address>"},
	{regexp.MustCompile(`https?://[^\s"'<>]+`), "<url>"},
	{regexp.MustCompile(`\b[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}\b`), "<token>"},
	{regexp.MustCompile(`\b[0-9]{10,}\b`), "<digits>"},
	{regexp.MustCompile(`\b[0-9a-f]{16,}\b`), "<hex>"},
}

// mixed is a run that may be an id: long, with letters and digits.
var mixed = regexp.MustCompile(`[0-9A-Za-z_+=-]{16,}`)

// placeholder is one that stands in a text already.
var placeholder = regexp.MustCompile(`<[a-z_0-9]+(:[a-z0-9]+)?>`)

// words is a sentence of the vendor's. What is no word is replaced.
func (v *values) words(text string) string {
	text = v.replace(text)
	var out strings.Builder
	at := 0
	for _, known := range placeholder.FindAllStringIndex(text, -1) {
		out.WriteString(plainWords(text[at:known[0]]) + text[known[0]:known[1]])
		at = known[1]
	}
	out.WriteString(plainWords(text[at:]))
	return strings.TrimSpace(out.String())
}

func plainWords(text string) string {
	for _, each := range inWords {
		text = each.form.ReplaceAllString(text, each.placeholder)
	}
	return mixed.ReplaceAllStringFunc(text, func(run string) string {
		if strings.ContainsAny(run, "0123456789") && strings.ContainsFunc(run, isLetter) || len(run) >= 40 {
			return "<id>"
		}
		return run
	})
}

func isLetter(r rune) bool { return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' }
