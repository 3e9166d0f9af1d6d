package vendorhttp

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// longestWords is how much of a vendor's text is shown and kept: a few lines of a terminal. The answer's whole size follows
// where more was said.
const longestWords = 300

// Printable makes a text of somebody else fit for a terminal, a log and a state: on one line, of at most a few hundred
// characters, with every character that a terminal would obey shown as an escape. That is C0 and C1 controls, DEL, line and
// paragraph separators, marks that change the direction of writing, invisible characters, and bytes that are no UTF-8.
//
// CI runners obey commands in the output of a step: a line that begins with "::", and "##[" or "##vso[" anywhere. Terraform
// wraps long lines, so each word may come to begin one. A backslash takes the meaning away and leaves the text readable.
func Printable(text string) string {
	var b strings.Builder
	shown, startsWord := 0, true
	for i := 0; i < len(text); {
		if shown == longestWords {
			return b.String() + fmt.Sprintf("… (%s bytes)", grouped(len(text)))
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		switch rest := text[i:]; {
		case r == utf8.RuneError && size == 1:
			fmt.Fprintf(&b, `\x%02x`, text[i])
		case !visible(r):
			b.WriteString(escaped(r))
		case startsWord && strings.HasPrefix(rest, "::"):
			b.WriteString(`\:`)
		case strings.HasPrefix(rest, "##"):
			b.WriteString(`#\`)
		default:
			b.WriteRune(r)
		}
		startsWord = r == ' ' || !visible(r)
		shown++
		i += size
	}
	return b.String()
}

// visible tells characters that show as themselves: letters, marks, digits, punctuation, symbols and the plain space. The
// soft hyphen, zero-width and direction marks (Cf), controls (Cc), private use and the separators are not among them.
func visible(r rune) bool { return unicode.IsPrint(r) }

func escaped(r rune) string {
	switch {
	case r == '\n':
		return `\n`
	case r == '\r':
		return `\r`
	case r == '\t':
		return `\t`
	case r <= 0xff:
		return fmt.Sprintf(`\x%02x`, r)
	}
	return fmt.Sprintf(`\u%04x`, r)
}

// grouped writes a number with commas: 1,048,576.
func grouped(n int) string {
	digits := fmt.Sprint(n)
	var b strings.Builder
	for i, digit := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(digit)
	}
	return b.String()
}
